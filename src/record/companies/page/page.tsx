import type { Stand } from '../../../foundation/history/stand.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Field } from '../../../ui/components/field.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import type { Correction } from '../../claims/history/history-store.ts';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart, StatementFoot } from '../../parts/foot.tsx';
import type { Source } from '../../sources/model.ts';
import { eventMark } from '../as-of.ts';
import { nameLine } from '../model.ts';
import { Answers } from './answers.tsx';
import { namesAt } from './at/page-at.ts';
import { CasesPart } from './cases.tsx';
import { ContractsPart } from './contracts.tsx';
import { IncidentsPart } from './incidents.tsx';
import { companyJsonLd } from './json-ld.ts';
import { FromToday } from './marks.tsx';
import type { CompanyPage } from './model.ts';
import { NamesPart } from './names.tsx';
import { Dossier } from './opening.tsx';
import { SuccessionPart } from './succession.tsx';
import type { Teller } from './teller.ts';
import { calledText } from './texts.ts';

export interface CompanyViewData {
  page: CompanyPage;
  /** In the order of their numbers. */
  sources: readonly Source[];
  stand: Stand;
  /** When and why it was last corrected; null for never. */
  correction: Correction | null;
  /** Of the company itself: when it came out. */
  origin: string;
  site: string;
  /** What the address asked for in place of a time; null where it asked for a time or for none. */
  junk: string | null;
}

/** A company: its names over time, who became whose, what it did under which name, who paid, what courts said, its answers. */
export function companyView(teller: Teller, data: CompanyViewData): PageView {
  const { t, asOf } = teller;
  const { page, sources, stand, origin, site } = data;
  const { company } = page;
  const path = `/record/companies/${company.slug}`;
  const line = nameLine(company.names);
  const standing = calledText(t, company.names, asOf);
  const called = standing?.text ?? company.slug;
  const title =
    asOf === null && line
      ? [...line.former, line.current].map(({ name }) => name).join(t.dir === 'rtl' ? '، ' : ', ')
      : called;
  const names = namesAt(company.names, asOf);
  const heading =
    asOf === null ? title : t('record.company.on.title', { name: called, date: formatDate(t.lang, asOf.on) });
  const here = asOf === null ? path : `${path}?on=${asOf.on}`;
  return {
    title: heading,
    description: asOf === null ? company.summary : t('record.company.on.description', { name: called }),
    path,
    switchPath: here,
    // A page of a time is one of countless: nobody fills the cache with them.
    tags: asOf !== null || data.junk !== null ? null : companyTags,
    status: data.junk === null ? 200 : 400,
    kind: 'article',
    unlisted: asOf !== null,
    jsonLd: asOf === null ? [companyJsonLd(t, page, { url: `${origin}/${t.lang}${path}` })] : [],
    body: (
      <Wrap>
        <RecordCrumbs
          t={t}
          list={{ path: '/record/companies', title: t('record.companies.title') }}
          here={called}
          hereLang={standing?.lang}
        />
        <Dossier teller={teller} page={page} publishedAt={stand.publishedAt} />
        {data.junk === null ? null : (
          <ErrorSummary t={t} level="h2" errors={[{ field: 'on', text: t('record.company.on.error') }]} />
        )}
        {asOf === null ? null : (
          <p class="notice as-of" role="status">
            <b>{t('record.company.on.notice', { date: formatDate(t.lang, asOf.on) })}</b>{' '}
            {t('record.company.on.explained')}{' '}
            <a href={`/${t.lang}${path}`}>{t('record.company.on.today')}</a>
          </p>
        )}
        <Tabs t={t} page={page} names={names.length} sources={sources.length} />
        {asOf === null ? (
          <Part id="summary" title={t('record.company.summary')}>
            <div>
              <p class="lead">
                <FallbackText t={t} said={{ text: company.summary, lang: company.lang }} />{' '}
                <FootnoteRefs t={t} numbers={teller.footnotes(company.id)} />
              </p>
              <Answers teller={teller} page={page} about={company.id} />
            </div>
          </Part>
        ) : null}
        <NamesPart teller={teller} page={page} names={names} />
        <AskTime
          t={t}
          here={`/${t.lang}${path}`}
          on={asOf?.on ?? data.junk ?? ''}
          wrong={data.junk !== null}
        />
        <SuccessionPart teller={teller} page={page} />
        <IncidentsPart teller={teller} page={page} />
        <ContractsPart teller={teller} page={page} />
        <CasesPart teller={teller} page={page} />
        <Reply teller={teller} page={page} />
        <SourcesPart
          t={t}
          sources={sources}
          note={<FromToday teller={teller} of="sources" />}
          isLater={({ date }) => asOf !== null && eventMark(date, asOf) === 'later'}
        />
        <StatementFoot
          t={t}
          title={heading}
          path={here}
          origin={origin}
          site={site}
          about={`company/${company.slug}`}
          json={`/api/v1/companies/${company.slug}${asOf === null ? '' : `?on=${asOf.on}`}`}
          changedAt={stand.changedAt}
          correction={data.correction}
        />
      </Wrap>
    ),
  };
}

/** That there is no answer; of a time asked for also what the company answered to the entry as a whole, whose summary is not told. */
function Reply({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t, asOf } = teller;
  const none = page.responses.length === 0;
  const own = asOf !== null && page.responses.some(({ about }) => about === page.company.id);
  if (!none && !own) return null;
  return (
    <Part id="reply" title={t('record.company.reply')}>
      {none ? (
        <div>
          <p class="empty">
            {t(asOf === null ? 'record.company.reply.none' : 'record.company.reply.none_then')}
          </p>
          {asOf === null ? (
            <p class="more">
              <a href={`/${t.lang}/record/propose?about=company/${page.company.slug}`} rel="nofollow">
                {t('record.foot.propose')}
              </a>
            </p>
          ) : null}
        </div>
      ) : (
        <div>
          <Answers teller={teller} page={page} about={page.company.id} />
        </div>
      )}
    </Part>
  );
}

/** The kinds of all that the page shows: whatever of them changes may change it. */
const companyTags = [
  'company',
  'company-name',
  'succession',
  'ownership',
  'buyer',
  'contract',
  'incident',
  'case',
  'stage',
  'response',
  'source',
];

/** The parts of the page that have something in them. */
function Tabs({
  t,
  page,
  names,
  sources,
}: {
  t: Translator;
  page: CompanyPage;
  names: number;
  sources: number;
}) {
  const parts = [
    { id: 'names', text: t('record.company.names'), n: names },
    { id: 'succession', text: t('record.company.succession'), n: page.ties.length + page.owners.length },
    { id: 'incidents', text: t('record.company.incidents'), n: page.incidents.length },
    { id: 'contracts', text: t('record.company.contracts'), n: page.contracts.length },
    { id: 'cases', text: t('record.company.cases'), n: page.cases.length },
    { id: 'sources', text: t('sources.title'), n: sources },
  ];
  return (
    <nav class="tabs" aria-label={t('record.company.parts')}>
      {parts
        .filter(({ n }) => n > 0)
        .map(({ id, text, n }) => (
          <a href={`#${id}`}>
            {text} <span>{formatNumber(t.lang, n)}</span>
          </a>
        ))}
      <a href="#cite">{t('record.foot.title')}</a>
    </nav>
  );
}

/** Asks for the page as things stood. A GET: it can be linked to. */
function AskTime({ t, here, on, wrong }: { t: Translator; here: string; on: string; wrong: boolean }) {
  return (
    <form method="get" action={here} class="ask-time">
      <Field
        t={t}
        name="on"
        label={t('record.company.on.ask')}
        hint={t('record.company.on.hint')}
        value={on}
        error={wrong ? t('record.company.on.error') : undefined}
        optional="unsaid"
        dir="ltr"
        maxlength={10}
      />
      <button type="submit">{t('record.company.on.show')}</button>
    </form>
  );
}
