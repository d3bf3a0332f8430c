import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { type Day, type PartialDate, parsePartialDate } from '../../../foundation/text/partial-date.ts';
import type { Said } from '../said.ts';
import type { StandingWord } from '../standing.tsx';
import {
  type AxisDrawing,
  type DrawnBand,
  type DrawnMark,
  drawAxis,
  markRadius,
} from './drawing/axis/axis-drawing.ts';
import type { Period } from './drawing/axis/periods.ts';
import { round, SvgText } from './svg-text.tsx';

/** A name, a contract or a case: something that lasted. */
export interface AxisBand extends Period {
  text: Said;
  /** When, in words, as the page says it: 'from 2007 to February 2009'. */
  when: string;
  /** Where it is told: a page, or a place of this page. */
  href?: string | undefined;
  /** A name that the record says has ended: it is struck out. */
  former?: boolean | undefined;
}

/** An incident: something that happened, on a day or at some time of a month or year. */
export interface AxisMark {
  text: Said;
  when: string;
  href: string;
  date: PartialDate;
  /** Null where nothing is said of how firm it is. */
  standing: StandingWord | null;
}

export interface TimeAxisProps {
  t: Translator;
  names: readonly AxisBand[];
  contracts?: readonly AxisBand[];
  incidents?: readonly AxisMark[];
  cases?: readonly AxisBand[];
  /** The day that the page is asked for (`?on=`): a line across. */
  on?: Day | null | undefined;
  /** Begins the ids of the drawing; another one for each axis of a page. */
  id?: string;
}

/**
 * The time axis of a company: a band for each name, contract and case, a mark for each incident. Time runs as the page is
 * read. Thick is certain, thin is what the dates leave open; an end that is not known fades, what was ongoing when a
 * source last spoke of it ends in an arrow. What has no date is in `TimeAxisTable` alone, which says all of it in words
 * and belongs beside the drawing, unless the page has such a table of its own. Nothing where no date is known.
 */
export function TimeAxis({
  t,
  names,
  contracts = [],
  incidents = [],
  cases = [],
  on,
  id = 'axis',
}: TimeAxisProps) {
  const day = parsePartialDate(on);
  const drawn = ([340, 800] as const).map((width) =>
    drawAxis<AxisBand, AxisMark>({
      width,
      dir: t.dir,
      names: { heading: t('axis.names'), size: 17, bands: names },
      marks: { heading: t('axis.incidents'), marks: incidents },
      others: [
        { heading: t('axis.contracts'), size: 13, bands: contracts },
        { heading: t('axis.cases'), size: 13, bands: cases },
      ],
      on,
    }),
  );
  const [narrow, wide] = drawn;
  if (!narrow || !wide) return null;
  return (
    <figure class="drawing axis">
      <Drawing t={t} drawing={wide} name="wide" caption={`${id}-caption`} />
      <Drawing t={t} drawing={narrow} name="narrow" caption={`${id}-caption`} />
      <figcaption class="label" id={`${id}-caption`}>
        {t('axis.caption')}
        {day !== null && wide.on !== null ? ` ${t('axis.on', { date: formatDate(t.lang, day) })}` : null}
      </figcaption>
    </figure>
  );
}

interface DrawingProps {
  t: Translator;
  drawing: AxisDrawing<AxisBand, AxisMark>;
  name: 'wide' | 'narrow';
  caption: string;
}

function Drawing({ t, drawing, name, caption }: DrawingProps) {
  const { width, height, top, years, headings, bands, marks, on } = drawing;
  const begin = t.dir === 'ltr' ? ('left' as const) : ('right' as const);
  return (
    <svg class={name} viewBox={`0 0 ${width} ${round(height)}`} role="group" aria-labelledby={caption}>
      <g aria-hidden="true">
        <path class="tick" d={years.map(({ x }) => `M${round(x)},${top}V${round(height)}`).join('')} />
        {years.map(({ x, year }) => (
          <text class="quiet" x={round(x)} y="16" text-anchor="middle">
            {year}
          </text>
        ))}
        {on === null ? null : <path class="on" d={`M${round(on)},${top - 6}V${round(height)}`} />}
        {headings.map(({ y, text }) => (
          <SvgText
            t={t}
            class="quiet"
            label={{ text, lang: t.lang, edge: begin, x: t.dir === 'ltr' ? 0 : width, y }}
          />
        ))}
      </g>
      {bands.map((band) => (
        <Band t={t} drawn={band} />
      ))}
      {marks.map((mark) => (
        <Mark t={t} drawn={mark} />
      ))}
    </svg>
  );
}

function Band({ t, drawn }: { t: Translator; drawn: DrawnBand<AxisBand> }) {
  const { band, y, possible, certain, fades, arrow, label } = drawn;
  const inner = (
    <>
      <title>{`${named(t, band.text)}: ${band.when}`}</title>
      <path class="possible" d={line(possible, y)} />
      {certain ? <path class="certain" d={line(certain, y)} /> : null}
      {fades.map((fade) => (
        <path class="fade" pathLength="56" d={line(fade, y)} />
      ))}
      {arrow === null ? null : <path class="arrow" d={arrowHead(arrow, y, t.dir)} />}
      <SvgText t={t} class={classOf(drawn)} label={label} struck={band.former} />
    </>
  );
  return band.href ? <a href={band.href}>{inner}</a> : <g>{inner}</g>;
}

function Mark({ t, drawn }: { t: Translator; drawn: DrawnMark<AxisMark> }) {
  const { mark, x, y, possible, label } = drawn;
  const standing = mark.standing ?? undefined;
  return (
    <a href={mark.href}>
      <title>
        {[`${named(t, mark.text)}: ${mark.when}`, mark.standing && t(`standing.incident.${mark.standing}`)]
          .filter(Boolean)
          .join(', ')}
      </title>
      <path class="possible" d={line(possible, y)} />
      <circle class="touch" cx={round(x)} cy={round(y)} r="12.5" />
      <circle class="mark" data-standing={standing} cx={round(x)} cy={round(y)} r={markRadius} />
      {standing === 'disputed' ? (
        <path class="mark" data-standing={standing} d={`M${round(x - 5)},${round(y + 5)}l10,-10`} />
      ) : null}
      {label ? <SvgText t={t} label={label} /> : null}
    </a>
  );
}

/** A title within a picture holds text alone: a name in another language is set apart by isolates, as `bdi` does elsewhere. */
function named(t: Translator, { text, lang }: Said): string {
  return lang === null || lang === t.lang ? text : `\u2068${text}\u2069`;
}

function classOf({ group, band }: DrawnBand<AxisBand>): string | undefined {
  if (group > 0) return undefined;
  return band.former ? 'name former' : 'name';
}

function line([from, to]: readonly [number, number], y: number): string {
  return `M${round(from)},${round(y)}H${round(to)}`;
}

/** An open head, pointing the way time runs. */
function arrowHead(x: number, y: number, dir: 'ltr' | 'rtl'): string {
  const forward = dir === 'ltr' ? 1 : -1;
  return `M${round(x)},${round(y - 6)}l${8 * forward},6l${-8 * forward},6`;
}
