import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../foundation/database/id.ts';
import { type PartialDate, parsePartialDate } from '../../foundation/text/partial-date.ts';
import { type AsOf, eventMark, lineThen, markOf, readAsOf } from './as-of.ts';
import type { CompanyName } from './model.ts';

const today = '2026-11-26';
const asOf = (on: string): AsOf => {
  const read = readAsOf(on, today);
  if (read === null) throw new Error(on);
  return read;
};
const name = (
  text: string,
  from: string | null,
  to: string | null,
  more: Partial<CompanyName> = {},
): CompanyName => ({
  id: newId(),
  name: text,
  lang: 'en',
  kind: null,
  from: parsePartialDate(from),
  to: parsePartialDate(to),
  endIs: to === null ? 'unknown' : 'known',
  ...more,
});

describe('what an address can ask for', () => {
  test.each(['2008-06-01', '2008-06', '2008', today, '2026'])('%s is a time', (on) => {
    expect(readAsOf(on, today)?.on).toBe(on);
  });
  test.each([
    undefined,
    '',
    'x',
    '2008-13',
    '2008-02-30',
    '08-06-01',
    '2027',
    '2026-12',
    '2026-11-27',
    '٢٠٢٧',
    '٢٠٠٨-١٣',
  ])('%s asks for nothing', (on) => expect(readAsOf(on, today)).toBeNull());
  test.each([
    ['٢٠٠٨-٠٦-٠١', '2008-06-01'],
    ['۲۰۰۸-۰۶', '2008-06'],
    ['٢٠٠٨', '2008'],
    ['\u200f2008-06-01 ', '2008-06-01'],
  ])('%s, as an Arabic or a Kurdish keyboard sends it, is %s', (typed, on) => {
    expect(readAsOf(typed, today)?.on).toBe(on);
  });
  test('whatever is typed, it is a time in ASCII digits, which reads as the same time, or nothing', () => {
    const digits = fc.constantFrom(...'0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹- ');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: digits, maxLength: 11 })), (text) => {
        const read = readAsOf(text, today);
        return (
          read === null ||
          (/^[\d-]+$/.test(read.on) &&
            read.days.from < read.days.to &&
            readAsOf(read.on, today)?.on === read.on)
        );
      }),
    );
  });
});

// As the starter record has the names of one company.
const names = [
  name('ACADEMI', '2011-12-12', null, { kind: 'trade' }),
  name('Xe Services LLC', '2009-02-13', '2011-12-12'),
  name('Xe', '2009-02-13', '2011-12-12'),
  name('Blackwater Worldwide', '2007', '2009-02-13'),
  name('Blackwater USA', '1997', '2007'),
  name('Blackwater', '1997', '2009-02-13'),
  name('بلاك ووتر', null, null, { lang: 'ar', kind: 'transliteration' }),
];
const line = (on: string, of = names) => {
  const { former, current, mark } = lineThen(of, asOf(on));
  return { former: former.map((one) => one.name), current: current?.name ?? null, mark };
};

describe('the line of names at a time', () => {
  test('on 1 June 2008 it is Blackwater Worldwide, no longer Blackwater USA, and nothing that came later', () => {
    expect(line('2008-06-01')).toEqual({
      former: ['Blackwater USA'],
      current: 'Blackwater Worldwide',
      mark: 'certain',
    });
  });
  test('in the year in which one name gave way to another only what is certain is said plainly', () => {
    expect(line('2007-06-01')).toEqual({ former: [], current: 'Blackwater', mark: 'certain' });
  });
  test('a name with an unknown end is not said to be borne long after it began', () => {
    expect(line('2020-01-01')).toEqual({
      former: ['Blackwater', 'Xe Services LLC'],
      current: 'ACADEMI',
      mark: 'begun',
    });
  });
  test('before its first name it has none, and its spelling without a date does not stand in for one', () => {
    expect(line('1950')).toEqual({ former: [], current: null, mark: null });
  });
  test('a company whose names have no dates has its first, with the doubt', () => {
    expect(line('1950', [name('Sample Group', null, null)])).toEqual({
      former: [],
      current: 'Sample Group',
      mark: 'possible',
    });
  });
  test('after the end of all its names they are struck out, and none stands', () => {
    expect(line('2010', [name('Gone', '2003', '2006')])).toEqual({
      former: ['Gone'],
      current: null,
      mark: null,
    });
  });
});

describe('what had happened, ran or was yet to come', () => {
  const period = (from: string | null, to: string | null) => ({
    from: parsePartialDate(from),
    to: parsePartialDate(to),
    endIs: to === null ? ('unknown' as const) : ('known' as const),
  });
  test.each<[string | null, string | null, string, string]>([
    ['2004', '2009-05', '2006-01-01', 'certain'],
    ['2004', '2009-05', '2004-06-01', 'possible'],
    ['2004', '2009-05', '2009-06-01', 'ended'],
    ['2004', '2009-05', '2003', 'later'],
    ['2012', null, '2007', 'later'],
    ['2012', null, '2020', 'begun'],
    [null, null, '1950', 'possible'],
  ])('%s to %s is on %s: %s', (from, to, on, mark) => {
    expect(markOf(period(from, to), asOf(on))).toBe(mark);
  });
  test('an event of a year has happened for certain only when the year is over', () => {
    const date = '2007' as PartialDate; // well-formed
    expect(eventMark(date, asOf('2006-12-31'))).toBe('later');
    expect(eventMark(date, asOf('2007-06-01'))).toBe('possible');
    expect(eventMark(date, asOf('2007'))).toBe('certain');
    expect(eventMark(date, asOf('2008-01-01'))).toBe('certain');
    expect(eventMark(null, asOf('2008-01-01'))).toBe('possible');
  });
});
