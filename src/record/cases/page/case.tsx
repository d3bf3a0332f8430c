import type { Stand } from '../../../foundation/history/stand.ts';
import { countryName } from '../../../foundation/i18n/countries.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../../foundation/text/excerpt.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Entries } from '../../../ui/components/entries.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { Prose } from '../../../ui/components/prose.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing, standingWord } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import type { Correction } from '../../claims/history/history-store.ts';
import { dateText } from '../../incidents/words.ts';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart, StatementFoot } from '../../parts/foot.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { standingMeans } from '../../parts/standing.tsx';
import type { Teller } from '../../report/telling.ts';
import { ResponseList } from '../../responses/list.tsx';
import type { CompanyResponse } from '../../responses/model.ts';
import type { Source } from '../../sources/model.ts';
import type { Redress, Stage } from '../model.ts';
import { Dated, kindAndStatus } from '../words.tsx';
import type { CaseIncident, CaseRead } from './case-store.ts';
import { Parties } from './parties.tsx';
import { RedressPart, StagesPart } from './steps.tsx';

export interface CasePageData {
  one: CaseRead;
  incidents: readonly CaseIncident[];
  /** In the order in which they happened. */
  stages: readonly Stage[];
  redress: readonly Redress[];
  /** What companies answered to the case or to a line of it. */
  responses: readonly CompanyResponse[];
  /** In the order of their numbers. */
  sources: readonly Source[];
  stand: Stand;
  /** When and why it was last corrected; null for never. */
  correction: Correction | null;
  origin: string;
  site: string;
}

/** A case: who before which court, step by step, what it came to and for whom. */
export function caseView(teller: Teller, data: CasePageData): PageView {
  const { t, footnotes } = teller;
  const { one, incidents, stages, redress, responses, sources, stand } = data;
  const path = `/record/cases/${one.slug}`;
  const told = (length: number) =>
    t('record.incident.shared', {
      standing: standingWord(t, one.standing, 'case'),
      text: plainExcerpt(one.outcome, length),
    });
  return {
    title: one.title,
    description: told(200),
    path,
    tags: [
      one.id,
      'stage',
      'redress',
      'response',
      'source',
      ...incidents.map(({ id }) => id),
      ...one.companies.map(({ id }) => id),
      'company-name',
    ],
    kind: 'article',
    jsonLd: [
      pageJsonLd(t, 'WebPage', one.title, {
        description: told(300),
        inLanguage: one.lang,
        dateModified: stand.changedAt?.toISOString(),
      }),
    ],
    body: (
      <Wrap>
        <RecordCrumbs
          t={t}
          list={{ path: '/record/cases', title: t('record.cases.title') }}
          here={one.title}
          hereLang={one.lang}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: one.title, lang: one.lang }} />}
          size="title"
          say={
            <p class="label">
              {kindAndStatus(t, one)}
              <br />
              <Standing t={t} standing={one.standing} of="case" /> {standingMeans(t, 'case', one.standing)}
            </p>
          }
        >
          {reviewNotice(t, one.unadopted ? stand.publishedAt : null)}
          <DescriptionList facts={factsOf(t, one)} />
        </Opening>
        <Part id="outcome" title={t('record.case.outcome')}>
          <Prose>
            <p>
              <FallbackText t={t} said={{ text: one.outcome, lang: one.lang }}>
                <FootnoteRefs t={t} numbers={footnotes(one.id)} />
              </FallbackText>
            </p>
          </Prose>
          <ResponseList
            t={t}
            responses={responses.filter(({ about }) => about === one.id)}
            footnotes={footnotes}
          />
        </Part>
        <StagesPart teller={teller} caseId={one.id} stages={stages} responses={responses} />
        <RedressPart teller={teller} caseId={one.id} redress={redress} responses={responses} />
        <Parties t={t} one={one} />
        <Incidents t={t} incidents={incidents} />
        <SourcesPart t={t} sources={sources} />
        <StatementFoot
          t={t}
          title={one.title}
          path={path}
          origin={data.origin}
          site={data.site}
          about={`case/${one.slug}`}
          json={`/api/v1/cases/${one.slug}`}
          changedAt={stand.changedAt}
          correction={data.correction}
        />
      </Wrap>
    ),
  };
}

function factsOf(t: Translator, one: CaseRead) {
  const said = (text: string) =>
    text === '' ? null : <FallbackText t={t} said={{ text, lang: one.lang }} mark={false} />;
  return [
    { term: t('record.case.court'), value: said(one.court) },
    { term: t('record.cases.country'), value: countryName(t.lang, one.country) },
    { term: t('record.case.parties'), value: said(one.parties) },
    { term: t('record.case.filed'), value: <Dated t={t} date={one.filed} /> },
    {
      term: t(one.status === 'settled' ? 'record.case.ended' : 'record.case.decided'),
      value: <Dated t={t} date={one.decided} />,
    },
  ];
}

function Incidents({ t, incidents }: { t: Translator; incidents: readonly CaseIncident[] }) {
  return (
    <Part id="incidents" title={t('record.case.incidents')}>
      {incidents.length === 0 ? (
        <p>{t('record.case.no_incident')}</p>
      ) : (
        <Entries
          items={incidents.map((incident) => ({
            label: dateText(t, incident.date, incident.dateTo),
            title: <FallbackText t={t} said={{ text: incident.title, lang: incident.lang }} />,
            href: `/${t.lang}/record/incidents/${incident.slug}`,
          }))}
        />
      )}
    </Part>
  );
}
