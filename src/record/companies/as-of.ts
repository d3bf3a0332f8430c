import { asciiDigits } from '../../foundation/text/digits.ts';
import {
  type Day,
  type DayRange,
  type PartialDate,
  parsePartialDate,
  possibleRange,
} from '../../foundation/text/partial-date.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { daysOf, nameThen, type Period, standsThen, type Then } from '../then.ts';
import { type CompanyName, nameLine } from './model.ts';

/** The day, month or year that a page is asked for: it then shows the record as things stood. */
export interface AsOf {
  on: PartialDate;
  days: DayRange;
}

/** Of what is read as a time: more is none, whatever it cleans to. */
const longestTyped = 40;

/**
 * Reads the `on` of an address: a day, a month or a year that has begun, in ASCII digits or in those of an Arabic, Persian
 * or Kurdish keyboard, which `on` of the answer has in ASCII.
 * @param today 'YYYY-MM-DD'
 * @returns null for anything else, which then asks for nothing.
 */
export function readAsOf(on: string | undefined, today: Day): AsOf | null {
  const typed = cleanLine(on ?? '', longestTyped);
  const date = typed.ok ? parsePartialDate(asciiDigits(typed.text)) : null;
  if (date === null || possibleRange(date).from > today) return null;
  return { on: date, days: daysOf(date) };
}

/** How something stands to the time asked for: as {@link Then}, or it had ended by then, or was yet to come. */
export type Mark = Exclude<Then, 'no'> | 'ended' | 'later';

/** @returns how a period stands to a time. What has no beginning on record is never said to be yet to come. */
export function markOf(period: Period, { days }: AsOf): Mark {
  if (period.from !== null && possibleRange(period.from).from >= days.to) return 'later';
  const then = standsThen(period, days);
  return then === 'no' ? 'ended' : then;
}

/** @returns how something that happened at a date stands to a time: it had happened, may have, or was yet to come. */
export function eventMark(date: PartialDate | null, { days }: AsOf): 'certain' | 'possible' | 'later' {
  if (date === null) return 'possible';
  const possible = possibleRange(date);
  if (possible.from >= days.to) return 'later';
  return possible.to <= days.to ? 'certain' : 'possible';
}

/** The names of a company at a time, as a line of type: those given up by then, and the one borne. */
export interface LineThen {
  former: CompanyName[];
  /** Null where the record has no name for that time. */
  current: CompanyName | null;
  mark: Exclude<Then, 'no'> | null;
}

/**
 * @returns the line of names as it stood: nothing of what came later, neither names nor that a name was given up.
 * A name without any date stands for a time only where no other name of the company is dated.
 */
export function lineThen(names: readonly CompanyName[], asOf: AsOf): LineThen {
  const dated = names.some(({ from, to }) => from !== null || to !== null);
  const known = names.filter(({ from, to }) => !dated || from !== null || to !== null);
  const ended = known.filter((name) => markOf(name, asOf) === 'ended');
  const borne = nameThen(known, asOf.days);
  const standing = borne && { ...borne.name, to: null, endIs: 'unknown' as const };
  const line = nameLine(standing === null ? ended : [...ended, standing]);
  if (line === null) return { former: [], current: null, mark: null };
  if (standing === null) return { former: [...line.former, line.current], current: null, mark: null };
  return { former: line.former, current: standing, mark: borne?.then ?? null };
}
