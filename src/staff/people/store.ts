import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { hashToken, newToken } from '../../foundation/crypto/token.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { dropFactors } from '../access/account-store.ts';
import { openLink, setLinkToken } from '../access/device-store.ts';
import type { DeskLang, Grant } from '../model.ts';
import '../tables.ts';

/** A person of the staff, as the list of owners shows them. */
export interface PersonRow {
  id: Id;
  name: string;
  email: string;
  lang: DeskLang;
  createdAt: Date;
  /** Of the session that was used most recently; null where none is open. */
  lastUsed: Date | null;
  secondFactor: boolean;
  /** `campaign`: its slug. */
  grants: (Grant & { campaign: string | null })[];
}

const columns = sql`s.id, s.name, s.email, s.lang, s.created_at as "createdAt",
  (select max(updated_at) from staff_session x where x.staff_id = s.id) as "lastUsed",
  (exists (select from staff_totp x where x.staff_id = s.id and verified) or exists (select from staff_passkey x where x.staff_id = s.id)) as "secondFactor",
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'campaignId', r.campaign_id, 'campaign', t.slug) order by r.role, t.slug nulls first), '[]')
    from staff_role r left join thing t on t.id = r.campaign_id where r.staff_id = s.id) as grants`;

/** @returns all who are on the staff, by name. */
export async function listPeople(db: Db): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${columns} from staff s where s.left_at is null order by s.name, s.id`.execute(db);
  return rows;
}

/** @returns a person who has not left. */
export async function readMember(db: Db, id: Id): Promise<PersonRow | null> {
  const { rows } = await sql<PersonRow>`
    select ${columns} from staff s where s.id = ${id} and s.left_at is null`.execute(db);
  return rows[0] ?? null;
}

/** @returns who has this address and has not left. */
export async function findMember(db: Db, email: string): Promise<Id | null> {
  const { rows } = await sql<{ id: string }>`
    select id from staff where email = ${email} and left_at is null`.execute(db);
  return parseId(rows[0]?.id ?? '');
}

/** @returns the campaign of a slug. */
export async function findCampaign(db: Db, slug: string): Promise<Id | null> {
  const { rows } = await sql<{ id: string }>`
    select id from thing where kind = 'campaign' and slug = ${slug}`.execute(db);
  return parseId(rows[0]?.id ?? '');
}

/** Gives a role; nothing changes where they have it. */
export async function giveRole(tx: Db, staffId: Id, { role, campaignId }: Grant, by: string): Promise<void> {
  await sql`insert into staff_role (staff_id, role, campaign_id, given_by)
    values (${staffId}, ${role}, ${campaignId}, ${by}) on conflict do nothing`.execute(tx);
}

/** Takes a role away. The database refuses the last owner's. */
export async function takeRole(
  tx: Db,
  staffId: Id,
  { role, campaignId }: Grant,
): Promise<'done' | 'last-owner'> {
  return unlessLastOwner(() =>
    sql`delete from staff_role where staff_id = ${staffId} and role = ${role} and campaign_id is not distinct from ${campaignId}`.execute(
      tx,
    ),
  );
}

/** Ends a membership: what they may and what they sign in with is gone, what they did stays theirs. */
export async function endMembership(db: Db, staffId: Id): Promise<'done' | 'last-owner'> {
  return unlessLastOwner(() =>
    db.transaction().execute(async (tx) => {
      await sql`update staff set left_at = now() where id = ${staffId} and left_at is null`.execute(tx);
      await dropFactors(tx, staffId);
      await tx.deleteFrom('staff_role').where('staff_id', '=', staffId).execute();
    }),
  );
}

/** Takes away what a person signs in with and makes the link by which they come back; its token is made by its mail. */
export async function resetFactors(tx: Tx, staffId: Id): Promise<void> {
  await dropFactors(tx, staffId);
  await openLink(tx, staffId, 'return');
}

/** The same for somebody who stands at the server. @returns the path of the link. */
export async function resetByLink(db: Db, staffId: Id): Promise<string> {
  const token = newToken(randomBytes);
  await db.transaction().execute(async (tx) => {
    await resetFactors(tx, staffId);
    await setLinkToken(tx, staffId, 'return', hashToken(token));
  });
  return `/desk/return/${token}`;
}

async function unlessLastOwner(change: () => Promise<unknown>): Promise<'done' | 'last-owner'> {
  try {
    await change();
    return 'done';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'TD005') return 'last-owner';
    throw error;
  }
}
