import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { WaitingRow } from './waiting-model.ts';

/** The text tables whose drafts and translations are watched. */
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
 * Translations are counted as (thing, language) pairs of what is public, in the languages that visitors are offered;
 * by the rule of the editing engine a text is out of date when it is based on an earlier revision of the primary one.
 */
export async function readWaiting(db: Db): Promise<WaitingRow[]> {
  const all: RawBuilder<unknown> = sql.join(
    texts.map(
      (table) => sql`select thing_id, lang, state, based_on_revision, revision from ${sql.table(table)}`,
    ),
    sql` union all `,
  );
  const inBin = sql`exists (select from binned b where b.thing_id = t.id and b.restored_at is null)`;
  const { rows } = await sql<WaitingRow>`
    with texts as materialized (${all}), public_things as (
      select t.id, t.primary_lang, (select x.revision from texts x where x.thing_id = t.id and x.lang = t.primary_lang
        and x.state = 'published') as revision
      from thing t where t.kind = any(${textKinds}) and ${isPublic(sql`t.id`)}
    ), drafts as (
      select t.id, t.kind from thing t where t.kind = any(${textKinds}) and not ${inBin}
        and (t.draft is not null or t.id in (select thing_id from texts
          where state = 'draft' and lang in (select code from language where state = 'on')))
    ), counted as (
      select case s.state when 'suspect' then 'suspects' else 'signatures' end as what, d.campaign_id, count(*) as n, null as done_by
        from signature s join declaration_version v on v.id = s.version_id join declaration d on d.id = v.declaration_id
        where s.state in ('confirmed', 'suspect') group by 1, 2
      union all
      select 'joins', null, count(*), null from join_application where state = 'confirmed'
      union all
      select 'proposals', null, count(*), null from proposal where state = 'waiting' and origin = 'visitor'
      union all
      select 'failed_mails', null, count(*), null from outbox where due_at = 'infinity'
      union all
      select case when p.failure is null then 'planned' else 'failed_plans' end, c.campaign_id, count(*), null
        from planned_publication p left join thing_campaign c using (thing_id) group by 1, 2
      union all
      select 'refused_files', null, count(*), null from upload where state = 'refused' and done_at > now() - interval '7 days'
      union all
      select case when x.thing_id is null then 'missing' else 'outdated' end, c.campaign_id, count(*), null
        from public_things t join language l on l.state = 'on' and l.code <> t.primary_lang
          left join thing_campaign c on c.thing_id = t.id
          left join texts x on x.thing_id = t.id and x.lang = l.code and x.state = 'published'
        where (x.thing_id is null or coalesce(x.based_on_revision, 0) < coalesce(t.revision, 0))
          and not exists (select from texts y where y.thing_id = t.id and y.lang = l.code and y.state = 'draft')
        group by 1, 2
      union all
      select 'unadopted', c.campaign_id, count(*), r.reviewer
        from unadopted u join thing t on t.id = u.thing_id left join thing_campaign c using (thing_id)
          left join review r on r.thing_id = u.thing_id and r.kind = 'staff'
        where not ${inBin} group by c.campaign_id, r.reviewer
      union all
      select case when c.returned then 'returned' else 'claims' end, null, count(*), case when not c.returned then c.actor end
        from (select exists (select from claim_return b where b.thing_id = t.id
              and b.revisions = (select count(*) from revision v where v.thing_id = t.id)) as returned,
            (select v.actor from revision v where v.thing_id = t.id order by v.at desc, v.id desc limit 1) as actor
          from unread_claim u join thing t on t.id = u.thing_id
          where not ${inBin} and not exists (select from claim_working w where w.thing_id = t.id)) c
        group by 1, 4
      union all
      select case t.kind when 'news' then 'drafts_news' when 'item' then 'drafts_item' when 'organisation' then 'drafts_organisation'
          else 'drafts_campaign' end, c.campaign_id, count(*), null
        from drafts t left join thing_campaign c on c.thing_id = t.id group by 1, 2
    )
    select what, campaign_id as "campaignId", n, done_by as "doneBy" from counted where n > 0`.execute(db);
  return rows;
}
