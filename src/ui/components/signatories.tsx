import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';
import { When } from './when.tsx';

export interface SignatoryRow {
  name: string;
  lang: string;
  /** The organisation's site, http or https. */
  website?: string | null;
  country: string;
  kind: string;
  date: { text: string; datetime: string };
  /** A line under the name: how it was verified. */
  note?: Child;
}

export interface SignatoriesProps {
  t: Translator;
  rows: readonly SignatoryRow[];
  caption: string;
  /** The heads of the columns: name, country, kind, date. */
  heads: { name: string; country: string; kind: string; date: string };
}

/** Who has signed, as a table; on a phone each signatory is a small block. Says so where there is none. */
export function Signatories({ t, rows, caption, heads }: SignatoriesProps) {
  if (rows.length === 0) return <p class="empty">{t('pages.none')}</p>;
  return (
    <table class="stack signatories">
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
          <th scope="col">{heads.country}</th>
          <th scope="col">{heads.kind}</th>
          <th scope="col">{heads.date}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, lang, website, country, kind, date, note }) => (
          <tr>
            <th scope="row">
              <bdi lang={langAttribute(lang, t.lang)}>
                {website ? (
                  <a href={website} rel="noreferrer nofollow external">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </bdi>
              {note ? <span class="label">{note}</span> : null}
            </th>
            <td data-label={heads.country}>{country}</td>
            <td data-label={heads.kind}>{kind}</td>
            <td data-label={heads.date}>
              <When {...date} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface FiltersProps {
  t: Translator;
  action: string;
  label: string;
  /** Where the whole list is, when something is filtered out of it. */
  clear: string | null;
}

/** A search and its choices (children: Field, Select) in one line above what they narrow. A GET: it can be linked to. */
export function Filters({ t, action, label, clear, children }: PropsWithChildren<FiltersProps>) {
  return (
    <form class="filters" method="get" action={action} role="search" aria-label={label}>
      {children}
      <div class="buttons">
        <button type="submit">{t('form.filter')}</button>
        {clear ? (
          <a class="button plain" href={clear}>
            {t('form.clear')}
          </a>
        ) : null}
      </div>
    </form>
  );
}
