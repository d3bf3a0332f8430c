import { describe, expect, test } from 'vitest';
import type { Id } from '../../foundation/database/id.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { type CompanyName, nameLine } from './model.ts';

let n = 0;
/** A name as the record holds it: from, to, and how sure its end is. */
function name(
  text: string,
  from: string | null,
  to: string | null,
  more: Partial<CompanyName> = {},
): CompanyName {
  n += 1;
  // An id only has to differ here.
  return {
    id: String(n) as Id,
    name: text,
    lang: 'en',
    kind: null,
    from: parsePartialDate(from),
    to: parsePartialDate(to),
    endIs: to ? 'known' : 'unknown',
    ...more,
  };
}
const line = (names: CompanyName[]) => {
  const found = nameLine(names);
  return (
    found && { former: found.former.map((one) => one.name), current: found.current.name, since: found.since }
  );
};

describe('the line of names', () => {
  test('strikes out what ended, oldest first, one name for each time', () => {
    expect(
      line([
        name('ACADEMI', '2011-12-12', null, { kind: 'trade' }),
        name('Xe Services LLC', '2009-02-13', '2011-12-12'),
        name('Xe', '2009-02-13', '2011-12-12'),
        name('Blackwater Worldwide', '2007', '2009-02-13'),
        name('Blackwater USA', '1997', '2007'),
        name('Blackwater', '1997', '2009-02-13'),
        name('بلاك ووتر', null, null, { lang: 'ar', kind: 'transliteration' }),
      ]),
    ).toEqual({ former: ['Blackwater', 'Xe Services LLC'], current: 'ACADEMI', since: '2011-12-12' });
  });

  test('strikes out a name that ended without anyone saying when', () => {
    expect(
      line([name('Olive Group', null, null), name('Olive Security', '2001', null, { endIs: 'past' })]),
    ).toEqual({
      former: ['Olive Security'],
      current: 'Olive Group',
      since: null,
    });
  });

  test('never strikes out a name whose end is unknown: the first of the record stands', () => {
    expect(
      line([
        name('CACI International Inc', null, null, { kind: 'legal' }),
        name('CACI Premier Technology, Inc.', null, null),
      ]),
    ).toEqual({
      former: [],
      current: 'CACI International Inc',
      since: null,
    });
  });

  test('shows a company whose every name has ended, and none for a company without a name', () => {
    expect(line([name('Gone', '2003', '2006')])).toEqual({ former: [], current: 'Gone', since: '2003' });
    expect(nameLine([])).toBeNull();
  });
});
