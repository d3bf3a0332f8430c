import { formatDate } from '../../../foundation/i18n/dates.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { NotedStanding } from '../../../ui/components/standing.tsx';
import { caseDates } from '../../cases/words.tsx';
import { Answers } from './answers.tsx';
import { FromToday, NameMark, UnderName } from './marks.tsx';
import type { CaseLine, CompanyPage } from './model.ts';
import type { Teller } from './teller.ts';

/** What courts and officials made of it. */
export function CasesPart({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t } = teller;
  return (
    <Part
      id="cases"
      title={t('record.company.cases')}
      margin={page.cases.length > 0 ? <FromToday teller={teller} of="cases" /> : undefined}
    >
      {page.cases.length === 0 ? (
        <p class="empty">{t(teller.asOf === null ? 'record.company.none' : 'record.company.none_then')}</p>
      ) : (
        <ul class="entries">
          {page.cases.map((one) => (
            <Case teller={teller} page={page} one={one} />
          ))}
        </ul>
      )}
    </Part>
  );
}

/** Of a time asked for the stages by then, how it stood, and the outcome only where nothing of the case came later. */
function Case({ teller, page, one }: { teller: Teller; page: CompanyPage; one: CaseLine }) {
  const { t, asOf, footnotes } = teller;
  const kind = t(`report.case.kind.${one.kind}`, { country: one.country });
  const status = one.stood ? one.stood.status : one.status;
  return (
    <li id={`case-${one.slug}`}>
      <p class="label">{caseDates(t, one)}</p>
      <h3>
        <a href={`/${t.lang}/record/cases/${one.slug}`}>
          <FallbackText t={t} said={{ text: one.title, lang: one.lang }} />
        </a>
      </h3>
      <p class="label">
        {kind}
        {status === null ? null : ` · ${t(`report.case.status.${status}`)}`}{' '}
        <NotedStanding t={t} standing={one.standing} of="case" />
        {one.mark === 'possible' ? (
          <>
            {' '}
            <NameMark t={t} mark="possible" />
          </>
        ) : null}
        {one.court ? (
          <>
            <br />
            <FallbackText t={t} said={{ text: one.court, lang: one.lang }} mark={false} />
          </>
        ) : null}
        <br />
        {t('record.company.under')}: <UnderName teller={teller} names={page.company.names} done={one} />
      </p>
      {asOf !== null && one.stages.length > 0 ? (
        <ol class="stages">
          {one.stages.map((stage) => (
            <li>
              <span class="label">
                {stage.date ? formatDate(t.lang, stage.date) : t('date.unknown')}{' '}
                {stage.mark === 'possible' ? <NameMark t={t} mark="possible" /> : null}
              </span>
              <p>
                <FallbackText t={t} said={{ text: stage.what, lang: stage.lang }} mark={false} />{' '}
                <NotedStanding t={t} standing={stage.standing} of="case" />{' '}
                <FootnoteRefs t={t} numbers={footnotes(stage.id)} />
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <p>
        <Outcome t={t} one={one} /> <FootnoteRefs t={t} numbers={footnotes(one.id)} />
      </p>
      <Answers teller={teller} page={page} about={one.id} />
    </li>
  );
}

/** What came of a case; of a time asked for no more than was known then, and that it is not known. */
function Outcome({ t, one }: { t: Teller['t']; one: CaseLine }) {
  const { stood } = one;
  if (stood === undefined || stood.closed)
    return <FallbackText t={t} said={{ text: one.outcome, lang: one.lang }} mark={false} />;
  const key = stood.unsure
    ? 'unsure'
    : one.decided !== null
      ? 'decided'
      : stood.status === 'pending'
        ? 'open'
        : 'steps';
  return <span>{t(`record.case.then.${key}`)}</span>;
}
