import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { write } from '../foundation/history/history.ts';
import type { CampaignLinkKind } from './model.ts';
import './store.ts';

/** @returns the id of the campaign at this slug, public or not. */
export async function findCampaign(db: Db, slug: string): Promise<Id | null> {
  const row = await db
    .selectFrom('thing')
    .select('id')
    .where('kind', '=', 'campaign')
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Sets where the campaign lives elsewhere; null takes the link away. */
export async function setCampaignLink(
  db: Db,
  campaignId: Id,
  kind: CampaignLinkKind,
  url: string | null,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('campaign_link')
      .where('campaign_id', '=', campaignId)
      .where('kind', '=', kind)
      .execute();
    if (url !== null)
      await tx.insertInto('campaign_link').values({ campaign_id: campaignId, kind, url }).execute();
    await write('operator', `link ${kind}`, tx).revise(campaignId, 'campaign', null, { link: { kind, url } });
  });
}
