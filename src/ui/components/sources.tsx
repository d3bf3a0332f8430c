import type { Child } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';

export interface SourceItem {
  /** Its number on this page, from 1. */
  n: number;
  title: string;
  lang: string;
  href: string | null;
  /** An archived copy of the same. */
  archived?: string | null;
  /** Publisher and date; what is in another script than the page stands in `bdi`. */
  note?: Child;
}

/** The sources of a page, numbered; footnotes lead here. */
export function SourcesList({ t, items }: { t: Translator; items: readonly SourceItem[] }) {
  return (
    <ol class="sources">
      {items.map(({ n, title, lang, href, archived, note }) => (
        <li id={`source-${n}`}>
          <b>{n}</b>
          <span>
            <bdi lang={langAttribute(lang, t.lang)}>
              {href ? (
                <a href={href} rel="noreferrer external">
                  {title}
                </a>
              ) : (
                title
              )}
            </bdi>
            <br />
            <span class="label">
              {note}{' '}
              {archived ? (
                <a href={archived} rel="noreferrer external">
                  {t('sources.archived')}
                </a>
              ) : null}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The footnotes of a statement: small figures that lead to the sources. Nothing where there are none. */
export function FootnoteRefs({ t, numbers }: { t: Translator; numbers: readonly number[] }) {
  if (numbers.length === 0) return null;
  return (
    <span class="footnote">
      {numbers.map((n, index) => (
        <>
          {index > 0 ? ' ' : null}
          <a href={`#source-${n}`} aria-label={t('sources.ref', { n })}>
            {n}
          </a>
        </>
      ))}
    </span>
  );
}
