import type { Id } from '../../foundation/database/id.ts';
import type { Day } from '../../foundation/text/partial-date.ts';
import { readCursor, writeCursor } from '../../foundation/web/list-cursor.ts';
import { hasPast, readOn } from './at/time.ts';
import type { Since } from './changes-store.ts';
import { type Asked, filtersOf, isValue } from './filters.ts';
import type { RecordKind } from './kinds/field.ts';
import type { ListWish, Order, Told1 } from './lists-store.ts';

export const mostPerPage = 100;
export const usualPerPage = 50;
export const mostChanges = 1000;
export const usualChanges = 200;

/** What an address asks for, or the sentence that says what is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; detail: string };

const no = (detail: string) => ({ ok: false, detail }) as const;

/**
 * Reads the parameters of a list. What is unknown or ill-formed is refused: nobody should take a whole list for a filtered one.
 * @param today 'YYYY-MM-DD': the last day on which things can be asked for as they stood.
 */
export function readListQuery(kind: RecordKind, query: URLSearchParams, today: Day): Read<ListWish> {
  const on = readOn(kind, query, today);
  if (!on.ok) return on;
  const filters = filtersOf(kind);
  const asked: Asked[] = [];
  let limit = usualPerPage;
  let order: Order = 'made';
  for (const [name, value] of query) {
    const filter = filters.find((one) => one.name === name);
    if (name === 'after' || name === 'on') continue;
    if (query.getAll(name).length > 1) return no(`${quoted(name)} is given twice.`);
    if (name === 'limit') {
      const wanted = readLimit(value, mostPerPage);
      if (wanted === null) return no(`limit is a number from 1 to ${mostPerPage}.`);
      limit = wanted;
    } else if (name === 'order') {
      if (value !== 'made' && value !== 'changed') return no('order is made or changed.');
      order = value;
    } else if (!filter) {
      const known = [
        ...filters.map((one) => one.name),
        ...(hasPast(kind) ? ['on'] : []),
        'order',
        'after',
        'limit',
      ];
      return no(`There is no parameter ${quoted(name)} here. There are: ${known.join(', ')}.`);
    } else if (!isValue(filter, value)) {
      return no(
        filter.values
          ? `${name} is one of: ${filter.values.join(', ')}.`
          : `${quoted(value)} is no value of ${name}: see /api/v1/openapi.json.`,
      );
    } else {
      asked.push({ filter, value });
    }
  }
  const after = readPlace(query.get('after'), order);
  if (after === undefined) return no('after is a value that next gave, for a list in the same order.');
  return { ok: true, value: { asked, order, limit, after, asOf: on.value } };
}

/** Where a page begins: null at the beginning, undefined for what no list of this order gave. */
function readPlace(text: string | null, order: Order): ListWish['after'] | undefined {
  if (text === null) return null;
  const cursor = readCursor(text, (key) => (order === 'made' ? key === 'made' : /^[1-9]\d{0,14}$/.test(key)));
  if (cursor === null) return undefined;
  return order === 'made' ? { id: cursor.id } : { change: Number(cursor.key) };
}

/** @returns the `after` of the page behind this thing; null where it was never counted, which a public one is. */
export function placeAfter(thing: Told1, order: Order): string | null {
  const id: Id = thing.id;
  if (order === 'made') return writeCursor({ key: 'made', id });
  const { changed } = thing;
  if (typeof changed !== 'object' || changed === null || !('change' in changed)) return null;
  return writeCursor({ key: String(changed.change), id });
}

/** Reads from where changes are asked for: a number that an answer gave, or a time. */
export function readChangesQuery(query: URLSearchParams): Read<{ since: Since; limit: number }> {
  for (const name of query.keys()) {
    if (name !== 'since' && name !== 'limit')
      return no(`There is no parameter ${quoted(name)} here. There are: since, limit.`);
    if (query.getAll(name).length > 1) return no(`${quoted(name)} is given twice.`);
  }
  const limit = readLimit(query.get('limit') ?? String(usualChanges), mostChanges);
  if (limit === null) return no(`limit is a number from 1 to ${mostChanges}.`);
  const since = readSince(query.get('since') ?? '0');
  if (since === null)
    return no('since is a number that next gave, or a time such as 2026-11-26T00:00:00Z (with its zone).');
  return { ok: true, value: { since, limit } };
}

const time = /^[12]\d{3}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readSince(text: string): Since | null {
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return { number: Number(text) };
  if (!time.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : { at };
}

function readLimit(text: string, most: number): number | null {
  if (!/^[1-9]\d{0,3}$/.test(text)) return null;
  const limit = Number(text);
  return limit <= most ? limit : null;
}

/** A piece of an address, short enough to be shown. */
function quoted(text: string): string {
  return `“${text.toWellFormed().slice(0, 60)}”`;
}
