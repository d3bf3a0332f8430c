import { describe, expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { type PartialDate, parsePartialDate } from '../../foundation/text/partial-date.ts';
import type { Period } from '../then.ts';
import { periodText } from './period.ts';

const date = (text: string): PartialDate => parsePartialDate(text) ?? ('' as PartialDate); // a date of a test is well-formed
const period = (from: string | null, to: string | null, endIs: Period['endIs'], asOf?: string): Period => ({
  from: from === null ? null : date(from),
  to: to === null ? null : date(to),
  endIs,
  ongoingAsOf: asOf ?? null,
});
const said = (one: Period) => periodText(translator('en'), one);

describe('from when to when something was so', () => {
  test('an unknown end is never today', () => {
    expect(said(period('2011', null, 'unknown'))).toBe('from 2011; end not known');
    expect(said(period(null, null, 'unknown'))).toBe('dates not known');
  });

  test('what goes on does so as of the day on which a source said it, and no longer', () => {
    expect(said(period('2001', null, 'ongoing', '2020-05-01'))).toBe(
      'from 2001; still so on 1 May 2020, according to a source',
    );
    expect(said(period(null, null, 'ongoing', '2020-05-01'))).toBe(
      'still so on 1 May 2020, according to a source',
    );
  });

  test('each state of knowledge has its own sentence', () => {
    expect(said(period('1997', '2007', 'known'))).toBe('from 1997 to 2007');
    expect(said(period(null, '2005', 'known'))).toBe('until 2005');
    expect(said(period(null, null, 'past'))).toBe('ended; no source says when');
    expect(said(period('2001', null, 'past'))).toBe('from 2001; ended, no source says when');
  });
});
