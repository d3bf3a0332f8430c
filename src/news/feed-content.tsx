import { raw } from 'hono/html';
import { formatDate } from '../foundation/i18n/dates.ts';
import { translator } from '../foundation/i18n/translate.ts';
import { renderMarkdown } from '../foundation/text/markdown.ts';
import type { Feed } from './feed.ts';
import type { NewsItem } from './model.ts';

/**
 * The article as a feed carries it: the day that it tells of, which a feed has no field for, and its text, whose
 * links are absolute, since a feed reader has no page to resolve them against.
 */
export function feedContent(
  article: NewsItem,
  { lang, origin, pictures }: Pick<Feed, 'lang' | 'origin' | 'pictures'>,
): string {
  // A reader may show many articles on one page: the ids of their footnotes must differ.
  const id = `note-${article.id}`;
  const body = renderMarkdown(article.body, { lang: article.lang, t: translator(lang), id, pictures });
  return String(
    <>
      <p>{formatDate(lang, article.date)}</p>
      {raw(withOrigin(body, origin))}
    </>,
  );
}

/** Quotation marks in a text are escaped by the renderer, so that only attributes can match. */
function withOrigin(html: string, origin: string): string {
  return html
    .replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${origin}/`)
    .replaceAll(/ srcset="[^"]*"/g, (set) => set.replaceAll(/(?<=["\s])\/(?!\/)/g, `${origin}/`));
}
