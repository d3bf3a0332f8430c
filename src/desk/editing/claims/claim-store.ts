import { sql } from 'kysely';
import { notifyChanged } from '../../../foundation/database/changed.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import type { Actor, Tx } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import './tables.ts';

/** How far a claim has been read by others than those who wrote it. */
export interface ClaimState {
  /** Its revisions, and how many of the newest nobody but their authors has read. */
  revisions: number;
  unread: number;
  /** Who wrote those: they cannot review them. */
  authors: string[];
  /** The newest review; null where there was none. */
  review: { reviewer: string; at: Date; revisions: number; kind: 'starter' | 'staff' } | null;
  /** The sources that it has, or will have with what waits. */
  cited: number;
  /** Its author is still at it: no reviewer is asked. */
  working: { actor: string; at: Date } | null;
  /** It was sent back, and nobody has written to it since. */
  returned: { reviewer: string; at: Date; reason: string } | null;
}

/** The same with the names of all whom it names, for a page. */
export interface ClaimOnPage extends ClaimState {
  names: ReadonlyMap<string, string>;
}

/** @returns how far a claim has been read. */
export async function readClaimState(db: Db, id: Id): Promise<ClaimState> {
  const { rows } = await sql<ClaimState>`
    with counted as (select count(*)::int as total, unreviewed_revisions(${id}) as unread from revision where thing_id = ${id})
    select c.total as revisions, c.unread,
      array(select distinct v.actor from (select actor from revision where thing_id = ${id}
        order by at desc, id desc limit c.unread) v) as authors,
      (select jsonb_build_object('reviewer', r.reviewer, 'at', r.at, 'revisions', r.revisions, 'kind', r.kind) from review r
        where r.thing_id = ${id} order by r.at desc, r.id desc limit 1) as review,
      coalesce(nullif((select count(*) from citation_draft d where d.thing_id = ${id}), 0),
        (select count(*) from citation x where x.thing_id = ${id}))::int as cited,
      (select jsonb_build_object('actor', w.actor, 'at', w.at) from claim_working w where w.thing_id = ${id}) as working,
      (select jsonb_build_object('reviewer', b.reviewer, 'at', b.at, 'reason', b.reason) from claim_return b
        where b.thing_id = ${id} and b.revisions = c.total and c.unread > 0 order by b.at desc limit 1) as returned
    from counted c`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a count is one row');
  return {
    ...row,
    review: row.review && { ...row.review, at: new Date(row.review.at) },
    working: row.working && { ...row.working, at: new Date(row.working.at) },
    returned: row.returned && { ...row.returned, at: new Date(row.returned.at) },
  };
}

/** Why the database would not let a claim come out; null where it would. */
export function refusalOf(state: ClaimState): 'unsourced' | 'unreviewed' | null {
  if (state.cited === 0) return 'unsourced';
  return state.review === null || state.unread > 0 ? 'unreviewed' : null;
}

export type Approved =
  | 'approved'
  /** Somebody wrote to it after the reviewer's page was made. */
  | 'changed'
  /** The reviewer wrote part of what nobody else has read. */
  | 'own'
  | 'unsourced'
  | 'nothing-new';

/**
 * Notes that a second person has read a claim as it now is. The caller holds the thing's lock.
 * @param seen how many revisions the reviewer's page showed.
 */
export async function approveClaim(
  tx: Tx,
  thing: { id: Id; kind: ThingKind },
  reviewer: Actor,
  seen: number,
): Promise<Approved> {
  const state = await readClaimState(tx, thing.id);
  if (state.revisions !== seen) return 'changed';
  if (state.unread === 0) return 'nothing-new';
  if (state.authors.includes(reviewer)) return 'own';
  if (state.cited === 0) return 'unsourced';
  await tx
    .insertInto('review')
    .values({ id: newId(), thing_id: thing.id, kind: 'staff', reviewer })
    .execute();
  await notifyChanged(tx, [thing.kind, thing.id]);
  return 'approved';
}

/** Sends a claim back to its authors, with a reason. The caller holds the thing's lock. @returns as `approveClaim`. */
export async function returnClaim(
  tx: Tx,
  id: Id,
  reviewer: Actor,
  { seen, reason }: { seen: number; reason: string },
): Promise<'returned' | 'changed' | 'own' | 'nothing-new'> {
  const state = await readClaimState(tx, id);
  if (state.revisions !== seen) return 'changed';
  if (state.unread === 0) return 'nothing-new';
  if (state.authors.includes(reviewer)) return 'own';
  await tx
    .insertInto('claim_return')
    .values({ id: newId(), thing_id: id, reviewer, revisions: seen, reason })
    .execute();
  return 'returned';
}

/** Notes that somebody still works at a claim, or that it may be read. */
export async function setWorking(db: Db, id: Id, actor: Actor, working: boolean): Promise<void> {
  if (!working) await db.deleteFrom('claim_working').where('thing_id', '=', id).execute();
  else
    await db
      .insertInto('claim_working')
      .values({ thing_id: id, actor })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Puts the list of sources that waits, if one does, in the place of those that a claim has. @returns whether one did. */
export async function applyWaitingCitations(tx: Tx, id: Id): Promise<boolean> {
  const { rows } = await sql`select from citation_draft where thing_id = ${id} limit 1`.execute(tx);
  if (rows.length === 0) return false;
  await sql`delete from citation c where c.thing_id = ${id}
    and not exists (select from citation_draft d where d.thing_id = ${id} and d.source_id = c.source_id
      and d.field is not distinct from c.field)`.execute(tx);
  await sql`insert into citation (id, thing_id, source_id, field, page, quotation, position)
    select gen_random_uuid(), thing_id, source_id, field, page, quotation, position from citation_draft where thing_id = ${id}
    on conflict (thing_id, source_id, field)
      do update set page = excluded.page, quotation = excluded.quotation, position = excluded.position`.execute(
    tx,
  );
  await tx.deleteFrom('citation_draft').where('thing_id', '=', id).execute();
  return true;
}
