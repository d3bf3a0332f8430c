import type { ColumnType, Generated } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Handover, HandoverFailure, HandoverWish, NamedSignatory, VersionCount } from './model.ts';
import '../signing/tables.ts';
import '../tables.ts';

interface HandoverTable {
  id: Id;
  declaration_id: Id;
  lang: Lang;
  dated_on: string;
  addressee: string | null;
  asked_by: string;
  asked_at: Generated<Date>;
  state: Generated<'asked' | 'made' | 'failed'>;
  ended_at: ColumnType<Date | null, never, Date>;
  failure: string | null;
  file_sha256: Buffer | null;
  pages: number | null;
  organisations: number | null;
  people: number | null;
  counted: number | null;
  undrawn: Generated<string>;
  leased_until: ColumnType<Date | null, never, never>;
  attempts: ColumnType<number, never, never>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    handover: HandoverTable;
  }
}

const columns = sql`h.id, h.declaration_id as "declarationId", h.lang, to_char(h.dated_on, 'YYYY-MM-DD') as "datedOn", h.addressee,
  h.asked_by as "askedBy", h.asked_at as "askedAt", h.state, h.failure, encode(h.file_sha256, 'hex') as sha256, h.pages,
  h.organisations, h.people, h.counted, h.undrawn, d.campaign_id as "campaignId", t.slug as "campaignSlug"`;
const places = sql`handover h join declaration d on d.id = h.declaration_id join thing t on t.id = d.campaign_id`;

/** Asks for a hand-over. The jobs process makes it. */
export async function askHandover(db: Db, wish: HandoverWish, askedBy: string): Promise<Id> {
  const id = newId();
  await db
    .insertInto('handover')
    .values({
      id,
      declaration_id: wish.declarationId,
      lang: wish.lang,
      dated_on: wish.datedOn,
      addressee: wish.addressee,
      asked_by: askedBy,
    })
    .execute();
  return id;
}

/** @returns the newest hand-overs of these campaigns (`all`: of every one). */
export async function listHandovers(
  db: Db,
  campaigns: 'all' | readonly Id[],
  limit: number,
): Promise<Handover[]> {
  const { rows } = await sql<Handover>`select ${columns} from ${places}
    ${campaigns === 'all' ? sql`` : sql`where d.campaign_id = any(${[...campaigns]}::uuid[])`}
    order by h.asked_at desc, h.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns one hand-over; null for none. */
export async function readHandover(db: Db, id: Id): Promise<Handover | null> {
  const { rows } = await sql<Handover>`select ${columns} from ${places} where h.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** How often a hand-over is tried: what ends the process that makes it is not tried for ever. */
const mostAttempts = 3;

/**
 * Takes the hand-over that has waited longest, for five minutes in which nobody else takes it. One whose makers died on
 * it too often has failed.
 * @returns null when none waits.
 */
export async function takeWaiting(db: Db): Promise<Handover | null> {
  await sql`update handover set state = 'failed', ended_at = now(), failure = 'typesetting'
    where state = 'asked' and attempts >= ${mostAttempts} and leased_until < now()`.execute(db);
  const { rows } = await sql<{ id: Id }>`
    update handover set attempts = attempts + 1, leased_until = now() + interval '5 minutes'
    where id = (select id from handover where state = 'asked' and (leased_until is null or leased_until < now())
      order by asked_at limit 1 for update skip locked)
    returning id`.execute(db);
  const taken = rows[0];
  return taken ? readHandover(db, taken.id) : null;
}

/** @returns whether one waits to be made. */
export async function isHandoverDue(db: Db): Promise<boolean> {
  const { rows } =
    await sql`select from handover where state = 'asked' and (leased_until is null or leased_until < now())
    limit 1`.execute(db);
  return rows.length > 0;
}

/** Notes the file of a hand-over, and the file itself. */
export async function noteMade(
  tx: Tx,
  id: Id,
  made: {
    sha256: string;
    bytes: number;
    name: string;
    pages: number;
    organisations: number;
    people: number;
    counted: number;
    undrawn: string;
  },
): Promise<void> {
  await sql`insert into file (sha256, bytes, media_type, name)
    values (decode(${made.sha256}, 'hex'), ${made.bytes}, 'application/pdf', ${made.name}) on conflict do nothing`.execute(
    tx,
  );
  await sql`update handover set state = 'made', ended_at = now(), file_sha256 = decode(${made.sha256}, 'hex'), pages = ${made.pages},
    organisations = ${made.organisations}, people = ${made.people}, counted = ${made.counted}, undrawn = ${made.undrawn}
    where id = ${id}`.execute(tx);
}

/** Notes that a hand-over could not be made, and why. */
export async function noteFailed(db: Db, id: Id, failure: HandoverFailure): Promise<void> {
  await sql`update handover set state = 'failed', ended_at = now(), failure = ${failure}
    where id = ${id} and state = 'asked'`.execute(db);
}

/** @returns everyone of a declaration who is listed under a name, in any version: as the public list shows them. */
export async function readNamed(db: Db, declarationId: Id): Promise<NamedSignatory[]> {
  const { rows } = await sql<NamedSignatory>`
    select v.number as "versionNumber", s.kind, s.public_name as name, s.organisation_name_ar as "nameAr", s.country
    from signature s join declaration_version v on v.id = s.version_id
    where v.declaration_id = ${declarationId} and s.public_name is not null`.execute(db);
  return rows;
}

/** @returns what each version's listed signatures come to, the newest version first; versions that nobody signed left out but for the newest. */
export async function readVersionCounts(db: Db, declarationId: Id): Promise<VersionCount[]> {
  const { rows } = await sql<VersionCount>`
    select v.number as "versionNumber", to_char(v.declared_on, 'YYYY-MM-DD') as "declaredOn",
      count(*) filter (where s.kind = 'organisation')::int as organisations,
      count(*) filter (where s.kind = 'person')::int as persons,
      count(*) filter (where s.kind = 'organisation' and s.public_name is null)::int as "countedOrganisations",
      count(*) filter (where s.kind = 'person' and s.public_name is null)::int as "countedPersons"
    from declaration_version v left join signature s on s.version_id = v.id and s.state = 'listed'
    where v.declaration_id = ${declarationId}
    group by v.id having count(s.id) > 0 or v.number = (select max(number) from declaration_version where declaration_id = ${declarationId})
    order by v.number desc`.execute(db);
  return rows;
}

/** A declaration that can be handed over, and the languages that its present version has. */
export interface Deliverable {
  declarationId: Id;
  campaignId: Id;
  campaignSlug: string;
  title: string;
  titleLang: Lang;
  langs: Lang[];
}

/**
 * @returns the public declarations of these campaigns. A draft language is offered while the language itself is on, as
 * on the public pages.
 */
export async function listDeliverable(
  db: Db,
  campaigns: 'all' | readonly Id[],
  lang: Lang,
): Promise<Deliverable[]> {
  const { rows } = await sql<Deliverable>`
    select d.id as "declarationId", d.campaign_id as "campaignId", t.slug as "campaignSlug", w.title, w.lang as "titleLang",
      (select jsonb_agg(distinct x.lang) from declaration_wording x join language l on l.code = x.lang
        where x.version_id = v.id and not x.held and (x.state = 'published' or l.state = 'on')) as langs
    from declaration d join thing t on t.id = d.campaign_id
    join lateral (select id from declaration_version where declaration_id = d.id order by number desc limit 1) v on true
    join lateral (select title, lang from declaration_wording where version_id = v.id and state = 'published'
      order by lang = ${lang} desc, lang = 'en' desc, erratum desc limit 1) w on true
    where exists (select from publication p where p.thing_id = d.id and p.ended_at is null and p.at <= now())
    ${campaigns === 'all' ? sql`` : sql`and d.campaign_id = any(${[...campaigns]}::uuid[])`}
    order by t.slug`.execute(db);
  return rows.filter(({ langs }) => langs !== null);
}
