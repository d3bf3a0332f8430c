import { fileAddress } from '../files/model.ts';
import type { Stand } from '../foundation/history/stand.ts';
import { isLang, type Lang, languageNames } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { plainExcerpt } from '../foundation/text/excerpt.ts';
import type { TextPicture } from '../foundation/text/picture.ts';
import { type Citation, numberSources, type Source } from '../record/sources/model.ts';
import { Cover } from '../ui/components/cover.tsx';
import { Crumbs } from '../ui/components/crumbs.tsx';
import { DescriptionList } from '../ui/components/description-list.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { Film } from '../ui/components/film.tsx';
import type { Json } from '../ui/components/json-ld.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Part, Wrap } from '../ui/components/part.tsx';
import { Picture } from '../ui/components/picture.tsx';
import { langAttribute } from '../ui/components/said.ts';
import { Share } from '../ui/components/share.tsx';
import { sourceItems } from '../ui/components/source-items.tsx';
import { SourcesList } from '../ui/components/sources.tsx';
import type { PageView } from '../ui/respond.tsx';
import { bestUrl, type Item } from './model.ts';
import { Ways } from './ways.tsx';

/** A picture of an album, with what is said of it and who made it, by language. */
export interface AlbumPicture {
  shown: TextPicture;
  alt: Partial<Record<Lang, string>>;
  credit: Partial<Record<Lang, string>>;
}

export interface ItemData {
  item: Item;
  cited: { citations: Citation[]; sources: Source[] };
  stand: Stand;
  origin: string;
  /** The pictures of an album, in their order. */
  album: readonly AlbumPicture[];
}

/** One item of the library: what it is, where it is read or watched, and where what we say of it comes from. */
export function itemView(t: Translator, { item, cited, stand, origin, album }: ItemData): PageView {
  const path = `/library/${item.slug}`;
  const url = `${origin}/${t.lang}${path}`;
  const numbered = numberSources(cited.citations, cited.sources);
  numbered.numbersOf(item.id);
  return {
    title: item.title,
    description: plainExcerpt(item.abstract, 200) || item.title,
    path,
    tags: [item.id],
    kind: 'article',
    jsonLd: [jsonLdOf(item, url)],
    body: (
      <Wrap>
        <Crumbs
          t={t}
          above={[
            { href: `/${t.lang}`, text: t('frame.home') },
            { href: `/${t.lang}/library`, text: t('frame.library') },
          ]}
          here={item.title}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: item.title, lang: item.lang }} />}
          size="title"
          say={
            <p class="label">
              {t(`library.kind.${item.kind}`)}
              {item.year === null ? null : ` · ${item.year}`}
            </p>
          }
        >
          {reviewNotice(t, item.unadopted ? stand.publishedAt : null)}
        </Opening>
        <Part id="about" title={t('library.about')}>
          <div class="item">
            <Front t={t} item={item} />
            <div>
              {item.abstract ? (
                <p class="lead">
                  <FallbackText t={t} said={{ text: item.abstract, lang: item.lang }} mark={false} />
                </p>
              ) : null}
              <Facts t={t} item={item} />
              <Ways t={t} item={item} />
            </div>
          </div>
        </Part>
        <Album t={t} album={album} />
        {numbered.list.length > 0 ? (
          <Part id="sources" title={t('sources.title')} note={t('library.sources_note')}>
            <SourcesList t={t} items={sourceItems(t, numbered.list)} />
          </Part>
        ) : null}
        <Share t={t} title={item.title} url={url} />
      </Wrap>
    ),
  };
}

/** The pictures of an album, each with what is said of it. */
function Album({ t, album }: { t: Translator; album: readonly AlbumPicture[] }) {
  if (album.length === 0) return null;
  return (
    <Part id="album" title={t('library.album')}>
      <div class="prose">
        {album.map(({ shown, alt, credit }) => {
          const said = saidIn(alt, t.lang);
          const by = saidIn(credit, t.lang);
          return (
            <figure>
              <Picture picture={shown} alt={said?.text ?? ''} />
              {said || by ? (
                <figcaption>
                  {said ? <span lang={langAttribute(said.lang, t.lang)}>{said.text}</span> : null}{' '}
                  {by ? <bdi lang={langAttribute(by.lang, t.lang)}>{by.text}</bdi> : null}
                </figcaption>
              ) : null}
            </figure>
          );
        })}
      </div>
    </Part>
  );
}

/** Words in the language of the page, else in English, else in any. */
function saidIn(words: Partial<Record<Lang, string>>, lang: Lang): { text: string; lang: Lang } | null {
  const all = Object.entries(words) as [Lang, string][]; // keys of a record by language
  const found = all.find(([one]) => one === lang) ?? all.find(([one]) => one === 'en') ?? all[0];
  return found ? { lang: found[0], text: found[1] } : null;
}

/** A film's facade, or a document's cover where it leads somewhere. */
function Front({ t, item }: { t: Translator; item: Item }) {
  const url = bestUrl(item);
  const title = <FallbackText t={t} said={{ text: item.title, lang: item.lang }} mark={false} />;
  if (item.kind === 'video' && url) return <Film t={t} href={url} title={title} />;
  const href = item.file ? fileAddress(item.file) : item.page ? `/${t.lang}${item.page}` : url;
  if (item.kind === 'video' || href === null) return null;
  const foot = item.publisher ?? String(item.year ?? '');
  return (
    <Cover title={item.title} foot={foot} lang={item.lang === t.lang ? undefined : item.lang} href={href} />
  );
}

function Facts({ t, item }: { t: Translator; item: Item }) {
  const isolated = (text: string | null) => (text === null ? null : <bdi>{text}</bdi>);
  return (
    <DescriptionList
      facts={[
        { term: t('library.author'), value: isolated(item.author) },
        { term: t('library.publisher'), value: isolated(item.publisher) },
        { term: t('library.year'), value: item.year },
        { term: t('frame.language'), value: item.language && <LanguageName tag={item.language} /> },
        { term: t('library.un_symbol'), value: item.unSymbol && <bdi lang="en">{item.unSymbol}</bdi> },
      ]}
    />
  );
}

/** A language by its own name, as everywhere on the site. */
function LanguageName({ tag }: { tag: string }) {
  const name = isLang(tag) ? languageNames[tag] : new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
  return <bdi lang={tag}>{name ?? tag}</bdi>;
}

const schemaType = {
  report: 'Report',
  statement: 'Article',
  album: 'ImageGallery',
  video: 'VideoObject',
  law: 'Legislation',
  other: 'CreativeWork',
} as const;

function jsonLdOf(item: Item, page: string): Json {
  return {
    '@context': 'https://schema.org',
    '@type': schemaType[item.kind],
    name: item.title,
    headline: item.kind === 'report' || item.kind === 'statement' ? item.title : undefined,
    description: item.abstract || undefined,
    author: item.author ? { '@type': 'Person', name: item.author } : undefined,
    publisher: item.publisher ? { '@type': 'Organization', name: item.publisher } : undefined,
    datePublished: item.year === null ? undefined : String(item.year),
    inLanguage: item.language ?? undefined,
    identifier: item.unSymbol ?? undefined,
    url: bestUrl(item) ?? undefined,
    mainEntityOfPage: page,
  };
}
