import { plainExcerpt } from '../foundation/text/excerpt.ts';
import { element, type Xml, xmlDocument } from '../foundation/text/xml.ts';
import type { Feed } from './feed.ts';
import { entryId } from './feed.ts';
import { feedContent } from './feed-content.tsx';
import type { NewsItem } from './model.ts';

/** The news as an Atom feed (RFC 4287). All addresses are absolute; ids stay when the site moves to another address. */
export function atomFeed(feed: Feed): string {
  const { origin, lang, title, subtitle, id, articles, updated } = feed;
  const root = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang },
    element('id', {}, id),
    element('title', {}, title),
    subtitle === '' ? null : element('subtitle', {}, subtitle),
    element('updated', {}, updated.toISOString()),
    element('author', {}, element('name', {}, title), element('uri', {}, `${origin}/${lang}`)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: `${origin}/${lang}/feed.atom` }),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: lang, href: `${origin}/${lang}/news` }),
    element('rights', {}, feed.rights),
    ...articles.map((article) => entry(article, feed)),
  );
  return xmlDocument(root);
}

function entry(article: NewsItem, feed: Feed): Xml {
  const { lang, origin } = feed;
  return element(
    'entry',
    { 'xml:lang': article.lang },
    element('id', {}, entryId(article, lang)),
    element('title', {}, article.title),
    element('published', {}, article.publishedAt.toISOString()),
    element('updated', {}, article.changedAt.toISOString()),
    element('link', {
      rel: 'alternate',
      type: 'text/html',
      hreflang: lang,
      href: `${origin}/${lang}/news/${article.slug}`,
    }),
    article.sourceUrl === null ? null : element('link', { rel: 'via', href: article.sourceUrl }),
    element('summary', {}, plainExcerpt(article.body, 300)),
    element('content', { type: 'html' }, feedContent(article, feed)),
  );
}
