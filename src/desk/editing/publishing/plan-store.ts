import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, type Tx, write } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { may } from '../../../staff/model.ts';
import { readPerson } from '../../../staff/store.ts';
import type { Editable, Work } from '../model.ts';
import { lockThing, readWork } from '../work-store.ts';
import { publishWork } from './publish-store.ts';
import '../tables.ts';

/**
 * Plans a publication: at its time the drafts of these languages come out as they are then, if those who planned and wrote
 * them may publish. A later plan replaces it.
 */
export async function plan(
  db: Db,
  thingId: Id,
  plan: { at: Date; langs: readonly Lang[]; actor: Actor; why?: string },
): Promise<void> {
  const row = {
    at: plan.at,
    langs: [...plan.langs],
    actor: plan.actor,
    made_at: sql<Date>`now()`,
    failure: null,
    why: plan.why ?? '',
  };
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
  return transact(db, async (tx) => {
    await lockThing(tx, id);
    const planned = await tx
      .selectFrom('planned_publication')
      .select(['langs', 'actor', 'made_at', 'why'])
      .where('thing_id', '=', id)
      .where('at', '<=', sql<Date>`now()`)
      .where('failure', 'is', null)
      .executeTakeFirst();
    const work = await readWork(tx, editable, id);
    if (!planned || work === null) return false;
    const actor = planned.actor as Actor; // written by `plan`
    const history = write(actor, 'published at its time', tx);
    const since = { langs: planned.langs, madeAt: planned.made_at };
    const { outcome } = (await mayAll(tx, editable, work, [actor, ...(await writersSince(tx, id, since))]))
      ? await publishWork(history, editable, work, planned.langs, { actor, why: planned.why })
      : { outcome: 'not-allowed' as const };
    if (outcome !== 'published')
      await tx
        .updateTable('planned_publication')
        .set({ failure: outcome })
        .where('thing_id', '=', id)
        .execute();
    return outcome === 'published';
  });
}

/** Who has written what a plan brings out since it was made. */
async function writersSince(
  tx: Tx,
  id: Id,
  { langs, madeAt }: { langs: readonly Lang[]; madeAt: Date },
): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from revision
    where thing_id = ${id} and at > ${madeAt} and (lang is null or lang::text = any(${[...langs]}::text[]))`.execute(
    tx,
  );
  return rows.map(({ actor }) => actor);
}

/** Whether all of these may publish the thing today: a plan is no way to publish for who may not, or not any more. */
async function mayAll(tx: Tx, editable: Editable, work: Work, actors: readonly string[]): Promise<boolean> {
  for (const actor of new Set(actors)) {
    if (!actor.startsWith('staff:')) continue;
    const id = parseId(actor.slice('staff:'.length));
    const person = id && (await readPerson(tx, id));
    if (!person || !may(person, editable.publish, work.campaignId)) return false;
  }
  return true;
}
