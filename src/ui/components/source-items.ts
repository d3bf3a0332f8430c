import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { SourceItem } from './sources.tsx';

/** What a list of sources needs to know of one. */
export interface SourceFacts {
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
  language: string | null;
}

/** @returns the sources as the list at the foot of a page shows them, numbered from 1 in their order. */
export function sourceItems(t: Translator, sources: readonly SourceFacts[]): SourceItem[] {
  return sources.map(({ title, publisher, url, date, language }, index) => ({
    n: index + 1,
    title,
    lang: language ?? 'und',
    href: url,
    note: [publisher, date && formatDate(t.lang, date)].filter(Boolean).join(t.dir === 'rtl' ? '، ' : ', '),
  }));
}
