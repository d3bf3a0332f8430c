import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import { When } from '../../../ui/components/when.tsx';
import type { Accountability } from '../../incidents/model.ts';
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
          <th scope="col">{t('record.reach.date')}</th>
          {columns.map((column) => (
            <th scope="col" class="step">
              {t(`record.reach.${column}`)}
            </th>
          ))}
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
          <Standing t={t} standing={line.standing} of="incident" /> {t(`report.reached.${line.reached}`)}
          <br />
          <RedressOf t={t} line={line} />
        </span>
      </th>
      <td class="label date">
        <When text={formatDate(t.lang, line.date, 'short')} datetime={line.date} />
      </td>
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
    </tr>
  );
}

/** What those harmed obtained; each case leads to its page, where the sources are. */
function RedressOf({ t, line }: { t: Translator; line: ScoreLine }) {
  const found = line.redress.map((redress) => redressText(t, redress));
  const words =
    found.length === 0
      ? t('record.reach.no_redress')
      : t('record.reach.redress', { what: found.join(t.dir === 'rtl' ? '؛ ' : '; ') });
  return (
    <>
      {words}
      {line.cases.map((one) => (
        <>
          <br />
          <a href={`/${t.lang}/record/cases/${one.slug}`}>
            <FallbackText t={t} said={{ text: one.title, lang: one.lang }} mark={false} />
          </a>
        </>
      ))}
    </>
  );
}

/** The steps with how many incidents ended at each; each leads to the list of these. A step that none reached is not there. */
export function StepTabs(props: {
  t: Translator;
  counts: Partial<Record<Accountability, number>>;
  chosen: Steps | null;
}) {
  const { t, counts, chosen } = props;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const tab = (reached: Steps, text: string, n: number) => (
    <a
      href={`/${t.lang}${casesAddress({ reached })}`}
      aria-current={reached === (chosen ?? 'all') ? 'true' : undefined}
    >
      {text} <span>{n}</span>
    </a>
  );
  return (
    <nav class="tabs" aria-label={t('record.reach.steps')}>
      {tab('all', t('form.all'), all)}
      {steps.flatMap((step) => (counts[step] ? [tab(step, t(`record.step.${step}`), counts[step])] : []))}
    </nav>
  );
}
