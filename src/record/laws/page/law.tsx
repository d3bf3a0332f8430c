import { raw } from 'hono/html';
import type { Stand } from '../../../foundation/history/stand.ts';
import { countryName } from '../../../foundation/i18n/countries.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import { plainExcerpt } from '../../../foundation/text/excerpt.ts';
import { renderMarkdown } from '../../../foundation/text/markdown.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Entries } from '../../../ui/components/entries.tsx';
import { FallbackMark, FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { Prose } from '../../../ui/components/prose.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import type { Correction } from '../../claims/history/history-store.ts';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart, StatementFoot } from '../../parts/foot.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { standingMeans } from '../../parts/standing.tsx';
import type { Teller } from '../../report/telling.ts';
import type { Source } from '../../sources/model.ts';
import { type Law, questions } from '../model.ts';
import type { StepOfLaw } from '../store.ts';
import { Answer, Legend } from './answer.tsx';

export interface LawPageData {
  law: Law;
  steps: readonly StepOfLaw[];
  /** In the order of their numbers. */
  sources: readonly Source[];
  stand: Stand;
  /** When and why it was last corrected; null for never. */
  correction: Correction | null;
  origin: string;
  site: string;
}

/** A law: what it is, what it does against what the campaign asks, what it says, and its place in the treaty process. */
export function lawView(teller: Teller, data: LawPageData): PageView {
  const { t, footnotes } = teller;
  const { law, steps, stand } = data;
  const path = `/record/laws/${law.slug}`;
  return {
    title: law.title,
    description: plainExcerpt(law.summary, 200) || law.title,
    path,
    tags: [law.id, 'treaty-step', 'source'],
    kind: 'article',
    jsonLd: [
      pageJsonLd(t, 'Legislation', law.title, {
        legislationDate: law.adopted ?? undefined,
        dateModified: stand.changedAt?.toISOString(),
      }),
    ],
    body: (
      <Wrap>
        <RecordCrumbs
          t={t}
          list={{ path: '/record/laws', title: t('record.laws.title') }}
          here={law.title}
          hereLang={law.lang}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: law.title, lang: law.lang }} />}
          size="title"
          say={
            <p class="label">
              {countryName(t.lang, law.country)}
              <br />
              <Standing t={t} standing={law.standing} of="law" /> {standingMeans(t, 'law', law.standing)}
            </p>
          }
        >
          {reviewNotice(t, law.unadopted ? stand.publishedAt : null)}
          <DescriptionList
            facts={[
              { term: t('record.laws.jurisdiction'), value: countryName(t.lang, law.country) },
              {
                term: t(law.status === 'draft' ? 'record.laws.dated' : 'record.laws.adopted'),
                value: law.adopted && formatDate(t.lang, law.adopted),
              },
              { term: t('record.laws.kind'), value: t(`record.law.kind.${law.kind}`) },
              { term: t('record.laws.status'), value: t(`record.law.status.${law.status}`) },
            ]}
          />
        </Opening>
        {law.summary === '' ? null : (
          <Part id="says" title={t('record.laws.says')}>
            <div>
              <Prose lang={law.lang === t.lang ? undefined : law.lang}>
                {raw(renderMarkdown(law.summary, { lang: law.lang, t }))}
              </Prose>
              <p class="label">
                <FallbackMark t={t} lang={law.lang} /> {t('sources.title')}{' '}
                <FootnoteRefs t={t} numbers={footnotes(law.id)} />
              </p>
            </div>
          </Part>
        )}
        <Part
          id="does"
          title={t('record.laws.does')}
          note={t('record.laws.does.note')}
          margin={<Legend t={t} />}
        >
          <DescriptionList
            facts={questions.map((question) => ({
              term: t(`record.law.${question}`),
              value: <Answer t={t} question={question} does={law.does[question]} />,
            }))}
          />
        </Part>
        {steps.length === 0 ? null : (
          <Part id="treaty" title={t('record.treaty.title')}>
            <Entries
              items={steps.map((step) => ({
                label: formatDate(t.lang, step.date),
                title: <FallbackText t={t} said={{ text: step.title, lang: step.lang }} />,
                href: `/${t.lang}/record/treaty#step-${step.slug}`,
              }))}
            />
          </Part>
        )}
        <SourcesPart t={t} sources={data.sources} />
        <StatementFoot
          t={t}
          title={law.title}
          path={path}
          origin={data.origin}
          site={data.site}
          about={`law/${law.slug}`}
          json={`/api/v1/laws/${law.slug}`}
          changedAt={stand.changedAt}
          correction={data.correction}
        />
      </Wrap>
    ),
  };
}
