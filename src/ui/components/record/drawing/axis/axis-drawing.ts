import type { Day, PartialDate } from '../../../../../foundation/text/partial-date.ts';
import type { Said } from '../../../said.ts';
import type { DrawnText } from '../../svg-text.tsx';
import { fitted, textWidth } from '../text-width.ts';
import { type Scale, scaleFor, yearsOn } from './axis-scale.ts';
import { intoLanes } from './lanes.ts';
import { dayNumber, type Extent, extentOf, type Period, spread } from './periods.ts';

/** Along the page, from left to right or from right to left, in the order of time. */
type Segment = readonly [from: number, to: number];

export interface DrawnBand<B> {
  band: B;
  /** Names are of group 0, the others of the groups after it. */
  group: number;
  y: number;
  /** Thin: from the first to the last day that its dates can mean. Thick: the days on which it certainly ran. */
  possible: Segment;
  certain: Segment | null;
  /** A line that comes out of nothing, or goes into it, from its firm end to its faint one. */
  fades: Segment[];
  /** Where the arrow of what is ongoing stands; null where it is not. */
  arrow: number | null;
  label: DrawnText;
}

export interface DrawnMark<M> {
  mark: M;
  x: number;
  y: number;
  /** All days that its date can mean. */
  possible: Segment;
  /** Null where the marks of the axis are too many for titles. */
  label: DrawnText | null;
}

export interface AxisDrawing<B, M> {
  width: number;
  height: number;
  /** The top of the field in which time is drawn; the years stand above it. */
  top: number;
  years: { x: number; year: string }[];
  headings: { y: number; text: string }[];
  bands: DrawnBand<B>[];
  marks: DrawnMark<M>[];
  /** Where the day is that the page was asked for; null for none, or one beyond the drawing. */
  on: number | null;
}

export interface BandGroup<B> {
  heading: string;
  /** Size of the type of its labels. */
  size: number;
  bands: readonly B[];
}

export interface Axis<B, M> {
  width: number;
  dir: 'ltr' | 'rtl';
  names: BandGroup<B>;
  marks: { heading: string; marks: readonly M[] };
  others: readonly BandGroup<B>[];
  on?: Day | null | undefined;
}

/** Radius of a mark. */
export const markRadius = 7;
const yearsHeight = 26;
const headingHeight = 24;
const gap = 10;
/** More marks than this stand without titles. */
const titled = 12;

/**
 * Lays out names, marks and other bands along one axis, whose time runs as the page is read. Each band has its label above
 * it, cut where it does not fit; what would touch goes into the next lane. Null where no date is known.
 */
export function drawAxis<B extends Period & { text: Said }, M extends { text: Said; date: PartialDate }>(
  axis: Axis<B, M>,
): AxisDrawing<B, M> | null {
  const groups = [axis.names, ...axis.others].map((group) => ({
    ...group,
    bands: group.bands.flatMap((band) => {
      const extent = extentOf(band);
      return extent === null ? [] : [{ band, extent }];
    }),
  }));
  const marks = axis.marks.marks.map((mark) => ({ mark, ...spread(mark.date) }));
  const scale = scaleFor(
    groups.flatMap(({ bands }) => bands.map(({ extent }) => extent)),
    marks.map(({ possible }) => possible),
    axis.width,
  );
  if (scale === null) return null;
  const page = onPage(axis);
  const drawing: AxisDrawing<B, M> = {
    width: axis.width,
    height: 0,
    top: yearsHeight,
    years: yearsOn(scale).map(({ year, along }) => ({ year, x: page.x(along) })),
    headings: [],
    bands: [],
    marks: [],
    on: null,
  };
  let y = yearsHeight + 6;
  const open = (text: string) => {
    drawing.headings.push({ y: y + 14, text });
    y += headingHeight;
  };
  const addMarks = () => {
    if (marks.length === 0) return;
    open(axis.marks.heading);
    const placed = marks.map((mark) => markAlong(mark, scale, marks.length <= titled && axis.width >= 500));
    // Each mark has the room of a fingertip: 24 px on a telephone.
    const { lanes, count } = intoLanes(placed, 11);
    const laneHeight = 25;
    for (const [index, item] of placed.entries()) {
      const centre = y + ((lanes[index] ?? 0) + 0.5) * laneHeight;
      drawing.marks.push({
        mark: item.mark,
        x: page.x(item.at),
        y: centre,
        possible: page.segment(item.possible),
        label: item.label && page.text({ ...item.label, y: centre + 4.5 }),
      });
    }
    y += count * laneHeight + gap / 2;
  };
  for (const [index, { heading, size, bands }] of groups.entries()) {
    if (index === 1) addMarks();
    if (bands.length === 0) continue;
    open(heading);
    const placed = bands.map(({ band, extent }) => bandAlong(band, extent, scale, size));
    const { lanes, count } = intoLanes(placed, gap);
    const laneHeight = Math.round(size * 1.35) + 14;
    for (const [place, item] of placed.entries()) {
      const top = y + (lanes[place] ?? 0) * laneHeight;
      drawing.bands.push({
        band: item.band,
        group: index,
        y: top + laneHeight - 9,
        possible: page.segment(item.possible),
        certain: item.certain && page.segment(item.certain),
        fades: item.fades.map(page.segment),
        arrow: item.arrow === null ? null : page.x(item.arrow),
        label: page.text({ ...item.label, y: top + size }),
      });
    }
    y += count * laneHeight + gap / 2;
  }
  if (groups.length === 1) addMarks();
  drawing.height = y + 2;
  const on = axis.on ? scale.along(dayNumber(axis.on)) : Number.NaN;
  if (on >= 0 && on <= axis.width) drawing.on = page.x(on);
  return drawing;
}

/** From along the axis to the page: the same in English, mirrored in Arabic. */
function onPage({ width, dir }: { width: number; dir: 'ltr' | 'rtl' }) {
  const x = (along: number) => (dir === 'ltr' ? along : width - along);
  const mirror = { left: 'right', right: 'left', middle: 'middle' } as const;
  return {
    x,
    segment: ([from, to]: Segment): Segment => [x(from), x(to)],
    text: (text: DrawnText): DrawnText => ({
      ...text,
      x: x(text.x),
      edge: dir === 'ltr' ? text.edge : mirror[text.edge],
    }),
  };
}

function bandAlong<B extends { text: Said }>(band: B, extent: Extent, scale: Scale, size: number) {
  const along = ([from, to]: Segment): Segment => [scale.along(from), scale.along(to)];
  const possible = along(extent.possible);
  const start = extent.fadesIn ? Math.max(0, possible[0] - scale.fade) : possible[0];
  // What began and ended on one day is still to be seen, and is as certain as a day is.
  const aDay = !extent.fadesIn && !extent.fadesOut && extent.possible[1] - extent.possible[0] <= 1;
  const firm: Segment = [possible[0], Math.max(possible[1], possible[0] + (aDay ? 6 : 3))];
  const end = extent.fadesOut
    ? Math.min(scale.length, firm[1] + scale.fade)
    : firm[1] + (extent.open ? 10 : 0);
  const text = fitted(band.text.text, size, Math.max(end - start, Math.min(scale.length, 400) * 0.8));
  const width = textWidth(text, size);
  const x = Math.max(0, Math.min(start, scale.length - width));
  return {
    band,
    start: Math.min(start, x),
    end: Math.max(end, x + width),
    possible: firm,
    certain: aDay ? firm : extent.certain && along(extent.certain),
    fades: [
      ...(extent.fadesIn ? [[possible[0], start] as const] : []),
      ...(extent.fadesOut ? [[firm[1], end] as const] : []),
    ],
    arrow: extent.open ? firm[1] : null,
    label: { text, lang: band.text.lang, edge: 'left' as const, x, y: 0 },
  };
}

function markAlong<M extends { text: Said }>(
  { mark, middle, possible }: { mark: M; middle: number; possible: Segment },
  scale: Scale,
  withTitle: boolean,
) {
  const at = scale.along(middle);
  const reach: Segment = [scale.along(possible[0]), scale.along(possible[1])];
  const [left, right] = [Math.min(at - markRadius, reach[0]), Math.max(at + markRadius, reach[1])];
  const size = 13;
  const text = withTitle ? fitted(mark.text.text, size, Math.min(230, scale.length * 0.4)) : '';
  const width = textWidth(text, size);
  const after = right + 6 + width <= scale.length;
  return {
    mark,
    at,
    possible: reach,
    start: text === '' || after ? left : left - 6 - width,
    end: text !== '' && after ? right + 6 + width : right,
    label:
      text === ''
        ? null
        : {
            text,
            lang: mark.text.lang,
            edge: after ? ('left' as const) : ('right' as const),
            x: after ? right + 6 : left - 6,
            y: 0,
          },
  };
}
