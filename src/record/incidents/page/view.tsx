import type { Stand } from '../../../foundation/history/stand.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../../foundation/text/excerpt.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing, standingWord } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart, StatementFoot } from '../../parts/foot.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { standingMeans } from '../../parts/standing.tsx';
import { ResponseList } from '../../responses/list.tsx';
import type { CompanyResponse } from '../../responses/model.ts';
import { type Citation, numberSources, type Source } from '../../sources/model.ts';
import { hasBodilyFigures } from '../model.ts';
import { figureText, harmedText, kindsText, reachedText, whenText } from '../words.ts';
import { CasesPart, RedressPart } from './aftermath.tsx';
import { InvolvedPart } from './involved.tsx';
import type { IncidentCase, IncidentRead, IncidentRedress, NamedVictim } from './model.ts';
import { PlacePart, placeText } from './place.tsx';
import { VictimsPart } from './victims.tsx';

export interface IncidentData {
  incident: IncidentRead;
  cases: readonly IncidentCase[];
  redress: readonly IncidentRedress[];
  victims: readonly NamedVictim[];
  responses: readonly CompanyResponse[];
  cited: { citations: Citation[]; sources: Source[] };
  stand: Stand;
  origin: string;
  site: string;
}

/** One incident: what happened and how surely, who was involved, where, what became of it, what was answered, by which sources. */
export function incidentView(t: Translator, data: IncidentData): PageView {
  const { incident, responses, stand, origin, site } = data;
  const path = `/record/incidents/${incident.slug}`;
  const { numbersOf, list } = numberSources(data.cited.citations, data.cited.sources);
  const other = incident.lang !== t.lang;
  // In the order of the page, so that footnotes count from 1.
  const own = numbersOf(incident.id);
  for (const { id } of [...responses, ...data.redress, ...data.victims]) numbersOf(id);
  const told = (length: number) =>
    t('record.incident.shared', {
      standing: standingWord(t, incident.standing, 'incident'),
      text: plainExcerpt(incident.summary, length) || incident.title,
    });
  const footnotes = (id: IncidentRead['id']) => <FootnoteRefs t={t} numbers={numbersOf(id)} />;
  return {
    title: incident.title,
    description: told(200),
    path,
    tags: [incident.id, ...['company', 'company-name', 'case', 'redress', 'victim', 'response', 'source']],
    kind: 'article',
    jsonLd: [
      pageJsonLd(t, 'WebPage', incident.title, {
        description: told(300),
        inLanguage: incident.lang,
        datePublished: stand.publishedAt?.toISOString(),
        dateModified: stand.changedAt?.toISOString(),
        temporalCoverage: incident.dateTo ? `${incident.date}/${incident.dateTo}` : incident.date,
        url: `${origin}/${t.lang}${path}`,
        citation: list.flatMap(({ url }) => (url ? [url] : [])),
      }),
    ],
    body: (
      <Wrap>
        <RecordCrumbs
          t={t}
          list={{ path: '/record/incidents', title: t('record.incidents.title') }}
          here={incident.title}
          hereLang={incident.lang}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: incident.title, lang: incident.lang }} />}
          size="title"
          say={
            <p class="label">
              <Standing t={t} standing={incident.standing} of="incident" />
              <br />
              {standingMeans(t, 'incident', incident.standing)}
            </p>
          }
        >
          {reviewNotice(t, incident.unadopted ? stand.publishedAt : null)}
          <p class="lead">
            {whenText(t, incident.date, incident.dateTo)}. {placeText(t, incident)}
          </p>
        </Opening>
        <Part id="what" title={t('record.incident.what')}>
          <div>
            <FallbackText
              t={t}
              as="p"
              said={{ text: incident.summary, lang: incident.lang }}
              mark={other && incident.summary !== ''}
            >
              <FootnoteRefs t={t} numbers={own} />
            </FallbackText>
            <ResponseList t={t} responses={responses} footnotes={numbersOf} />
          </div>
        </Part>
        <Part id="harm" title={t('record.incident.harm')} note={t('record.incident.harm.note')}>
          <Harm t={t} incident={incident} />
        </Part>
        <InvolvedPart t={t} incident={incident} />
        <PlacePart t={t} incident={incident} />
        <CasesPart t={t} cases={data.cases} />
        {incident.harmed.length > 0 || data.redress.length > 0 ? (
          <RedressPart t={t} redress={data.redress} footnotes={footnotes} />
        ) : null}
        <VictimsPart t={t} victims={data.victims} footnotes={footnotes} />
        <SourcesPart t={t} sources={list} />
        <StatementFoot
          t={t}
          title={`${incident.title} (${t(`standing.incident.${incident.standing}`)})`}
          path={path}
          origin={origin}
          site={site}
          about={`incident/${incident.slug}`}
          json={`/api/v1/incidents/${incident.slug}`}
          changedAt={stand.changedAt}
          correction={
            incident.correction && { at: new Date(incident.correction.at), why: incident.correction.why }
          }
        />
      </Wrap>
    ),
  };
}

/** The harm as facts: figures from least to greatest or unknown, who suffered and, by the account, at whose hands. */
function Harm({ t, incident }: { t: Translator; incident: IncidentRead }) {
  const bodily = hasBodilyFigures(incident);
  return (
    <DescriptionList
      facts={[
        { term: t('report.killed'), value: bodily ? figureText(t, incident.killed) : null },
        { term: t('report.injured'), value: bodily ? figureText(t, incident.injured) : null },
        {
          term: t('report.harmed'),
          value: harmedText(t, incident.harmed) ?? t('record.incident.harmed.nobody'),
        },
        { term: t('report.by'), value: incident.harmedBy && t(`report.by.${incident.harmedBy}`) },
        { term: t('record.incident.filed_under'), value: kindsText(t, incident.kinds) },
        { term: t('report.reached'), value: reachedText(t, incident) },
      ]}
    />
  );
}
