import { readCursor, writeCursor } from '../foundation/web/list-cursor.ts';
import type { Item, ItemKind } from './model.ts';
import type { ItemCursor } from './store.ts';

/** The kinds of things in the library, in the order in which they are offered. */
export const itemKinds: readonly ItemKind[] = ['report', 'statement', 'law', 'video', 'album', 'other'];

/** @returns the kind that an address asks for; null for all kinds and for what is none. */
export function itemKind(kind: string | undefined): ItemKind | null {
  return itemKinds.find((known) => known === kind) ?? null;
}

/** @returns the place that the `after` of an address names; null for the first page and for what is no cursor. */
export function itemCursor(after: string | undefined): ItemCursor | null {
  const cursor = readCursor(after, (key) => /^(0|[1-9]\d{3})$/.test(key));
  return cursor && { year: Number(cursor.key), id: cursor.id };
}

/** @returns the `after` of the page that follows this item. An item without a year stands last, in the year 0. */
export function afterItem({ year, id }: Pick<Item, 'year' | 'id'>): string {
  return writeCursor({ key: String(year ?? 0), id });
}
