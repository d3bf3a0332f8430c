import { formatDate, formatInstant } from '../../foundation/i18n/dates.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Crumbs } from '../../ui/components/crumbs.tsx';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import { Register } from '../../ui/components/register.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import { SearchForm } from '../../ui/components/search-form.tsx';
import type { PageView } from '../../ui/respond.tsx';
import { StepTabs } from '../cases/scoreboard/table.tsx';
import type { KillingsByCompanies } from '../incidents/figures.ts';
import type { Accountability } from '../incidents/model.ts';
import { type Renaming, registerRows } from '../names/model.ts';
import { BuyersByKind, FrontFigures } from './figures.tsx';
import type { Changed, FrontFigure, RecordSums } from './model.ts';

export interface FrontPageData {
  sums: RecordSums;
  killed: KillingsByCompanies;
  figures: readonly FrontFigure[];
  steps: Partial<Record<Accountability, number>>;
  renamings: readonly Renaming[];
  /** What came out since the record did; empty where nothing has. */
  changed: readonly Changed[];
  origin: string;
  site: string;
}

const path = '/record';
const samples = 3;

/** The front of the record: a search for names, the figures that matter, and the ways to all its lists. */
export function frontView(t: Translator, data: FrontPageData): PageView {
  const { sums, steps, figures, renamings } = data;
  const base = `/${t.lang}${path}`;
  return {
    title: t('frame.record'),
    description: t('record.front.stand'),
    path,
    tags: [
      'company',
      'company-name',
      'incident',
      'contract',
      'buyer',
      'case',
      'stage',
      'redress',
      'law',
      'source',
      'treaty-step',
    ],
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'Dataset',
        name: t('frame.record'),
        description: t('record.front.stand'),
        inLanguage: t.lang,
        url: `${data.origin}${base}`,
        dateModified: sums.changedAt?.toISOString(),
        license: 'https://creativecommons.org/licenses/by/4.0/',
        creator: { '@type': 'Organization', name: data.site, url: data.origin },
      },
    ],
    body: (
      <Wrap>
        <Crumbs t={t} above={[{ href: `/${t.lang}`, text: t('frame.home') }]} here={t('frame.record')} />
        <Opening
          title={t('frame.record')}
          size="title"
          stand={t('record.front.stand')}
          say={<State t={t} sums={sums} base={base} />}
        >
          <SearchForm
            t={t}
            action={`${base}/companies`}
            label={t('record.front.search')}
            value=""
            button={t('record.front.find')}
          />
          <Samples t={t} base={base} renamings={renamings} />
          {reviewNotice(t, sums.unreviewedSince)}
          <FrontFigures t={t} killed={data.killed} figures={figures} />
        </Opening>
        <Ways t={t} base={base} sums={sums} />
        <Part id="reach" title={t('record.front.reach')} note={t('record.front.reach.note')}>
          <div>
            <StepTabs t={t} counts={steps} chosen={null} />
            <More href={`${base}/cases`}>{t('record.cases.to_scoreboard')}</More>
          </div>
        </Part>
        <Part id="buyers" title={t('record.front.buyers')} note={t('record.front.buyers.note')}>
          <div>
            <BuyersByKind t={t} figures={figures} />
            <More href={`${base}/contracts`}>{t('record.front.all_contracts')}</More>
          </div>
        </Part>
        {renamings.length > 0 ? (
          <Part id="renamed" title={t('record.front.renamed')}>
            <div>
              <Register t={t} rows={registerRows(renamings, base)} caption={t('record.front.renamed.note')} />
              <More href={`${base}/companies`}>{t('record.front.all_companies')}</More>
            </div>
          </Part>
        ) : null}
        <Latest t={t} base={base} changed={data.changed} />
        <Use t={t} base={base} />
      </Wrap>
    ),
  };
}

/** What the record is, as of when, and how to read it. */
function State({ t, sums, base }: { t: Translator; sums: RecordSums; base: string }) {
  return (
    <div class="label">
      {sums.changedAt ? (
        <p>{t('record.front.state', { date: formatInstant(t.lang, sums.changedAt) })}</p>
      ) : null}
      {sums.unreviewedSince && sums.checkedOn ? (
        <p>{t('record.front.checked', { date: formatDate(t.lang, sums.checkedOn) })}</p>
      ) : null}
      <p>{t('record.front.rule')}</p>
      <ul class="stacked">
        <li>
          <a href={`${base}/report`}>{t('record.front.report')}</a>
        </li>
        <li>
          <a href={`${base}/report#method`}>{t('report.method')}</a>
        </li>
      </ul>
    </div>
  );
}

/** A few names that were given up, to try the search with. */
function Samples({ t, base, renamings }: { t: Translator; base: string; renamings: readonly Renaming[] }) {
  const names = renamings.flatMap(({ former }) => former.slice(0, 1)).slice(0, samples);
  if (names.length === 0) return null;
  return (
    <p class="label">
      {t('record.front.for_instance')}{' '}
      {names.map(({ name, lang }, index) => (
        <>
          {index > 0 ? (t.dir === 'rtl' ? '، ' : ', ') : null}
          <a href={`${base}/companies?${new URLSearchParams({ q: name })}`}>
            <bdi lang={langAttribute(lang, t.lang)}>{name}</bdi>
          </a>
        </>
      ))}
    </p>
  );
}

/** All lists of the record with how much they hold; a list that holds nothing is not researched yet. */
function Ways({ t, base, sums }: { t: Translator; base: string; sums: RecordSums }) {
  const ways = [
    ['companies', sums.companies],
    ['incidents', sums.incidents],
    ['contracts', sums.contracts],
    ['cases', sums.cases],
    ['laws', sums.laws],
    ['treaty', sums.treatySteps],
  ] as const;
  return (
    <nav class="tabs" data-wrap="" aria-label={t('record.front.parts')}>
      {ways.map(([name, n]) => (
        <a href={`${base}/${name}`}>
          {t(`record.front.way.${name}`)} {n > 0 ? <span>{formatNumber(t.lang, n)}</span> : null}
        </a>
      ))}
    </nav>
  );
}

function Latest({ t, base, changed }: { t: Translator; base: string; changed: readonly Changed[] }) {
  return (
    <Part id="latest" title={t('record.front.latest')}>
      {changed.length === 0 ? (
        <p>{t('record.front.unchanged')}</p>
      ) : (
        <Entries
          items={changed.map(({ kind, slug, title, lang, at }) => ({
            label: formatInstant(t.lang, at),
            title: <FallbackText t={t} said={{ text: title, lang }} />,
            href: `${base}/${folders[kind]}/${slug}`,
            note: t(`record.kind.${kind}`),
          }))}
        />
      )}
    </Part>
  );
}

/** Where things of a kind have their pages, below the record. */
const folders = {
  company: 'companies',
  incident: 'incidents',
  contract: 'contracts',
  case: 'cases',
  law: 'laws',
} as const satisfies Record<Changed['kind'], string>;

/** How to cite the record and how to take it home. */
function Use({ t, base }: { t: Translator; base: string }) {
  return (
    <Part id="use" title={t('record.front.use')}>
      <div>
        <p>{t('record.front.use.text')}</p>
        <ul class="line">
          <li>
            <a href={`${base}/data`}>{t('record.front.data')}</a>
          </li>
          <li>
            <a href="/api/v1/openapi.json">{t('record.front.api')}</a>
          </li>
          <li>
            <a href={`${base}/report`}>{t('record.front.report')}</a>
          </li>
          <li>
            <a href={`${base}/sources`}>{t('record.sources.title')}</a>
          </li>
        </ul>
      </div>
    </Part>
  );
}
