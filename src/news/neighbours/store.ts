import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { NewsItem } from '../model.ts';
import '../store.ts';

/** An article as a link to it. */
export type Neighbour = Pick<NewsItem, 'slug' | 'date' | 'lang' | 'title'>;

/** @returns the public articles right after and right before this one in time; null at either end. */
export async function readNeighbours(
  db: Db,
  article: Pick<NewsItem, 'id' | 'date'>,
  lang: Lang,
): Promise<{ newer: Neighbour | null; older: Neighbour | null }> {
  const rows = (side: 'newer' | 'older') => sql`
    (select ${side} as side, t.slug, n.date, x.lang, x.title
    from news n join thing t on t.id = n.id ${textIn('news_text', lang)}
    where ${isPublic(sql`n.id`)} and x.title is not null
      and (n.date, n.id) ${sql.raw(side === 'newer' ? '>' : '<')} (${article.date}, ${article.id}::uuid)
    order by n.date ${sql.raw(side === 'newer' ? 'asc' : 'desc')}, n.id ${sql.raw(side === 'newer' ? 'asc' : 'desc')}
    limit 1)`;
  const found = await sql<{
    side: 'newer' | 'older';
    slug: string;
    date: PartialDate;
    lang: Lang;
    title: string;
  }>`
    ${rows('newer')} union all ${rows('older')}`.execute(db);
  const on = (side: 'newer' | 'older') => found.rows.find((row) => row.side === side) ?? null;
  return { newer: on('newer'), older: on('older') };
}
