import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { invitationDays } from '../access/terms.ts';
import type { DeskLang, Grant } from '../model.ts';
import '../tables.ts';

/** An invitation that can still be used. */
export interface Invitation {
  id: Id;
  /** Null: the first owner says their own. */
  email: string | null;
  lang: DeskLang;
  grants: Grant[];
  invitedBy: string;
  expiresAt: Date;
}

const columns = sql`i.id, i.email, i.lang, i.invited_by as "invitedBy", i.expires_at as "expiresAt",
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'campaignId', r.campaign_id) order by r.role), '[]')
    from staff_invitation_role r where r.invitation_id = i.id) as grants`;
const open = sql`i.used_at is null and i.withdrawn_at is null and i.expires_at > now()`;

/**
 * Makes an invitation; an open one to the same address is withdrawn, its link is dead. The link is made when the mail is,
 * or by `setInvitationToken`.
 */
export async function invite(
  tx: Tx,
  { email, lang, grants, by }: { email: string | null; lang: DeskLang; grants: readonly Grant[]; by: string },
): Promise<Id> {
  await sql`update staff_invitation set withdrawn_at = now()
    where email is not distinct from ${email} and used_at is null and withdrawn_at is null`.execute(tx);
  const id = newId();
  await sql`insert into staff_invitation (id, email, lang, invited_by, expires_at)
    values (${id}, ${email}, ${lang}, ${by}, now() + ${invitationDays} * interval '1 day')`.execute(tx);
  for (const { role, campaignId } of grants)
    await tx
      .insertInto('staff_invitation_role')
      .values({ invitation_id: id, role, campaign_id: campaignId })
      .execute();
  return id;
}

/** Gives an open invitation its link, in place of one that it may have had. @returns false when it is not open. */
export async function setInvitationToken(db: Db, id: Id, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update staff_invitation i set token_hash = ${hash} where i.id = ${id} and ${open} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** @returns the invitation behind a link; null when it was used, withdrawn, has expired, or is none. */
export async function readInvitation(db: Db, tokenHash: Buffer): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`
    select ${columns} from staff_invitation i where i.token_hash = ${tokenHash} and ${open}`.execute(db);
  return rows[0] ?? null;
}

/** @returns an invitation by its id, while it is open. */
export async function readOpenInvitation(db: Db, id: Id): Promise<Invitation | null> {
  const { rows } =
    await sql<Invitation>`select ${columns} from staff_invitation i where i.id = ${id} and ${open}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** @returns what is open, newest first. */
export async function listInvitations(db: Db): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select ${columns} from staff_invitation i where ${open} and i.email is not null order by i.made_at desc, i.id desc`.execute(
    db,
  );
  return rows;
}

/** @returns false when it was not open. */
export async function withdrawInvitation(db: Db, id: Id): Promise<boolean> {
  const { rows } = await sql`
    update staff_invitation i set withdrawn_at = now() where i.id = ${id} and ${open} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/**
 * Uses an invitation up: makes the person (or takes back one who had left) and gives them the roles.
 * @returns the person; `used` for whoever comes second, `taken` when the address is already somebody's.
 */
export async function acceptInvitation(
  tx: Tx,
  tokenHash: Buffer,
  person: { email: string; name: string; lang: DeskLang },
): Promise<Id | 'used' | 'taken'> {
  const { rows } = await sql<Invitation>`
    select ${columns} from staff_invitation i where i.token_hash = ${tokenHash} and ${open} for update`.execute(
    tx,
  );
  const invitation = rows[0];
  if (!invitation) return 'used';
  const made = await sql<{ id: Id }>`
    insert into staff (id, name, email, lang) values (${newId()}, ${person.name}, ${person.email}, ${person.lang})
    on conflict (email) do update set name = excluded.name, lang = excluded.lang, left_at = null, updated_at = now()
      where staff.left_at is not null
    returning id`.execute(tx);
  const id = made.rows[0]?.id;
  if (!id) return 'taken';
  await sql`update staff_invitation set used_at = now(), staff_id = ${id} where id = ${invitation.id}`.execute(
    tx,
  );
  for (const { role, campaignId } of invitation.grants)
    await sql`insert into staff_role (staff_id, role, campaign_id, given_by)
      values (${id}, ${role}, ${campaignId}, ${invitation.invitedBy}) on conflict do nothing`.execute(tx);
  return id;
}

/** Whether somebody owns the initiative. */
export async function hasOwner(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from staff_role r join staff s on s.id = r.staff_id where r.role = 'owner' and s.left_at is null limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
