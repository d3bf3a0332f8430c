import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { DeskLang } from '../model.ts';
import '../tables.ts';

/** What a person can sign in with. */
export interface Factors {
  password: boolean;
  totp: boolean;
  passkeys: number;
}

/** @returns what somebody signs in with. */
export async function readFactors(db: Db, staffId: Id): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select exists (select from staff_credential where staff_id = ${staffId} and password is not null) as password,
      exists (select from staff_totp where staff_id = ${staffId} and verified) as totp,
      (select count(*) from staff_passkey where staff_id = ${staffId}) as passkeys`.execute(db);
  return rows[0] ?? { password: false, totp: false, passkeys: 0 };
}

/** @returns the person of an address who has not left. */
export async function findByEmail(db: Db, email: string): Promise<{ id: Id; lang: DeskLang } | null> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'lang'])
    .where('email', '=', email)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Changes the name of a person and the language of their desk. */
export async function saveProfile(db: Db, staffId: Id, name: string, lang: DeskLang): Promise<void> {
  await sql`update staff set name = ${name}, lang = ${lang}, updated_at = now() where id = ${staffId}`.execute(
    db,
  );
}

/** @returns the hash of a person's password; null when they have none. */
export async function readPasswordHash(db: Db, staffId: Id): Promise<string | null> {
  const row = await db
    .selectFrom('staff_credential')
    .select('password')
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Sets the password of a person, by its hash. */
export async function storePasswordHash(db: Db, staffId: Id, hash: string): Promise<void> {
  await sql`
    insert into staff_credential (id, staff_id, provider_id, account_id, password)
    values (${newId()}, ${staffId}, 'credential', ${staffId}, ${hash})
    on conflict (staff_id, provider_id) do update set password = excluded.password, updated_at = now()`.execute(
    db,
  );
}

export interface PasskeyRow {
  id: Id;
  name: string | null;
  aaguid: string | null;
  createdAt: Date;
}

/** @returns the passkeys of a person. */
export async function listPasskeys(db: Db, staffId: Id): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select id, name, aaguid, created_at as "createdAt" from staff_passkey where staff_id = ${staffId} order by created_at, id`.execute(
    db,
  );
  return rows;
}

/** @returns false when the person has no such passkey. */
export async function renamePasskey(db: Db, staffId: Id, id: Id, name: string): Promise<boolean> {
  const { rows } = await sql`
    update staff_passkey set name = ${name} where id = ${id} and staff_id = ${staffId} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** @returns false when the person has no such passkey. */
export async function removePasskey(db: Db, staffId: Id, id: Id): Promise<boolean> {
  const { rows } = await sql`
    delete from staff_passkey where id = ${id} and staff_id = ${staffId} returning id`.execute(db);
  return rows.length > 0;
}

/** Removes the authenticator app and its recovery codes. */
export async function removeTotp(tx: Db, staffId: Id): Promise<void> {
  await sql`delete from staff_totp where staff_id = ${staffId}`.execute(tx);
  await sql`update staff set two_factor_enabled = false, updated_at = now() where id = ${staffId}`.execute(
    tx,
  );
}

export interface SessionRow {
  id: Id;
  device: string;
  createdAt: Date;
  usedAt: Date;
}

/** @returns where a person is signed in, the last used first. */
export async function listSessions(db: Db, staffId: Id): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, coalesce(device, '') as device, created_at as "createdAt", updated_at as "usedAt"
    from staff_session where staff_id = ${staffId} and expires_at > now() order by updated_at desc, id desc`.execute(
    db,
  );
  return rows;
}

/** When a session was opened. */
export async function sessionOpenedAt(db: Db, id: Id): Promise<Date | null> {
  const row = await db
    .selectFrom('staff_session')
    .select('created_at')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

/** Ends one session of a person. @returns false when they have no such session. */
export async function endSession(db: Db, staffId: Id, id: Id): Promise<boolean> {
  const { rows } =
    await sql`delete from staff_session where id = ${id} and staff_id = ${staffId} returning id`.execute(db);
  return rows.length > 0;
}

/** Ends all sessions of a person but one (null: all). */
export async function endSessions(db: Db, staffId: Id, but: Id | null): Promise<void> {
  await sql`delete from staff_session where staff_id = ${staffId} and id is distinct from ${but}`.execute(db);
}

/** Takes away everything that a person signs in with, and ends what they had opened. */
export async function dropFactors(tx: Db, staffId: Id): Promise<void> {
  await removeTotp(tx, staffId);
  for (const table of ['staff_passkey', 'staff_credential', 'staff_session', 'staff_device', 'staff_link'])
    await sql`delete from ${sql.table(table)} where staff_id = ${staffId}`.execute(tx);
}

/** A session that has just shown its person's first second factor has two. */
export async function markTwoFactors(db: Db, sessionId: Id): Promise<void> {
  await db.updateTable('staff_session').set({ two_factors: true }).where('id', '=', sessionId).execute();
}
