import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { MailTokens } from './mail.ts';
import type { MailKind, Signature } from './model.ts';
import { signatureColumns } from './store.ts';

/** How long a taken mail is nobody else's. A process that dies meanwhile loses nothing: the mail is due again. */
const lease = sql`interval '5 minutes'`;

/** Takes due mails for this process: others skip them. */
export async function claimMails(
  db: Db,
  limit: number,
): Promise<{ id: Id; kind: MailKind; signatureId: Id; attempts: number }[]> {
  const { rows } = await sql<{ id: Id; kind: MailKind; signatureId: Id; attempts: number }>`
    update outbox o set due_at = now() + ${lease}
    from (select id from outbox where due_at <= now() order by kind = 'new-version', due_at limit ${limit} for update skip locked) due
    where o.id = due.id
    returning o.id, o.kind, o.signature_id as "signatureId", o.attempts`.execute(db);
  return rows;
}

/** @returns whether any mail is due. */
export async function isMailDue(db: Db): Promise<boolean> {
  const row = await sql`select from outbox where due_at <= now() limit 1`.execute(db);
  return row.rows.length > 0;
}

/** What a mail about a signature says besides its own text. */
export interface MailFacts {
  signature: Signature;
  campaignSlug: string;
  declarationTitle: string;
  siteName: string;
  reason: string | null;
}

export async function readMailFacts(db: Db, signatureId: Id): Promise<MailFacts | null> {
  const { rows } = await sql<Signature & Omit<MailFacts, 'signature'>>`
    select ${signatureColumns},
      t.slug as "campaignSlug", w.title as "declarationTitle",
      coalesce((select name from initiative_text where state = 'published' order by lang = s.lang desc, lang = 'en' desc limit 1), '') as "siteName",
      (select reason from signature_event e where e.signature_id = s.id and e.becomes = 'rejected' order by e.at desc limit 1) as reason
    from signature s
    join declaration_wording w on w.sha256 = s.wording_sha256
    join declaration_version v on v.id = s.version_id
    join declaration d on d.id = v.declaration_id
    join thing t on t.id = d.campaign_id
    where s.id = ${signatureId}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { campaignSlug, declarationTitle, siteName, reason, ...signature } = row;
  return { signature, campaignSlug, declarationTitle, siteName, reason };
}

/**
 * Stores the hashes of a mail's links before the mail leaves: a link that arrives works. Links to confirm
 * that were mailed for older data die with it.
 */
export async function storeTokens(
  db: Db,
  signatureId: Id,
  tokens: MailTokens,
  confirmDays: number,
): Promise<void> {
  const expires = sql`now() + ${confirmDays} * interval '1 day'`;
  await sql`
    with dead as (
      delete from signature_token k using signature s where s.id = k.signature_id and s.id = ${signatureId}
        and k.purpose = 'confirm' and k.made_at < s.changed_at and ${tokens.confirm !== null})
    insert into signature_token (hash, signature_id, purpose, expires_at)
    select hash, ${signatureId}, purpose, case purpose when 'confirm' then ${expires} end
    from (values (${tokens.withdraw}::bytea, 'withdraw'), (${tokens.confirm}::bytea, 'confirm')) link (hash, purpose)
    where hash is not null`.execute(db);
}

/** The mail has gone out, or has lost its reason. */
export async function dropMail(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Puts a mail off: 1, 2, 4 … minutes, six hours at most; for good (`infinity`) when it was given up. */
export async function postponeMail(db: Db, id: Id, reason: string, gaveUp: boolean): Promise<void> {
  await sql`
    update outbox set attempts = attempts + 1, last_error = ${reason},
      due_at = case when ${gaveUp} then 'infinity' else now() + least(interval '6 hours', interval '1 minute' * power(2, attempts)) end
    where id = ${id}`.execute(db);
}

/** Moves a mail from the outbox to the kept ones, in one step. */
export async function keepMail(
  db: Db,
  outboxId: Id,
  kept: { id: Id; kind: MailKind; signatureId: Id; sealed: Buffer },
): Promise<void> {
  await sql`
    with gone as (delete from outbox where id = ${outboxId})
    insert into kept_mail (id, kind, signature_id, sealed)
    values (${kept.id}, ${kept.kind}, ${kept.signatureId}, ${kept.sealed})`.execute(db);
}

export async function listKeptMails(
  db: Db,
  limit: number,
): Promise<{ id: Id; kind: MailKind; sealed: Buffer; madeAt: Date }[]> {
  const rows = await db
    .selectFrom('kept_mail')
    .selectAll()
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, sealed: row.sealed, madeAt: row.made_at }));
}

/** @returns how many mails wait, and how many were given up, with the newest reason. */
export async function outboxState(
  db: Db,
): Promise<{ waiting: number; failed: number; reason: string | null }> {
  const { rows } = await sql<{ waiting: number; failed: number; reason: string | null }>`
    select count(*) filter (where due_at < 'infinity') as waiting, count(*) filter (where due_at = 'infinity') as failed,
      (select last_error from outbox where last_error is not null order by made_at desc limit 1) as reason
    from outbox`.execute(db);
  return rows[0] ?? { waiting: 0, failed: 0, reason: null };
}

/** Gives the mails that were given up another try. @returns how many. */
export async function retryFailed(db: Db): Promise<number> {
  const { numAffectedRows } =
    await sql`update outbox set due_at = now(), attempts = 0 where due_at = 'infinity'`.execute(db);
  return Number(numAffectedRows ?? 0);
}
