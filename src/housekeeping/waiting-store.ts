import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { WaitingRow } from './waiting-model.ts';

/** The text tables whose translations are watched. */
const texts = [
  'initiative_text',
  'campaign_text',
  'campaign_point_text',
  'news_text',
  'organisation_text',
  'item_text',
];
const textKinds = ['initiative', 'campaign', 'point', 'news', 'organisation', 'item'];

/**
 * Counts all that waits for anybody, in one query: by kind and campaign, so that each person's share is a sum.
 * Translations are counted as (thing, language) pairs of what is public, in the languages that visitors are offered.
 */
export async function readWaiting(db: Db): Promise<WaitingRow[]> {
  const published: RawBuilder<unknown> = sql.join(
    texts.map(
      (table) =>
        sql`select thing_id, lang, based_on_revision from ${sql.table(table)} where state = 'published'`,
    ),
    sql` union all `,
  );
  const { rows } = await sql<WaitingRow>`
    with home as (
      select t.id, t.kind, t.primary_lang, coalesce(c.id, n.campaign_id, p.campaign_id, d.campaign_id) as campaign_id
      from thing t left join campaign c on c.id = t.id left join news n on n.id = t.id
        left join campaign_point p on p.id = t.id left join declaration d on d.id = t.id
    ), texts as (${published})
    select case s.state when 'suspect' then 'suspects' else 'signatures' end as what, d.campaign_id as "campaignId", count(*)::int as n
      from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
      where s.state in ('confirmed', 'suspect') group by 1, 2
    union all
    select 'failed_mails', null, count(*)::int from outbox where due_at = 'infinity' having count(*) > 0
    union all
    select case when x.thing_id is null then 'missing' else 'outdated' end, h.campaign_id, count(*)::int
      from home h join language l on l.state = 'on' and l.code <> h.primary_lang
        left join texts x on x.thing_id = h.id and x.lang = l.code
      where h.kind = any(${textKinds}) and ${isPublic(sql`h.id`)} and (x.thing_id is null or x.based_on_revision <
        (select max(r.number) from revision r where r.thing_id = h.id and r.lang = h.primary_lang))
      group by 1, 2
    union all
    select 'unadopted', h.campaign_id, count(*)::int from unadopted u join home h on h.id = u.thing_id group by 2
    union all
    select 'planned', h.campaign_id, count(*)::int from publication p join home h on h.id = p.thing_id
      where p.at > now() and p.ended_at is null group by 2`.execute(db);
  return rows;
}
