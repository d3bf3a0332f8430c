import { raw } from 'hono/html';
import { formatDate } from '../foundation/i18n/dates.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import { translator } from '../foundation/i18n/translate.ts';
import { renderMarkdown } from '../foundation/text/markdown.ts';
import type { NewsItem } from './model.ts';

/**
 * The article as a feed carries it: the day that it tells of, which a feed has no field for, and its text, whose
 * links are absolute, since a feed reader has no page to resolve them against.
 */
export function feedContent(article: NewsItem, lang: Lang, origin: string): string {
  // Quotation marks in the text are escaped by the renderer, so that only attributes can match.
  const body = renderMarkdown(article.body, { lang: article.lang, t: translator(lang) }).replaceAll(
    / (href|src)="\/(?!\/)/g,
    ` $1="${origin}/`,
  );
  return String(
    <>
      <p>{formatDate(lang, article.date)}</p>
      {raw(body)}
    </>,
  );
}
