import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { ImportedPayload, ImportRun } from './import-store.ts';
import { isTaken } from './matching/match.ts';

/** So often work on a table may end without having got further; then whoever sent it decides. */
const mostTries = 3;

/** @returns what is to be done with tables now: some are to be read, the rows of some to be matched, and nobody is at it. */
export async function dueStates(db: Db): Promise<('received' | 'matching')[]> {
  const { rows } = await sql<{ state: 'received' | 'matching' }>`select distinct state from import_run
    where state in ('received', 'matching') and (leased_until is null or leased_until < now())`.execute(db);
  return rows.map(({ state }) => state);
}

/** Has the rows of a table matched and proposed, by the jobs process. @returns false where it is no longer one that waits for that. */
export async function askMatching(db: Db, id: Id): Promise<boolean> {
  const { rows } =
    await sql`update import_run set state = 'matching', trouble = null, tries = 0, leased_until = null
    where id = ${id} and state = 'read' returning id`.execute(db);
  return rows.length > 0;
}

/** Takes back that rows are matched: what was proposed so far goes, and the table waits as it did before. @returns whether it was at that. */
export async function stopMatching(db: Db, id: Id): Promise<boolean> {
  return transact(db, (tx) => backToRead(tx, id, null));
}

async function backToRead(tx: Tx, id: Id, trouble: ImportRun['trouble']): Promise<boolean> {
  const { rows } = await sql`update import_run set state = 'read', trouble = ${trouble}, leased_until = null
    where id = ${id} and state = 'matching' returning id`.execute(tx);
  if (rows.length === 0) return false;
  // Nobody has decided on any: that begins when all rows have been looked at.
  await sql`delete from proposal where import_run = ${id} and origin = 'import'`.execute(tx);
  await sql`update import_row set looked = null where run_id = ${id}`.execute(tx);
  return true;
}

/** Takes a table away of which no row is a proposal yet, with all that was read of it. @returns whether there was such a one. */
export async function dropRun(db: Db, id: Id): Promise<boolean> {
  const { rows } =
    await sql`delete from import_run where id = ${id} and state in ('received', 'read', 'refused')
    returning id`.execute(db);
  return rows.length > 0;
}

/** Some rows of a table that are to be matched now. */
export interface RowsToMatch {
  run: { id: Id; kind: ThingKind; map: (string | null)[] };
  rows: { number: number; cells: string[] }[];
}

/**
 * Leases a table for the time that matching some of its rows may take: the one with the fewest rows left, so that a short one
 * does not wait for a long one. One that got no further thrice goes back to whoever sent it.
 */
export async function takeToMatch(db: Db, most: number): Promise<RowsToMatch | null> {
  const { rows: given } = await sql<{ id: Id }>`select id from import_run
    where state = 'matching' and tries >= ${mostTries} and (leased_until is null or leased_until < now())`.execute(
    db,
  );
  for (const { id } of given) await transact(db, (tx) => backToRead(tx, id, 'gave_up'));
  const { rows: taken } = await sql<RowsToMatch['run']>`
    update import_run set tries = tries + 1, leased_until = now() + interval '2 minutes' where id = (
      select r.id from import_run r where r.state = 'matching' and (r.leased_until is null or r.leased_until < now())
      order by (select count(*) from import_row x where x.run_id = r.id and x.looked is null), r.made_at
      limit 1 for update skip locked) returning id, kind, map`.execute(db);
  const run = taken[0];
  if (!run) return null;
  const { rows } = await sql<RowsToMatch['rows'][number]>`
    select number, cells from import_row where run_id = ${run.id} and looked is null order by number limit ${most}`.execute(
    db,
  );
  return { run, rows };
}

/** Gives a lease back before its time: the work on it ended without a result. @param counts whether that was a try. */
export async function giveBack(db: Db, id: Id, counts: boolean): Promise<void> {
  await sql`update import_run set leased_until = null, tries = tries - ${counts ? 0 : 1}
    where id = ${id} and state in ('received', 'matching') and tries > 0`.execute(db);
}

/** A row that was looked at: what it proposes; null for one that is left out. */
export interface LookedAt {
  number: number;
  payload: ImportedPayload | null;
}

/**
 * Makes rows proposals, all in one transaction with the mark that they were looked at: whoever was killed before, or looks at the
 * same rows at once, doubles none. With the last of them the table is proposed; or, where no row could be, read again.
 */
export async function noteLooked(db: Db, id: Id, looked: readonly LookedAt[]): Promise<void> {
  await transact(db, async (tx) => {
    const { rows: runs } = await sql<{ kind: ThingKind }>`select kind from import_run
      where id = ${id} and state = 'matching' for update`.execute(tx);
    const run = runs[0];
    if (!run) return;
    const marks = looked.map(({ number, payload }) => ({
      number,
      looked: payload === null ? 'left_out' : 'proposed',
    }));
    const { rows: fresh } = await sql<{ number: number }>`
      update import_row x set looked = m.looked from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) m (number int, looked text)
      where x.run_id = ${id} and x.number = m.number and x.looked is null returning x.number`.execute(tx);
    const mine = new Set(fresh.map(({ number }) => number));
    await propose(
      tx,
      { id, kind: run.kind },
      looked.flatMap(({ number, payload }) => (payload !== null && mine.has(number) ? [payload] : [])),
    );
    await sql`update import_run set tries = 0, leased_until = null where id = ${id}`.execute(tx);
    await endIfDone(tx, id);
  });
}

async function propose(
  tx: Tx,
  run: Pick<ImportRun, 'id' | 'kind'>,
  payloads: readonly ImportedPayload[],
): Promise<void> {
  const proposals = payloads.map((payload) => {
    const taken = payload.match && isTaken(payload.match) ? payload.match : null;
    return { id: newId(), payload, matched: taken?.id ?? null, score: taken?.score ?? null };
  });
  // What a row was matched to may have been erased since.
  await sql`insert into proposal (id, origin, kind, payload, matched, score, import_run, about)
    select (p.value->>'id')::uuid, 'import', ${run.kind}, p.value->'payload', t.id,
      case when t.id is not null then (p.value->>'score')::real end, ${run.id}, t.id
    from jsonb_array_elements(${JSON.stringify(proposals)}::jsonb) p
    left join thing t on t.id = (p.value->>'matched')::uuid`.execute(tx);
}

async function endIfDone(tx: Tx, id: Id): Promise<void> {
  const { rows } = await sql<{ left: number; proposed: number }>`
    select count(*) filter (where looked is null)::int as left, count(*) filter (where looked = 'proposed')::int as proposed
    from import_row where run_id = ${id}`.execute(tx);
  const [{ left, proposed } = { left: 1, proposed: 0 }] = rows;
  if (left > 0) return;
  if (proposed === 0) {
    await backToRead(tx, id, 'no_row');
    return;
  }
  await sql`update import_run set state = 'proposed' where id = ${id}`.execute(tx);
  await sql`delete from import_row where run_id = ${id} and looked = 'proposed'`.execute(tx);
}

/**
 * Waits until the jobs process has done with a table, but not for long: whoever sent a short one finds it read on the next page.
 * @param ms the longest wait.
 */
export async function waitShortly(
  db: Db,
  id: Id,
  state: ImportRun['state'],
  ms: number,
  sleep: (ms: number) => Promise<unknown>,
): Promise<void> {
  for (let waited = 0; waited < ms; waited += everyMs) {
    const { rows } = await sql`select from import_run where id = ${id} and state = ${state}`.execute(db);
    if (rows.length === 0) return;
    await sleep(everyMs);
  }
}

const everyMs = 100;
