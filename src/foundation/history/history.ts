import { sql, type Transaction } from 'kysely';
import { notifyChanged } from '../database/changed.ts';
import { type Id, newId } from '../database/id.ts';
import type { Tables } from '../database/tables.ts';
import type { Lang } from '../i18n/lang.ts';
import type { ThingKind } from './tables.ts';

/** Who does something: the starter data, the one at the command line, a member of staff, a background job. */
export type Actor = 'starter' | 'operator' | 'system' | `staff:${string}`;

export type Tx = Transaction<Tables>;

/** Writes changes of things, each with its revision, in one transaction. Made by {@link write}. */
export interface History {
  readonly tx: Tx;
  /** Begins a thing of a kind, with a new id unless it has one. Its own table's row follows, then its first revision. */
  begin(thing: { id?: Id; kind: ThingKind; slug: string | null; primaryLang: Lang }): Promise<Id>;
  /**
   * Notes what a thing (or one language of it) now is.
   * @param data the whole of it after the change, as its table names it.
   * @returns the number of the revision, counted from 1 per thing and language.
   */
  revise(thingId: Id, kind: ThingKind, lang: Lang | null, data: Record<string, unknown>): Promise<number>;
  /** Makes the thing public from a time on (now by default). A thing that is public already stays as it is. */
  publish(thingId: Id, at?: Date): Promise<void>;
}

/**
 * The one way to change a thing: every change carries who and why, and lands in `revision` in the transaction that
 * makes it. Pages that show the thing are told when the transaction commits.
 */
export function write(actor: Actor, why: string, tx: Tx): History {
  return {
    tx,
    async begin({ id = newId(), kind, slug, primaryLang }) {
      await tx.insertInto('thing').values({ id, kind, slug, primary_lang: primaryLang }).execute();
      return id;
    },
    async revise(thingId, kind, lang, data) {
      const { number } = await tx
        .insertInto('revision')
        .values({
          id: newId(),
          thing_id: thingId,
          lang,
          number: sql<number>`(select coalesce(max(number), 0) + 1 from revision
            where thing_id = ${thingId} and lang is not distinct from ${lang})`,
          actor,
          why,
          data: JSON.stringify(data),
        })
        .returning('number')
        .executeTakeFirstOrThrow();
      await notifyChanged(tx, [kind, thingId]);
      return number;
    },
    async publish(thingId, at) {
      await tx
        .insertInto('publication')
        .values({ id: newId(), thing_id: thingId, actor, ...(at && { at }) })
        .onConflict((conflict) => conflict.column('thing_id').where('ended_at', 'is', null).doNothing())
        .execute();
    },
  };
}
