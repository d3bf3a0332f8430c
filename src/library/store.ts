import { type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Item, ItemKind } from './model.ts';

interface ItemTable {
  id: Id;
  kind: ItemKind;
  author: string | null;
  publisher: string | null;
  year: number | null;
  language: string | null;
  url: string | null;
  publisher_url: string | null;
  url_is: 'publisher' | 'mirror' | null;
  un_symbol: string | null;
  page: string | null;
  file_sha256: Buffer | null;
}
interface ItemTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  abstract: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    item: ItemTable;
    item_text: ItemTextTable;
    campaign_item: { campaign_id: Id; item_id: Id; position: number; featured: boolean };
  }
}

function itemRows(lang: Lang) {
  return sql<Item>`
    select i.id, t.slug, i.kind, i.author, i.publisher, i.year, i.language, i.url, i.publisher_url as "publisherUrl",
      i.url_is as "urlIs", i.un_symbol as "unSymbol", i.page, x.lang, x.title, x.abstract, ${isUnadopted(sql`i.id`)} as unadopted,
      (select jsonb_build_object('sha256', encode(f.sha256, 'hex'), 'bytes', f.bytes, 'mediaType', f.media_type, 'name', f.name)
        from file f where f.sha256 = i.file_sha256) as file
    from item i join thing t on t.id = i.id ${textIn('item_text', lang)}
    where ${isPublic(sql`i.id`)} and x.title is not null`;
}

export interface ItemCursor {
  year: number;
  id: Id;
}

/** @returns public items, newest first. @param options.kind only of this kind; `after` the cursor of the page before. */
export async function listItems(
  db: Db,
  lang: Lang,
  options: { kind?: ItemKind | null; after?: ItemCursor | null; limit: number },
): Promise<Item[]> {
  const { kind, after, limit } = options;
  const { rows } = await sql<Item>`${itemRows(lang)}
    ${kind ? sql`and i.kind = ${kind}` : sql``}
    ${after ? sql`and (coalesce(i.year, 0), i.id) < (${after.year}, ${after.id}::uuid)` : sql``}
    order by coalesce(i.year, 0) desc, i.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns the items that a campaign shows, in its order, the featured one first. */
export async function listCampaignItems(
  db: Db,
  campaignId: Id,
  lang: Lang,
): Promise<(Item & { featured: boolean })[]> {
  const { rows } = await sql<Item & { featured: boolean }>`
    select listed.*, ci.featured from (${itemRows(lang)}) listed
    join campaign_item ci on ci.item_id = listed.id and ci.campaign_id = ${campaignId}
    order by ci.featured desc, ci.position`.execute(db);
  return rows;
}

/** @returns how many public items there are, by kind. */
export async function countItems(db: Db): Promise<Partial<Record<ItemKind, number>>> {
  const { rows } = await sql<{ kind: ItemKind; n: number }>`
    select i.kind, count(*) as n from item i where ${isPublic(sql`i.id`)} group by i.kind`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
}

/** @returns the item at this slug; null when there is none in public. */
export async function readItem(db: Db, slug: string, lang: Lang): Promise<Item | null> {
  const { rows } = await sql<Item>`${itemRows(lang)} and t.slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}
