import { dayNumber, type Extent } from './periods.ts';

/** From days to units along the axis; time grows from 0 to `length`, whichever way the page is read. */
export interface Scale {
  length: number;
  /** How long a line fades whose beginning or end is not known. */
  fade: number;
  along(day: number): number;
}

/**
 * A scale that has room for all extents and days, for fades, and for the arrow of what is ongoing. Null without any of them.
 * A single day gets a year on each side.
 */
export function scaleFor(
  extents: readonly Extent[],
  days: readonly [number, number][],
  length: number,
): Scale | null {
  const all = [...extents.map(({ possible }) => possible), ...days];
  if (all.length === 0) return null;
  let first = Math.min(...all.map(([from]) => from));
  let last = Math.max(...all.map(([, to]) => to));
  const short = 730 - (last - first);
  if (short > 0) [first, last] = [first - short / 2, last + short / 2];
  const fade = length < 500 ? 36 : 56;
  const before = extents.some(({ fadesIn }) => fadesIn) ? fade + 2 : 10;
  const after = extents.some(({ fadesOut }) => fadesOut) ? fade + 2 : 16;
  const perDay = (length - before - after) / (last - first);
  return { length, fade, along: (day) => before + (day - first) * perDay };
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** The first days of years that are marked: round ones, as many as leave each its room. */
export function yearsOn({ along, length }: Scale): { year: string; along: number }[] {
  const perYear = along(365.25) - along(0);
  const step = steps.find((years) => years * perYear >= 52) ?? 1000;
  const yearAt = (position: number) => 1970 + (position - along(0)) / perYear;
  const years: { year: string; along: number }[] = [];
  for (let year = Math.ceil(yearAt(0) / step) * step; year <= yearAt(length); year += step) {
    const position = along(dayNumber(`${String(year).padStart(4, '0')}-01-01`));
    if (position >= 16 && position <= length - 16) years.push({ year: String(year), along: position });
  }
  return years;
}
