import type { Generated } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Via } from './model.ts';
import '../signing/tables.ts';

interface ViaTable {
  id: Id;
  campaign_id: Id;
  slug: string;
  name: string;
  made_by: string;
  made_at: Generated<Date>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    via: ViaTable;
  }
}

/** Makes a campaign link. @returns false when the campaign has one of this slug. */
export async function addVia(
  db: Db,
  via: { campaignId: Id; slug: string; name: string; madeBy: string },
): Promise<boolean> {
  const made = await db
    .insertInto('via')
    .values({ id: newId(), campaign_id: via.campaignId, slug: via.slug, name: via.name, made_by: via.madeBy })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'slug']).doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

/** @returns the campaign links of a campaign, the newest first, with what came of each. */
export async function listVias(db: Db, campaignId: Id): Promise<Via[]> {
  const { rows } = await sql<Via>`
    select l.id, l.campaign_id as "campaignId", t.slug as "campaignSlug", l.slug, l.name, l.made_at as "madeAt",
      (select count(*)::int from signature s where s.via_id = l.id and s.state in ('confirmed', 'listed')) as signatures
    from via l join thing t on t.id = l.campaign_id
    where l.campaign_id = ${campaignId} order by l.made_at desc, l.id desc`.execute(db);
  return rows;
}

/** @returns whether the campaign at this slug has this campaign link. */
export async function hasVia(db: Db, campaignSlug: string, slug: string): Promise<boolean> {
  const { rows } = await sql`select from via l join thing t on t.id = l.campaign_id
    where t.kind = 'campaign' and t.slug = ${campaignSlug} and l.slug = ${slug}`.execute(db);
  return rows.length > 0;
}
