import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Actor, Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { RowMatch } from './matching/match.ts';
import type { ReadTable, TableRefusal } from './table/table.ts';

/** A table on its way into the record. */
export interface ImportRun {
  id: Id;
  kind: ThingKind;
  madeAt: Date;
  state: 'received' | 'read' | 'matching' | 'refused' | 'proposed';
  refusal: TableRefusal | null;
  /** Why it is read, and not proposed, though somebody asked for that. */
  trouble: 'no_row' | 'gave_up' | null;
  encoding: ReadTable['encoding'] | null;
  head: string[];
  /** A field for each heading; null: left out. */
  map: (string | null)[];
  rows: number;
  /** How many of them have been looked at, and how many of those were left out: these stay. */
  looked: number;
  leftOut: number;
  /** How many were proposed, and how many of those wait. */
  proposed: number;
  waiting: number;
}

const columns = sql`r.id, r.kind, r.made_at as "madeAt", r.state, r.refusal, r.trouble, r.encoding, r.head, r.map,
  (select count(*)::int from import_row x where x.run_id = r.id) as rows,
  (select count(looked)::int from import_row x where x.run_id = r.id) as looked,
  (select count(*)::int from import_row x where x.run_id = r.id and x.looked = 'left_out') as "leftOut",
  (select count(*)::int from proposal p where p.import_run = r.id) as proposed,
  (select count(*)::int from proposal p where p.import_run = r.id and p.state = 'waiting') as waiting`;

/** @returns the newest runs. */
export async function listRuns(db: Db): Promise<ImportRun[]> {
  const { rows } =
    await sql<ImportRun>`select ${columns} from import_run r order by r.made_at desc, r.id desc limit 50`.execute(
      db,
    );
  return rows;
}

/** @returns a run; null for none. @param lock held for the rest of the transaction. */
export async function readRun(db: Db, id: Id, lock = false): Promise<ImportRun | null> {
  const { rows } =
    await sql<ImportRun>`select ${columns} from import_run r where r.id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Leases the table that waits longest, for the time that reading it may take. One that nobody could read thrice is refused. */
export async function takeReceived(db: Db): Promise<{ id: Id; bytes: Buffer } | null> {
  await sql`update import_run set state = 'refused', refusal = 'unreadable', bytes = null
    where state = 'received' and tries >= 3 and leased_until < now()`.execute(db);
  const { rows } = await sql<{ id: Id; bytes: Buffer }>`
    update import_run set tries = tries + 1, leased_until = now() + interval '2 minutes' where id = (
      select id from import_run where state = 'received' and (leased_until is null or leased_until < now())
      order by made_at limit 1 for update skip locked) returning id, bytes`.execute(db);
  return rows[0] ?? null;
}

/**
 * Notes what was read of a table: its headings with the fields that they meant the last time, and its rows. Where another has
 * done so in the meantime, nothing.
 */
export async function noteRead(tx: Tx, id: Id, table: ReadTable): Promise<void> {
  const { rows } =
    await sql`update import_run r set state = 'read', bytes = null, encoding = ${table.encoding}, head = ${table.head},
    map = array(select nullif((select m.target from import_map m where m.kind = r.kind and m.heading = lower(h.heading)), '')
      from unnest(${table.head}::text[]) with ordinality h (heading, n) order by h.n)
    where id = ${id} and state = 'received' returning id`.execute(tx);
  if (rows.length === 0) return;
  await sql`insert into import_row (run_id, number, cells)
    select ${id}, n, array(select jsonb_array_elements_text(cells))
    from jsonb_array_elements(${JSON.stringify(table.rows)}::jsonb) with ordinality x (cells, n)`.execute(tx);
}

/** Notes why a table is not taken. */
export async function noteRefused(db: Db, id: Id, refusal: TableRefusal): Promise<void> {
  await sql`update import_run set state = 'refused', refusal = ${refusal}, bytes = null where id = ${id} and state = 'received'`.execute(
    db,
  );
}

/** Keeps which field each column holds, for this table until its rows are matched, and for the next with the same headings. */
export async function saveMap(tx: Tx, run: ImportRun, map: readonly (string | null)[]): Promise<void> {
  await sql`update import_run set map = ${[...map]} where id = ${run.id} and state = 'read'`.execute(tx);
  for (const [n, heading] of run.head.entries())
    await sql`insert into import_map (kind, heading, target) values (${run.kind}, lower(${heading}), ${map[n] ?? ''})
      on conflict (kind, heading) do update set target = excluded.target, at = now()`.execute(tx);
}

/** @returns rows of a table in their order. @param leftOut only those that were left out. */
export async function listRows(
  db: Db,
  id: Id,
  limit: number,
  leftOut = false,
): Promise<{ number: number; cells: string[] }[]> {
  const { rows } = await sql<{ number: number; cells: string[] }>`
    select number, cells from import_row where run_id = ${id}
      and (not ${leftOut} or looked = 'left_out') order by number limit ${limit}`.execute(db);
  return rows;
}

/** A row as a proposal keeps it, with what it was matched to. */
export interface ImportedPayload {
  title: string;
  match: RowMatch | null;
}

/** A row that waits to be taken. */
export interface ImportProposal {
  id: Id;
  payload: ImportedPayload;
  /** What it is taken for; null for something new, and once that is gone. */
  matched: Id | null;
  state: 'waiting' | 'taken' | 'declined';
  result: Id | null;
}

/** So many rows of a table stand on its page. */
export const mostImported = 500;

/** @returns the proposals of a table in their order, those that wait first. @param ids only these, held for the transaction. */
export async function listImported(
  db: Db,
  run: Id,
  ids: readonly Id[] | null = null,
): Promise<ImportProposal[]> {
  const { rows } = await sql<ImportProposal>`
    select p.id, p.payload, p.matched, p.state, p.result
    from proposal p where p.import_run = ${run} and p.origin = 'import'
      ${ids === null ? sql`` : sql`and p.id = any(${[...ids]}::uuid[])`}
    order by p.state = 'waiting' desc, p.id limit ${mostImported} ${ids === null ? sql`` : sql`for update of p`}`.execute(
    db,
  );
  return rows;
}

/** @returns the tables of which rows wait, the oldest first. */
export async function listWaitingRuns(
  db: Db,
): Promise<Pick<ImportRun, 'id' | 'kind' | 'madeAt' | 'waiting'>[]> {
  const { rows } = await sql<Pick<ImportRun, 'id' | 'kind' | 'madeAt' | 'waiting'>>`
    select r.id, r.kind, r.made_at as "madeAt", count(*)::int as waiting
    from proposal p join import_run r on r.id = p.import_run
    where p.state = 'waiting' and p.origin = 'import' and r.state = 'proposed' group by r.id order by r.made_at, r.id`.execute(
    db,
  );
  return rows;
}

/** Notes what became of a row. */
export async function decideImported(
  tx: Tx,
  id: Id,
  by: Actor,
  decision: { result: Id } | { reason: string },
): Promise<void> {
  const taken = 'result' in decision;
  await sql`update proposal set state = ${taken ? 'taken' : 'declined'}, decided_at = now(), decided_by = ${by},
    result = ${taken ? decision.result : null}, reason = ${taken ? null : decision.reason}
    where id = ${id} and state = 'waiting' and origin = 'import'`.execute(tx);
}
