/** A year and how many things it had: at least one. */
export interface YearCount {
  year: number;
  n: number;
}

export interface DrawnBar<Y> {
  year: Y;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface YearDrawing<Y> {
  width: number;
  height: number;
  /** Where the bars stand. */
  base: number;
  bars: DrawnBar<Y>[];
  /** The years that are written, at the middle of their place. */
  labels: { year: number; x: number }[];
}

const width = 340;
const base = 130;
/** Above the tallest bar stands its number. */
const top = 20;
/** A longer time than this is told by the table alone. */
const longest = 60;

/** A bar for each year with anything in it, the years in between left empty, from left to right or from right to left. */
export function drawYears<Y extends YearCount>(
  years: readonly Y[],
  dir: 'ltr' | 'rtl',
): YearDrawing<Y> | null {
  const counted = years.filter(({ n }) => n > 0);
  const first = Math.min(...counted.map(({ year }) => year));
  const last = Math.max(...counted.map(({ year }) => year));
  const count = last - first + 1;
  if (counted.length === 0 || count > longest) return null;
  const most = Math.max(...counted.map(({ n }) => n));
  const place = width / Math.max(count, 6);
  const middle = (year: number) => {
    const along = (year - first + 0.5) * place;
    return dir === 'ltr' ? along : width - along;
  };
  const bar = Math.min(28, place * 0.7);
  const every = [1, 2, 5, 10].find((step) => step * place >= 36) ?? 20;
  return {
    width,
    height: base + 22,
    base,
    bars: counted.map((year) => {
      const height = Math.max(2, (year.n / most) * (base - top));
      return { year, x: middle(year.year) - bar / 2, y: base - height, width: bar, height };
    }),
    labels: Array.from({ length: count }, (_, index) => first + index)
      .filter((year) => year % every === 0 || (every > 1 && count < every))
      .map((year) => ({ year, x: middle(year) }))
      .filter(({ x }) => x >= 16 && x <= width - 16),
  };
}
