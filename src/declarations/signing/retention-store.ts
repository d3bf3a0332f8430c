import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Retention } from '../../initiative/settings/model.ts';
import { readSiteSettings } from '../../initiative/settings/store.ts';
import './tables.ts';

/** What a round of erasing did. */
export interface Erased {
  unconfirmed: number;
  contacts: number;
  /** Of rejected organisations: sealed names, letters and the officers in them. */
  names: number;
  keptMails: number;
  tokens: number;
}

/** SQL: whether `s` was rejected so many days ago, and no clean-up that took it out can still be undone. */
const rejectedLongAgo = (days: number) => sql`s.kind = 'organisation' and s.state = 'rejected'
  and (select max(e.at) from signature_event e where e.signature_id = s.id and e.becomes = 'rejected') < now() - ${days} * interval '1 day'
  and not exists (select from cleanup_signature c join cleanup k on k.id = c.cleanup_id where c.signature_id = s.id and c.undone is null
    and (k.ended_at is null or k.state = 'undoing' or k.ended_at > now() - interval '90 days'))`;

/**
 * Erases what has had its time, as the privacy page promises: signatures nobody confirmed; address and contact of those
 * confirmed who did not ask for news (unless a mail to them still waits); what names a rejected organisation in secret; kept mails; expired links.
 * One step of at most `limit` rows of a kind, so that it locks nothing for long; again until nothing is left.
 */
async function eraseStep(db: Db, terms: Retention, limit: number): Promise<Erased> {
  const count = async (query: ReturnType<typeof sql>) =>
    Number((await query.execute(db)).numAffectedRows ?? 0n);
  const days = (n: number) => sql`${n} * interval '1 day'`;
  return {
    unconfirmed: await count(sql`delete from signature where id in (
      select id from signature where state = 'pending' and greatest(created_at, mail_asked_at) < now() - ${days(terms.unconfirmedDays)} limit ${limit})`),
    contacts: await count(sql`update signature set email_sealed = null, contact_sealed = null where id in (
      select s.id from signature s where s.email_sealed is not null and (not s.updates or s.state = 'rejected')
        and s.confirmed_at < now() - ${days(terms.contactDays)}
        and not exists (select from outbox o where o.signature_id = s.id and o.due_at < 'infinity') limit ${limit})`),
    names:
      (await count(sql`update signature set name_sealed = null where id in (
        select s.id from signature s where s.name_sealed is not null and ${rejectedLongAgo(terms.contactDays)} limit ${limit})`)) +
      (await count(sql`update verification set officers_sealed = null where id in (
        select v.id from verification v join signature s on s.id = v.signature_id
        where v.officers_sealed is not null and ${rejectedLongAgo(terms.contactDays)} limit ${limit})`)),
    keptMails: await count(sql`delete from kept_mail where made_at < now() - ${days(terms.keptMailDays)}`),
    tokens: await count(
      sql`delete from signature_token where purpose = 'confirm' and expires_at < now() - ${days(terms.confirmDays)}`,
    ),
  };
}

/** Erases all that has had its time by the settings of the site, step by step. @param limit rows a step. */
export async function eraseExpired(db: Db, limit = 5_000): Promise<Erased> {
  const { retention } = await readSiteSettings(db);
  const sum: Erased = { unconfirmed: 0, contacts: 0, names: 0, keptMails: 0, tokens: 0 };
  for (;;) {
    const step = await eraseStep(db, retention, limit);
    sum.unconfirmed += step.unconfirmed;
    sum.contacts += step.contacts;
    sum.names += step.names;
    sum.keptMails += step.keptMails;
    sum.tokens += step.tokens;
    if (step.unconfirmed < limit && step.contacts < limit && step.names < limit) return sum;
  }
}
