import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { errorCode } from '../foundation/errors.ts';
import { abandonedAfterDays, putAwayDays } from './model.ts';
import './tables.ts';

/** Days for which the desk still tells what became of an upload. */
const toldDays = 30;

/** Forgets uploads that nobody continued, and what has long been told. @returns those whose bytes may go. */
export async function forgetUploads(db: Db): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    delete from upload where (state = 'receiving' and touched_at < now() - ${abandonedAfterDays} * interval '1 day')
      or (state in ('ready', 'refused') and done_at < now() - ${toldDays} * interval '1 day')
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** @returns which of these uploads may still need their bytes. */
export async function openUploadsAmong(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from upload where id = any(${[...ids]}::uuid[]) and state in ('receiving', 'received', 'checked')`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Deletes what was put away long enough ago and is used by nothing. Its bytes go with the next look for loose ones.
 * @returns how many.
 */
export async function deletePutAway(db: Db): Promise<number> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select sha256 from file where put_away_at < now() - ${putAwayDays} * interval '1 day'`.execute(db);
  let deleted = 0;
  for (const { sha256 } of rows) {
    try {
      const { numAffectedRows } = await sql`delete from file where sha256 = ${sha256}
        and put_away_at < now() - ${putAwayDays} * interval '1 day'`.execute(db);
      deleted += Number(numAffectedRows ?? 0);
    } catch (error) {
      // Somebody uses it after all: the database keeps it.
      if (errorCode(error) !== '23503' && errorCode(error) !== '23001') throw error;
    }
  }
  return deleted;
}

/** @returns which of these hashes a row names: as a file, as a form of a picture, as a card, or of a dataset. */
export async function namedHashes(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select encode(h.hash, 'hex') as sha256 from (select decode(one, 'hex') as hash from unnest(${[...sha256s]}::text[]) u (one)) h
    where exists (select from file f where f.sha256 = h.hash) or exists (select from picture_variant v where v.sha256 = h.hash)
      or exists (select from news_card k where k.sha256 = h.hash)
      or exists (select from dataset d where d.sha256 = h.hash) or exists (select from dataset_file d where d.sha256 = h.hash)`.execute(
    db,
  );
  return new Set(rows.map((row) => row.sha256));
}
