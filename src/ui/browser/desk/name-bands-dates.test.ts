import { expect, test } from 'vitest';
import { dateOf, momentOf, span, stepped } from './name-bands-dates.ts';

test('a date moves by what it is known to: days, months or years', () => {
  expect(stepped('2007', 1)).toBe('2008');
  expect(stepped('2007-12', 1)).toBe('2008-01');
  expect(stepped('2008-03-01', -1)).toBe('2008-02-29');
  expect(stepped('not yet', 1)).toBe('not yet');
});

test('a dragged end stays as exact as it was, and stays where it is dropped', () => {
  for (const date of ['2007', '2007-02', '2007-02-13']) {
    const moment = momentOf(date);
    expect(moment).not.toBeNull();
    expect(dateOf((moment ?? 0) + 0.0001, date)).toBe(date);
  }
  expect(dateOf(2010.5, '2007')).toBe('2010');
  expect(dateOf(2010.5, '2007-01')).toBe('2010-07');
});

test('the axis holds all dates and today', () => {
  const { first, last } = span(['1997', '2009-02-13', '', 'x']);
  expect(first).toBeLessThan(1997);
  expect(last).toBeGreaterThan(2025);
  expect(span([]).first).toBeLessThan(span([]).last);
});
