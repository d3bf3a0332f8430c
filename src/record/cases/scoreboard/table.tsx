import type { Id } from '../../../foundation/database/id.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { NotedStanding, Standing } from '../../../ui/components/standing.tsx';
import { When } from '../../../ui/components/when.tsx';
import type { Accountability } from '../../incidents/model.ts';
import { dateText, reachedText } from '../../incidents/words.ts';
import { casesAddress } from '../query.ts';
import { redressText } from '../words.tsx';
import { columnOf, columns, type ScoreLine, type Steps, steps } from './model.ts';

/** How far justice went: a line for each incident that ends at the furthest step found, and what those harmed obtained. */
export function Scoreboard({ t, lines }: { t: Translator; lines: readonly ScoreLine[] }) {
  return (
    <table class="reach">
      <caption class="vh">{t('record.reach.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.reach.incident')}</th>
          {columns.map((column) => (
            <th scope="col" class="step">
              {t(`record.reach.${column}`)}
            </th>
          ))}
          <th scope="col" class="redress">
            {t('record.reach.redress_head')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line t={t} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ t, line }: { t: Translator; line: ScoreLine }) {
  const end = columnOf(line.reached);
  return (
    <tr data-end={line.reached}>
      <th scope="row">
        <a href={`/${t.lang}/record/incidents/${line.slug}`}>
          <FallbackText t={t} said={{ text: line.title, lang: line.lang }} />
        </a>{' '}
        <span class="label">
          <When text={dateText(t, line.date, line.dateTo)} datetime={line.date} /> ·{' '}
          <Standing t={t} standing={line.standing} of="incident" />
          <br />
          {reachedText(t, { accountability: line.reached, standing: line.standing })}
        </span>
      </th>
      {columns.map((column, index) => (
        <td class="step">
          {index < end ? <span class="run" /> : null}
          {index === end ? (
            <>
              <span class="end" />
              <span class="vh">{t(`record.reach.${column}`)}</span>
            </>
          ) : null}
        </td>
      ))}
      <td class="redress">
        <Obtained t={t} line={line} />
      </td>
    </tr>
  );
}

/** What those harmed obtained, with the case of which it came, on whose page the sources are. */
function Obtained({ t, line: { harmed, redress, cases } }: { t: Translator; line: ScoreLine }) {
  const of = (caseId: Id | null) => redress.filter((one) => one.caseId === caseId);
  return (
    <ul>
      {redress.length === 0 ? (
        <li>{t(harmed ? 'record.reach.no_redress' : 'record.reach.nobody_harmed')}</li>
      ) : null}
      {of(null).map((one) => (
        <li>{redressText(t, one)}</li>
      ))}
      {cases.map(({ id, slug, title, lang, standing }) => (
        <li>
          {of(id).map((one) => (
            <>
              {redressText(t, one)}
              <br />
            </>
          ))}
          <a class="label" href={`/${t.lang}/record/cases/${slug}`}>
            <FallbackText t={t} said={{ text: title, lang }} mark={false} />
          </a>{' '}
          <NotedStanding t={t} standing={standing} of="case" />
        </li>
      ))}
    </ul>
  );
}

/** The steps with how many incidents ended at each; each leads to the list of these. A step that none reached is not there. */
export function StepTabs(props: {
  t: Translator;
  counts: Partial<Record<Accountability, number>>;
  /** Which list the page is; null where it is none of them. */
  chosen: Steps | null;
}) {
  const { t, counts, chosen } = props;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const tab = (reached: Steps, text: string, n: number) => (
    <a href={`/${t.lang}${casesAddress({ reached })}`} aria-current={reached === chosen ? 'true' : undefined}>
      {text} <span>{n}</span>
    </a>
  );
  return (
    <nav class="tabs" data-wrap="" aria-label={t('record.reach.steps')}>
      {tab('all', t('form.all'), all)}
      {steps.flatMap((step) => (counts[step] ? [tab(step, t(`record.step.${step}`), counts[step])] : []))}
    </nav>
  );
}
