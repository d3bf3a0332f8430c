import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { SignatureState } from '../signing/model.ts';
import type { RegisterCursor, RegisterEntry } from './model.ts';
import { stepsOf } from './steps-store.ts';
import '../signing/tables.ts';

const day = (instant: ReturnType<typeof sql>) =>
  sql`to_char(${instant} at time zone 'Asia/Baghdad', 'YYYY-MM-DD')`;

/** SQL: an event that was not taken back, and takes none back. */
const stands = (event: string) => {
  const [id, undoes] = [sql.ref(`${event}.id`), sql.ref(`${event}.undoes`)];
  return sql`${undoes} is null and not exists (select from signature_event u where u.undoes = ${id})`;
};

/** SQL: what the public may know of when a signature was suspended, oldest first. The query calls the table `s`. */
const suspensions = sql`(select coalesce(jsonb_agg(jsonb_build_object('from', ${day(sql`e.at`)}, 'to', ${day(sql`e.until`)}) order by e.at), '[]')
  from (select becomes, at, lead(at) over (order by at, id) as until from signature_event w
    where w.signature_id = s.id and ${stands('w')}) e
  where e.becomes = 'suspended')`;
const firstListed = sql`(select ${day(sql`min(w.at)`)} from signature_event w
  where w.signature_id = s.id and w.becomes = 'listed' and ${stands('w')})`;
const leftOn = sql`(select ${day(sql`max(at)`)} from signature_event where signature_id = s.id and becomes = 'withdrawn')`;

/**
 * @returns the organisations of a version by name: those listed, those suspended, and those that were listed once and
 * have left, unless they asked to be forgotten.
 */
export async function listRegister(
  db: Db,
  versionId: Id,
  lang: Lang,
  options: { after: RegisterCursor | null; limit: number },
): Promise<RegisterEntry[]> {
  const { after, limit } = options;
  const { rows } = await sql<RegisterEntry>`
    select s.organisation_name as name, s.organisation_name_ar as "nameAr", s.country, s.website, s.state,
      ${firstListed} as "signedOn", ${suspensions} as suspensions,
      case when s.state = 'withdrawn' then ${leftOn} end as "leftOn", ${stepsOf(sql`s.id`, lang)} as steps,
      s.organisation_key as key, s.public_id as "publicId"
    from signature s
    where s.version_id = ${versionId} and s.kind = 'organisation' and s.publicity = 'name'
      and s.state in ('listed', 'suspended', 'withdrawn')
      and (s.state <> 'withdrawn' or (exists (select from signature_event e where e.signature_id = s.id
          and e.becomes = 'listed' and ${stands('e')})
        and not exists (select from left_quietly q where q.signature_id = s.id)))
      ${after ? sql`and (s.organisation_key, s.public_id) > (${after.key}, ${after.publicId}::uuid)` : sql``}
    order by s.organisation_key, s.public_id limit ${limit}`.execute(db);
  return rows;
}

/** How many organisations stand in the register in ways that the list by name does not show. */
export interface RegisterSums {
  /** Listed, their names sealed. */
  sealed: number;
  suspended: number;
}

/** @returns how many organisations of a version are counted without their name, and how many are suspended. */
export async function readRegisterSums(db: Db, versionId: Id): Promise<RegisterSums> {
  const { rows } = await sql<RegisterSums>`
    select (select count(*)::int from signature where version_id = ${versionId} and kind = 'organisation'
        and publicity = 'counted' and state = 'listed') as sealed,
      (select count(*)::int from signature where version_id = ${versionId} and kind = 'organisation'
        and publicity = 'name' and state = 'suspended') as suspended`.execute(db);
  return rows[0] ?? { sealed: 0, suspended: 0 };
}

/** Leaves without a trace in the public register: what the public page would say of a name is not said. */
export async function forgetLeaver(tx: Tx, signatureId: Id): Promise<void> {
  await tx
    .insertInto('left_quietly')
    .values({ signature_id: signatureId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** An organisation as the desk's register shows it. */
export interface DeskEntry {
  id: Id;
  versionId: Id;
  campaignId: Id;
  campaignSlug: string;
  state: SignatureState;
  name: string;
  nameAr: string | null;
  country: string;
  website: string | null;
  signedOn: string | null;
  leftOn: string | null;
  suspensions: RegisterEntry['suspensions'];
  steps: RegisterEntry['steps'];
  /** Steps ended by a new name or site, and not taken anew since: to be asked for again. */
  lapsed: boolean;
}

const deskColumns = (
  lang: Lang,
) => sql`s.id, s.version_id as "versionId", d.campaign_id as "campaignId", t.slug as "campaignSlug", s.state,
  s.organisation_name as name, s.organisation_name_ar as "nameAr", s.country, s.website, ${firstListed} as "signedOn",
  case when s.state = 'withdrawn' then ${leftOn} end as "leftOn", ${suspensions} as suspensions, ${stepsOf(sql`s.id`, lang)} as steps,
  exists (select from verification v where v.signature_id = s.id and v.ended_by = 'system' and not exists
    (select from verification n where n.signature_id = s.id and n.kind = v.kind and n.ended_at is null)) as lapsed`;
const deskTables = sql`signature s join declaration_version dv on dv.id = s.version_id
  join declaration d on d.id = dv.declaration_id join thing t on t.id = d.campaign_id`;
const inRegister = sql`s.kind = 'organisation' and s.publicity = 'name' and s.state in ('confirmed', 'listed', 'suspended', 'withdrawn')`;

export interface DeskFilter {
  scopes: 'all' | readonly Id[];
  /** Normalised by `searchKey`. */
  search: string;
  show: 'all' | 'suspended' | 'lapsed' | 'unverified' | 'left';
  after: { key: string; id: string } | null;
  limit: number;
}

/** @returns organisations that answered their mail, by name, of the campaigns in which one may see them. */
export async function listDeskRegister(
  db: Db,
  lang: Lang,
  filter: DeskFilter,
): Promise<(DeskEntry & { key: string })[]> {
  const { scopes, search, show, after, limit } = filter;
  const state =
    show === 'suspended'
      ? sql`and s.state = 'suspended'`
      : show === 'left'
        ? sql`and s.state = 'withdrawn'`
        : sql``;
  const { rows } = await sql<DeskEntry & { key: string }>`
    select * from (select ${deskColumns(lang)}, coalesce(s.organisation_key, '') as key from ${deskTables}
      where ${inRegister} ${scopes === 'all' ? sql`` : sql`and d.campaign_id = any(${[...scopes]}::uuid[])`} ${state}
        ${search === '' ? sql`` : sql`and position(${search} in s.organisation_key) > 0`}) e
    where true ${show === 'lapsed' ? sql`and lapsed and state <> 'withdrawn'` : sql``}
      ${show === 'unverified' ? sql`and state <> 'withdrawn' and not steps @> '[{"kind":"letter"}]' and not steps @> '[{"kind":"member"}]'` : sql``}
      ${after ? sql`and (key, id) > (${after.key}, ${after.id}::uuid)` : sql``}
    order by key, id limit ${limit}`.execute(db);
  return rows;
}

/** @returns an organisation's entry; null for none, and for a sealed name. */
export async function readDeskEntry(db: Db, id: Id, lang: Lang): Promise<DeskEntry | null> {
  const { rows } = await sql<DeskEntry>`select ${deskColumns(lang)} from ${deskTables}
    where ${inRegister} and s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @returns the campaign of an organisation in the register; null for none, and for a sealed name: its readers alone decide on it. */
export async function campaignOfEntry(db: Db, id: Id): Promise<Id | null> {
  const { rows } = await sql<{
    id: Id;
  }>`select d.campaign_id as id from ${deskTables} where ${inRegister} and s.id = ${id}`.execute(db);
  return rows[0]?.id ?? null;
}

/** What a suspended organisation had in public when it was suspended. */
export async function readListing(
  tx: Tx,
  id: Id,
): Promise<{ listedAt: Date | null; publicName: string | null; searchKey: string | null }> {
  const { rows } = await sql<{ listedAt: Date | null; publicName: string | null; searchKey: string | null }>`
    select (select min(w.at) from signature_event w where w.signature_id = s.id and w.becomes = 'listed' and ${stands('w')}) as "listedAt",
      s.organisation_name as "publicName", null as "searchKey" from signature s where s.id = ${id} for update`.execute(
    tx,
  );
  return rows[0] ?? { listedAt: null, publicName: null, searchKey: null };
}
