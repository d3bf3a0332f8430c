/** Dates as the record has them, `2007`, `2007-02` or `2007-02-13`, as moments along an axis: years with their fractions. */

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** @returns the moment at which a date begins; null for what is no date. */
export function momentOf(date: string): number | null {
  const parts = shape.exec(date.trim());
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  return year + (month - 1) / 12 + (day - 1) / 372;
}

/** @returns the years that hold all these dates, with some room on both sides. */
export function span(dates: readonly string[]): { first: number; last: number } {
  const years = dates.flatMap((date) => momentOf(date) ?? []).map(Math.floor);
  const now = new Date().getFullYear();
  if (years.length === 0) return { first: now - 30, last: now + 1 };
  return { first: Math.min(...years) - 2, last: Math.max(...years, now) + 1 };
}

/** @returns the date at a moment, as exactly as the one that it takes the place of. */
export function dateOf(moment: number, like: string): string {
  const year = Math.floor(moment);
  const month = Math.min(12, Math.floor((moment - year) * 12) + 1);
  const day = Math.min(28, Math.floor(((moment - year) * 12 - (month - 1)) * 31) + 1);
  return written(year, month, day, like);
}

/** @returns the date so many steps later: years, months or days, by what the date is known to. */
export function stepped(date: string, steps: number): string {
  const parts = shape.exec(date.trim());
  if (!parts) return date;
  const at = new Date(
    Date.UTC(
      Number(parts[1]) + (parts[2] ? 0 : steps),
      Number(parts[2] ?? 1) - 1 + (parts[2] && !parts[3] ? steps : 0),
      Number(parts[3] ?? 1) + (parts[3] ? steps : 0),
    ),
  );
  return written(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), date);
}

function written(year: number, month: number, day: number, like: string): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return [String(year), two(month), two(day)].slice(0, like.trim().split('-').length).join('-');
}
