import { v7 } from 'uuid';

/** An id of ours: a UUIDv7 (RFC 9562), made by the application, so that ids sort by time and are known before the insert. */
export type Id = string & { readonly idBrand: unique symbol };

/** @returns a new id. */
export function newId(): Id {
  return v7() as Id; // branding a fresh UUIDv7: the one place where an id begins
}

/** @returns the text as an id when it has the shape of a UUID, else null. */
export function parseId(text: string): Id | null {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  return shape.test(text) ? (text as Id) : null; // the shape was just checked
}
