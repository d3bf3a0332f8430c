import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newKeys } from '../crypto/keys.ts';
import { createLimits } from './limits.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('counts each network and each limit apart', () => {
  const limits = createLimits(newKeys());
  expect([1, 2, 3].map(() => limits.take('sign', '198.51.100.7', 2))).toEqual([true, true, false]);
  expect(limits.take('sign', '198.51.100.8', 2)).toBe(true);
  expect(limits.take('other', '198.51.100.7', 2)).toBe(true);
});

test('forgets everything after an hour, with or without a further visitor', () => {
  const limits = createLimits(newKeys());
  limits.take('sign', '198.51.100.7', 1);
  expect(limits.take('sign', '198.51.100.7', 1)).toBe(false);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(3_600_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(limits.take('sign', '198.51.100.7', 1)).toBe(true);
});
