declare const partialDateBrand: unique symbol;

/** A date of the Gregorian calendar that knows its precision: '2007', '2007-02' or '2007-02-13'. */
export type PartialDate = string & { readonly [partialDateBrand]: true };

/** A day, as 'YYYY-MM-DD': sorts as text, and PostgreSQL reads it as a date. */
export type Day = string;

export type Precision = 'year' | 'month' | 'day';

/** Days from `from` until the day before `to`, like PostgreSQL's `[)` ranges. Never empty. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** The same, where null is without bound. */
export interface OpenDayRange {
  from: Day | null;
  to: Day | null;
}

const shape = /^([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * Reads a date; null unless it is one of the three shapes (ASCII digits) and a real date of a year from 1000 to
 * 2999: a slip such as 0207 or 20017 is no date.
 */
export function parsePartialDate(text: unknown): PartialDate | null {
  if (typeof text !== 'string') return null;
  const parts = shape.exec(text);
  if (parts === null) return null;
  const [, year, month, day] = parts;
  if (month !== undefined && (month < '01' || month > '12')) return null;
  if (day !== undefined && (day < '01' || Number(day) > daysIn(Number(year), Number(month)))) return null;
  // Safe: shape and calendar were checked.
  return text as PartialDate;
}

/** How exactly the date is known. */
export function precisionOf(date: PartialDate): Precision {
  if (date.length === 4) return 'year';
  return date.length === 7 ? 'month' : 'day';
}

/** All days that the date can mean: '2007' is from 2007-01-01 until before 2008-01-01. */
export function possibleRange(date: PartialDate): DayRange {
  const year = Number(date.slice(0, 4));
  if (precisionOf(date) === 'year') return { from: `${date}-01-01`, to: firstOf(year + 1, 1) };
  const month = Number(date.slice(5, 7));
  const next = month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1);
  if (precisionOf(date) === 'month') return { from: `${date}-01`, to: next };
  const day = Number(date.slice(8));
  return { from: date, to: day < daysIn(year, month) ? `${date.slice(0, 8)}${twoDigits(day + 1)}` : next };
}

/**
 * All days on which a period can have run: from the first day that `from` can mean through the last that `to` can
 * mean; null is unknown, and then without bound. Null when no such day exists (it would end before it began).
 */
export function possiblePeriod(from: PartialDate | null, to: PartialDate | null): OpenDayRange | null {
  const first = from === null ? null : possibleRange(from).from;
  const end = to === null ? null : possibleRange(to).to;
  return first !== null && end !== null && first >= end ? null : { from: first, to: end };
}

/**
 * The days on which a period certainly ran; null when there is none. It begins with the day itself where the
 * beginning is known to the day, else with the first day after its month or year; it ends before the first day
 * that the end can mean, so that what ends on a day and what begins on it do not overlap. '2007' to '2009-02' is
 * certain from 2008-01-01 until before 2009-02-01.
 *
 * An unknown beginning or end (null) makes nothing certain. For a period that is ongoing as of a day, give that
 * day as `to`.
 */
export function certainRange(from: PartialDate | null, to: PartialDate | null): DayRange | null {
  if (from === null || to === null) return null;
  const begun = precisionOf(from) === 'day' ? from : possibleRange(from).to;
  const end = possibleRange(to).from;
  return begun < end ? { from: begun, to: end } : null;
}

/** Orders by the first possible day, then the less precise first: 2007, 2007-01, 2007-01-01, 2007-02. */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  // A shorter date is a prefix of those within its first day, month or year, and '-' sorts before the digits.
  return a < b ? -1 : a > b ? 1 : 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Written out rather than asked of a Date: pages of the record compare thousands of days.
const firstOf = (year: number, month: number): Day => `${year}-${twoDigits(month)}-01`;

const twoDigits = (n: number) => (n < 10 ? `0${n}` : `${n}`);
