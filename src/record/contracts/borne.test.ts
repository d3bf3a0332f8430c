import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../foundation/database/id.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { CompanyName } from '../companies/model.ts';
import { dayOf, isUnderLaterName, namesBorne } from './borne.ts';

const date = (text: string | null) => text as PartialDate | null; // well-formed by hand
const name = (
  text: string,
  from: string | null,
  to: string | null,
  more: Partial<CompanyName> = {},
): CompanyName => ({
  id: newId(),
  name: text,
  lang: 'en',
  kind: 'trade',
  from: date(from),
  to: date(to),
  endIs: to === null ? 'unknown' : 'known',
  ...more,
});
const contract = (from: string | null, to: string | null, more = {}) => ({
  from: date(from),
  to: date(to),
  endIs: to === null ? ('unknown' as const) : ('known' as const),
  nameId: null,
  ...more,
});
const told = (of: ReturnType<typeof contract>, names: readonly CompanyName[]) => {
  const { first, later } = namesBorne(of, names);
  return [first && `${first.name.name} ${first.how}`, ...later.map((one) => one.name)];
};

const names = [
  name('Third', '2011-12-12', null),
  name('Second LLC', '2009-02-13', '2011-12-12'),
  name('Second', '2009-02-13', '2011-12-12'),
  name('First', '1997', '2009-02-13'),
  name('الأول', null, null, { kind: 'transliteration', lang: 'ar' }),
];

describe('the name of a contract', () => {
  test.each([
    ['one name all the while', contract('2004', '2006'), ['First certain']],
    ['renamed while it ran', contract('2004', '2009-05'), ['First certain', 'Second LLC']],
    ['renamed twice', contract('2004', '2012-01'), ['First certain', 'Second LLC', 'Third']],
    ['begun under the second', contract('2010-03', '2010-09'), ['Second LLC certain']],
    ['begun after the last renaming, whose end nobody knows', contract('2013', null), ['Third begun']],
    ['its year is the year of the renaming', contract('2009', '2009'), ['Second LLC possible']],
    ['only its end is known', contract(null, '2008-09'), ['First certain']],
    ['neither is known', contract(null, null), [null]],
  ])('%s', (_, of, expected) => expect(told(of, names)).toEqual(expected));

  test('a contract whose end nobody knows was not certainly held under the next name', () => {
    expect(told(contract('2004', null), names)).toEqual(['First certain']);
    expect(isUnderLaterName(contract('2004', null), names)).toBe(false);
    expect(isUnderLaterName(contract('2004', '2009-02-13'), names)).toBe(true);
    expect(isUnderLaterName(contract('2004', '2009-02-12'), names)).toBe(false);
    expect(isUnderLaterName(contract('2004', '2009'), names)).toBe(false);
  });

  test('the name in the contract goes before any date', () => {
    const [, second, , first] = names;
    expect(told(contract('2004', null, { nameId: second?.id }), names)).toEqual(['Second LLC in-contract']);
    expect(isUnderLaterName(contract('2004', null, { nameId: second?.id }), names)).toBe(true);
    expect(isUnderLaterName(contract('2012', null, { nameId: first?.id }), names)).toBe(false);
  });

  test('what goes on as of a day was held until that day', () => {
    const running = contract('2004', null, { endIs: 'ongoing', ongoingAsOf: '2010-01-01' });
    expect(told(running, names)).toEqual(['First certain', 'Second LLC']);
  });

  test('a name that ended, and none that began then, is no later name', () => {
    const kept = [name('Always', '1990', null), name('Side', '2000', '2003')];
    expect(isUnderLaterName(contract('2005', '2006'), kept)).toBe(false);
    expect(isUnderLaterName(contract('2005', '2006'), [name('A', null, null), name('B', null, null)])).toBe(
      false,
    );
  });
});

test('a company is shown on a day of the contract', () => {
  expect(dayOf(contract('2004', '2009-05'))).toBe('2005-01-01');
  expect(dayOf(contract('2011-02-10', null))).toBe('2011-02-10');
  expect(dayOf(contract('2008', '2008'))).toBe('2008-01-01');
  expect(dayOf(contract(null, '2004-09'))).toBe('2004-09-01');
  expect(dayOf(contract(null, null))).toBeNull();
});

test('whoever is told of a later name is told of a contract held under one', () => {
  const dates = fc.constantFrom(
    null,
    '2001',
    '2002',
    '2003',
    '2002-06',
    '2003-01',
    '2002-06-15',
    '2003-01-31',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(dates, dates), { maxLength: 4 }), dates, dates, (periods, from, to) => {
      const some = periods.map(([start, end], n) => name(`N${n}`, start, end));
      const of = contract(from, to);
      if (namesBorne(of, some).later.length > 0) expect(isUnderLaterName(of, some)).toBe(true);
    }),
  );
});
