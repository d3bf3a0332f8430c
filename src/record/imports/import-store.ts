import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Actor, Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { ReadTable, TableRefusal } from './table.ts';

/** A table on its way into the record. */
export interface ImportRun {
  id: Id;
  kind: ThingKind;
  madeAt: Date;
  state: 'received' | 'read' | 'refused' | 'proposed';
  refusal: TableRefusal | null;
  encoding: ReadTable['encoding'] | null;
  head: string[];
  /** A field for each heading; null: left out. */
  map: (string | null)[];
  rows: number;
  /** Of those proposed: how many wait. */
  waiting: number;
}

const columns = sql`r.id, r.kind, r.made_at as "madeAt", r.state, r.refusal, r.encoding, r.head, r.map,
  (select count(*)::int from import_row x where x.run_id = r.id) as rows,
  (select count(*)::int from proposal p where p.import_run = r.id and p.state = 'waiting') as waiting`;

/** Takes in a table to be read. */
export async function insertRun(db: Db, run: { actor: Actor; kind: ThingKind; bytes: Buffer }): Promise<Id> {
  const id = newId();
  await sql`insert into import_run (id, actor, kind, bytes) values (${id}, ${run.actor}, ${run.kind}, ${run.bytes})`.execute(
    db,
  );
  return id;
}

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

/** Notes what was read of a table: its headings with the fields that they meant the last time, and its rows. */
export async function noteRead(tx: Tx, id: Id, table: ReadTable): Promise<void> {
  await sql`update import_run r set state = 'read', bytes = null, encoding = ${table.encoding}, head = ${table.head},
    map = array(select nullif((select m.target from import_map m where m.kind = r.kind and m.heading = lower(h.heading)), '')
      from unnest(${table.head}::text[]) with ordinality h (heading, n) order by h.n) where id = ${id}`.execute(
    tx,
  );
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

/** Keeps which field each column holds, for this table and for the next with the same headings. */
export async function saveMap(tx: Tx, run: ImportRun, map: readonly (string | null)[]): Promise<void> {
  await sql`update import_run set map = ${[...map]} where id = ${run.id}`.execute(tx);
  for (const [n, heading] of run.head.entries())
    await sql`insert into import_map (kind, heading, target) values (${run.kind}, lower(${heading}), ${map[n] ?? ''})
      on conflict (kind, heading) do update set target = excluded.target, at = now()`.execute(tx);
}

/** @returns rows of a table in their order. */
export async function listRows(
  db: Db,
  id: Id,
  limit: number,
): Promise<{ number: number; cells: string[] }[]> {
  const { rows } = await sql<{ number: number; cells: string[] }>`
    select number, cells from import_row where run_id = ${id} order by number limit ${limit}`.execute(db);
  return rows;
}

/** What is there already and is called alike: the closest, with how alike from 0 to 1. */
export interface Alike {
  id: Id;
  title: string;
  score: number;
}

/** @returns for each title the thing of the kind that is called most alike; null where none is near. One query. */
export async function findAlike(
  db: Db,
  kind: ThingKind,
  wanted: readonly { title: string; slug: string | null }[],
): Promise<(Alike | null)[]> {
  const { rows } = await sql<{ n: number; id: Id; title: string; score: number }>`
    select w.n::int as n, a.id, a.title, a.score from jsonb_to_recordset(${JSON.stringify(
      wanted.map((one, n) => ({ n, ...one })),
    )}::jsonb) w (n int, title text, slug text)
    cross join lateral (select t.id, x.title, case when t.slug = w.slug then 1 else similarity(x.title, w.title) end as score
      from thing t join thing_title x on x.thing_id = t.id
      where t.kind = ${kind} and not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
        and (t.slug = w.slug or similarity(x.title, w.title) >= 0.5)
      order by score desc, t.id limit 1) a`.execute(db);
  const byRow = new Map(rows.map(({ n, ...alike }) => [n, alike]));
  return wanted.map((_, n) => byRow.get(n) ?? null);
}

/** Makes rows of a table proposals, and the table one that was proposed. */
export async function propose(
  tx: Tx,
  run: ImportRun,
  proposals: readonly { payload: object; matched: Id | null; score: number | null }[],
): Promise<void> {
  await sql`insert into proposal (id, origin, kind, payload, matched, score, import_run, about)
    select (p.value->>'id')::uuid, 'import', ${run.kind}, p.value->'payload', (p.value->>'matched')::uuid, (p.value->>'score')::real,
      ${run.id}, (p.value->>'matched')::uuid
    from jsonb_array_elements(${JSON.stringify(proposals.map((one) => ({ id: newId(), ...one })))}::jsonb) p`.execute(
    tx,
  );
  await sql`update import_run set state = 'proposed' where id = ${run.id}`.execute(tx);
  await sql`delete from import_row where run_id = ${run.id}`.execute(tx);
}

/** A row that waits to be taken. */
export interface ImportProposal {
  id: Id;
  payload: { title?: string };
  matched: Id | null;
  matchedTitle: string | null;
  score: number | null;
  state: 'waiting' | 'taken' | 'declined';
  result: Id | null;
}

/** @returns the proposals of a table in their order, those that wait first. */
export async function listImported(
  db: Db,
  run: Id,
  ids: readonly Id[] | null = null,
): Promise<ImportProposal[]> {
  const { rows } = await sql<ImportProposal>`
    select p.id, p.payload, p.matched, p.score, p.state, p.result,
      (select x.title from thing_title x where x.thing_id = p.matched order by x.state = 'published' desc, x.lang limit 1) as "matchedTitle"
    from proposal p where p.import_run = ${run} and p.origin = 'import'
      ${ids === null ? sql`` : sql`and p.id = any(${[...ids]}::uuid[])`}
    order by p.state = 'waiting' desc, p.id limit 500 ${ids === null ? sql`` : sql`for update of p`}`.execute(
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
