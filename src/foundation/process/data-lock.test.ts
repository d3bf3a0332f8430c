import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../errors.ts';
import { type DataLock, isDataFolderLocked, lockDataFolder } from './data-lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tadamun-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a kill -9 leaves: a socket file that nobody listens on. */
async function leaveStale(): Promise<void> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(join(folder, 'old.sock'), done));
  renameSync(join(folder, 'old.sock'), join(folder, 'lock.sock'));
  await new Promise((done) => server.close(done));
}

async function race(count: number): Promise<{ won: DataLock[]; lost: unknown[] }> {
  const results = await Promise.allSettled(Array.from({ length: count }, () => lockDataFolder(folder)));
  const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  return { won, lost };
}

describe('lockDataFolder', () => {
  test('is held by one, and free again afterwards', async () => {
    const lock = await lockDataFolder(folder);
    expect(lock.takenOver).toBe(false);
    expect(await isDataFolderLocked(folder)).toBe(true);
    await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'data-in-use' });
    expect(readdirSync(folder)).toEqual(['lock.sock']);
    lock.release();
    expect(await isDataFolderLocked(folder)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    (await lockDataFolder(folder)).release();
  });

  test.each([
    ['nothing', async () => {}, false],
    ['a socket that a kill left', leaveStale, true],
    ['a file of that name', async () => writeFileSync(join(folder, 'lock.sock'), ''), true],
  ])('of many that start at once over %s, one gets it', async (_before, prepare, takenOver) => {
    for (let round = 0; round < 5; round++) {
      await prepare();
      const { won, lost } = await race(12);
      expect(won).toHaveLength(1);
      expect(won[0]?.takenOver).toBe(takenOver);
      for (const error of lost) expect(error).toBeInstanceOf(OperatorError);
      won[0]?.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });
});
