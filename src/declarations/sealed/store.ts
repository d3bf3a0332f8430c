import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { SignatureState } from '../signing/model.ts';
import './tables.ts';

/** A signature without its name, as its readers see it before they open it. */
export interface SealedEntry {
  id: Id;
  campaignSlug: string;
  state: SignatureState;
  country: string;
  createdAt: Date;
  openings: number;
}

/** @returns organisations that answered their mail and signed without their name, those that wait first. */
export async function listSealed(
  db: Db,
  scopes: 'all' | readonly Id[],
  limit: number,
): Promise<SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    select s.id, t.slug as "campaignSlug", s.state, s.country, s.created_at as "createdAt",
      (select count(*)::int from sealed_opening o where o.signature_id = s.id) as openings
    from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    join thing t on t.id = d.campaign_id
    where s.kind = 'organisation' and s.publicity = 'counted' and s.state not in ('pending', 'withdrawn')
      and (s.name_sealed is not null or s.state <> 'rejected')
    ${scopes === 'all' ? sql`` : sql`and d.campaign_id = any(${[...scopes]}::uuid[])`}
    order by s.state in ('confirmed', 'suspect') desc, s.created_at desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns the campaign of a signature whose name is sealed; null for any other, and for one whose name is erased. */
export async function campaignOfSealed(db: Db, id: Id): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`
    select d.campaign_id as id from signature s join declaration_version v on v.id = s.version_id
    join declaration d on d.id = v.declaration_id
    where s.id = ${id} and s.kind = 'organisation' and s.publicity = 'counted' and s.state <> 'pending'
      and (s.name_sealed is not null or s.state <> 'rejected')`.execute(db);
  return rows[0]?.id ?? null;
}

/** Notes that somebody opens a name, and why: before it is shown. */
export async function noteOpening(db: Db, signatureId: Id, staffId: Id, reason: string): Promise<void> {
  await db
    .insertInto('sealed_opening')
    .values({ id: newId(), signature_id: signatureId, staff_id: staffId, reason })
    .execute();
}

/** @returns whether this person has opened this name. */
export async function hasOpened(db: Db, signatureId: Id, staffId: Id): Promise<boolean> {
  const found = await db
    .selectFrom('sealed_opening')
    .select('id')
    .where('signature_id', '=', signatureId)
    .where('staff_id', '=', staffId)
    .limit(1)
    .execute();
  return found.length > 0;
}

export interface SealedReader {
  place: 1 | 2;
  staffId: Id;
  name: string;
  namedAt: Date;
}

/** @returns who may open sealed names: two at most. */
export async function listReaders(db: Db): Promise<SealedReader[]> {
  const { rows } =
    await sql<SealedReader>`select r.place, r.staff_id as "staffId", s.name, r.named_at as "namedAt"
    from sealed_reader r join staff s on s.id = r.staff_id order by r.place`.execute(db);
  return rows;
}

/** @returns the moderators who could be named. */
export async function listModerators(db: Db): Promise<{ id: Id; name: string }[]> {
  const { rows } = await sql<{ id: Id; name: string }>`
    select distinct s.id, s.name from staff s join staff_role r on r.staff_id = s.id and r.role = 'moderator'
    where s.left_at is null and not exists (select from sealed_reader n where n.staff_id = s.id) order by s.name`.execute(
    db,
  );
  return rows;
}

/** Names a moderator. @returns false where both places are taken, they have one, or they are no moderator. */
export async function nameReader(db: Db, staffId: Id, by: string): Promise<boolean> {
  const { rows } = await sql`
    insert into sealed_reader (place, staff_id, named_by)
    select seat.place, s.id, ${by} from generate_series(1, 2) seat (place), staff s
    where s.id = ${staffId} and s.left_at is null and exists (select from staff_role r where r.staff_id = s.id and r.role = 'moderator')
      and not exists (select from sealed_reader n where n.place = seat.place or n.staff_id = s.id)
    order by 1 limit 1 on conflict do nothing returning place`.execute(db);
  return rows.length > 0;
}

/** Takes the naming back. */
export async function dismissReader(db: Db, staffId: Id): Promise<void> {
  await db.deleteFrom('sealed_reader').where('staff_id', '=', staffId).execute();
}
