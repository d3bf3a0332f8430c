import {
  certainRange,
  type Day,
  type PartialDate,
  possibleRange,
} from '../../../../../foundation/text/partial-date.ts';

/** A stretch of time as the record knows it. */
export interface Period {
  from: PartialDate | null;
  to: PartialDate | null;
  /** `past`: it ended, no source says when. `unknown` is never read as ongoing. */
  endIs: 'known' | 'past' | 'ongoing' | 'unknown';
  /** For `ongoing`: the day of the source that says so. */
  asOf?: Day | null | undefined;
}

/** What can be drawn of a period, in days since 1970. */
export interface Extent {
  /** From the first to the last day that the known dates can mean. */
  possible: [number, number];
  /** The days on which it certainly ran; null where there are none. */
  certain: [number, number] | null;
  /** The beginning, or the end, is not known: the line comes out of nothing, or goes into it. */
  fadesIn: boolean;
  fadesOut: boolean;
  /** It ran on, on the last day of which a source speaks. */
  open: boolean;
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(day) / 86_400_000;
}

/** The middle of all days that a date can mean, and how far those reach. */
export function spread(date: PartialDate): { middle: number; possible: [number, number] } {
  const { from, to } = possibleRange(date);
  const possible: [number, number] = [dayNumber(from), dayNumber(to)];
  return { middle: (possible[0] + possible[1]) / 2, possible };
}

/** What can be drawn of a period; null where neither its beginning nor its end has a date. */
export function extentOf({ from, to, endIs, asOf }: Period): Extent | null {
  const begin = from === null ? null : possibleRange(from);
  const known = endIs === 'known' && to !== null ? possibleRange(to) : null;
  const open = endIs === 'ongoing' && typeof asOf === 'string' && !Number.isNaN(dayNumber(asOf));
  const last = open ? asOf : (known?.to ?? null);
  const first = begin?.from ?? known?.from ?? last;
  if (first === null) return null;
  const possible: [number, number] = [
    dayNumber(first),
    Math.max(dayNumber(first), dayNumber(last ?? begin?.to ?? first)),
  ];
  const certain = certainRange(from, open ? (asOf as PartialDate) : endIs === 'known' ? to : null);
  return {
    possible,
    certain: certain && [dayNumber(certain.from), dayNumber(certain.to)],
    fadesIn: begin === null,
    fadesOut: last === null,
    open,
  };
}
