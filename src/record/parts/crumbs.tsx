import type { Translator } from '../../foundation/i18n/translate.ts';
import { Crumbs } from '../../ui/components/crumbs.tsx';

export interface RecordCrumbsProps {
  t: Translator;
  /** The list that the page is of, below the language: `/record/laws`. Left out on the list itself. */
  list?: { path: string; title: string };
  here: string;
  /** The language of `here` (BCP 47), where it need not be that of the page. */
  hereLang?: string | undefined;
}

/** The way to a page of the record: the home page, the record, the list. */
export function RecordCrumbs({ t, list, here, hereLang }: RecordCrumbsProps) {
  return (
    <Crumbs
      t={t}
      above={[
        { href: `/${t.lang}`, text: t('frame.home') },
        { href: `/${t.lang}/record`, text: t('frame.record') },
        ...(list ? [{ href: `/${t.lang}${list.path}`, text: list.title }] : []),
      ]}
      here={here}
      hereLang={hereLang}
    />
  );
}
