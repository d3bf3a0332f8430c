import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { type Actor, write } from '../foundation/history/history.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import '../library/store.ts';
import { holdCampaign, noteParts } from './parts-store.ts';

/** An item of the library as a campaign's editors list it. */
export interface CampaignItemLine {
  id: Id;
  title: string;
  lang: Lang;
  kind: string;
  isPublic: boolean;
  featured: boolean;
}

/** Which items a campaign shows, in their order; at the most one is featured. */
export type CampaignItems = readonly { id: Id; featured: boolean }[];

function lines(lang: Lang) {
  return sql`select i.id, x.title, x.lang, i.kind, ${isPublic(sql`i.id`)} as "isPublic"
    from item i join thing t on t.id = i.id
    join lateral (select * from item_text where thing_id = i.id
      order by lang = ${lang} desc, lang = t.primary_lang desc, state = 'draft' desc, lang limit 1) x on true
    where not exists (select from binned b where b.thing_id = i.id and b.restored_at is null)`;
}

/** @returns what the campaign shows of the library, in its order. */
export async function listItemsOf(db: Db, campaignId: Id, lang: Lang): Promise<CampaignItemLine[]> {
  const { rows } = await sql<CampaignItemLine>`
    select l.*, ci.featured from (${lines(lang)}) l join campaign_item ci on ci.item_id = l.id
    where ci.campaign_id = ${campaignId} order by ci.position, l.id`.execute(db);
  return rows;
}

/** @returns items that a campaign does not show yet and whose title holds this, newest first. */
export async function listOtherItems(
  db: Db,
  campaignId: Id,
  lang: Lang,
  q: string,
): Promise<{ id: Id; title: string }[]> {
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: Id; title: string }>`
    select l.id, l.title from (${lines(lang)}) l
    where not exists (select from campaign_item ci where ci.campaign_id = ${campaignId} and ci.item_id = l.id)
      and exists (select from item_text x where x.thing_id = l.id and x.title ilike ${part})
    order by l.id desc limit 100`.execute(db);
  return rows;
}

/** Changes which items a campaign shows. @param change gets them as they stand now. */
export async function changeItems(
  db: Db,
  campaignId: Id,
  actor: Actor,
  change: (items: CampaignItems) => CampaignItems,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await holdCampaign(tx, campaignId);
    const before = await tx
      .selectFrom('campaign_item')
      .select(['item_id as id', 'featured'])
      .where('campaign_id', '=', campaignId)
      .orderBy('position')
      .orderBy('item_id')
      .execute();
    const items = change(before);
    await tx.deleteFrom('campaign_item').where('campaign_id', '=', campaignId).execute();
    if (items.length > 0)
      await tx
        .insertInto('campaign_item')
        .values(
          items.map(({ id, featured }, index) => ({
            campaign_id: campaignId,
            item_id: id,
            position: index + 1,
            featured,
          })),
        )
        .execute();
    await noteParts(write(actor, 'items of the library', tx), campaignId);
  });
}

/** @returns the campaigns, and whether each shows this item. */
export async function listCampaignsOfItem(db: Db, itemId: Id): Promise<{ campaignId: Id; shows: boolean }[]> {
  const { rows } = await sql<{ campaignId: Id; shows: boolean }>`
    select c.id as "campaignId", exists (select from campaign_item ci where ci.campaign_id = c.id and ci.item_id = ${itemId}) as shows
    from campaign c order by c.position, c.id`.execute(db);
  return rows;
}

/** @returns whether there is such an item that is not in the bin. */
export async function isItem(db: Db, id: Id): Promise<boolean> {
  const { rows } = await sql`select from item i where i.id = ${id}
    and not exists (select from binned b where b.thing_id = i.id and b.restored_at is null)`.execute(db);
  return rows.length > 0;
}
