import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { checkBlob, listBlobs, moveBlob, openBlob, putBlob, removeBlob } from './blobs.ts';

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function listed(folder: string): Promise<unknown[]> {
  const blobs = [];
  for await (const blob of listBlobs(folder)) blobs.push(blob);
  return blobs;
}

test('any bytes come back under their SHA-256, and the same bytes are kept once', async () => {
  const folder = await dataFolder();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
      const blob = await putBlob(folder, bytes);
      expect(blob).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      });
      const before = (await listed(folder)).length;
      const again = await putBlob(folder, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));
      expect(again).toEqual(blob);
      expect(await listed(folder)).toHaveLength(before);
      const opened = await openBlob(folder, blob.sha256);
      expect(opened?.bytes).toBe(bytes.length);
      if (opened) expect([...(await buffer(opened.stream))]).toEqual([...bytes]);
    }),
    { numRuns: 30 },
  );
});

test('a file is closed to everybody but the server, and nothing half written stays', async () => {
  const folder = await dataFolder();
  const { sha256 } = await putBlob(folder, Buffer.from('a report'));
  const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const breaking = Readable.from(
    (function* () {
      yield Buffer.from('half');
      throw new Error('the visitor went away');
    })(),
  );
  await expect(putBlob(folder, breaking)).rejects.toThrow('went away');
  expect(await readdir(join(folder, 'files'))).toEqual([sha256.slice(0, 2)]);
});

test('only a hash names a file: no path, no other spelling of it', async () => {
  const folder = await dataFolder();
  const { sha256 } = await putBlob(folder, Buffer.from('a report'));
  await writeFile(join(folder, 'secret.key'), 'secret');
  const names = ['', '../secret.key', `${sha256}/`, sha256.toUpperCase(), `${sha256}\n`, sha256.slice(1)];
  for (const name of names) {
    expect(await openBlob(folder, name)).toBeNull();
    await expect(removeBlob(folder, name)).rejects.toThrow(RangeError);
  }
  expect(await listed(folder)).toHaveLength(1);
});

test('what else lies in the folder is not listed', async () => {
  const folder = await dataFolder();
  expect(await listed(folder)).toEqual([]);
  const { sha256 } = await putBlob(folder, Buffer.from('a report'));
  await mkdir(join(folder, 'files', 'zz'));
  await writeFile(join(folder, 'files', 'zz', 'x'.repeat(62)), '');
  await writeFile(join(folder, 'files', 'ab'), '');
  await writeFile(join(folder, 'files', sha256.slice(0, 2), 'note.txt'), '');
  expect(await listed(folder)).toEqual([{ sha256, bytes: 8 }]);
});

test('a file whose bytes changed is told from a whole one; putting it again mends it', async () => {
  const folder = await dataFolder();
  const { sha256 } = await putBlob(folder, Buffer.from('a report'));
  const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2));
  expect(await checkBlob(folder, sha256)).toBe('whole');
  await chmod(path, 0o600);
  await writeFile(path, 'a rep0rt');
  expect(await checkBlob(folder, sha256)).toBe('damaged');
  await putBlob(folder, Buffer.from('a report'));
  expect(await checkBlob(folder, sha256)).toBe('whole');
  await removeBlob(folder, sha256);
  expect(await checkBlob(folder, sha256)).toBe('missing');
});

test('a file can be moved to another data folder', async () => {
  const [one, other] = [await dataFolder(), await dataFolder()];
  const { sha256 } = await putBlob(one, Buffer.from('a report'));
  await moveBlob(one, other, sha256);
  expect(await checkBlob(one, sha256)).toBe('missing');
  expect(await checkBlob(other, sha256)).toBe('whole');
});
