import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** A thing that hangs on another, as the desk lists it on the other's page. */
export interface BelowLine {
  id: Id;
  title: string;
  lang: Lang | null;
  isPublic: boolean;
  /** Has something that waits to be published. */
  waits: boolean;
}

/**
 * @returns the things of a kind that hang on this one and are not in the bin, in the order in which they were begun.
 * @param kind where they are kept, and by which field they hang: answers by what they are about.
 */
export async function listBelow(
  db: Db,
  kind: { table: string; textTable: string; field: string },
  above: Id,
  lang: Lang,
): Promise<BelowLine[]> {
  const { table, textTable, field } = kind;
  const { rows } = await sql<BelowLine>`
    select t.id, coalesce(x.title, t.slug) as title, x.lang, ${isPublic(sql`t.id`)} as "isPublic",
      (t.draft is not null or exists (select from ${sql.table(textTable)} d where d.thing_id = t.id and d.state = 'draft')) as waits
    from ${sql.table(table)} o join thing t on t.id = o.id
    left join lateral (select v.title, v.lang from thing_title v where v.thing_id = t.id
      order by v.lang = ${lang} desc, v.lang = t.primary_lang desc, v.state = 'published' desc limit 1) x on true
    where ${sql.ref(`o.${field}`)} = ${above}
      and not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
    order by t.id`.execute(db);
  return rows;
}
