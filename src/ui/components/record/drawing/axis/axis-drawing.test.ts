import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PartialDate, parsePartialDate } from '../../../../../foundation/text/partial-date.ts';
import { type Box, overlap } from '../boxes.ts';
import { textWidth } from '../text-width.ts';
import { type AxisDrawing, type DrawnBand, drawAxis, markRadius } from './axis-drawing.ts';
import { extentOf, type Period } from './periods.ts';

type Band = Period & { text: { text: string; lang: string } };
type Mark = { text: { text: string; lang: string }; date: PartialDate };

function date(text: string): PartialDate {
  const parsed = parsePartialDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}
const band = (
  text: string,
  from: string | null,
  to: string | null,
  endIs: Period['endIs'],
  asOf?: string,
): Band => ({
  text: { text, lang: 'en' },
  from: from === null ? null : date(from),
  to: to === null ? null : date(to),
  endIs,
  asOf,
});
const draw = (
  names: Band[],
  rest: { dir?: 'ltr' | 'rtl'; marks?: Mark[]; others?: Band[]; on?: string; width?: number } = {},
) =>
  drawAxis<Band, Mark>({
    width: rest.width ?? 340,
    dir: rest.dir ?? 'ltr',
    names: { heading: 'Names', size: 17, bands: names },
    marks: { heading: 'Incidents', marks: rest.marks ?? [] },
    others: [{ heading: 'Contracts', size: 13, bands: rest.others ?? [] }],
    on: rest.on,
  });
const onlyBand = (names: Band[]): DrawnBand<Band> => {
  const drawn = draw(names)?.bands.at(-1);
  if (drawn === undefined) throw new Error('nothing drawn');
  return drawn;
};

describe('what a line may say', () => {
  test('days are certain to the day; a year leaves its twelve months open', () => {
    const { possible, certain, fades, arrow } = onlyBand([band('A', '2001', '2009-02-13', 'known')]);
    expect(certain?.[0]).toBeGreaterThan(possible[0]);
    expect(certain?.[1]).toBeCloseTo(possible[1], 0);
    expect(fades).toEqual([]);
    expect(arrow).toBeNull();
  });

  test('an unknown end fades and never runs on to today, however long the axis', () => {
    const { possible, fades, arrow, certain } = onlyBand([
      band('B', '1990', '2026', 'known'),
      band('A', '1995-01-01', null, 'unknown'),
    ]);
    expect(arrow).toBeNull();
    expect(certain).toBeNull();
    expect(fades).toHaveLength(1);
    expect((fades[0]?.[1] ?? 0) - possible[0]).toBeLessThan(45);
  });

  test('what ended at no known time fades as well', () => {
    expect(onlyBand([band('A', '1995', null, 'past')])).toMatchObject({ arrow: null, certain: null });
  });

  test('ongoing runs to the day of its source and points on; without that day it is unknown', () => {
    const ongoing = onlyBand([band('A', '2011-12-12', null, 'ongoing', '2020-05-01')]);
    expect(ongoing.arrow).toBe(ongoing.possible[1]);
    expect(ongoing.fades).toEqual([]);
    expect(onlyBand([band('A', '2011-12-12', null, 'ongoing')])).toMatchObject({
      arrow: null,
      certain: null,
    });
  });

  test('an unknown beginning comes out of nothing', () => {
    const { fades, possible } = onlyBand([band('A', null, '2009', 'known')]);
    expect(fades).toHaveLength(1);
    expect(fades[0]?.[1]).toBeLessThan(possible[0]);
  });

  test('a name without a date is not drawn, and without any date there is no axis', () => {
    expect(extentOf(band('A', null, null, 'unknown'))).toBeNull();
    expect(draw([band('A', null, null, 'unknown')])).toBeNull();
    expect(draw([])).toBeNull();
  });

  test('an end before its beginning, which no database lets in, is a dot', () => {
    const { possible } = onlyBand([band('A', '2009', '2001', 'known')]);
    expect(possible[1]).toBeGreaterThan(possible[0]);
  });
});

test('long names are cut, and say so', () => {
  const { label } = onlyBand([
    band(
      'A company with the longest of names, Limited, of the British Virgin Islands',
      '2007',
      '2008',
      'known',
    ),
  ]);
  expect(label.text).toMatch(/^A company.*…$/);
});

test('a day beyond the axis has no line', () => {
  const names = [band('A', '2001', '2009', 'known')];
  expect(draw(names, { on: '2005-06-01' })?.on).toBeGreaterThan(0);
  expect(draw(names, { on: '1850-06-01' })?.on).toBeNull();
  expect(draw(names, { on: 'yesterday' })?.on).toBeNull();
});

const anyDate = fc
  .tuple(
    fc.integer({ min: 1950, max: 2026 }),
    fc.option(fc.integer({ min: 1, max: 12 })),
    fc.option(fc.integer({ min: 1, max: 28 })),
  )
  .map(([year, month, day]) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return date(
      [year, ...(month === null ? [] : [two(month), ...(day === null ? [] : [two(day)])])].join('-'),
    );
  });
const anyText = fc.record({
  text: fc.oneof(
    fc.string({ maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom('بلاك ووتر', 'Blackwater', 'شركة الحماية الخاصة'),
  ),
  lang: fc.constantFrom('en', 'ar'),
});
const anyBand: fc.Arbitrary<Band> = fc.record({
  text: anyText,
  from: fc.option(anyDate),
  to: fc.option(anyDate),
  endIs: fc.constantFrom('known', 'past', 'ongoing', 'unknown'),
  asOf: fc.option(fc.constantFrom('2020-01-01', '2026-11-26')),
});
const anyMark: fc.Arbitrary<Mark> = fc.record({ text: anyText, date: anyDate });

test('however many names, incidents and contracts: all stay within the drawing, no text covers another or a line, and Arabic is the mirror', () => {
  fc.assert(
    fc.property(
      fc.array(anyBand, { maxLength: 40 }),
      fc.array(anyMark, { maxLength: 20 }),
      fc.array(anyBand, { maxLength: 10 }),
      fc.constantFrom(340, 800),
      (names, marks, others, width) => {
        const drawing = draw(names, { marks, others, width });
        const mirror = draw(names, { marks, others, width, dir: 'rtl' });
        if (drawing === null || mirror === null) {
          expect([drawing, mirror]).toEqual([null, null]);
          expect(marks).toEqual([]);
          return;
        }
        const boxes = boxesOf(drawing);
        for (const [index, box] of boxes.entries()) {
          for (const edge of [box.x, box.y, box.width, box.height]) expect(edge).not.toBeNaN();
          expect(box.x).toBeGreaterThanOrEqual(-0.001);
          expect(box.x + box.width).toBeLessThanOrEqual(width + 0.001);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height).toBeLessThanOrEqual(drawing.height + 0.001);
          for (const other of boxes.slice(index + 1)) {
            if (other.of !== box.of) expect(overlap(box, other)).toBe(false);
          }
        }
        expect(mirror.height).toBe(drawing.height);
        for (const [index, { possible, label, fades }] of drawing.bands.entries()) {
          const other = mirror.bands[index];
          expect(other?.possible).toEqual(possible.map((x) => width - x));
          expect(other?.fades).toEqual(fades.map((fade) => fade.map((x) => width - x)));
          expect([other?.label.x, other?.label.edge]).toEqual([
            width - label.x,
            label.edge === 'left' ? 'right' : 'left',
          ]);
        }
      },
    ),
  );
});

/** The room that each thing takes; `of` is the same for what belongs together. */
function boxesOf(drawing: AxisDrawing<Band, Mark>): (Box & { of: unknown })[] {
  const text = (label: { text: string; x: number; y: number; edge: string }, size: number): Box => {
    const width = textWidth(label.text, size);
    return {
      x: label.edge === 'left' ? label.x : label.x - width,
      y: label.y - size,
      width,
      height: size * 1.25,
    };
  };
  const bands = drawing.bands.flatMap((drawn) => {
    const line = [drawn.possible, drawn.certain ?? [], ...drawn.fades].flat();
    const [from, to] = [Math.min(...line), Math.max(...line, drawn.arrow === null ? 0 : drawn.arrow + 8)];
    return [
      { ...text(drawn.label, drawn.group === 0 ? 17 : 13), of: drawn },
      { x: from, y: drawn.y - 6, width: to - from, height: 12, of: drawn },
    ];
  });
  const marks = drawing.marks.flatMap((drawn) => [
    {
      x: drawn.x - markRadius,
      y: drawn.y - markRadius,
      width: 2 * markRadius,
      height: 2 * markRadius,
      of: drawn,
    },
    ...(drawn.label ? [{ ...text(drawn.label, 13), of: drawn }] : []),
  ]);
  return [...bands, ...marks];
}
