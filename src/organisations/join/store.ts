import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import { type Application, type JoinData, joinTerms } from './model.ts';
import './tables.ts';

const nameOf = (
  id: string,
  lang: string,
) => sql`(select x.name from organisation_text x where x.thing_id = ${sql.ref(id)}
  and x.state = 'published' order by x.lang = ${lang} desc, x.lang = 'en' desc limit 1)`;

const columns = (
  lang: string,
) => sql`a.id, a.lang, a.state, a.name, a.name_ar as "nameAr", a.country, a.website, a.about,
  a.contact_sealed as "contactSealed", a.created_at as "createdAt", a.decided_at as "decidedAt", a.reason, a.organisation_id as "organisationId",
  (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'memberId', v.member_id, 'member', coalesce(${nameOf('v.member_id', lang)}, ''),
    'askedAt', v.asked_at, 'answer', v.answer, 'answeredAt', v.answered_at, 'answeredBy', v.answered_by, 'reason', v.reason) order by v.id), '[]')
    from join_vouch v where v.application_id = a.id) as vouches`;

/** An application to be stored. */
export interface NewApplication {
  id: Id;
  data: JoinData;
  contactSealed: Buffer;
  emailHash: Buffer;
}

/** @returns the open application of an address, its row locked; null for none. */
export async function lockOpen(tx: Tx, emailHash: Buffer): Promise<{ id: Id; state: string } | null> {
  const { rows } = await sql<{ id: Id; state: string }>`select id, state from join_application
    where email_hash = ${emailHash} and state in ('pending', 'confirmed') for update`.execute(tx);
  return rows[0] ?? null;
}

/** Stores an application with the members that it names, and asks for its mail. @returns false where the address has an open one. */
export async function insertApplication(
  tx: Tx,
  { id, data, contactSealed, emailHash }: NewApplication,
): Promise<boolean> {
  const { lang, name, nameAr, country, website, about } = data;
  const { rows } =
    await sql`insert into join_application (id, lang, name, name_ar, country, website, about, contact_sealed, email_hash)
    values (${id}, ${lang}, ${name}, ${nameAr}, ${country}, ${website}, ${about}, ${contactSealed}, ${emailHash})
    on conflict do nothing returning id`.execute(tx);
  if (rows.length === 0) return false;
  await insertVouches(tx, id, data.members);
  await queueMail(tx, 'join-confirm', 'application_id', id);
  return true;
}

/** Puts newer data in the place of an application's that nobody confirmed; a mail is sent again after an hour. */
export async function replaceApplication(tx: Tx, { id, data, contactSealed }: NewApplication): Promise<void> {
  const { lang, name, nameAr, country, website, about } = data;
  await sql`update join_application set lang = ${lang}, name = ${name}, name_ar = ${nameAr}, country = ${country}, website = ${website},
    about = ${about}, contact_sealed = ${contactSealed} where id = ${id} and state = 'pending'`.execute(tx);
  await sql`delete from join_vouch where application_id = ${id}`.execute(tx);
  await insertVouches(tx, id, data.members);
  const { rows } = await sql`update join_application set mail_asked_at = now() where id = ${id}
    and mail_asked_at < now() - interval '1 hour' returning id`.execute(tx);
  if (rows.length > 0) await queueMail(tx, 'join-confirm', 'application_id', id);
}

async function insertVouches(tx: Tx, applicationId: Id, members: readonly Id[]): Promise<void> {
  await tx
    .insertInto('join_vouch')
    .values(members.map((member_id) => ({ id: newId(), application_id: applicationId, member_id })))
    .execute();
}

/** @returns an application; `lang` of the members' names. */
export async function readApplication(
  db: Db,
  id: Id,
  lang: string,
  lock = false,
): Promise<Application | null> {
  const { rows } = await sql<Application>`select ${columns(lang)} from join_application a where a.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] ?? null;
}

/** @returns confirmed applications, those that wait first. */
export async function listApplications(db: Db, lang: string, limit: number): Promise<Application[]> {
  const { rows } =
    await sql<Application>`select ${columns(lang)} from join_application a where a.state <> 'pending'
    order by a.state = 'confirmed' desc, a.created_at desc limit ${limit}`.execute(db);
  return rows;
}

export interface JoinTokenUse {
  applicationId: Id;
  vouchId: Id | null;
  used: boolean;
  expired: boolean;
}

/** @returns what a mailed link leads to; null for one that was never made. */
export async function readJoinToken(db: Db, hash: Buffer, lock = false): Promise<JoinTokenUse | null> {
  const { rows } =
    await sql<JoinTokenUse>`select application_id as "applicationId", vouch_id as "vouchId", used_at is not null as used,
    expires_at <= now() as expired from join_token where hash = ${hash} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Stores the hash of a link that is mailed. */
export async function storeJoinToken(
  db: Db,
  hash: Buffer,
  applicationId: Id,
  vouchId: Id | null,
): Promise<void> {
  await sql`insert into join_token (hash, application_id, vouch_id, expires_at)
    values (${hash}, ${applicationId}, ${vouchId}, now() + ${joinTerms.linkDays} * interval '1 day')`.execute(
    db,
  );
}

/** Marks a mailed link as used. */
export async function spendJoinToken(tx: Tx, hash: Buffer): Promise<void> {
  await tx.updateTable('join_token').set({ used_at: sql`now()` }).where('hash', '=', hash).execute();
}

/** The applicant's mail was answered: the members that have an address are asked. */
export async function confirmApplication(tx: Tx, id: Id): Promise<void> {
  await sql`update join_application set state = 'confirmed', confirmed_at = now() where id = ${id}`.execute(
    tx,
  );
  const { rows } = await sql<{ id: Id }>`update join_vouch v set asked_at = now() from member_contact m
    where v.application_id = ${id} and m.organisation_id = v.member_id returning v.id`.execute(tx);
  for (const vouch of rows) await queueMail(tx, 'join-vouch', 'vouch_id', vouch.id);
}

/** Notes what a member says, or what the desk knows of it. The last word counts, while nothing is decided. */
export async function answerVouch(
  tx: Tx,
  vouchId: Id,
  answer: 'vouches' | 'declines',
  by: { actor: string; reason: string | null },
): Promise<boolean> {
  const { rows } =
    await sql`update join_vouch v set answer = ${answer}, answered_at = now(), answered_by = ${by.actor}, reason = ${by.reason}
    from join_application a where a.id = v.application_id and a.state = 'confirmed' and v.id = ${vouchId} returning v.id`.execute(
      tx,
    );
  return rows.length > 0;
}

/** Where a member is asked. */
export interface VouchFacts {
  applicationId: Id;
  memberId: Id;
  member: string;
  emailSealed: Buffer | null;
  lang: Lang;
  applicant: string;
  state: string;
}

/** @returns what the mail to a member says; null for none. */
export async function readVouchFacts(db: Db, vouchId: Id): Promise<VouchFacts | null> {
  const { rows } =
    await sql<VouchFacts>`select v.application_id as "applicationId", v.member_id as "memberId",
      coalesce(${nameOf('v.member_id', 'en')}, '') as member, m.email_sealed as "emailSealed", coalesce(m.lang, 'en') as lang,
      a.name as applicant, a.state
    from join_vouch v join join_application a on a.id = v.application_id
    left join member_contact m on m.organisation_id = v.member_id where v.id = ${vouchId}`.execute(db);
  return rows[0] ?? null;
}

/** Decides on an application, and has the applicant told. */
export async function decideApplication(
  tx: Tx,
  id: Id,
  decision: { state: 'accepted'; organisationId: Id } | { state: 'rejected'; reason: string },
  actor: string,
): Promise<void> {
  const organisationId = decision.state === 'accepted' ? decision.organisationId : null;
  const reason = decision.state === 'rejected' ? decision.reason : null;
  await sql`update join_application set state = ${decision.state}, decided_at = now(), decided_by = ${actor}, reason = ${reason},
    organisation_id = ${organisationId} where id = ${id}`.execute(tx);
  await queueMail(
    tx,
    decision.state === 'accepted' ? 'join-accepted' : 'join-rejected',
    'application_id',
    id,
  );
}

/** Writes the organisation that an application becomes: its row, and its text as a draft. */
export async function insertMember(
  tx: Tx,
  id: Id,
  application: Pick<Application, 'lang' | 'name' | 'nameAr' | 'country' | 'website' | 'about'>,
): Promise<void> {
  await sql`insert into organisation (id, country, url, member_since) values (${id}, ${application.country}, ${application.website},
    (now() at time zone 'Asia/Baghdad')::date)`.execute(tx);
  await sql`insert into organisation_text (thing_id, lang, state, name, also, role)
    values (${id}, ${application.lang}, 'draft', ${application.name}, ${application.nameAr ? [application.nameAr] : []}, ${application.about.slice(0, 600)})`.execute(
    tx,
  );
}

/** Whether an organisation has this slug, or once had. */
export async function isOrganisationSlug(tx: Tx, slug: string): Promise<boolean> {
  const { rows } = await sql`select from thing where kind = 'organisation' and slug = ${slug}
    union all select from former_slug where kind = 'organisation' and slug = ${slug}`.execute(tx);
  return rows.length > 0;
}

/** Erases what has had its time: applications that nobody confirmed; contacts after the decision. */
export async function eraseJoin(db: Db): Promise<void> {
  await sql`delete from join_application where state = 'pending' and greatest(created_at, mail_asked_at) < now() - ${joinTerms.unconfirmedDays} * interval '1 day'`.execute(
    db,
  );
  await sql`update join_application set contact_sealed = null, email_hash = null where contact_sealed is not null
    and decided_at < now() - ${joinTerms.contactDays} * interval '1 day'`.execute(db);
  await sql`delete from join_token where expires_at < now() - interval '1 day'`.execute(db);
}

/** An organisation, and whether and since when it is a member. */
export interface Membership {
  id: Id;
  name: string;
  since: string | null;
  until: string | null;
  hasContact: boolean;
}

/** @returns all organisations of the public side with their membership, members first. */
export async function listMemberships(db: Db, lang: string): Promise<Membership[]> {
  const { rows } =
    await sql<Membership>`select o.id, coalesce(${nameOf('o.id', lang)}, '') as name, to_char(o.member_since, 'YYYY-MM-DD') as since,
      to_char(o.member_until, 'YYYY-MM-DD') as until, exists (select from member_contact m where m.organisation_id = o.id) as "hasContact"
    from organisation o where ${isPublic(sql`o.id`)} or o.member_since is not null
    order by o.member_since is null, 2, o.id limit 500`.execute(db);
  return rows;
}

/** Sets since when an organisation is a member, and until when. @returns false where there is no such organisation. */
export async function setMembership(
  tx: Tx,
  id: Id,
  since: string | null,
  until: string | null,
): Promise<boolean> {
  const { rows } =
    await sql`update organisation set member_since = ${since}::date, member_until = ${until}::date where id = ${id} returning id`.execute(
      tx,
    );
  return rows.length > 0;
}

/** Sets or forgets where a member is asked. */
export async function setMemberContact(
  tx: Tx,
  id: Id,
  contact: { emailSealed: Buffer; lang: Lang } | null,
  by: string,
): Promise<void> {
  await sql`delete from member_contact where organisation_id = ${id}`.execute(tx);
  if (contact)
    await tx
      .insertInto('member_contact')
      .values({ organisation_id: id, email_sealed: contact.emailSealed, lang: contact.lang, set_by: by })
      .execute();
}
