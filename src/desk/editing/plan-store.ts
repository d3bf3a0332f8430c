import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { type Actor, write } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Editable } from './model.ts';
import { lockThing, publishWork, readWork } from './work-store.ts';
import './tables.ts';

/** Plans a publication: at its time the drafts of these languages come out as they are then. A later plan replaces it. */
export async function plan(
  db: Db,
  thingId: Id,
  plan: { at: Date; langs: readonly Lang[]; actor: Actor },
): Promise<void> {
  const row = { at: plan.at, langs: [...plan.langs], actor: plan.actor, failure: null };
  await db
    .insertInto('planned_publication')
    .values({ thing_id: thingId, ...row })
    .onConflict((conflict) => conflict.column('thing_id').doUpdateSet(row))
    .execute();
}

/** Drops the plan of a thing, if it has one. */
export async function dropPlan(db: Db, thingId: Id): Promise<void> {
  await db.deleteFrom('planned_publication').where('thing_id', '=', thingId).execute();
}

/**
 * Publishes what has come to its time, each thing in a transaction of its own. One that cannot come out keeps its plan
 * with the reason, and is not tried again.
 * @returns how many came out.
 */
export async function publishPlanned(db: Db, editables: readonly Editable[]): Promise<number> {
  const { rows } = await sql<{ id: Id; kind: ThingKind }>`
    select p.thing_id as id, t.kind from planned_publication p join thing t on t.id = p.thing_id
    where p.at <= now() and p.failure is null order by p.at limit 100`.execute(db);
  let published = 0;
  for (const { id, kind } of rows) {
    const editable = editables.find((one) => one.kind === kind);
    if (editable && (await publishOne(db, editable, id))) published += 1;
  }
  return published;
}

async function publishOne(db: Db, editable: Editable, id: Id): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await lockThing(tx, id);
    const planned = await tx
      .selectFrom('planned_publication')
      .select(['langs', 'actor'])
      .where('thing_id', '=', id)
      .where('at', '<=', sql<Date>`now()`)
      .where('failure', 'is', null)
      .executeTakeFirst();
    const work = await readWork(tx, editable, id);
    if (!planned || work === null) return false;
    const actor = planned.actor as Actor; // written by `plan`
    const history = write(actor, 'published at its time', tx);
    const { outcome } = await publishWork(history, editable, work, planned.langs, { actor });
    if (outcome !== 'published')
      await tx
        .updateTable('planned_publication')
        .set({ failure: outcome })
        .where('thing_id', '=', id)
        .execute();
    return outcome === 'published';
  });
}
