import { type Id, parseId } from '../database/id.ts';

/** The place in a list after which its next page begins: what the list is ordered by, and the id that breaks ties. */
export interface ListCursor {
  key: string;
  id: Id;
}

/** @returns the place as a value for an address: base64url, to be handed back and not to be read. */
export function writeCursor({ key, id }: ListCursor): string {
  return Buffer.from(`${key} ${id}`).toString('base64url');
}

/**
 * @param valid whether a key is one of this list's.
 * @returns the place, or null for anything that `writeCursor` cannot have made: a list then shows its first page.
 */
export function readCursor(text: string | undefined, valid: (key: string) => boolean): ListCursor | null {
  if (text === undefined || !/^[\w-]{1,120}$/.test(text)) return null;
  const [key = '', last = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const id = parseId(last);
  if (id === null || rest.length > 0 || !valid(key)) return null;
  return writeCursor({ key, id }) === text ? { key, id } : null;
}
