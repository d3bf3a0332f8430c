import { expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { aside } from './aside.ts';

const log = createLog('fatal', 'test');

test('is never at work twice at once, and whoever stops it waits for its end', async () => {
  const ends: (() => void)[] = [];
  const work = aside('sample', log, () => new Promise<void>((resolve) => ends.push(resolve)));
  work.begin();
  work.begin();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.waitFor(() => {
    work.begin();
    expect(ends).toHaveLength(2);
  });
  let stopped = false;
  const stopping = work.stop().then(() => {
    stopped = true;
  });
  work.begin();
  await Promise.resolve();
  expect([stopped, ends.length]).toEqual([false, 2]);
  ends[1]?.();
  await stopping;
  work.begin();
  expect(ends).toHaveLength(2);
});

test('what failed is not begun at once', async () => {
  let tried = 0;
  const work = aside(
    'sample',
    log,
    async () => {
      tried += 1;
      throw new Error('a sample failure');
    },
    30_000,
  );
  work.begin();
  for (let n = 0; n < 10; n += 1) {
    await Promise.resolve();
    work.begin();
  }
  await work.stop();
  expect(tried).toBe(1);
});

test('what failed is begun again by whoever finds it due, until it is done', async () => {
  let tried = 0;
  const work = aside(
    'sample',
    log,
    async () => {
      tried += 1;
      if (tried < 3) throw new Error('a sample failure');
    },
    1,
  );
  await vi.waitFor(
    () => {
      work.begin();
      expect(tried).toBeGreaterThanOrEqual(3);
    },
    { timeout: 60_000 },
  );
  await work.stop();
});
