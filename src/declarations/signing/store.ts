import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MailDomainKind } from '../../foundation/text/mail-domain.ts';
import type { Flag, MailKind, Signature, SignatureData, SignatureState } from './model.ts';
import './tables.ts';

/** A signature ready to be stored: data, what is sealed, what is hashed. */
export interface NewSignature {
  id: Id;
  versionId: Id;
  wordingSha256: string;
  lang: Lang;
  data: SignatureData;
  emailSealed: Buffer;
  contactSealed: Buffer;
  /** Of an organisation whose name must not be known: `data` then names nothing. */
  nameSealed: Buffer | null;
  emailHash: Buffer;
  canonicalHash: Buffer;
  organisationKey: string | null;
  organisationKeyAr: string | null;
  websiteDomain: string | null;
  mailDomainKind: MailDomainKind | null;
  mailDomainHash: Buffer | null;
  filledMs: number | null;
  /** The slug of the campaign link by which they came. */
  via: string | null;
  flags: Flag[];
}

/** SQL: a signature as the rules see it; the query calls the table `s`. */
export const signatureColumns = sql`s.id, s.version_id as "versionId", encode(s.wording_sha256, 'hex') as "wordingSha256", s.lang, s.kind,
  s.state, s.organisation_name as "organisationName", s.organisation_name_ar as "organisationNameAr", s.country, s.website,
  s.publicity, s.updates, s.public_name as "publicName", s.email_sealed as "emailSealed", s.contact_sealed as "contactSealed",
  s.name_sealed as "nameSealed", s.flags, s.created_at as "createdAt", s.mail_asked_at as "mailAskedAt"`;

/**
 * Stores a new signature and the mail it asks for, in one statement.
 * @returns false when this address already signed this version in this kind: then nothing is stored.
 */
export async function insertSignature(db: Db, signature: NewSignature): Promise<boolean> {
  const { data } = signature;
  const { rows } = await sql<{ id: Id }>`
    with signed as (
      insert into signature (id, version_id, wording_sha256, lang, kind, organisation_name, organisation_name_ar, country, website,
        publicity, updates, email_sealed, contact_sealed, email_hash, canonical_hash, organisation_key, organisation_key_ar,
        website_domain, mail_domain_kind, mail_domain_hash, filled_ms, via_id, flags, name_sealed)
      values (${signature.id}, ${signature.versionId}, decode(${signature.wordingSha256}, 'hex'), ${signature.lang}, ${data.kind},
        ${data.organisationName}, ${data.organisationNameAr}, ${data.country}, ${data.website}, ${data.publicity}, ${data.updates},
        ${signature.emailSealed}, ${signature.contactSealed}, ${signature.emailHash}, ${signature.canonicalHash},
        ${signature.organisationKey}, ${signature.organisationKeyAr}, ${signature.websiteDomain}, ${signature.mailDomainKind},
        ${signature.mailDomainHash}, ${signature.filledMs}, ${viaOf(signature)}, ${signature.flags},
        ${signature.nameSealed})
      on conflict (version_id, kind, canonical_hash) where state <> 'withdrawn' do nothing returning id)
    insert into outbox (id, kind, signature_id) select ${newId()}, 'confirm', id from signed returning signature_id as id`.execute(
    db,
  );
  return rows.length > 0;
}

/** SQL: the campaign link by which a signature came; none where its campaign has none of this slug. */
function viaOf({ versionId, via }: NewSignature) {
  if (via === null) return sql`null`;
  return sql`(select l.id from declaration_version v join declaration d on d.id = v.declaration_id
    join via l on l.campaign_id = d.campaign_id where v.id = ${versionId} and l.slug = ${via})`;
}

/** @returns the standing signature of an address, its row locked until the transaction ends. */
export async function lockByAddress(
  tx: Tx,
  versionId: Id,
  kind: Signature['kind'],
  canonicalHash: Buffer,
): Promise<Signature | null> {
  const { rows } = await sql<Signature>`select ${signatureColumns} from signature s
    where s.version_id = ${versionId} and s.kind = ${kind} and s.canonical_hash = ${canonicalHash} and s.state <> 'withdrawn'
    for update`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Puts newer data in the place of a pending signature's. A link mailed for the older data lives until the newer mail
 * leaves, so that nobody is ever without one; its page shows the newest data, and confirms nothing else.
 */
export async function replacePending(tx: Tx, id: Id, signature: NewSignature): Promise<void> {
  const { data } = signature;
  await tx
    .updateTable('signature')
    .set({
      wording_sha256: Buffer.from(signature.wordingSha256, 'hex'),
      lang: signature.lang,
      organisation_name: data.organisationName,
      organisation_name_ar: data.organisationNameAr,
      country: data.country,
      website: data.website,
      publicity: data.publicity,
      updates: data.updates,
      email_sealed: signature.emailSealed,
      contact_sealed: signature.contactSealed,
      email_hash: signature.emailHash,
      organisation_key: signature.organisationKey,
      organisation_key_ar: signature.organisationKeyAr,
      website_domain: signature.websiteDomain,
      mail_domain_kind: signature.mailDomainKind,
      mail_domain_hash: signature.mailDomainHash,
      filled_ms: signature.filledMs,
      name_sealed: signature.nameSealed,
      flags: signature.flags,
      changed_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

/**
 * Gives a signature its address back: who was erased after 30 days and signs again can be answered only so.
 */
export async function restoreAddress(tx: Tx, id: Id, emailSealed: Buffer): Promise<void> {
  await tx.updateTable('signature').set({ email_sealed: emailSealed }).where('id', '=', id).execute();
}

/**
 * Asks for a mail, at most one an hour and signature: a second wish within the hour waits for its end, a further one
 * changes nothing.
 */
export async function askForMail(tx: Tx, id: Id, kind: MailKind): Promise<void> {
  await sql`
    with given_up as (delete from outbox where signature_id = ${id} and due_at = 'infinity'),
    waiting as (select from outbox where signature_id = ${id} and due_at < 'infinity'),
    asked as (
      update signature set mail_asked_at = greatest(now(), mail_asked_at + interval '1 hour')
      where id = ${id} and not exists (select from waiting) returning mail_asked_at)
    insert into outbox (id, kind, signature_id, due_at) select ${newId()}, ${kind}, ${id}, mail_asked_at from asked`.execute(
    tx,
  );
}

/**
 * Asks for mails at once, in one statement: the answer to a decision, not to a wish. Who waits for a mail comes before
 * those who are asked about a new version.
 */
export async function queueMails(tx: Tx, signatureIds: readonly Id[], kind: MailKind): Promise<void> {
  const patient = kind === 'new-version';
  await sql`insert into outbox (id, kind, signature_id, patient)
    select id, ${kind}, signature_id, ${patient} from unnest(${signatureIds.map(newId)}::uuid[], ${[...signatureIds]}::uuid[]) mail (id, signature_id)`.execute(
    tx,
  );
}

export async function readSignature(db: Db, id: Id): Promise<Signature | null> {
  const { rows } =
    await sql<Signature>`select ${signatureColumns} from signature s where s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What a mailed link leads to. */
export interface TokenUse {
  signature: Signature;
  used: boolean;
  expired: boolean;
}

/** @returns what a token leads to, of this purpose; null for one we never made, or whose signature is gone. */
export async function readToken(
  db: Db,
  hash: Buffer,
  purpose: 'confirm' | 'withdraw',
  lock = false,
): Promise<TokenUse | null> {
  const { rows } = await sql<Signature & Omit<TokenUse, 'signature'>>`
    select ${signatureColumns}, k.used_at is not null as used, coalesce(k.expires_at <= now(), false) as expired
    from signature_token k join signature s on s.id = k.signature_id
    where k.hash = ${hash} and k.purpose = ${purpose} ${lock ? sql`for update of k, s` : sql``}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { used, expired, ...signature } = row;
  return { signature, used, expired };
}

export async function markTokenUsed(tx: Tx, hash: Buffer): Promise<void> {
  await tx.updateTable('signature_token').set({ used_at: sql`now()` }).where('hash', '=', hash).execute();
}

/**
 * Changes the state of a signature, by a row that says who and when.
 * @param listed what the public sees from now on; only with `listed`.
 * @throws a database error TD003 when the state does not allow it.
 */
export async function changeState(
  tx: Tx,
  signature: Pick<Signature, 'id' | 'versionId'>,
  becomes: Exclude<SignatureState, 'pending'>,
  by: {
    actor: string;
    reason?: string | null;
    publicName?: string | null;
    searchKey?: string | null;
    /** Since when it was listed, where it comes back (a suspension ends). */
    listedSince?: Date | null;
  },
): Promise<void> {
  await tx
    .insertInto('signature_event')
    .values({
      id: newId(),
      signature_id: signature.id,
      becomes,
      actor: by.actor,
      reason: by.reason ?? null,
      public_name: by.publicName ?? null,
      search_key: by.searchKey ?? null,
      listed_since: by.listedSince ?? null,
    })
    .execute();
  await notifyChanged(tx, [signatoriesTag(signature.versionId)]);
}

/** The tag of pages that show names of signatories of a version. */
export function signatoriesTag(versionId: Id): string {
  return `signatories-${versionId}`;
}

/** @returns whether another signature of the version, answered and not turned away, bears this organisation's name. */
export async function hasSameOrganisation(
  tx: Tx,
  signature: Signature,
  organisationKey: string,
): Promise<boolean> {
  const { rows } =
    await sql`select from signature where version_id = ${signature.versionId} and kind = 'organisation'
    and organisation_key = ${organisationKey} and id <> ${signature.id} and state in ('confirmed', 'listed', 'suspect') limit 1`.execute(
      tx,
    );
  return rows.length > 0;
}

export async function addFlags(tx: Tx, id: Id, flags: readonly Flag[]): Promise<void> {
  await sql`update signature set flags = (select array_agg(distinct f order by f) from unnest(flags || ${[...flags]}::text[]) f)
    where id = ${id}`.execute(tx);
}

/** Erases the address and the contact of a signature, and the mails that wait for it or are kept. */
export async function eraseContact(tx: Tx, id: Id): Promise<void> {
  await tx
    .updateTable('signature')
    .set({ email_sealed: null, contact_sealed: null })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('outbox').where('signature_id', '=', id).execute();
  await sql`delete from kept_mail where signature_id = ${id}`.execute(tx);
}

/** Deletes a signature that nobody ever confirmed, with all that hangs on it. */
export async function deletePending(tx: Tx, id: Id): Promise<void> {
  await tx.deleteFrom('signature').where('id', '=', id).where('state', '=', 'pending').execute();
}
