import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawYears } from './year-bars.ts';

const anyYears = fc.uniqueArray(
  fc.record({ year: fc.integer({ min: 1990, max: 2026 }), n: fc.integer({ min: 1, max: 5000 }) }),
  { selector: ({ year }) => year, minLength: 1, maxLength: 37 },
);

test('each year has its bar within the drawing, the tallest leaves room for its number, no two touch, Arabic is the mirror', () => {
  fc.assert(
    fc.property(anyYears, (years) => {
      const drawing = drawYears(years, 'ltr');
      const mirror = drawYears(years, 'rtl');
      expect(drawing?.bars).toHaveLength(years.length);
      if (drawing === null || mirror === null) return;
      const sorted = drawing.bars.toSorted((a, b) => a.x - b.x);
      expect(sorted.map(({ year }) => year.year)).toEqual(years.map(({ year }) => year).sort());
      for (const [index, bar] of sorted.entries()) {
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.x + bar.width).toBeLessThanOrEqual(drawing.width + 0.001);
        expect(bar.y).toBeGreaterThanOrEqual(18);
        expect(bar.y + bar.height).toBeCloseTo(drawing.base, 6);
        const next = sorted[index + 1];
        if (next) expect(bar.x + bar.width).toBeLessThan(next.x);
      }
      for (const [index, label] of drawing.labels.entries()) {
        const next = drawing.labels[index + 1];
        if (next) expect(next.x - label.x).toBeGreaterThanOrEqual(36);
      }
      for (const [index, bar] of mirror.bars.entries()) {
        const other = drawing.bars[index];
        expect(bar.x).toBeCloseTo(drawing.width - (other?.x ?? 0) - bar.width, 6);
      }
    }),
  );
});

test('no year, and years a lifetime apart, are no drawing', () => {
  expect(drawYears([], 'ltr')).toBeNull();
  expect(drawYears([{ year: 2003, n: 0 }], 'ltr')).toBeNull();
  expect(
    drawYears(
      [
        { year: 1003, n: 1 },
        { year: 2003, n: 1 },
      ],
      'ltr',
    ),
  ).toBeNull();
});
