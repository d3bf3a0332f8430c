import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { type Actor, type History, type Tx, write } from '../foundation/history/history.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import {
  type CampaignLink,
  type CampaignLinkKind,
  type CampaignPoint,
  type SectionKind,
  sectionKinds,
} from './model.ts';
import './store.ts';

/** A section of a campaign page, shown or not. */
export interface Section {
  kind: SectionKind;
  shown: boolean;
}

/** A point as its campaign's editors list it. */
export interface PointLine {
  id: Id;
  kind: CampaignPoint['kind'];
  label: string;
  text: string;
  lang: Lang;
  isPublic: boolean;
  /** Has a text that waits to be published. */
  waits: boolean;
}

/** Gives a new campaign all sections, in their first order; those without anything to show stay away from the page. */
export async function beginSections(history: History, campaignId: Id): Promise<void> {
  const rows = sectionKinds.map((kind, index) => ({
    campaign_id: campaignId,
    kind,
    position: index + 1,
    shown: true,
  }));
  await history.tx.insertInto('campaign_section').values(rows).execute();
  await noteParts(history, campaignId);
}

/** @returns the sections in their order; one that a campaign never had stands last, not shown. */
export async function listSections(db: Db, campaignId: Id): Promise<Section[]> {
  const rows = await db
    .selectFrom('campaign_section')
    .select(['kind', 'shown'])
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute();
  const absent = sectionKinds.filter((kind) => rows.every((row) => row.kind !== kind));
  return [...rows, ...absent.map((kind) => ({ kind, shown: false }))];
}

/** Changes the order of the sections, and which are shown. @param change gets them as they stand now. */
export async function changeSections(
  db: Db,
  campaignId: Id,
  actor: Actor,
  change: (sections: readonly Section[]) => readonly Section[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await holdCampaign(tx, campaignId);
    const sections = change(await listSections(tx, campaignId));
    await tx.deleteFrom('campaign_section').where('campaign_id', '=', campaignId).execute();
    await tx
      .insertInto('campaign_section')
      .values(sections.map((one, index) => ({ campaign_id: campaignId, position: index + 1, ...one })))
      .execute();
    await noteParts(write(actor, 'sections', tx), campaignId);
  });
}

/** @returns the points of a campaign that are not in the bin, by kind and in their order. */
export async function listPoints(db: Db, campaignId: Id, lang: Lang): Promise<PointLine[]> {
  const { rows } = await sql<PointLine>`
    select p.id, p.kind, x.label, x.text, x.lang, ${isPublic(sql`t.id`)} as "isPublic",
      exists (select from campaign_point_text w where w.thing_id = p.id and w.state = 'draft') as waits
    from campaign_point p join thing t on t.id = p.id
    join lateral (select * from campaign_point_text where thing_id = p.id
      order by lang = ${lang} desc, lang = t.primary_lang desc, state = 'draft' desc, lang limit 1) x on true
    where p.campaign_id = ${campaignId} and not exists (select from binned b where b.thing_id = p.id and b.restored_at is null)
    order by p.kind, p.position`.execute(db);
  return rows;
}

/** Gives the points of a kind another order. Those in the bin come after all others, and so keep out of the way. */
export async function changePointOrder(
  db: Db,
  campaignId: Id,
  kind: CampaignPoint['kind'],
  actor: Actor,
  change: (ids: readonly Id[]) => readonly Id[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await holdCampaign(tx, campaignId);
    const listed = (await listPoints(tx, campaignId, 'en')).filter((point) => point.kind === kind);
    const order = change(listed.map(({ id }) => id));
    await sql`
      with ranked as (select p.id, row_number() over (order by array_position(${[...order]}::uuid[], p.id), p.position) as n
        from campaign_point p where p.campaign_id = ${campaignId} and p.kind = ${kind})
      update campaign_point p set position = ranked.n from ranked where ranked.id = p.id`.execute(tx);
    await noteParts(write(actor, `order: ${kind}`, tx), campaignId);
  });
}

/** @returns where the campaign lives elsewhere. */
export async function listLinks(db: Db, campaignId: Id): Promise<CampaignLink[]> {
  return db
    .selectFrom('campaign_link')
    .select(['kind', 'url'])
    .where('campaign_id', '=', campaignId)
    .orderBy('kind')
    .execute();
}

/** Sets where the campaign lives elsewhere, of the kinds that are named; null takes a link away. */
export async function setLinks(
  db: Db,
  campaignId: Id,
  links: Partial<Record<CampaignLinkKind, string | null>>,
  actor: Actor,
): Promise<void> {
  const given = Object.entries(links) as [CampaignLinkKind, string | null][]; // keys of a record by kind
  await db.transaction().execute(async (tx) => {
    await holdCampaign(tx, campaignId);
    for (const [kind, url] of given) {
      await tx
        .deleteFrom('campaign_link')
        .where('campaign_id', '=', campaignId)
        .where('kind', '=', kind)
        .execute();
      if (url !== null)
        await tx.insertInto('campaign_link').values({ campaign_id: campaignId, kind, url }).execute();
    }
    await noteParts(write(actor, `links: ${given.map(([kind]) => kind).join(', ')}`, tx), campaignId);
  });
}

/** Holds a campaign for the rest of the transaction, so that two who order its parts come one after the other. */
export async function holdCampaign(tx: Tx, campaignId: Id): Promise<void> {
  await tx.selectFrom('thing').select('id').where('id', '=', campaignId).forUpdate().execute();
}

/** Writes down what the campaign now is besides its texts. */
export async function noteParts(history: History, campaignId: Id): Promise<void> {
  const { rows } = await sql<Record<string, unknown>>`
    select c.position,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'shown', s.shown) order by s.position), '[]')
        from campaign_section s where s.campaign_id = c.id) as sections,
      (select coalesce(jsonb_object_agg(l.kind, l.url), '{}') from campaign_link l where l.campaign_id = c.id) as links,
      (select coalesce(jsonb_agg(p.id order by p.kind, p.position), '[]') from campaign_point p where p.campaign_id = c.id) as points,
      (select coalesce(jsonb_agg(jsonb_build_object('item', i.item_id, 'featured', i.featured) order by i.position), '[]')
        from campaign_item i where i.campaign_id = c.id) as items
    from campaign c where c.id = ${campaignId}`.execute(history.tx);
  await history.revise(campaignId, 'campaign', null, rows[0] ?? {});
}
