import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { type IncidentQuery, incidentsAddress } from '../query.ts';
import { sumText } from '../words.ts';
import type { SumOfHarm } from './model.ts';

export interface HarmTableProps {
  t: Translator;
  query: IncidentQuery;
  harm: readonly SumOfHarm[];
}

/** The harm in the incidents that are shown, a row for each who did it. There is no row for all: it would mix them. */
export function HarmTable({ t, query: { after: _, ...filter }, harm }: HarmTableProps) {
  const heads = {
    incidents: t('axis.incidents'),
    killed: t('report.killed'),
    injured: t('report.injured'),
  };
  return (
    <table class="stack harm">
      <caption class="vh">{t('record.incidents.harm')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.by')}</th>
          <th scope="col">{heads.incidents}</th>
          <th scope="col">{heads.killed}</th>
          <th scope="col">{heads.injured}</th>
        </tr>
      </thead>
      <tbody>
        {harm.map(({ harmedBy, incidents, killed, injured, alleged }) => (
          <tr>
            <th scope="row">
              <a href={`/${t.lang}${incidentsAddress({ ...filter, by: harmedBy ?? 'unsaid' })}`}>
                {harmedBy ? t(`report.by.${harmedBy}`) : t('record.incidents.by.unsaid')}
              </a>
            </th>
            <td data-label={heads.incidents}>
              {formatNumber(t.lang, incidents)}
              {alleged > 0 ? (
                <span class="label">{t('record.incidents.alleged_only', { n: alleged })}</span>
              ) : null}
            </td>
            <td data-label={heads.killed}>{sumText(t, killed) ?? t('record.incidents.sum.no_matter')}</td>
            <td data-label={heads.injured}>{sumText(t, injured) ?? t('record.incidents.sum.no_matter')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
