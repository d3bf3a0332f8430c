import { raw } from 'hono/html';
import { formatDate } from '../foundation/i18n/dates.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { plainExcerpt } from '../foundation/text/excerpt.ts';
import { renderMarkdown } from '../foundation/text/markdown.ts';
import type { TextPicture } from '../foundation/text/picture.ts';
import { type Citation, numberSources, type Source } from '../record/sources/model.ts';
import { Crumbs } from '../ui/components/crumbs.tsx';
import { Entries } from '../ui/components/entries.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { hostOf } from '../ui/components/film.tsx';
import type { Json } from '../ui/components/json-ld.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Part, Wrap } from '../ui/components/part.tsx';
import { Prose } from '../ui/components/prose.tsx';
import { Rich } from '../ui/components/rich.tsx';
import { Share } from '../ui/components/share.tsx';
import { sourceItems } from '../ui/components/source-items.tsx';
import { SourcesList } from '../ui/components/sources.tsx';
import { When } from '../ui/components/when.tsx';
import type { PageView } from '../ui/respond.tsx';
import type { NewsItem } from './model.ts';
import type { Neighbour } from './neighbours/store.ts';

export interface ArticleData {
  article: NewsItem;
  cited: { citations: Citation[]; sources: Source[] };
  neighbours: { newer: Neighbour | null; older: Neighbour | null };
  /** Those that the text shows. */
  pictures: ReadonlyMap<string, TextPicture>;
  origin: string;
  site: string;
}

/** One article: its date, its text, where it comes from, how to pass it on, and those beside it in time. */
export function articleView(t: Translator, data: ArticleData): PageView {
  const { article, cited, neighbours, origin } = data;
  const { lang, title, body, date, sourceUrl } = article;
  const path = `/news/${article.slug}`;
  const url = `${origin}/${t.lang}${path}`;
  const numbered = numberSources(cited.citations, cited.sources);
  numbered.numbersOf(article.id);
  return {
    title,
    description: plainExcerpt(body, 200) || title,
    path,
    // The articles beside it are links: any article that comes or goes may be one.
    tags: ['news', article.id],
    kind: 'article',
    image: article.card
      ? `${origin}/${lang}/news/${article.slug}/card-${article.card.slice(0, 16)}.png`
      : undefined,
    jsonLd: [jsonLdOf(data, url)],
    body: (
      <Wrap>
        <Crumbs
          t={t}
          above={[
            { href: `/${t.lang}`, text: t('frame.home') },
            { href: `/${t.lang}/news`, text: t('frame.news') },
          ]}
          here={title}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: title, lang }} />}
          size="title"
          say={
            <p class="label">
              <When text={formatDate(t.lang, date)} datetime={date} />
            </p>
          }
        >
          {reviewNotice(t, article.unadopted ? article.publishedAt : null)}
          <Prose lang={lang === t.lang ? undefined : lang}>
            {raw(renderMarkdown(body, { lang, t, pictures: data.pictures }))}
          </Prose>
          {sourceUrl ? (
            <p class="more">
              <a href={sourceUrl} rel="noreferrer external">
                <Rich text={t('news.source', { host: hostOf(sourceUrl) })} />
              </a>
            </p>
          ) : null}
        </Opening>
        {numbered.list.length > 0 ? (
          <Part id="sources" title={t('sources.title')}>
            <SourcesList t={t} items={sourceItems(t, numbered.list)} />
          </Part>
        ) : null}
        <Share t={t} title={title} url={url} />
        <Neighbours t={t} {...neighbours} />
      </Wrap>
    ),
  };
}

function Neighbours({ t, newer, older }: { t: Translator } & ArticleData['neighbours']) {
  const items = [
    ...(newer ? [{ said: t('news.newer'), article: newer }] : []),
    ...(older ? [{ said: t('news.older'), article: older }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <Part id="more" title={t('news.more')}>
      <Entries
        items={items.map(({ said, article }) => ({
          label: (
            <>
              {said}
              <br />
              <When text={formatDate(t.lang, article.date)} datetime={article.date} />
            </>
          ),
          title: <FallbackText t={t} said={{ text: article.title, lang: article.lang }} />,
          href: `/${t.lang}/news/${article.slug}`,
        }))}
      />
    </Part>
  );
}

/** schema.org: when it came out here is one date, what it tells of another. */
function jsonLdOf({ article, origin, site }: ArticleData, url: string): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    inLanguage: article.lang,
    datePublished: article.publishedAt.toISOString(),
    dateModified: article.changedAt.toISOString(),
    temporalCoverage: article.date,
    mainEntityOfPage: url,
    publisher: { '@type': 'Organization', name: site, url: origin },
    author: { '@type': 'Organization', name: site, url: origin },
    isBasedOn: article.sourceUrl ?? undefined,
  };
}
