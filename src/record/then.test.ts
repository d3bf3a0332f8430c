import { expect, test } from 'vitest';
import { newId } from '../foundation/database/id.ts';
import type { PartialDate } from '../foundation/text/partial-date.ts';
import type { CompanyName } from './companies/model.ts';
import { daysOf, nameThen, type Period, standsThen } from './then.ts';

const date = (text: string) => text as PartialDate; // well-formed by hand
const period = (from: string | null, to: string | null, endIs: Period['endIs'], asOf?: string): Period => ({
  from: from === null ? null : date(from),
  to: to === null ? null : date(to),
  endIs,
  ...(asOf && { ongoingAsOf: asOf }),
});
const on = (day: string) => daysOf(date(day));

test('a period known to the day is certain from its first day through its last', () => {
  const borne = period('2009-02-13', '2011-12-12', 'known');
  expect(standsThen(borne, on('2009-02-12'))).toBe('no');
  expect(standsThen(borne, on('2009-02-13'))).toBe('certain');
  expect(standsThen(borne, on('2011-12-12'))).toBe('certain');
  expect(standsThen(borne, on('2011-12-13'))).toBe('no');
});

test('a year at either end leaves that year open', () => {
  const borne = period('2007', '2009', 'known');
  expect(standsThen(borne, on('2006-12-31'))).toBe('no');
  expect(standsThen(borne, on('2007-06-01'))).toBe('possible');
  expect(standsThen(borne, on('2008-06-01'))).toBe('certain');
  expect(standsThen(borne, on('2009-06-01'))).toBe('possible');
  expect(standsThen(borne, on('2010-01-01'))).toBe('no');
});

test('an unknown end is never certain afterwards, and an end that nobody dates is only possible', () => {
  expect(standsThen(period('2011-12-12', null, 'unknown'), on('2020-01-01'))).toBe('begun');
  expect(standsThen(period('2011-12-12', null, 'unknown'), on('2011-12-11'))).toBe('no');
  expect(standsThen(period('2001', null, 'past'), on('2004-01-01'))).toBe('possible');
  expect(standsThen(period(null, null, 'unknown'), on('2004-01-01'))).toBe('possible');
});

test('what goes on as of a day is certain until that day, not after it', () => {
  const running = period('2010-01-01', null, 'ongoing', '2020-05-01');
  expect(standsThen(running, on('2020-05-01'))).toBe('certain');
  expect(standsThen(running, on('2021-01-01'))).toBe('begun');
});

test('the name of a time is the certain one, else the last that had begun, else a possible one', () => {
  const name = (
    text: string,
    from: string | null,
    to: string | null,
    kind: CompanyName['kind'] = 'trade',
  ): CompanyName => ({
    id: newId(),
    name: text,
    lang: 'en',
    kind,
    from: from === null ? null : date(from),
    to: to === null ? null : date(to),
    endIs: to === null ? 'unknown' : 'known',
  });
  const names = [
    name('Third', '2011-12-12', null),
    name('Second', '2009-02-13', '2011-12-12'),
    name('First', '1997', '2009-02-13'),
    name('الأول', null, null, 'transliteration'),
  ];
  const called = (day: string) => {
    const then = nameThen(names, on(day));
    return then && [then.name.name, then.then];
  };
  expect(called('2008-06-01')).toEqual(['First', 'certain']);
  expect(called('2010-06-01')).toEqual(['Second', 'certain']);
  expect(called('2015')).toEqual(['Third', 'begun']);
  expect(called('1997-05-01')).toEqual(['First', 'possible']);
  expect(called('1990-01-01')).toEqual(['الأول', 'possible']);
  expect(nameThen([], on('2008'))).toBeNull();
});
