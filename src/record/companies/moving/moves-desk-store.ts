import { sql } from 'kysely';
import type { Editable } from '../../../desk/editing/model.ts';
import { titleFor } from '../../../desk/editing/place-store.ts';
import { publishWork } from '../../../desk/editing/publishing/publish-store.ts';
import { readWork } from '../../../desk/editing/work-store.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, type Tx, write } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { companyEditable } from '../desk-fields.ts';
import { applyChange, changesOf, RowChanged } from './changes-store.ts';
import { type Change, type Move, stateOfMove } from './model.ts';
import './tables.ts';
import { readMove } from './list-store.ts';

/** A statement that stands in the way of a move: what it says waits, or was read by nobody but its authors. */
export interface Obstacle {
  id: Id;
  kind: ThingKind;
  title: string;
}

export type Moved =
  | { outcome: 'done' }
  /** Somebody else decided meanwhile, or it is not there. */
  | { outcome: 'gone' }
  /** Nobody decides about what they proposed themselves. */
  | { outcome: 'own' }
  /** These wait to be published or reviewed first; nothing was done. */
  | { outcome: 'waiting'; obstacles: Obstacle[] }
  /** These were changed since: nothing was put back. */
  | { outcome: 'changed'; obstacles: Obstacle[] };

interface Deciding {
  actor: Actor;
  lang: Lang;
  editables: readonly Editable[];
}

/** Does what was proposed, by a second person: every statement that moves has a revision of the proposer and is reviewed. */
export async function doMove(db: Db, id: Id, by: Deciding): Promise<Moved> {
  return safely(db, by, async (tx) => {
    const move = await readMove(tx, id, { lock: true });
    if (move === null || stateOfMove(move) !== 'proposed') return { outcome: 'gone' };
    if (move.proposedBy === by.actor) return { outcome: 'own' };
    const changes = await changesOf(tx, move);
    const obstacles = await obstaclesTo(
      tx,
      [...new Set([...changes.map(({ thingId }) => thingId), move.toCompany])],
      move,
      by.lang,
    );
    if (obstacles.length > 0) return { outcome: 'waiting', obstacles };
    const written = { proposer: move.proposedBy as Actor, why: move.why, ...by }; // the actor who wrote the row
    const out = move.kind === 'split' ? [await comeOut(tx, move, written)] : [];
    await carryOut(
      tx,
      changes.map((change) => ({ change, from: change.before, to: change.after })),
      written,
    );
    await noteCompanies(tx, [move.toCompany, move.fromCompany], changes, written);
    for (const [position, { place, thingId, before, after }] of [...changes, ...out].entries())
      await sql`insert into company_moved (move_id, position, place, thing_id, before, after)
        values (${move.id}, ${position}, ${place}, ${thingId}, ${asJson(before)}::jsonb, ${asJson(after)}::jsonb)`.execute(
        tx,
      );
    await tx
      .updateTable('company_move')
      .set({ done_by: by.actor, done_at: sql`now()` })
      .where('id', '=', id)
      .execute();
    return { outcome: 'done' };
  });
}

/** Puts every row back as it was before the move, by a second person again. What came since to either company stays there. */
export async function undoMove(db: Db, id: Id, by: Deciding): Promise<Moved> {
  return safely(db, by, async (tx) => {
    const move = await readMove(tx, id, { lock: true });
    if (move === null || stateOfMove(move) !== 'undo-proposed') return { outcome: 'gone' };
    if (move.undoBy === by.actor) return { outcome: 'own' };
    const { rows: changes } =
      await sql<Change>`select m.place, m.thing_id as "thingId", t.kind, m.before, m.after
      from company_moved m join thing t on t.id = m.thing_id where m.move_id = ${id} order by m.position desc`.execute(
        tx,
      );
    const obstacles = await obstaclesTo(
      tx,
      [...new Set(changes.map(({ thingId }) => thingId))],
      move,
      by.lang,
    );
    if (obstacles.length > 0) return { outcome: 'waiting', obstacles };
    // From now on the company that went may be public again.
    await tx
      .updateTable('company_move')
      .set({ undone_by: by.actor, undone_at: sql`now()` })
      .where('id', '=', id)
      .execute();
    const written = { proposer: move.undoBy as Actor, why: move.undoWhy ?? move.why, ...by }; // the actor who wrote the row
    await carryOut(
      tx,
      changes.map((change) => ({ change, from: change.after, to: change.before })),
      written,
    );
    await noteCompanies(tx, [move.toCompany, move.fromCompany], changes, written);
    return { outcome: 'done' };
  });
}

async function safely(db: Db, by: Deciding, work: (tx: Tx) => Promise<Moved>): Promise<Moved> {
  try {
    return await transact(db, work);
  } catch (error) {
    if (!(error instanceof RowChanged)) throw error;
    return { outcome: 'changed', obstacles: await titled(db, [error.change.thingId], by.lang) };
  }
}

interface Writing extends Deciding {
  proposer: Actor;
  why: string;
}

interface Step {
  change: Change;
  from: Change['before'];
  to: Change['before'];
}

/** Changes the rows; then each statement says so in a revision, which is reviewed and comes out where it is public. */
async function carryOut(tx: Tx, steps: readonly Step[], by: Writing): Promise<void> {
  const things = new Map(
    steps.flatMap(({ change }) =>
      change.place === 'former_slug' ? [] : [[change.thingId, change.kind] as const],
    ),
  );
  const before = await publicAmong(tx, [...things.keys()]);
  for (const { change, from, to } of steps) await applyChange(tx, change, { from, to, actor: by.actor });
  const after = await publicAmong(tx, [...things.keys()]);
  for (const [id, kind] of things) {
    const number = await revise(tx, id, kind, by);
    if (before.has(id) || after.has(id)) await review(tx, id, by.actor);
    // What the public read before, and reads now otherwise.
    if (before.has(id) && after.has(id)) await comesOut(tx, id, number, by);
  }
}

/** The companies themselves say in their history what came to them, or went. */
async function noteCompanies(
  tx: Tx,
  ids: readonly Id[],
  changes: readonly Change[],
  by: Writing,
): Promise<void> {
  const noted = new Set(changes.filter(({ place }) => place !== 'former_slug').map(({ thingId }) => thingId));
  for (const id of ids) {
    if (noted.has(id)) continue;
    await revise(tx, id, 'company', by);
    if ((await publicAmong(tx, [id])).has(id)) await review(tx, id, by.actor);
  }
}

/** A new company of a split comes out with its summary, which the one who does it has read. */
async function comeOut(tx: Tx, move: Move, by: Writing): Promise<Change> {
  const work = await readWork(tx, companyEditable, move.toCompany);
  if (work === null) throw new Error('a company that a move leads to does not go away');
  await review(tx, work.id, by.actor);
  const published = await publishWork(
    write(by.actor, by.why, tx),
    companyEditable,
    work,
    [work.primaryLang],
    {
      actor: by.actor,
      why: by.why,
    },
  );
  if (published.outcome !== 'published')
    throw new Error(`a new company did not come out: ${published.outcome}`);
  return {
    place: 'publication',
    thingId: work.id,
    kind: 'company',
    before: { public: false },
    after: { public: true },
  };
}

async function revise(tx: Tx, id: Id, kind: ThingKind, by: Writing): Promise<number> {
  const editable = by.editables.find((one) => one.kind === kind);
  const work = editable && (await readWork(tx, editable, id));
  return write(by.proposer, by.why, tx).revise(id, kind, null, { ...work?.own });
}

async function review(tx: Tx, id: Id, reviewer: Actor): Promise<void> {
  await tx.insertInto('review').values({ id: newId(), thing_id: id, kind: 'staff', reviewer }).execute();
}

async function comesOut(tx: Tx, id: Id, revision: number, by: Writing): Promise<void> {
  await sql`insert into text_publication (id, thing_id, lang, revision, actor, why, corrects)
    values (${newId()}, ${id}, null, ${revision}, ${by.actor}, ${by.why}, true)`.execute(tx);
}

async function publicAmong(tx: Tx, ids: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`select thing_id as id from publication
    where thing_id = any(${[...ids]}::uuid[]) and ended_at is null`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Holds the things, and finds those whose changes wait, or that nobody has read but who wrote them. */
async function obstaclesTo(tx: Tx, ids: readonly Id[], move: Move, lang: Lang): Promise<Obstacle[]> {
  await sql`select from thing where id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx);
  const { rows } = await sql<{ id: Id }>`select t.id from thing t
    where t.id = any(${[...ids]}::uuid[])
      and exists (select from publication p where p.thing_id = t.id and p.ended_at is null)
      and not (${move.kind === 'split'} and t.id = ${move.toCompany})
      and (t.draft is not null or unreviewed_revisions(t.id) > 0
        or exists (select from citation_draft d where d.thing_id = t.id))`.execute(tx);
  return titled(
    tx,
    rows.map(({ id }) => id),
    lang,
  );
}

async function titled(db: Db, ids: readonly Id[], lang: Lang): Promise<Obstacle[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Obstacle>`select t.id, t.kind, ${titleFor(lang)} as title from thing t
    where t.id = any(${[...ids]}::uuid[]) order by t.kind, t.id`.execute(db);
  return rows;
}

const asJson = (columns: Change['before']) => (columns === null ? null : JSON.stringify(columns));
