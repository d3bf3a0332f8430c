import type { Translator } from '../../foundation/i18n/translate.ts';
import { bestUrl, type Item } from '../../library/model.ts';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Film, Films } from '../../ui/components/film.tsx';
import { Part } from '../../ui/components/part.tsx';
import { langAttribute } from '../../ui/components/said.ts';

/** Films that the campaign chose, in its order: first those that can be watched, then those whose place is not known. */
export function Videos({ t, items }: { t: Translator; items: readonly Item[] }) {
  if (items.length === 0) return null;
  const known = items.flatMap((item) => {
    const url = bestUrl(item);
    return url === null ? [] : [{ item, url }];
  });
  const unknown = items.filter((item) => bestUrl(item) === null);
  return (
    <Part id="videos" title={t('campaign.videos')}>
      {known.length > 0 ? (
        <Films>
          {known.map(({ item, url }) => (
            <Film
              t={t}
              href={url}
              title={<a href={`/${t.lang}/library/${item.slug}`}>{item.title}</a>}
              lang={langAttribute(item.lang, t.lang)}
              note={by(item)}
              text={<FallbackText t={t} said={{ text: item.abstract, lang: item.lang }} />}
            />
          ))}
        </Films>
      ) : null}
      {unknown.length > 0 ? (
        <Entries
          items={unknown.map((item) => ({
            label: item.year,
            title: <FallbackText t={t} said={{ text: item.title, lang: item.lang }} />,
            href: `/${t.lang}/library/${item.slug}`,
            note: (
              <>
                {item.publisher ? <bdi>{item.publisher}</bdi> : null}
                {item.publisher ? ' · ' : null}
                {t('campaign.videos.no_address')}
              </>
            ),
          }))}
        />
      ) : null}
    </Part>
  );
}

function by({ publisher, year }: Item) {
  return (
    <>
      {publisher ? <bdi>{publisher}</bdi> : null}
      {publisher && year ? ' · ' : null}
      {year}
    </>
  );
}
