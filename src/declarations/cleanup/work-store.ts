import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { signatoriesTag } from '../signing/store.ts';
import type { Conditions } from './model.ts';
import { matching } from './store.ts';
import './tables.ts';

interface AtWork {
  id: Id;
  versionId: Id;
  state: 'running' | 'undoing';
  conditions: Conditions;
  reason: string;
  madeAt: Date;
  reached: Id | null;
}

/**
 * Does one batch of one clean-up, in one transaction: a kill leaves it done or not begun, and the next process goes on
 * behind the last signature that was looked at. The row of the clean-up is held meanwhile: nobody else works on it, and
 * whoever stops it waits for the end of the batch.
 * @param hashOf the keyed hash of a mail domain.
 * @returns whether there was something to do.
 */
export async function cleanBatch(
  db: Db,
  hashOf: (domain: string) => Buffer,
  limit: number,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } =
      await sql<AtWork>`select id, version_id as "versionId", state, conditions, reason, made_at as "madeAt", reached
      from cleanup where state in ('running', 'undoing') order by id limit 1 for update skip locked`.execute(
        tx,
      );
    const cleanup = rows[0];
    if (!cleanup) return false;
    const last =
      cleanup.state === 'running'
        ? await takeOut(tx, cleanup, hashOf, limit)
        : await putBack(tx, cleanup, limit);
    if (last === null) await end(tx, cleanup);
    else await sql`update cleanup set reached = ${last} where id = ${cleanup.id}`.execute(tx);
    await notifyChanged(tx, [signatoriesTag(cleanup.versionId)]);
    return true;
  });
}

const after = (reached: Id | null, column: string) =>
  reached === null ? sql`` : sql`and ${sql.ref(column)} > ${reached}`;

/** @returns the last signature taken out; null when there was none left. */
async function takeOut(
  tx: Tx,
  cleanup: AtWork,
  hashOf: (domain: string) => Buffer,
  limit: number,
): Promise<Id | null> {
  const { domain } = cleanup.conditions;
  const where = matching(
    cleanup.versionId,
    cleanup.conditions,
    domain ? hashOf(domain) : null,
    cleanup.madeAt,
  );
  const { rows } = await sql<{ id: Id; publicName: string | null; kind: string }>`
    select s.id, s.public_name as "publicName", s.kind from signature s
    where ${where} ${after(cleanup.reached, 's.id')} order by s.id limit ${limit} for update`.execute(tx);
  const last = rows.at(-1);
  if (!last) return null;
  const [ids, events] = [rows.map(({ id }) => id), rows.map(() => newId())];
  await sql`insert into signature_event (id, signature_id, becomes, actor, reason)
    select e.id, e.signature_id, 'rejected', ${`cleanup:${cleanup.id}`}, ${cleanup.reason}
    from unnest(${events}::uuid[], ${ids}::uuid[]) e (id, signature_id)`.execute(tx);
  // Of a person only what was shown stays, for the way back; an organisation has its name.
  const names = rows.map(({ kind, publicName }) => (kind === 'person' ? publicName : null));
  await sql`insert into cleanup_signature (cleanup_id, signature_id, event_id, public_name)
    select ${cleanup.id}, c.* from unnest(${ids}::uuid[], ${events}::uuid[], ${names}::text[]) c`.execute(tx);
  await sql`update cleanup set touched = touched + ${rows.length} where id = ${cleanup.id}`.execute(tx);
  return last.id;
}

interface Touched {
  id: Id;
  eventId: Id;
  was: string;
  standing: boolean;
  kind: string;
  publicity: string;
  name: string | null;
  nameAr: string | null;
  kept: string | null;
}

/** @returns the last signature that was put back or passed over; null when there was none left. */
async function putBack(tx: Tx, cleanup: AtWork, limit: number): Promise<Id | null> {
  const { rows } = await sql<Touched>`
    select s.id, c.event_id as "eventId", e.was, standing_event(s.id) = c.event_id as standing, s.kind, s.publicity,
      s.organisation_name as name, s.organisation_name_ar as "nameAr", c.public_name as kept
    from cleanup_signature c join signature s on s.id = c.signature_id join signature_event e on e.id = c.event_id
    where c.cleanup_id = ${cleanup.id} and c.undone is null ${after(cleanup.reached, 's.id')}
    order by s.id limit ${limit} for update of s`.execute(tx);
  const last = rows.at(-1);
  if (!last) return null;
  const back = rows.filter((row) => row.standing && isNamed(row));
  const shown = back.map((row) => (row.was === 'listed' ? shownName(row) : null));
  const keys = back.map((row, index) => {
    const name = shown[index] ?? null;
    return name === null ? null : searchKey([name, row.nameAr].filter(Boolean).join(' '));
  });
  await sql`insert into signature_event (id, signature_id, becomes, actor, undoes, public_name, search_key)
    select e.id, e.signature_id, e.becomes, ${`cleanup:${cleanup.id}`}, e.undoes, e.public_name, e.search_key
    from unnest(${back.map(() => newId())}::uuid[], ${back.map(({ id }) => id)}::uuid[], ${back.map(({ was }) => was)}::text[],
      ${back.map(({ eventId }) => eventId)}::uuid[], ${shown}::text[], ${keys}::text[])
      e (id, signature_id, becomes, undoes, public_name, search_key)`.execute(tx);
  await sql`update cleanup_signature set public_name = null,
      undone = case when signature_id = any(${back.map(({ id }) => id)}::uuid[]) then 'restored' else 'gone-on' end
    where cleanup_id = ${cleanup.id} and signature_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  await sql`update cleanup set restored = restored + ${back.length} where id = ${cleanup.id}`.execute(tx);
  return last.id;
}

function shownName(row: Touched): string | null {
  if (row.publicity === 'counted') return null;
  return row.kind === 'organisation' ? row.name : row.kept;
}

/** Whether what is listed again has the name that it chose to show: a person's may be erased by now. */
function isNamed(row: Touched): boolean {
  return row.was !== 'listed' || row.publicity === 'counted' || Boolean(shownName(row));
}

async function end(tx: Tx, cleanup: AtWork): Promise<void> {
  if (cleanup.state === 'running')
    await sql`update cleanup set state = 'done', ended_at = clock_timestamp() where id = ${cleanup.id}`.execute(
      tx,
    );
  else
    await sql`update cleanup set state = 'undone', undone_at = clock_timestamp() where id = ${cleanup.id}`.execute(
      tx,
    );
}

/** Erases the shown names that were kept for a way back that is closed. */
export async function forgetCleaned(db: Db, days: number): Promise<void> {
  await sql`update cleanup_signature c set public_name = null from cleanup k
    where k.id = c.cleanup_id and c.public_name is not null and k.ended_at < now() - ${days} * interval '1 day'`.execute(
    db,
  );
}
