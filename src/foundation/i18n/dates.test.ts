import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PartialDate, parsePartialDate } from '../text/partial-date.ts';
import { dayIn, formatDate, formatInstant } from './dates.ts';
import { languages } from './lang.ts';

const date = (text: string): PartialDate => {
  const parsed = parsePartialDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
};

// The tables of the campaign's glossary, written out here a second time on purpose.
const arabic =
  'كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول'.split(',');
const sorani =
  'کانوونی دووەم,شوبات,ئازار,نیسان,ئایار,حوزەیران,تەمووز,ئاب,ئەیلوول,تشرینی یەکەم,تشرینی دووەم,کانوونی یەکەم'.split(
    ',',
  );
const months = Array.from({ length: 12 }, (_, n) => [n, String(n + 1).padStart(2, '0')] as const);

describe('formatDate', () => {
  test.each([
    ['en', '16 September 2007', 'September 2007', '16 Sept 2007', 'Sept 2007'],
    ['ar', '16 أيلول 2007', 'أيلول 2007', '16 أيلول 2007', 'أيلول 2007'],
    ['ckb', '16ی ئەیلوولی 2007', 'ئەیلوولی 2007', '16ی ئەیلوولی 2007', 'ئەیلوولی 2007'],
    ['kmr', '16ê îlona 2007an', 'îlona 2007an', '16 îln, 2007', 'îln, 2007'],
    ['fr', '16 septembre 2007', 'septembre 2007', '16 sept. 2007', 'sept. 2007'],
    ['es', '16 de septiembre de 2007', 'septiembre de 2007', '16 sept 2007', 'sept 2007'],
    ['it', '16 settembre 2007', 'settembre 2007', '16 set 2007', 'set 2007'],
  ] as const)('%s', (lang, day, month, shortDay, shortMonth) => {
    expect(formatDate(lang, date('2007-09-16'))).toBe(day);
    expect(formatDate(lang, date('2007-09'))).toBe(month);
    expect(formatDate(lang, date('2007'))).toBe('2007');
    expect(formatDate(lang, date('2007-09-16'), 'short')).toBe(shortDay);
    expect(formatDate(lang, date('2007-09'), 'short')).toBe(shortMonth);
  });

  test.each(months)('month %i has the name that Iraq uses, in Arabic and in Sorani', (n, month) => {
    for (const form of ['long', 'short'] as const) {
      expect(formatDate('ar', date(`2012-${month}-05`), form)).toBe(`5 ${arabic[n]} 2012`);
      expect(formatDate('ar', date(`2012-${month}`), form)).toBe(`${arabic[n]} 2012`);
      expect(formatDate('ckb', date(`2012-${month}-05`), form)).toBe(`5ی ${sorani[n]}ی 2012`);
      expect(formatDate('ckb', date(`2012-${month}`), form)).toBe(`${sorani[n]}ی 2012`);
    }
  });

  test('every day in every language: no other digits, no invisible marks, the day and the year in it', () => {
    const day = fc
      .date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
      .map((instant) => instant.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...languages),
        fc.constantFrom('long', 'short'),
        (text, lang, form) => {
          const words = formatDate(lang, date(text), form);
          expect(words).not.toMatch(
            /[\u0660-\u0669\u06f0-\u06f9\u200c-\u200f\u061c\u202a-\u202e\u2066-\u2069]/,
          );
          expect(words.match(/\d+/g)).toEqual([String(Number(text.slice(8))), text.slice(0, 4)]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('instants', () => {
  test('the day is that of Baghdad, unless another place is named', () => {
    const late = new Date('2026-11-22T22:30:00Z');
    expect(formatInstant('en', late)).toBe('23 November 2026');
    expect(formatInstant('en', late, 'UTC')).toBe('22 November 2026');
    expect(formatInstant('ar', late)).toBe('23 تشرين الثاني 2026');
    expect(formatInstant('fr', late, 'America/New_York', 'short')).toBe('22 nov. 2026');
    expect(dayIn(late, 'Asia/Baghdad')).toBe('2026-11-23');
  });

  test('the day in UTC is the beginning of the instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
        (instant) => {
          expect(dayIn(instant, 'UTC')).toBe(instant.toISOString().slice(0, 10));
        },
      ),
    );
  });
});
