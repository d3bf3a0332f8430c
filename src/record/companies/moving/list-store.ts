import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Move } from './model.ts';
import './tables.ts';

const columns = sql`m.id, m.kind, m.from_company as "fromCompany", m.to_company as "toCompany", m.chosen, m.why,
  m.proposed_by as "proposedBy", m.proposed_at as "proposedAt", m.refused_by as "refusedBy", m.refused_at as "refusedAt",
  m.done_by as "doneBy", m.done_at as "doneAt", m.undo_why as "undoWhy", m.undo_by as "undoBy", m.undo_at as "undoAt",
  m.undone_by as "undoneBy", m.undone_at as "undoneAt"`;
const named = (
  column: 'from_company' | 'to_company',
) => sql<string>`coalesce((select n.name from company_name n
  where n.company_id = ${sql.ref(`m.${column}`)} order by n.position, n.id limit 1),
  (select t.slug from thing t where t.id = ${sql.ref(`m.${column}`)}))`;

/** @returns a move by its id; null for none. @param options.lock whether to hold it for the transaction. */
export async function readMove(db: Db, id: Id, options: { lock?: boolean } = {}): Promise<Move | null> {
  const { rows } = await sql<Move>`select ${columns} from company_move m where m.id = ${id}
    ${options.lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

/** A move with what its two companies are called in the record; after a merge the first has no name of its own. */
export interface MoveLine extends Move {
  fromName: string;
  toName: string;
}

/** @returns moves, newest first. @param id only this one. */
export async function listMoves(db: Db, options: { limit: number; id?: Id }): Promise<MoveLine[]> {
  const { rows } =
    await sql<MoveLine>`select ${columns}, ${named('from_company')} as "fromName", ${named('to_company')} as "toName"
    from company_move m where ${options.id ? sql`m.id = ${options.id}` : sql`true`}
    order by m.proposed_at desc, m.id desc limit ${options.limit}`.execute(db);
  return rows;
}

/** @returns whether it could be noted: no other merge of the same company stands. */
export async function proposeMove(
  db: Db,
  move: Pick<Move, 'id' | 'kind' | 'fromCompany' | 'toCompany' | 'chosen' | 'why' | 'proposedBy'>,
): Promise<boolean> {
  const { rows } =
    await sql`insert into company_move (id, kind, from_company, to_company, chosen, why, proposed_by)
    values (${move.id}, ${move.kind}, ${move.fromCompany}, ${move.toCompany}, ${move.chosen}::uuid[], ${move.why}, ${move.proposedBy})
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1;
}

/** Says no to what was proposed. @returns whether it waited. */
export async function refuseMove(db: Db, id: Id, actor: string): Promise<boolean> {
  const rows = await db
    .updateTable('company_move')
    .set({ refused_by: actor, refused_at: sql`now()` })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .where('refused_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length === 1;
}

/** Proposes to take a move back, or (null) drops that. @returns whether that was open. */
export async function proposeUndo(
  db: Db,
  id: Id,
  undo: { actor: string; why: string } | null,
): Promise<boolean> {
  const rows = await db
    .updateTable('company_move')
    .set(
      undo === null
        ? { undo_by: null, undo_at: null, undo_why: null }
        : { undo_by: undo.actor, undo_at: sql`now()`, undo_why: undo.why },
    )
    .where('id', '=', id)
    .where('done_at', 'is not', null)
    .where('undone_at', 'is', null)
    .where('undo_at', undo === null ? 'is not' : 'is', null)
    .returning('id')
    .execute();
  return rows.length === 1;
}
