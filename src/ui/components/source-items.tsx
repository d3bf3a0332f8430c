import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { dirOfText, langAttribute } from './said.ts';
import type { SourceItem } from './sources.tsx';

/** What a list of sources needs to know of one. */
export interface SourceFacts {
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
  language: string | null;
}

/**
 * @param isLater whether a source is later than the time that the page is of: it is marked so.
 * @returns the sources as the list at the foot of a page shows them, numbered from 1 in their order.
 */
export function sourceItems<S extends SourceFacts>(
  t: Translator,
  sources: readonly S[],
  isLater: (source: S) => boolean = () => false,
): SourceItem[] {
  return sources.map((source, index) => ({
    n: index + 1,
    title: source.title,
    lang: source.language ?? 'und',
    href: source.url,
    note: <Note t={t} source={source} later={isLater(source)} />,
  }));
}

/** Publisher and date. The publisher is isolated: a day's figure would else join its Latin letters in an Arabic line. */
function Note({
  t,
  source: { publisher, language, date },
  later,
}: {
  t: Translator;
  source: SourceFacts;
  later: boolean;
}) {
  return (
    <>
      {publisher ? <bdi lang={publisherLang(t, publisher, language)}>{publisher}</bdi> : null}
      {publisher && date ? (t.dir === 'rtl' ? '، ' : ', ') : null}
      {date ? formatDate(t.lang, date) : null}
      {later ? <span class="then"> {t('sources.later')}</span> : null}
    </>
  );
}

/** The `lang` of a publisher: that of the source, where the two are written in one script; else it is not known. */
function publisherLang(t: Translator, publisher: string, language: string | null): string | undefined {
  const written = /\p{Script=Arabic}/u.test(publisher) ? 'rtl' : 'ltr';
  return language !== null && dirOfText(language) === written ? langAttribute(language, t.lang) : undefined;
}
