import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { openQueue } from './queue.ts';

const { pool } = await testDatabase({ starter: false });
const begun: string[] = [];
let end = () => {};
const tasks = {
  async quick() {
    begun.push('quick');
  },
  async long() {
    begun.push('long');
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    begun.push('long has ended');
  },
};
const queue = await openQueue(pool, tasks, '', pino({ level: 'silent' }));
afterAll(() => end());

const waiting = async () => {
  const { rows } = await pool.query(
    'select task_identifier from graphile_worker.jobs where locked_at is null',
  );
  return rows.map(({ task_identifier }) => task_identifier);
};

test('one of a kind is at work, and its end is waited for by the stop', async () => {
  await Promise.all([queue.ask('long'), queue.ask('quick')]);
  await expect.poll(() => begun.toSorted()).toEqual(['long', 'quick']);
  for (let n = 0; n < 3; n += 1) await queue.ask('long');
  expect(await waiting()).toEqual([]);
  // The other place is free for another kind.
  await queue.ask('quick');
  await expect.poll(() => begun.length).toBe(3);
  const stopped = queue.stop().then(() => begun.push('stopped'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(begun).not.toContain('stopped');
  end();
  await stopped;
  expect(begun.slice(3)).toEqual(['long has ended', 'stopped']);
});
