import { type RawBuilder, sql } from 'kysely';

/** SQL: whether the thing with this id is public now. */
export function isPublic(id: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from publication p where p.thing_id = ${id} and p.ended_at is null and p.at <= now())`;
}

/** SQL: whether the thing came with the software and two of the staff have not yet adopted it. */
export function isUnadopted(id: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from unadopted u where u.thing_id = ${id})`;
}

/**
 * SQL: the published text of a thing in the wanted language, else in its primary language, else in any; its `lang`
 * says which it is, so that a fallback is shown as one.
 * @param table a text table, `<thing>_text`.
 * @param alias what the outer query calls the row; the outer query has `thing t`.
 */
export function textIn(table: string, lang: string, alias = 'x'): RawBuilder<unknown> {
  return sql`left join lateral (select * from ${sql.table(table)} where thing_id = t.id and state = 'published'
    order by lang = ${lang} desc, lang = t.primary_lang desc, lang limit 1) ${sql.ref(alias)} on true`;
}
