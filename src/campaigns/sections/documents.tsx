import { isLang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Item } from '../../library/model.ts';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { More, Part } from '../../ui/components/part.tsx';

const shown = 6;

/** Documents that the campaign chose, in its order. `items` are all that are not films. */
export function Documents({ t, items }: { t: Translator; items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <Part id="documents" title={t('campaign.documents')}>
      <Entries
        items={items.slice(0, shown).map((item) => ({
          label: yearAndLanguage(t, item),
          title: <FallbackText t={t} said={{ text: item.title, lang: item.lang }} />,
          href: `/${t.lang}${item.page ?? `/library/${item.slug}`}`,
          note: by(item),
        }))}
      />
      <More href={`/${t.lang}/library`}>{t('campaign.documents.all', { n: items.length })}</More>
    </Part>
  );
}

/** The year, and the language where a reader of this page could not expect it. */
function yearAndLanguage(t: Translator, { year, language }: Item) {
  const other = language && isLang(language) && language !== t.lang ? t(`fallback.in.${language}`) : null;
  return (
    <>
      {year}
      {year && other ? ' · ' : null}
      {other}
    </>
  );
}

/** One isolated run, so that two Latin names keep their order on an Arabic page. */
function by({ author, publisher }: Item) {
  const named = [author, publisher].filter((name) => name !== null).join(' · ');
  return named === '' ? undefined : <bdi>{named}</bdi>;
}
