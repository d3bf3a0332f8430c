import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Signature } from './model.ts';
import { eraseContact, signatoriesTag, signatureColumns } from './store.ts';

/** @returns the signatures of an address, by the hash of what was typed or of the mailbox behind it. */
export async function findByAddress(
  db: Db,
  emailHash: Buffer,
  canonicalHash: Buffer,
): Promise<{ signature: Signature; campaignSlug: string; via: string | null }[]> {
  const { rows } = await sql<Signature & { campaignSlug: string; via: string | null }>`
    select ${signatureColumns}, t.slug as "campaignSlug", (select l.slug from via l where l.id = s.via_id) as via from signature s
    join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    join thing t on t.id = d.campaign_id
    where s.email_hash = ${emailHash} or s.canonical_hash = ${canonicalHash} order by s.created_at`.execute(
    db,
  );
  return rows.map(({ campaignSlug, via, ...signature }) => ({ signature, campaignSlug, via }));
}

/** @returns what happened to a signature, oldest first. */
export async function listEvents(
  db: Db,
  id: Id,
): Promise<{ becomes: string; at: Date; actor: string; reason: string | null }[]> {
  return db
    .selectFrom('signature_event')
    .select(['becomes', 'at', 'actor', 'reason'])
    .where('signature_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Deletes a signature and all that hangs on it: events, links, mails. The count follows. */
export async function erasePerson(tx: Tx, signature: Pick<Signature, 'id' | 'versionId'>): Promise<void> {
  await tx.deleteFrom('signature').where('id', '=', signature.id).execute();
  await notifyChanged(tx, [signatoriesTag(signature.versionId)]);
}

/** Erases who signed for an organisation: address, contact, hashes, links, mails. The organisation stays. */
export async function eraseOrganisationContact(tx: Tx, id: Id): Promise<void> {
  await eraseContact(tx, id);
  await tx
    .updateTable('signature')
    .set({ email_hash: null, canonical_hash: null, updates: false })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('signature_token').where('signature_id', '=', id).execute();
}
