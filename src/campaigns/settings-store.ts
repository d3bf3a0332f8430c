import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
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
