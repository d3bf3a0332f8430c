import type { Stand } from '../../foundation/history/stand.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import type { Json } from '../../ui/components/json-ld.tsx';
import { Names } from '../../ui/components/names.tsx';
import { reviewNotice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Part, Wrap } from '../../ui/components/part.tsx';
import { Prose } from '../../ui/components/prose.tsx';
import { Share } from '../../ui/components/share.tsx';
import { sourceItems } from '../../ui/components/source-items.tsx';
import { FootnoteRefs, SourcesList } from '../../ui/components/sources.tsx';
import type { PageView } from '../../ui/respond.tsx';
import { figureText } from '../incidents/words.ts';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import type { Source } from '../sources/model.ts';
import { CompanyChapter } from './company.tsx';
import type { Report, ReportFigures } from './model.ts';
import type { Teller } from './telling.ts';

export interface ReportPageData {
  report: Report;
  /** In the order of their numbers. */
  sources: readonly Source[];
  stand: Stand;
  /** Something in it came with the software and is not yet adopted. */
  unadopted: boolean;
  origin: string;
  site: string;
}

const path = '/record/report';

/** The report: how to read it, the companies chapter by chapter, those without an incident, the sources. */
export function reportView(teller: Teller, data: ReportPageData): PageView {
  const { t } = teller;
  const { report, sources, stand, origin } = data;
  const url = `${origin}/${t.lang}${path}`;
  return {
    title: t('report.title'),
    description: t('report.description'),
    path,
    tags: ['company', 'company-name', 'succession', 'incident', 'case', 'source'],
    kind: 'article',
    jsonLd: [jsonLdOf(t, data, url)],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('frame.report')} />
        <Opening
          title={t('report.title')}
          size="title"
          stand={t('report.description')}
          say={
            stand.changedAt ? (
              <p class="label">{t('report.state', { date: formatInstant(t.lang, stand.changedAt) })}</p>
            ) : null
          }
        >
          {reviewNotice(t, data.unadopted ? stand.publishedAt : null)}
          {report.figures.companies === 0 ? (
            <p class="empty">{t('report.empty')}</p>
          ) : (
            <Figures t={t} figures={report.figures} />
          )}
        </Opening>
        <Part id="method" title={t('report.method')}>
          <Prose>
            <p>{t('report.opening')}</p>
            <p>{t('report.method.what')}</p>
            <p>{t('report.method.allegations')}</p>
            <p>{t('report.method.figures')}</p>
            <p>{t('report.method.names')}</p>
          </Prose>
        </Part>
        {report.chapters.length > 0 ? <Contents t={t} report={report} /> : null}
        {report.chapters.map((chapter) => (
          <CompanyChapter teller={teller} chapter={chapter} />
        ))}
        {report.remainders.length > 0 ? <Others teller={teller} report={report} /> : null}
        {sources.length > 0 ? (
          <Part id="sources" title={t('sources.title')} note={t('sources.count', { n: sources.length })}>
            <SourcesList t={t} items={sourceItems(t, sources)} />
          </Part>
        ) : null}
        <Share t={t} title={t('report.title')} url={url} />
      </Wrap>
    ),
  };
}

/** Only sums that are true of all that the report holds. */
function Figures({ t, figures }: { t: Translator; figures: ReportFigures }) {
  const { killed, companies, incidents, cases } = figures;
  return (
    <dl class="sums">
      {killed.max + killed.unknown + killed.alleged > 0 ? (
        <div class="first">
          <dt>
            {t('report.figures.killed', {
              n: killed.unknown,
              alleged: killed.alleged,
              disputed: killed.disputed,
            })}
          </dt>
          <dd>{killed.max > 0 ? figureText(t, killed) : t('report.figure.unknown')}</dd>
        </div>
      ) : null}
      <div>
        <dt>{t('report.figures.companies', { n: companies })}</dt>
        <dd>{formatNumber(t.lang, companies)}</dd>
      </div>
      <div>
        <dt>{t('report.figures.incidents', { n: incidents })}</dt>
        <dd>{formatNumber(t.lang, incidents)}</dd>
      </div>
      <div>
        <dt>{t('report.figures.cases', { n: cases })}</dt>
        <dd>{formatNumber(t.lang, cases)}</dd>
      </div>
    </dl>
  );
}

function Contents({ t, report }: { t: Translator; report: Report }) {
  return (
    <Part id="contents" title={t('report.contents')}>
      <nav aria-label={t('report.contents')}>
        <ul class="columns">
          {report.chapters.map(({ company, line, incidents, cases }) => (
            <li>
              <Names t={t} former={line.former} current={line.current} href={`#company-${company.slug}`} />
              <span class="label">
                {incidents.length > 0
                  ? t('count.incidents', { n: incidents.length })
                  : t('report.cases_count', { n: cases.length })}
              </span>
            </li>
          ))}
        </ul>
      </nav>
    </Part>
  );
}

function Others({ teller, report }: { teller: Teller; report: Report }) {
  const { t, footnotes } = teller;
  return (
    <Part id="others" title={t('report.others')} note={t('report.others.note')}>
      <Entries
        items={report.remainders.map(({ company, line, successions }) => ({
          id: `company-${company.slug}`,
          label: countryName(t.lang, company.country),
          title: <Names t={t} former={line.former} current={line.current} />,
          text: (
            <>
              <FallbackText t={t} said={{ text: company.summary, lang: company.lang }} />{' '}
              <FootnoteRefs t={t} numbers={footnotes(company.id)} />
              {successions.map((succession) => (
                <>
                  {' '}
                  <FallbackText t={t} said={{ text: succession.note, lang: succession.lang }} />{' '}
                  <FootnoteRefs t={t} numbers={footnotes(succession.id)} />
                </>
              ))}
            </>
          ),
        }))}
      />
    </Part>
  );
}

function jsonLdOf(t: Translator, { stand, site, origin }: ReportPageData, url: string): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    name: t('report.title'),
    headline: t('report.title'),
    description: t('report.description'),
    inLanguage: t.lang,
    datePublished: stand.publishedAt?.toISOString(),
    dateModified: stand.changedAt?.toISOString(),
    mainEntityOfPage: url,
    publisher: { '@type': 'Organization', name: site, url: origin },
    license: 'https://creativecommons.org/licenses/by/4.0/',
  };
}
