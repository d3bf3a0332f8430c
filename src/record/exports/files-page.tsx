import type { Lang } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { allTables } from './dictionary.ts';
import { type Dataset, type DatasetFile, datasetAddress } from './model.ts';

/** The files of the newest dataset, one by one: a row for each table, then those that are no tables. */
export function FileTable({
  t,
  dataset,
  langs,
}: {
  t: Translator;
  dataset: Dataset;
  langs: readonly Lang[];
}) {
  const at = (path: string) => dataset.files.find((file) => file.path === path);
  const others = [
    ['followthemoney/record.ftm.jsonl', t('record.data.ftm')],
    ['geojson/incidents.geojson', t('record.data.geojson')],
    ['sources/sources.csl.json', t('record.data.csl')],
    ['sources/sources.bib', t('record.data.bibtex')],
    ['data-dictionary.json', t('record.data.dictionary')],
  ] as const;
  return (
    <table class="stack">
      <caption class="vh">{t('record.data.files')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.data.what')}</th>
          <th scope="col" class="figure">
            {t('record.data.rows')}
          </th>
          <th scope="col">{t('record.data.formats')}</th>
        </tr>
      </thead>
      <tbody>
        {allTables(langs).map(({ file, says }) => {
          const csv = at(`csv/${file}.csv`);
          return (
            <tr>
              <th scope="row">
                {t(says)}{' '}
                <span class="label">
                  <bdi dir="ltr">{file}</bdi>
                </span>
              </th>
              <td class="figure" data-label={t('record.data.rows')}>
                {csv?.rows == null ? null : formatNumber(t.lang, csv.rows)}
              </td>
              <td class="formats">
                <Links
                  version={dataset.version}
                  of={file}
                  files={[
                    ['CSV', csv],
                    ['XLSX', at(`xlsx/${file}.xlsx`)],
                    ['JSON Lines', at(`jsonl/${file}.jsonl`)],
                  ]}
                />
              </td>
            </tr>
          );
        })}
        {others.map(([path, text]) => {
          const file = at(path);
          return file ? (
            <tr>
              <th scope="row">{text}</th>
              <td class="figure" data-label={t('record.data.rows')}>
                {file.rows === null ? null : formatNumber(t.lang, file.rows)}
              </td>
              <td>
                <Links version={dataset.version} files={[[path.replace(/^.*\//, ''), file]]} />
              </td>
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}

interface LinksProps {
  version: string;
  /** Of which table they are, where the links are called after their formats: every row has the same ones. */
  of?: string;
  files: readonly (readonly [string, DatasetFile | undefined])[];
}

function Links({ version, of, files }: LinksProps) {
  return (
    <ul class="line">
      {files.map(([text, file]) =>
        file ? (
          <li>
            <a href={datasetAddress(version, file.path)} dir="ltr" lang="en">
              {text}
              {of ? <span class="vh"> {of}</span> : null}
            </a>
          </li>
        ) : null,
      )}
    </ul>
  );
}
