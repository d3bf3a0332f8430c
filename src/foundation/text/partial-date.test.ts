import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  certainRange,
  comparePartialDates,
  type PartialDate,
  parsePartialDate,
  possiblePeriod,
  possibleRange,
  precisionOf,
} from './partial-date.ts';

const date = (text: string): PartialDate => {
  const parsed = parsePartialDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
};

const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const near = fc
  .date({ min: new Date('2006-11-01'), max: new Date('2009-03-31'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const partial = fc
  .tuple(fc.oneof(day, near), fc.constantFrom(4, 7, 10))
  .map(([text, length]) => date(text.slice(0, length)));

describe('parsePartialDate', () => {
  test.each(['2007', '2007-02', '2007-02-13', '2008-02-29', '2000-02-29', '1000', '2999-12-31'])(
    '%s is a date',
    (text) => {
      expect(parsePartialDate(text)).toBe(text);
    },
  );

  test.each([
    '2007-02-29',
    '1900-02-29',
    '2007-04-31',
    '2007-13',
    '2007-00',
    '2007-01-00',
    '2007-1',
    '2007-01-1',
    '207',
    '0207',
    '20017',
    '3000',
    ' 2007',
    '2007 ',
    '2007\n',
    '2007-',
    '٢٠٠٧',
    '2007/02',
    '-2007',
    '2007-02-13T00:00',
    '',
    null,
    2007,
  ])('%j is none', (text) => {
    expect(parsePartialDate(text)).toBeNull();
  });

  test('every day of the calendar is a date, and no other triple is', () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    for (const year of [1900, 2000, 2007, 2008]) {
      let count = 0;
      for (let m = 0; m <= 13; m++) {
        for (let d = 0; d <= 32; d++) if (parsePartialDate(`${year}-${two(m)}-${two(d)}`) !== null) count++;
      }
      expect(count).toBe(year === 2000 || year === 2008 ? 366 : 365);
    }
  });
});

describe('ranges', () => {
  test.each([
    ['2007', '2007-01-01', '2008-01-01'],
    ['2007-02', '2007-02-01', '2007-03-01'],
    ['2007-12', '2007-12-01', '2008-01-01'],
    ['2008-02-29', '2008-02-29', '2008-03-01'],
    ['2999', '2999-01-01', '3000-01-01'],
  ])('%s is from %s until before %s', (text, from, to) => {
    expect(possibleRange(date(text))).toEqual({ from, to });
  });

  test('a date comes back from its range and its precision', () => {
    fc.assert(
      fc.property(partial, (when) => {
        const { from, to } = possibleRange(when);
        expect(from < to).toBe(true);
        expect(from.slice(0, when.length)).toBe(when);
        const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
        const [least, most] = { day: [1, 1], month: [28, 31], year: [365, 366] }[precisionOf(when)] as [
          number,
          number,
        ];
        expect(days >= least && days <= most).toBe(true);
      }),
    );
  });

  test.each([
    ['2007', '2009-02', { from: '2008-01-01', to: '2009-02-01' }],
    ['2007-02-13', '2009', { from: '2007-02-13', to: '2009-01-01' }],
    ['2007-02-13', '2007-02-14', { from: '2007-02-13', to: '2007-02-14' }],
    ['2007', '2008', null],
    ['2007', '2007', null],
    ['2007-02-13', '2007-02-13', null],
    ['2009', '2007', null],
  ])('%s to %s is certain as written', (from, to, range) => {
    expect(certainRange(date(from), date(to))).toEqual(range);
  });

  test('unknown is never certain, and is possible without bound', () => {
    const when = date('2007');
    expect(certainRange(null, when)).toBeNull();
    expect(certainRange(when, null)).toBeNull();
    expect(possiblePeriod(when, null)).toEqual({ from: '2007-01-01', to: null });
    expect(possiblePeriod(null, when)).toEqual({ from: null, to: '2008-01-01' });
    expect(possiblePeriod(null, null)).toEqual({ from: null, to: null });
    expect(possiblePeriod(date('2009'), date('2007'))).toBeNull();
  });

  test('what is certain is possible, and neither is ever empty', () => {
    fc.assert(
      fc.property(partial, partial, (from, to) => {
        const certain = certainRange(from, to);
        if (certain === null) return;
        const possible = possiblePeriod(from, to);
        expect(certain.from < certain.to).toBe(true);
        expect(possible?.from && possible.from <= certain.from).toBe(true);
        expect(possible?.to && certain.to <= possible.to).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('knowing a date better never makes less certain nor more possible', () => {
    fc.assert(
      fc.property(near, near, fc.constantFrom(4, 7), fc.constantFrom(4, 7), (a, b, roughly, about) => {
        const exact = certainRange(date(a), date(b));
        const rough = certainRange(date(a.slice(0, roughly)), date(b.slice(0, about)));
        if (rough === null) return;
        expect(exact !== null && exact.from <= rough.from && rough.to <= exact.to).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('a name that ends on a day and one that begins on it do not overlap', () => {
    fc.assert(
      fc.property(near, near, near, (a, b, c) => {
        const before = certainRange(date(a), date(b));
        const after = certainRange(date(b), date(c));
        expect(before === null || after === null || before.to <= after.from).toBe(true);
      }),
    );
  });
});

describe('comparePartialDates', () => {
  test('by first possible day, then the less precise first', () => {
    const sorted = ['2006-12-31', '2007', '2007-01', '2007-01-01', '2007-01-02', '2007-02', '2008'].map(date);
    expect(sorted.toReversed().sort(comparePartialDates)).toEqual(sorted);
  });

  test('agrees with the ranges', () => {
    fc.assert(
      fc.property(partial, partial, (a, b) => {
        const order = comparePartialDates(a, b);
        expect(comparePartialDates(b, a)).toBe(order === 0 ? 0 : -order);
        if (possibleRange(a).from < possibleRange(b).from) expect(order).toBe(-1);
      }),
    );
  });
});
