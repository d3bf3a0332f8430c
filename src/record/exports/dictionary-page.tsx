import { raw } from 'hono/html';
import { type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Column, Table } from './cells.ts';
import { allTables } from './dictionary.ts';

/** By language of the page and languages of the site: it changes with the software alone, and is the most of its page. */
const drawn = new Map<string, string>();

/** What each column of each table means, drawn once in each language. */
export function Dictionary({ t, langs }: { t: Translator; langs: readonly Lang[] }) {
  const key = `${t.lang} ${langs.join(' ')}`;
  const known = drawn.get(key);
  if (known !== undefined) return raw(known);
  const html = String(<DictionaryTables t={t} tables={allTables(langs)} />);
  drawn.set(key, html);
  return raw(html);
}

function DictionaryTables({ t, tables }: { t: Translator; tables: readonly Table[] }) {
  return (
    <div>
      {tables.map(({ file, says, columns }) => (
        <details>
          <summary>
            <bdi dir="ltr" lang="en">
              {file}
            </bdi>
          </summary>
          <p>{t(says)}</p>
          <table class="stack">
            <caption class="vh">
              <bdi dir="ltr" lang="en">
                {file}
              </bdi>
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('record.data.column')}</th>
                <th scope="col">{t('record.data.meaning')}</th>
                <th scope="col">{t('record.data.values')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr>
                  <th scope="row">
                    <code dir="ltr">{column.name}</code>
                  </th>
                  <td>
                    {t(column.says)}
                    {column.lang ? (
                      <>
                        {' ('}
                        <bdi lang={column.lang}>{languageNames[column.lang]}</bdi>)
                      </>
                    ) : null}
                  </td>
                  <td>
                    <Values t={t} column={column} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </div>
  );
}

/** What stands in a column: its type, its unit, its codes, and whether it can be empty. */
function Values({ t, column }: { t: Translator; column: Column }) {
  const { type, unit, values, given } = column;
  const comma = t.dir === 'rtl' ? '، ' : ', ';
  return (
    <>
      {t(`record.data.type.${type}`)}
      {unit ? `${comma}${t(unit)}` : null}
      {values ? (
        <>
          {': '}
          <bdi dir="ltr" lang="en">
            {values.join(', ')}
          </bdi>
        </>
      ) : null}
      {given ? null : `${comma}${t('record.data.may_be_empty')}`}
    </>
  );
}
