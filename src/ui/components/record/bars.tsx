import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { drawYears, type YearCount } from './drawing/year-bars.ts';
import { round } from './svg-text.tsx';

/** A year with incidents; a year without is left out, not given as 0. */
export interface IncidentYear extends YearCount {
  /** The list of its incidents. */
  href?: string | undefined;
}

export interface IncidentYearsProps {
  t: Translator;
  years: readonly IncidentYear[];
  /** Incidents whose year is not known: they are in the table alone. */
  undated?: number;
  /** Begins the ids of the drawing. */
  id?: string;
}

/** Incidents on record by year, a bar each. Nothing without a year; `IncidentYearsTable` has the figures in words. */
export function IncidentYears({ t, years, id = 'years' }: IncidentYearsProps) {
  const drawing = drawYears(years, t.dir);
  if (drawing === null) return null;
  return (
    <figure class="drawing years">
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="group" aria-labelledby={`${id}-caption`}>
        <g aria-hidden="true">
          <path class="base" d={`M0,${drawing.base}H${drawing.width}`} />
          {drawing.labels.map(({ year, x }) => (
            <text class="quiet" x={round(x)} y={drawing.base + 17} text-anchor="middle">
              {String(year)}
            </text>
          ))}
        </g>
        {drawing.bars.map(({ year, x, y, width, height }) => {
          const inner = (
            <>
              <title>{`${year.year}: ${t('count.incidents', { n: year.n })}`}</title>
              <rect class="bar" x={round(x)} y={round(y)} width={round(width)} height={round(height)} />
              <text class="number" x={round(x + width / 2)} y={round(y - 5)} text-anchor="middle">
                {formatNumber(t.lang, year.n)}
              </text>
            </>
          );
          return year.href ? <a href={year.href}>{inner}</a> : <g>{inner}</g>;
        })}
      </svg>
      <figcaption class="label" id={`${id}-caption`}>
        {t('years.caption')}
      </figcaption>
    </figure>
  );
}

/** The same as a table. */
export function IncidentYearsTable({ t, years, undated = 0 }: IncidentYearsProps) {
  return (
    <table>
      <caption class="vh">{t('years.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('years.year')}</th>
          <th scope="col" class="figure">
            {t('axis.incidents')}
          </th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, n, href }) => (
          <tr>
            <th scope="row">{href ? <a href={href}>{String(year)}</a> : String(year)}</th>
            <td class="figure">{formatNumber(t.lang, n)}</td>
          </tr>
        ))}
        {undated > 0 ? (
          <tr>
            <th scope="row">{t('date.unknown')}</th>
            <td class="figure">{formatNumber(t.lang, undated)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
