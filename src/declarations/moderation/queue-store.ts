import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MailDomainKind } from '../../foundation/text/mail-domain.ts';
import { holdsWord } from '../signatories/store.ts';
import type { Signature, SignatureState } from '../signing/model.ts';
import { signatureColumns } from '../signing/store.ts';
import { type QueueFilter, type Tab, tabs, wordsOf } from './filter.ts';

/** A signature as the queue shows it: nothing that is sealed is opened for it. */
export interface QueueRow extends Signature {
  campaignId: Id;
  campaignSlug: string;
  confirmedAt: Date | null;
  mailDomainKind: MailDomainKind | null;
  filledMs: number | null;
  /** What happened last. */
  lastAt: Date | null;
  lastActor: string | null;
  lastCode: string | null;
  /** That it can be taken back: by whom of the staff it was decided. */
  lastEventId: Id | null;
}

const columns = sql`${signatureColumns}, d.campaign_id as "campaignId", t.slug as "campaignSlug", s.confirmed_at as "confirmedAt",
  s.mail_domain_kind as "mailDomainKind", s.filled_ms as "filledMs",
  l.at as "lastAt", l.actor as "lastActor", l.code as "lastCode",
  case when l.actor like 'staff:%' or l.actor = 'operator' then l.id end as "lastEventId"`;
const tables = sql`signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
  join thing t on t.id = d.campaign_id left join signature_event l on l.id = standing_event(s.id)`;

/** Where the one who looks may look. */
export type Scopes = 'all' | readonly Id[];

function conditions(filter: QueueFilter, scopes: Scopes): RawBuilder<unknown> {
  const parts = [
    sql`s.state = any(${[...tabs[filter.tab]]}::text[])`,
    scopes === 'all' ? null : sql`d.campaign_id = any(${[...scopes]}::uuid[])`,
    filter.campaign && sql`d.campaign_id = ${filter.campaign}`,
    filter.country && sql`s.country = ${filter.country}`,
    filter.kind && sql`s.kind = ${filter.kind}`,
    filter.lang && sql`s.lang = ${filter.lang}`,
    filter.flag && sql`s.flags @> array[${filter.flag}]`,
    filter.mail && sql`s.mail_domain_kind = ${filter.mail}`,
    // A key holds letters, digits, marks and spaces only: nothing that means more to LIKE.
    ...wordsOf(filter).map((word) =>
      filter.tab === 'listed'
        ? sql`s.public_name is not null and ${holdsWord(word)}`
        : sql`(s.organisation_key like ${`%${word}%`} or s.organisation_key_ar like ${`%${word}%`})`,
    ),
  ].filter((part) => part !== null);
  return sql.join(parts, sql` and `);
}

const orders = {
  oldest: { key: sql`s.created_at`, than: sql`>`, direction: sql`asc` },
  newest: { key: sql`s.created_at`, than: sql`<`, direction: sql`desc` },
  name: { key: sql`coalesce(s.organisation_key, '')`, than: sql`>`, direction: sql`asc` },
} as const;

/** @returns a page of the queue. One whose place in the list is gone (erased) begins at the start. */
export async function listPage(
  db: Db,
  filter: QueueFilter,
  scopes: Scopes,
  limit: number,
): Promise<QueueRow[]> {
  const { key, than, direction } = orders[filter.sort];
  const after = filter.after
    ? sql`and (not exists (select from signature where id = ${filter.after})
        or (${key}, s.id) ${than} (select ${key}, s.id from signature s where s.id = ${filter.after}))`
    : sql``;
  const { rows } = await sql<QueueRow>`
    with page as materialized (
      select s.id as page_id from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
      where ${conditions(filter, scopes)} ${after} order by ${key} ${direction}, s.id ${direction} limit ${limit})
    select ${columns} from page join ${tables} on s.id = page.page_id order by ${key} ${direction}, s.id ${direction}`.execute(
    db,
  );
  return rows;
}

/** @returns some signatures by their ids, in the order of these; those in other campaigns are left out. */
export async function readRows(db: Db, ids: readonly Id[], scopes: Scopes): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`select ${columns} from ${tables}
    where s.id = any(${[...ids]}::uuid[]) ${scopes === 'all' ? sql`` : sql`and d.campaign_id = any(${[...scopes]}::uuid[])`}
    order by array_position(${[...ids]}::uuid[], s.id)`.execute(db);
  return rows;
}

/** Past this a number is said as "more than". */
export const mostCounted = 100_000;

/** @returns how many signatures a filter finds, at most one more than `mostCounted`. `until`: that stood before. */
export async function countFilter(
  db: Db,
  filter: QueueFilter,
  scopes: Scopes,
  until: Date | null = null,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    where ${conditions(filter, scopes)} ${until ? sql`and coalesce(s.confirmed_at, s.created_at) <= ${until}` : sql``}
    limit ${mostCounted + 1}) found`.execute(db);
  return rows[0]?.n ?? 0;
}

/** @returns the ids of what a filter finds and stood before `until`, with the state of each, at most `limit`. */
export async function listTargets(
  db: Db,
  filter: QueueFilter,
  scopes: Scopes,
  until: Date,
  states: readonly SignatureState[],
  limit: number,
): Promise<{ id: Id; seen: SignatureState }[]> {
  const { rows } = await sql<{ id: Id; seen: SignatureState }>`
    select s.id, s.state as seen from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
    where ${conditions(filter, scopes)} and s.state = any(${[...states]}::text[])
      and coalesce(s.confirmed_at, s.created_at) <= ${until} order by s.id limit ${limit}`.execute(db);
  return rows;
}

/** @returns how many signatures each tab holds. What is listed is read from the count, which knows it without counting. */
export async function countTabs(db: Db, scopes: Scopes): Promise<Record<Tab, number>> {
  const scope = scopes === 'all' ? sql`` : sql`where d.campaign_id = any(${[...scopes]}::uuid[])`;
  const { rows } = await sql<{ state: SignatureState; n: number }>`
    with mine as (select v.id from declaration_version v join declaration d on d.id = v.declaration_id ${scope})
    select state, count(*)::int as n from signature where state <> 'listed' and version_id in (select id from mine) group by state
    union all select 'listed', coalesce(sum(listed), 0)::int from signature_count where version_id in (select id from mine)`.execute(
    db,
  );
  const of = new Map(rows.map(({ state, n }) => [state, n]));
  const sums = Object.entries(tabs).map(([tab, states]) => [
    tab,
    states.reduce((sum, state) => sum + (of.get(state) ?? 0), 0),
  ]);
  return Object.fromEntries(sums) as Record<Tab, number>; // one of each tab, from the table of tabs
}

/** @returns the campaign of each of these signatures; a signature that is not there is left out. */
export async function readCampaigns(db: Db, ids: readonly Id[]): Promise<{ id: Id; campaignId: Id }[]> {
  const { rows } = await sql<{ id: Id; campaignId: Id }>`
    select s.id, d.campaign_id as "campaignId" from signature s join declaration_version v on v.id = s.version_id
    join declaration d on d.id = v.declaration_id where s.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** @returns the campaigns that have a declaration, by name: what the filter offers. */
export async function listCampaigns(db: Db, lang: Lang, scopes: Scopes): Promise<{ id: Id; name: string }[]> {
  const { rows } = await sql<{ id: Id; name: string }>`
    select d.campaign_id as id, coalesce((select name from campaign_text x where x.thing_id = d.campaign_id and x.state = 'published'
      order by x.lang = ${lang} desc, x.lang = 'en' desc limit 1), t.slug) as name
    from declaration d join thing t on t.id = d.campaign_id
    ${scopes === 'all' ? sql`` : sql`where d.campaign_id = any(${[...scopes]}::uuid[])`} order by 2`.execute(
    db,
  );
  return rows;
}
