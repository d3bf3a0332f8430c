import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import '../tables.ts';
import { deviceLinkHours, invitationDays } from './terms.ts';

/** Whether somebody with this address has signed in before in the browser that holds this cookie. */
export async function isDeviceKnown(db: Db, tokenHash: Buffer, email: string): Promise<boolean> {
  const { rows } = await sql`
    select from staff_device d join staff s on s.id = d.staff_id
    where d.token_hash = ${tokenHash} and s.email = ${email} and s.left_at is null`.execute(db);
  return rows.length > 0;
}

/** Whether we gave this cookie to any browser: one that somebody else made up is not taken on. */
export async function isDeviceOurs(db: Db, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await sql`select from staff_device where token_hash = ${tokenHash} limit 1`.execute(db);
  return rows.length > 0;
}

/** Notes that a person signs in in this browser. @returns whether it is new to them. */
export async function noteDevice(db: Db, tokenHash: Buffer, staffId: Id, device: string): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into staff_device (token_hash, staff_id, device) values (${tokenHash}, ${staffId}, ${device})
    on conflict (token_hash, staff_id) do update set used_at = now(), device = excluded.device
    returning (xmax = 0) as fresh`.execute(db);
  return rows[0]?.fresh ?? false;
}

/** The browser in which a person signed in for the first time, most recently. */
export async function newestDevice(db: Db, staffId: Id): Promise<{ device: string; at: Date } | null> {
  const { rows } = await sql<{ device: string; at: Date }>`
    select device, made_at as at from staff_device where staff_id = ${staffId} order by made_at desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * Notes a try to sign in to an address, before the password is looked at: a hundred tries at once are a hundred.
 * @returns its id, and how many there were within the hour, this one among them.
 */
export async function noteAttempt(db: Db, addressHash: Buffer): Promise<{ id: Id; count: number }> {
  const id = newId();
  await db.insertInto('staff_attempt').values({ id, address_hash: addressHash }).execute();
  return { id, count: await countAttempts(db, addressHash) };
}

/** How many tries failed at this address within the hour. */
export async function countAttempts(db: Db, addressHash: Buffer): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from staff_attempt where address_hash = ${addressHash} and at > now() - interval '1 hour'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The try was right: it is no failure. */
export async function forgetAttempt(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('staff_attempt').where('id', '=', id).execute();
}

/** Makes a link for a person, its token still to be made. @returns false when too many of its kind were made in the hour. */
export async function openLink(db: Db, staffId: Id, purpose: 'return' | 'device'): Promise<boolean> {
  const lasts = purpose === 'device' ? `${deviceLinkHours} hours` : `${invitationDays} days`;
  const { rows } = await sql`
    insert into staff_link (id, staff_id, purpose, expires_at)
    select ${newId()}, ${staffId}, ${purpose}, now() + ${lasts}::interval
    where ${purpose} <> 'device' or (select count(*) from staff_link
      where staff_id = ${staffId} and purpose = 'device' and made_at > now() - interval '1 hour') < 3
    returning id`.execute(db);
  return rows.length > 0;
}

/** Gives a person's newest link of a purpose its token, in place of one that it may have had. @returns false when there is none. */
export async function setLinkToken(
  db: Db,
  staffId: Id,
  purpose: 'return' | 'device',
  hash: Buffer,
): Promise<boolean> {
  const { rows } = await sql`
    update staff_link set token_hash = ${hash} where id = (
      select id from staff_link where staff_id = ${staffId} and purpose = ${purpose} and used_at is null and expires_at > now()
      order by made_at desc, id desc limit 1)
    returning id`.execute(db);
  return rows.length > 0;
}

/** @returns whose link this is; null when it was used, has expired, or is none. */
export async function readLink(db: Db, purpose: 'return' | 'device', hash: Buffer): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`
    select s.id from staff_link l join staff s on s.id = l.staff_id
    where l.token_hash = ${hash} and l.purpose = ${purpose} and l.used_at is null and l.expires_at > now() and s.left_at is null`.execute(
    db,
  );
  return rows[0]?.id ?? null;
}

/** Uses a link up. @returns whose it is; null for whoever comes second. */
export async function useLink(db: Db, purpose: 'return' | 'device', hash: Buffer): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`
    update staff_link l set used_at = now() from staff s
    where s.id = l.staff_id and l.token_hash = ${hash} and l.purpose = ${purpose} and l.used_at is null
      and l.expires_at > now() and s.left_at is null
    returning s.id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Erases what has had its time: tries after a day, links and sessions after their end, browsers unused for a year. */
export async function eraseStaleAccess(db: Db): Promise<void> {
  await sql`delete from staff_attempt where at < now() - interval '1 day'`.execute(db);
  await sql`delete from staff_link where expires_at < now() - interval '1 day'`.execute(db);
  await sql`delete from staff_session where expires_at < now()`.execute(db);
  await sql`delete from staff_verification where expires_at < now()`.execute(db);
  await sql`delete from staff_device where used_at < now() - interval '400 days'`.execute(db);
}
