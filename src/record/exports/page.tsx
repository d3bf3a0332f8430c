import { formatMoment } from '../../foundation/i18n/dates.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Part, Wrap } from '../../ui/components/part.tsx';
import { WebAddress } from '../../ui/components/web-address.tsx';
import type { PageView } from '../../ui/respond.tsx';
import { licence } from '../api/licence.ts';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import { Dictionary } from './dictionary-page.tsx';
import { FileTable } from './files-page.tsx';
import { archiveName, type Dataset, datasetAddress } from './model.ts';

export interface DataPage {
  /** The newest first. */
  datasets: readonly Dataset[];
  langs: readonly Lang[];
  origin: string;
  /** The name of the site, who publishes. */
  site: string;
}

/** What there is to take, under which licence, how to cite it, and what each column means. */
export function dataView(t: Translator, { datasets, langs, origin, site }: DataPage): PageView {
  const [newest, ...older] = datasets;
  return {
    title: t('record.data.title'),
    description: t('record.data.stand'),
    path: '/record/data',
    tags: ['dataset'],
    jsonLd: newest ? [jsonLd(t, newest, origin)] : [],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.data.title')} />
        <Opening title={t('record.data.title')} size="title" stand={t('record.data.stand')} />
        <Part id="whole" title={t('record.data.whole')} note={t('record.data.whole.note')}>
          {newest ? <Whole t={t} dataset={newest} /> : <p class="empty">{t('record.data.none')}</p>}
        </Part>
        {newest ? (
          <Part id="files" title={t('record.data.files')} note={t('record.data.files.note')}>
            <FileTable t={t} dataset={newest} langs={langs} />
          </Part>
        ) : null}
        <Part id="interface" title={t('record.data.api')}>
          <div class="prose">
            <p>{t('record.data.api.about')}</p>
            <ul>
              <li>
                <a href="/api/v1/openapi.json">{t('record.data.api.document')}</a>
              </li>
              <li>
                <a href="/api/v1/companies">{t('record.data.api.companies')}</a>
              </li>
              <li>
                <a href={`/api/v1/changes${newest ? `?since=${newest.change}` : ''}`}>
                  {t('record.data.api.changes')}
                </a>
              </li>
            </ul>
          </div>
        </Part>
        <Part id="terms" title={t('record.data.terms')}>
          <div class="prose">
            <p>
              {t('record.data.licence')} <a href={licence.url}>{licence.name}</a>
            </p>
            <p>{t('record.data.licence.sources')}</p>
            <p>{t('record.data.cite')}</p>
            <p class="cite-line">
              <bdi>{site}</bdi>: {t('record.data.cite.title')}.{' '}
              <WebAddress
                href={
                  newest ? `${origin}${datasetAddress(newest.version)}` : `${origin}/${t.lang}/record/data`
                }
              />
            </p>
            <p>{t('record.data.care')}</p>
          </div>
        </Part>
        {older.length > 0 ? (
          <Part id="versions" title={t('record.data.versions')}>
            <Versions t={t} datasets={older} />
          </Part>
        ) : null}
        <Part id="dictionary" title={t('record.data.dictionary')} note={t('record.data.dictionary.note')}>
          <Dictionary t={t} langs={langs} />
        </Part>
      </Wrap>
    ),
  };
}

function Whole({ t, dataset }: { t: Translator; dataset: Dataset }) {
  return (
    <div>
      <p>
        <a class="button" href={datasetAddress(dataset.version)} download={archiveName(dataset.version)}>
          {t('record.data.take', { size: sizeText(t, dataset.bytes) })}
        </a>
      </p>
      <DescriptionList
        facts={[
          { term: t('record.data.version'), value: <bdi dir="ltr">{dataset.version}</bdi> },
          { term: t('record.data.made'), value: formatMoment(t.lang, dataset.madeAt) },
          { term: t('record.data.statements'), value: formatNumber(t.lang, dataset.statements) },
          {
            term: 'SHA-256',
            value: (
              <code class="hash" dir="ltr">
                {dataset.sha256}
              </code>
            ),
          },
        ]}
      />
    </div>
  );
}

function Versions({ t, datasets }: { t: Translator; datasets: readonly Dataset[] }) {
  return (
    <table class="stack">
      <caption class="vh">{t('record.data.versions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.data.version')}</th>
          <th scope="col">{t('record.data.made')}</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {datasets.map(({ version, madeAt, sha256 }) => (
          <tr>
            <th scope="row">
              <a href={datasetAddress(version)} dir="ltr">
                {version}
              </a>
            </th>
            <td>{formatMoment(t.lang, madeAt)}</td>
            <td>
              <code class="hash" dir="ltr">
                {sha256}
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A size as people read it. */
function sizeText(t: Translator, bytes: number): string {
  if (bytes < 1_000_000)
    return t('library.kilobytes', { n: formatNumber(t.lang, Math.max(1, Math.round(bytes / 1000))) });
  return t('library.megabytes', { n: formatNumber(t.lang, Math.round(bytes / 100_000) / 10) });
}

/** For those who search for datasets: https://schema.org/Dataset. */
function jsonLd(t: Translator, dataset: Dataset, origin: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: t('record.data.title'),
    description: t('record.data.stand'),
    license: licence.url,
    version: dataset.version,
    dateModified: dataset.madeAt.toISOString(),
    distribution: [
      {
        '@type': 'DataDownload',
        encodingFormat: 'application/gzip',
        contentUrl: origin + datasetAddress(dataset.version),
      },
    ],
  };
}
