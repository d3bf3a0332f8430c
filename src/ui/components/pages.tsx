import type { Translator } from '../../foundation/i18n/translate.ts';

export interface PagesProps {
  t: Translator;
  /** What is paged: "Pages of signatories". */
  label?: string;
  previous: string | null;
  next: string | null;
  /** The start of the list, where this page is not it. */
  first?: string | null;
}

/** Keyset paging: there are no page numbers, so none are shown. Nothing at all where everything fits on one page. */
export function Pages({ t, label, previous, next, first }: PagesProps) {
  if (!previous && !next && !first) return null;
  return (
    <nav class="pages" aria-label={label ?? t('pages.label')}>
      {first ? (
        <a class="pages-first" href={first}>
          {t('pages.first')}
        </a>
      ) : null}
      {previous ? (
        <a href={previous} rel="prev">
          {t('pages.previous')}
        </a>
      ) : null}
      {next ? (
        <a href={next} rel="next">
          {t('pages.next')}
        </a>
      ) : null}
    </nav>
  );
}
