import {
  certainRange,
  type Day,
  type DayRange,
  type PartialDate,
  possiblePeriod,
  possibleRange,
} from '../foundation/text/partial-date.ts';
import type { CompanyName } from './companies/model.ts';
import type { End } from './model.ts';

/** From when to when something was so, as far as sources say. */
export interface Period {
  from: PartialDate | null;
  to: PartialDate | null;
  endIs: End;
  /** The day on which a source says that it goes on; with `ongoing` only. */
  ongoingAsOf?: string | null;
}

/**
 * How a period stands to a time. `certain`: it ran through all of it. `begun`: it had begun, and nobody says when it
 * ended. `possible`: the sources leave it open. `no`: it had ended, or had not begun.
 */
export type Then = 'certain' | 'begun' | 'possible' | 'no';

/** @returns how a period stands to these days. An end that is unknown is never read as ongoing. */
export function standsThen(period: Period, when: DayRange): Then {
  const { from, endIs } = period;
  const to = period.to ?? (endIs === 'ongoing' ? ((period.ongoingAsOf ?? null) as PartialDate | null) : null);
  const possible = possiblePeriod(from, period.to);
  if (possible === null) return 'no';
  if (possible.from !== null && when.to <= possible.from) return 'no';
  if (possible.to !== null && when.from >= possible.to) return 'no';
  const certain = certainRange(from, to);
  if (certain && certain.from <= when.from && when.to <= dayAfter(to, certain.to)) return 'certain';
  const begun =
    from !== null && possibleRange(from).to <= dayAfter(from, when.to) && begunBy(from, when.from);
  return begun && period.to === null && endIs !== 'past' ? 'begun' : 'possible';
}

/** A period known to the day runs on its last day too: what ended on a day was so on that day. */
function dayAfter(date: PartialDate | null, otherwise: Day): Day {
  return date !== null && date.length === 10 ? possibleRange(date).to : otherwise;
}

const begunBy = (from: PartialDate, day: Day) => (from.length === 10 ? from : possibleRange(from).to) <= day;

/** The days that a date can mean, or those from the first of one to the last of another. */
export function daysOf(from: PartialDate, to: PartialDate | null = null): DayRange {
  return { from: possibleRange(from).from, to: possibleRange(to ?? from).to };
}

/** The name that a company bore at a time, and how surely. */
export interface NameThen {
  name: CompanyName;
  then: Exclude<Then, 'no'>;
}

/**
 * @returns the name that a company bore in these days: a certain one before one that had begun, that before a possible
 * one; of several the one that began last, and among those the first of the record. Spellings in other scripts and
 * abbreviations stand for a company only where it has nothing else. Null where no name can have been borne then.
 */
export function nameThen(names: readonly CompanyName[], when: DayRange): NameThen | null {
  const plain = names.filter(({ kind }) => kind !== 'abbreviation' && kind !== 'transliteration');
  for (const among of [plain, names]) {
    const standing = among.flatMap((name) => {
      const then = standsThen(name, when);
      return then === 'no' ? [] : [{ name, then }];
    });
    const sure = (['certain', 'begun', 'possible'] as const)
      .map((then) => standing.filter((one) => one.then === then))
      .find((some) => some.length > 0);
    const best = sure?.reduce((a, b) => ((b.name.from ?? '') > (a.name.from ?? '') ? b : a));
    if (best) return best;
  }
  return null;
}
