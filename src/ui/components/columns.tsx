import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';
import { When } from './when.tsx';

export interface ColumnsProps {
  t: Translator;
  items: readonly {
    name: string;
    lang: string;
    href?: string | undefined;
    /** Where the link leaves this site. */
    rel?: string | undefined;
    /** Country, kind. */
    note?: string | undefined;
    date?: { text: string; datetime: string } | undefined;
  }[];
}

/** A list in running columns: the newest signatories, the organisations. */
export function Columns({ t, items }: ColumnsProps) {
  return (
    <ul class="columns">
      {items.map(({ name, lang, href, rel, note, date }) => (
        <li>
          <bdi lang={langAttribute(lang, t.lang)}>
            {href ? (
              <a href={href} rel={rel}>
                {name}
              </a>
            ) : (
              name
            )}
          </bdi>{' '}
          {note || date ? (
            <span class="label">
              {note}
              {note && date ? ' · ' : null}
              {date ? <When {...date} /> : null}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
