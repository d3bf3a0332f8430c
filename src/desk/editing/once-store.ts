import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId, parseId } from '../../foundation/database/id.ts';
import { errorCode } from '../../foundation/errors.ts';
import type { Actor } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';

/** What a form of something new carries along, so that one sent twice makes one thing. */
export const formKey = 'form_key';

/** What makes of a form one of its own. */
export interface SentForm {
  /** As `formKey` sent it. */
  key: string | undefined;
  actor: Actor;
  kind: ThingKind;
  /** All that was said in it, as it was read: who goes back and writes something else gets another thing. */
  said: unknown;
}

/**
 * The id of what a form begins: the same whenever the same person sends the same form with the same words, so that a second
 * press can only meet what the first has made. Its time is that at which the form was opened.
 * @returns a new id where the form has no key of ours: such a form is taken as often as it is sent.
 */
export function idOfForm({ key, actor, kind, said }: SentForm): Id {
  const opened = parseId(key ?? '');
  const msecs = opened === null ? Number.NaN : Number.parseInt(opened.replaceAll('-', '').slice(0, 12), 16);
  if (opened === null || opened[14] !== '7' || !(msecs <= Date.now())) return newId();
  const random = createHash('sha256')
    .update(JSON.stringify([opened, actor, kind, said]))
    .digest();
  const seq = random.readUInt32BE(16);
  return v7({ msecs, seq, random: random.subarray(0, 16) }) as Id; // a UUIDv7, as `newId` makes them
}

/** @returns whether a form has made its thing already. */
export async function isBegun(db: Db, id: Id): Promise<boolean> {
  const row = await db.selectFrom('thing').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/**
 * What is there before a form begins its thing: the thing itself, where the form was sent before, or what may be the same.
 * Those alike are looked for first, for what a form that is sent twice begins meanwhile is like itself.
 * @param alike looks for them; null where nobody is to be asked.
 */
export async function foundBefore<T>(
  db: Db,
  id: Id,
  alike: (() => Promise<readonly T[]>) | null,
): Promise<'begun' | readonly T[]> {
  const found = alike === null ? [] : await alike();
  return (await isBegun(db, id)) ? 'begun' : found;
}

/** More than two never want the same slug at the same moment, but by design. */
const attempts = 5;

/**
 * Begins the thing of a form, unless the same form did so a moment ago: of two that are sent at once, the one that comes second
 * finds the id taken. Where only the slug was, by somebody else's, it is begun anew with another.
 * @param begin begins the thing under that id, with a slug that is free now; all of it in one transaction.
 * @returns whether it was begun here.
 */
export async function beginOnce(db: Db, id: Id, begin: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    if (await isBegun(db, id)) return false;
    try {
      await begin();
      return true;
    } catch (error) {
      if (errorCode(error) !== '23505' || attempt === attempts) throw error;
    }
  }
}
