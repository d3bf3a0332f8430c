import type { Translator } from '../foundation/i18n/translate.ts';
import { plainExcerpt } from '../foundation/text/excerpt.ts';
import { Feature } from '../ui/components/cover.tsx';
import { Entries } from '../ui/components/entries.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { Film, Films } from '../ui/components/film.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Pages } from '../ui/components/pages.tsx';
import { Part, Wrap } from '../ui/components/part.tsx';
import type { PageView } from '../ui/respond.tsx';
import { afterItem, itemKinds } from './cursor.ts';
import { bestUrl, type Item, type ItemKind } from './model.ts';

export interface LibraryListData {
  items: readonly Item[];
  more: boolean;
  kind: ItemKind | null;
  counts: Partial<Record<ItemKind, number>>;
  /** The cursor of this page; null on the first. */
  after: string | null;
  /** When what came with the software was published; null where all is adopted. */
  unreviewedSince: Date | null;
  site: string;
}

/** The library, newest first, of one kind or of all; our own report stands before it. */
export function libraryListView(t: Translator, data: LibraryListData): PageView {
  const { items, more, kind, after, unreviewedSince } = data;
  const last = items.at(-1);
  // Among films alone those that can be watched come first, as films; in the mixed list a film is an entry like all.
  const films = kind === 'video' ? items.filter((item) => bestUrl(item) !== null) : [];
  const others = items.filter((item) => !films.includes(item));
  const address = (cursor: string | null) => {
    const query = new URLSearchParams({ ...(kind && { kind }), ...(cursor && { after: cursor }) });
    return `/library${query.size > 0 ? `?${query}` : ''}`;
  };
  const title = kind === null ? t('frame.library') : `${t('frame.library')}: ${t(`library.kinds.${kind}`)}`;
  return {
    title,
    description: t('library.description'),
    path: address(after),
    tags: ['item'],
    jsonLd: [
      { '@context': 'https://schema.org', '@type': 'CollectionPage', name: title, inLanguage: t.lang },
    ],
    body: (
      <Wrap>
        <Opening title={t('frame.library')} size="title" stand={t('library.description')}>
          {reviewNotice(t, unreviewedSince)}
        </Opening>
        {after === null && (kind === null || kind === 'report') ? <OwnReport t={t} site={data.site} /> : null}
        <Part id="items" title={kind === null ? t('library.all') : t(`library.kinds.${kind}`)}>
          <div>
            <Kinds t={t} {...data} />
            {items.length === 0 ? <p class="empty">{t('library.none')}</p> : null}
            {films.length > 0 ? (
              <Films>
                {films.map((item) => (
                  <FilmOf t={t} item={item} />
                ))}
              </Films>
            ) : null}
            <Entries items={others.map((item) => entryOf(t, item, kind === null))} />
            <Pages
              t={t}
              label={t('library.pages')}
              previous={null}
              next={more && last ? `/${t.lang}${address(afterItem(last))}` : null}
              first={after === null ? null : `/${t.lang}${address(null)}`}
            />
          </div>
        </Part>
      </Wrap>
    ),
  };
}

function OwnReport({ t, site }: { t: Translator; site: string }) {
  return (
    <Part id="report" title={t('library.own_report')}>
      <Feature
        cover={{ title: t('report.title'), foot: site, href: `/${t.lang}/record/report` }}
        title={t('report.title')}
        note={site}
      >
        <p>{t('report.description')}</p>
      </Feature>
    </Part>
  );
}

/** Only kinds that the library holds are offered. */
function Kinds({ t, kind: chosen, counts }: { t: Translator } & Pick<LibraryListData, 'kind' | 'counts'>) {
  const held = itemKinds.filter((kind) => counts[kind]);
  if (held.length < 2) return null;
  const all = held.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const choice = (kind: ItemKind | null, text: string, n: number) => (
    <a
      href={`/${t.lang}/library${kind === null ? '' : `?kind=${kind}`}`}
      aria-current={kind === chosen ? 'true' : undefined}
    >
      {text} <span>{n}</span>
    </a>
  );
  return (
    <nav class="tabs" aria-label={t('library.filter')}>
      {choice(null, t('form.all'), all)}
      {held.map((kind) => choice(kind, t(`library.kinds.${kind}`), counts[kind] ?? 0))}
    </nav>
  );
}

function entryOf(t: Translator, item: Item, withKind: boolean) {
  const excerpt = plainExcerpt(item.abstract, 260);
  return {
    label: (
      <>
        {item.year}
        {withKind ? (
          <>
            {item.year === null ? null : <br />}
            {t(`library.kind.${item.kind}`)}
          </>
        ) : null}
      </>
    ),
    title: <FallbackText t={t} said={{ text: item.title, lang: item.lang }} />,
    href: `/${t.lang}/library/${item.slug}`,
    note: <By item={item} />,
    text:
      excerpt === '' ? null : <FallbackText t={t} said={{ text: excerpt, lang: item.lang }} mark={false} />,
  };
}

/** Author and publisher, each kept together in its own direction. */
function By({ item: { author, publisher } }: { item: Item }) {
  return (
    <>
      {author ? <bdi>{author}</bdi> : null}
      {author && publisher ? ' · ' : null}
      {publisher ? <bdi>{publisher}</bdi> : null}
    </>
  );
}

function FilmOf({ t, item }: { t: Translator; item: Item }) {
  const excerpt = plainExcerpt(item.abstract, 260);
  return (
    <Film
      t={t}
      href={bestUrl(item) ?? ''}
      title={
        <a href={`/${t.lang}/library/${item.slug}`}>
          <FallbackText t={t} said={{ text: item.title, lang: item.lang }} />
        </a>
      }
      note={
        <>
          <By item={item} />
          {item.year === null ? null : ` · ${item.year}`}
        </>
      }
      text={<FallbackText t={t} said={{ text: excerpt, lang: item.lang }} mark={false} />}
    />
  );
}
