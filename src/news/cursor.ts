import { parsePartialDate } from '../foundation/text/partial-date.ts';
import { readCursor, writeCursor } from '../foundation/web/list-cursor.ts';
import type { NewsItem } from './model.ts';
import type { NewsCursor } from './store.ts';

/** @returns the place that the `after` of an address names; null for the first page and for what is no cursor. */
export function newsCursor(after: string | undefined): NewsCursor | null {
  const cursor = readCursor(after, (key) => parsePartialDate(key) !== null);
  return cursor && { date: cursor.key, id: cursor.id };
}

/** @returns the `after` of the page that follows this article. */
export function afterArticle({ date, id }: Pick<NewsItem, 'date' | 'id'>): string {
  return writeCursor({ key: date, id });
}
