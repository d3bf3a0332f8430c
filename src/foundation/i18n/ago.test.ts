import { expect, test } from 'vitest';
import { formatAgo } from './ago.ts';

const now = new Date('2026-05-03T12:00:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  [-5, 'this minute'],
  [0.5, 'this minute'],
  [12, '12 minutes ago'],
  [61, '1 hour ago'],
  [60 * 25, 'yesterday'],
  [60 * 24 * 40, '40 days ago'],
])('%d minutes before is %s', (minutes, words) => {
  expect(formatAgo('en', before(minutes), now)).toBe(words);
});

test('in Arabic with European digits', () => {
  expect(formatAgo('ar', before(12), now)).toBe('قبل 12 دقيقة');
  expect(formatAgo('ar', before(180), now)).toBe('قبل 3 ساعات');
});
