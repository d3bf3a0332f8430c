import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeAsked } from './range.ts';

test.each([
  ['bytes=0-4', { first: 0, last: 4 }],
  ['bytes=5-', { first: 5, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-300', { first: 0, last: 9 }],
  ['bytes=8-300', { first: 8, last: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-3', null],
  ['bytes=0-1,3-4', null],
  ['bytes=-', null],
  ['lines=0-4', null],
  [undefined, null],
])('%s of ten bytes', (header, expected) => expect(rangeAsked(header, 10)).toEqual(expected));

test('whatever is asked, the part lies within the whole', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    fc.nat().map((a) => `bytes=-${a}`),
  );
  fc.assert(
    fc.property(header, fc.nat({ max: 1000 }), (asked, size) => {
      const range = rangeAsked(asked, size);
      if (range === null || range === 'unsatisfiable') return;
      expect(range.first).toBeGreaterThanOrEqual(0);
      expect(range.last).toBeGreaterThanOrEqual(range.first);
      expect(range.last).toBeLessThan(size);
    }),
  );
});
