import { expect, test, vi } from 'vitest';
import { createMemo } from './memo.ts';

test('remembers nothing before changes are heard, nor after they are lost', async () => {
  const memo = createMemo();
  const load = vi.fn(async () => 1);
  await memo.get('a', load);
  await memo.get('a', load);
  memo.hear(true);
  await memo.get('a', load);
  await memo.get('a', load);
  memo.hear(false);
  await memo.get('a', load);
  expect(load).toHaveBeenCalledTimes(4);
});

test('what was being loaded while a change came is not given to those who ask later', async () => {
  const memo = createMemo();
  memo.hear(true);
  let finish: (value: string) => void = () => {};
  const old = memo.get(
    'a',
    () =>
      new Promise<string>((resolve) => {
        finish = resolve;
      }),
  );
  memo.forget();
  expect(await memo.get('a', async () => 'new')).toBe('new');
  finish('old');
  expect(await old).toBe('old');
  expect(await memo.get('a', async () => 'never asked')).toBe('new');
});

test('forgets a failed load, and shares one that is under way', async () => {
  const memo = createMemo();
  memo.hear(true);
  await expect(
    memo.get('a', async () => {
      throw new Error('down');
    }),
  ).rejects.toThrow('down');
  const load = vi.fn(async () => 2);
  expect(await Promise.all([memo.get('a', load), memo.get('a', load)])).toEqual([2, 2]);
  expect(load).toHaveBeenCalledTimes(1);
});
