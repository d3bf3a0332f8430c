import { countryName } from '../../foundation/i18n/countries.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../foundation/text/excerpt.ts';
import { possibleRange } from '../../foundation/text/partial-date.ts';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { FilterSelect } from '../../ui/components/filter-select.tsx';
import { reviewNotice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import { Filters } from '../../ui/components/signatories.tsx';
import type { PageView } from '../../ui/respond.tsx';
import type { Accountability } from '../incidents/model.ts';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import { pageJsonLd } from '../parts/page-json-ld.ts';
import type { CaseChoices, CaseLine } from './list-store.ts';
import { caseKinds, caseStatuses } from './model.ts';
import { afterCase, afterScore, type CasesQuery, casesAddress, isNarrowed } from './query.ts';
import type { ScoreLine } from './scoreboard/model.ts';
import { Scoreboard, StepTabs } from './scoreboard/table.tsx';
import { CaseSort, caseDates } from './words.tsx';

/** Of an outcome, in characters: hardly any is longer, for a cut one may lack what a side answered. */
const whole = 640;

/** A part of a list, and whether it goes on. */
export interface Shown<T> {
  lines: readonly T[];
  more: boolean;
}

export interface CasesPageData {
  query: CasesQuery;
  /** The `after` of the address, as it was sent; null on a first page. */
  after: string | null;
  /** Null where the page is one of cases alone. */
  scores: Shown<ScoreLine> | null;
  counts: Partial<Record<Accountability, number>>;
  /** Null where the page is the scoreboard alone. */
  cases: Shown<CaseLine> | null;
  choices: CaseChoices;
  /** How many cases match the filter. */
  found: number;
  /** When what came with the software was published; null where all is adopted. */
  unreviewedSince: Date | null;
}

/** What became of each incident, and the cases: both at first, then the one that somebody asks for. */
export function casesView(t: Translator, data: CasesPageData): PageView {
  const { query, after, scores, cases } = data;
  return {
    title: t('record.cases.title'),
    description: t('record.cases.stand'),
    path: casesAddress(query, after),
    tags: ['case', 'incident', 'redress', 'stage', 'company', 'company-name'],
    jsonLd: [pageJsonLd(t, 'CollectionPage', t('record.cases.title'))],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.cases.title')} />
        <Opening title={t('record.cases.title')} size="title" stand={t('record.cases.stand')}>
          {reviewNotice(t, data.unreviewedSince)}
        </Opening>
        {scores && (scores.lines.length > 0 || query.reached !== null) ? (
          <Scores t={t} data={data} scores={scores} />
        ) : null}
        {cases ? <Cases t={t} data={data} cases={cases} /> : null}
      </Wrap>
    ),
  };
}

function Scores({ t, data, scores }: { t: Translator; data: CasesPageData; scores: Shown<ScoreLine> }) {
  const { query, after, counts } = data;
  const last = scores.lines.at(-1);
  const reached = query.reached ?? 'all';
  const onward =
    scores.more && last
      ? `/${t.lang}${casesAddress({ reached }, afterScore({ ...last, day: possibleRange(last.date).from }))}`
      : null;
  return (
    <Part id="scoreboard" title={t('record.cases.scoreboard')} note={t('record.cases.scoreboard.note')}>
      <div>
        <StepTabs t={t} counts={counts} chosen={reached} />
        {scores.lines.length === 0 ? (
          <p class="empty">{t('record.cases.no_incident')}</p>
        ) : (
          <Scoreboard t={t} lines={scores.lines} />
        )}
        <Pages
          t={t}
          label={t('record.cases.score_pages')}
          previous={null}
          next={onward}
          first={after === null ? null : `/${t.lang}${casesAddress({ reached })}`}
        />
        {query.reached === null ? null : (
          <More href={`/${t.lang}${casesAddress({})}#cases`}>{t('record.cases.to_cases')}</More>
        )}
      </div>
    </Part>
  );
}

function Cases({ t, data, cases }: { t: Translator; data: CasesPageData; cases: Shown<CaseLine> }) {
  const { query, after, choices } = data;
  const { after: _, ...filter } = query;
  const last = cases.lines.at(-1);
  return (
    <Part
      id="cases"
      title={t('record.cases.list')}
      note={choices.total > 0 ? t('record.cases.found', { n: data.found, all: choices.total }) : null}
    >
      <div>
        <Narrowing t={t} query={query} choices={choices} />
        {cases.lines.length === 0 ? (
          <p class="empty">{t(choices.total === 0 ? 'record.unresearched' : 'record.cases.none')}</p>
        ) : (
          <Entries items={cases.lines.map((one) => entryOf(t, one))} />
        )}
        <Pages
          t={t}
          label={t('record.cases.pages')}
          previous={null}
          next={cases.more && last ? `/${t.lang}${casesAddress(filter, afterCase(last))}` : null}
          first={after === null ? null : `/${t.lang}${casesAddress(filter)}`}
        />
        {isNarrowed(query) ? (
          <More href={`/${t.lang}${casesAddress({ reached: 'all' })}`}>
            {t('record.cases.to_scoreboard')}
          </More>
        ) : null}
      </div>
    </Part>
  );
}

function Narrowing({ t, query, choices }: { t: Translator; query: CasesQuery; choices: CaseChoices }) {
  if (choices.total === 0) return null;
  const { stage, redress } = query;
  return (
    <>
      {stage ? <p>{t('record.cases.only_stage', { stage: t(`record.stage.${stage}`) })}</p> : null}
      {redress ? (
        <p>
          {t('record.cases.only_redress', {
            redress: t(
              redress === 'compensation' ? 'record.redress.compensating' : `record.redress.kind.${redress}`,
            ),
          })}
        </p>
      ) : null}
      <Filters
        t={t}
        action={`/${t.lang}/record/cases`}
        label={t('record.cases.filter')}
        clear={isNarrowed(query) ? `/${t.lang}/record/cases` : null}
      >
        {stage ? <input type="hidden" name="stage" value={stage} /> : null}
        {redress ? <input type="hidden" name="redress" value={redress} /> : null}
        <FilterSelect
          t={t}
          name="company"
          label={t('record.cases.company')}
          value={query.company}
          options={choices.companies.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
        <FilterSelect
          t={t}
          name="kind"
          label={t('record.cases.kind')}
          value={query.kind}
          options={caseKinds.map((kind) => ({ value: kind, text: t(`record.case.kind.${kind}`) }))}
        />
        <FilterSelect
          t={t}
          name="status"
          label={t('record.cases.status')}
          value={query.status}
          options={caseStatuses
            .filter((status) => choices.statuses.includes(status))
            .map((status) => ({ value: status, text: t(`report.case.status.${status}`) }))}
        />
        <FilterSelect
          t={t}
          name="country"
          label={t('record.cases.country')}
          value={query.country}
          options={choices.countries.map((code) => ({ value: code, text: countryName(t.lang, code) }))}
        />
      </Filters>
    </>
  );
}

function entryOf(t: Translator, one: CaseLine) {
  return {
    label: caseDates(t, one),
    title: <FallbackText t={t} said={{ text: one.title, lang: one.lang }} />,
    href: `/${t.lang}/record/cases/${one.slug}`,
    note: (
      <>
        <CaseSort t={t} one={one} /> · {countryName(t.lang, one.country)}
      </>
    ),
    text: (
      <FallbackText t={t} said={{ text: plainExcerpt(one.outcome, whole), lang: one.lang }} mark={false} />
    ),
  };
}
