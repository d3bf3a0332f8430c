import { plainExcerpt } from '../foundation/text/excerpt.ts';
import type { Json } from '../ui/components/json-ld.tsx';
import type { Feed } from './feed.ts';
import { entryId } from './feed.ts';
import { feedContent } from './feed-content.tsx';

/** The news as a JSON Feed, version 1.1 (jsonfeed.org). All addresses are absolute. */
export function jsonFeed(feed: Feed): Json {
  const { origin, lang, title, subtitle, articles } = feed;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    ...(subtitle === '' ? {} : { description: subtitle }),
    language: lang,
    home_page_url: `${origin}/${lang}/news`,
    feed_url: `${origin}/${lang}/feed.json`,
    authors: [{ name: title, url: `${origin}/${lang}` }],
    items: articles.map((article) => ({
      id: entryId(article, lang),
      url: `${origin}/${lang}/news/${article.slug}`,
      title: article.title,
      content_html: feedContent(article, feed),
      summary: plainExcerpt(article.body, 300),
      date_published: article.publishedAt.toISOString(),
      date_modified: article.changedAt.toISOString(),
      language: article.lang,
    })),
  };
}
