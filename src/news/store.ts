import { type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isUnadopted, textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { PartialDate } from '../foundation/text/partial-date.ts';
import type { NewsItem } from './model.ts';

interface NewsTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  body: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    news: { id: Id; campaign_id: Id | null; date: PartialDate; source_url: string | null };
    news_text: NewsTextTable;
  }
}

function newsRows(lang: Lang) {
  return sql<NewsItem>`
    select n.id, t.slug, n.date, n.source_url as "sourceUrl", x.lang, x.title, x.body, p.at as "publishedAt",
      (select max(r.at) from revision r where r.thing_id = n.id) as "changedAt", ${isUnadopted(sql`n.id`)} as unadopted,
      (select encode(k.sha256, 'hex') from news_card k where k.thing_id = n.id and k.lang = x.lang and k.shape = 'wide') as card
    from news n join thing t on t.id = n.id
    join publication p on p.thing_id = n.id and p.ended_at is null and p.at <= now()
    ${textIn('news_text', lang)}
    where x.title is not null`;
}

/** The place in the list after which a page goes on: the last article's date and id. */
export interface NewsCursor {
  date: string;
  id: Id;
}

/**
 * @returns public news, newest first.
 * @param options.campaignId only of this campaign; `after` the cursor of the page before; `limit` rows.
 */
export async function listNews(
  db: Db,
  lang: Lang,
  options: { campaignId?: Id; after?: NewsCursor | null; limit: number },
): Promise<NewsItem[]> {
  const { campaignId, after, limit } = options;
  const { rows } = await sql<NewsItem>`${newsRows(lang)}
    ${campaignId ? sql`and n.campaign_id = ${campaignId}` : sql``}
    ${after ? sql`and (n.date, n.id) < (${after.date}, ${after.id}::uuid)` : sql``}
    order by n.date desc, n.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns the article at this slug; null when there is none in public. */
export async function readNews(db: Db, slug: string, lang: Lang): Promise<NewsItem | null> {
  const { rows } = await sql<NewsItem>`${newsRows(lang)} and t.slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}
