import { describe, expect, test } from 'vitest';
import { compareNames } from '../../src/record/names/matching/compare.ts';
import { blind, judge, ours, secondBlind } from './judged.ts';

// What the matcher is held to: issue 4 asks for precision 0.95 and recall 0.90. `npm run bench -- --only=names` prints the
// same beside trigrams.

describe('of the judged pairs of names', () => {
  test('there are enough, a third of them by somebody who had not seen the matcher', () => {
    expect(ours.length + blind.length).toBeGreaterThanOrEqual(400);
    expect(blind.length * 3).toBeGreaterThanOrEqual(ours.length + blind.length);
    const pairs = [...ours, ...blind].map(({ a, b }) => [a, b].sort().join('\n'));
    expect(pairs.length - new Set(pairs).size).toBeLessThan(pairs.length / 20);
  });

  test.each([
    ['all together', [...ours, ...blind]],
    ['those written blind', blind],
    ['those written when the matcher was finished', secondBlind],
  ])('%s: what is taken for one name is one in 95 of 100, and 90 of 100 are found', (_, pairs) => {
    const { precision, recall } = judge(pairs, ({ a, b }) => compareNames(a, b).same);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });
});
