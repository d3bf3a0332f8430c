import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { errorCode } from '../../../foundation/errors.ts';
import type { Actor, Tx } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { titleFor } from '../place-store.ts';
import '../tables.ts';

/** Days that something waits in the bin before it is erased. The database refuses to erase it earlier. */
export const binDays = 90;

/** Puts a thing into the bin; one that lies there already stays as it is. */
export async function putIntoBin(tx: Tx, thingId: Id, actor: Actor, why: string): Promise<void> {
  await tx
    .insertInto('binned')
    .values({ id: newId(), thing_id: thingId, actor, why, restored_at: null, restored_by: null })
    .onConflict((conflict) => conflict.column('thing_id').where('restored_at', 'is', null).doNothing())
    .execute();
}

/** Takes a thing out of the bin, as a draft. @returns whether it lay there. */
export async function takeFromBin(db: Db, thingId: Id, actor: Actor): Promise<boolean> {
  const taken = await db
    .updateTable('binned')
    .set({ restored_at: sql`now()`, restored_by: actor })
    .where('thing_id', '=', thingId)
    .where('restored_at', 'is', null)
    .returning('id')
    .execute();
  return taken.length > 0;
}

export interface BinLine {
  thingId: Id;
  kind: ThingKind;
  campaignId: Id | null;
  title: string;
  at: Date;
  actor: string;
  why: string;
  erasedOn: Date;
}

/** @returns what lies in the bin, newest first. */
export async function listBin(db: Db, lang: Lang, limit: number): Promise<BinLine[]> {
  const { rows } = await sql<BinLine>`
    select t.id as "thingId", t.kind, c.campaign_id as "campaignId", ${titleFor(lang)} as title, b.at, b.actor, b.why,
      b.at + make_interval(days => ${binDays}) as "erasedOn"
    from binned b join thing t on t.id = b.thing_id left join thing_campaign c on c.thing_id = t.id
    where b.restored_at is null order by b.at desc, b.id desc limit ${limit}`.execute(db);
  return rows;
}

/**
 * Erases what has had its days in the bin, with its texts, its history and its plans, one thing at a time: one that
 * something else still needs stays, and keeps no other from going.
 * @returns how many went, and how many stayed.
 */
export async function eraseBinned(db: Db): Promise<{ erased: number; stayed: number }> {
  const { rows } = await sql<{ id: Id }>`select thing_id as id from binned
    where restored_at is null and at < now() - make_interval(days => ${binDays})`.execute(db);
  let erased = 0;
  for (const { id } of rows) {
    const gone = await db
      .deleteFrom('thing')
      .where('id', '=', id)
      .execute()
      .then(
        () => true,
        (error: unknown) => {
          if (errorCode(error).startsWith('23')) return false;
          throw error;
        },
      );
    if (gone) erased += 1;
  }
  return { erased, stayed: rows.length - erased };
}
