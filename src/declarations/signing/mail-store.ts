import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { MailTokens } from './mail.ts';
import type { Signature } from './model.ts';
import { signatureColumns } from './store.ts';

/** What a mail about a signature says besides its own text. */
export interface MailFacts {
  signature: Signature;
  campaignSlug: string;
  declarationTitle: string;
  siteName: string;
  reason: string | null;
}

/** @returns what the mails about a signature say; null where there is none. */
export async function readMailFacts(db: Db, signatureId: Id): Promise<MailFacts | null> {
  const { rows } = await sql<Signature & Omit<MailFacts, 'signature'>>`
    select ${signatureColumns},
      t.slug as "campaignSlug", w.title as "declarationTitle",
      coalesce((select name from initiative_text where state = 'published' order by lang = s.lang desc, lang = 'en' desc limit 1), '') as "siteName",
      (select reason from signature_event e where e.signature_id = s.id and e.becomes = 'rejected' and e.undoes is null order by e.at desc limit 1) as reason
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
