import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { searchKey } from '../../../foundation/text/normalise.ts';
import type { Editable, TranslationState } from '../model.ts';
import { titleFor, titlesFor } from '../place-store.ts';

/** What a list of the desk can be narrowed to. `waiting`: public, with changes that are not; drafts of a language that is
 * itself a draft do not count. */
export const listStates = ['public', 'waiting', 'draft', 'planned', 'unadopted'] as const;
export type ListState = (typeof listStates)[number];
/** How a translation can stand. */
export const translationStates = ['missing', 'draft', 'out-of-date', 'level'] as const;
export const listSorts = ['changed', 'created', 'title'] as const;
export type ListSort = (typeof listSorts)[number];

export interface ListQuery {
  /** What the title holds, in any language and script's spelling. */
  q: string;
  state: ListState | null;
  /** Only those that stand so in this language. */
  inLang: { lang: Lang; state: Exclude<TranslationState, 'primary'> } | null;
  sort: ListSort;
  /** Counted from 1. */
  page: number;
}

export interface ListLine {
  id: Id;
  slug: string | null;
  title: string;
  titleLang: Lang | null;
  campaignId: Id | null;
  campaign: string | null;
  isPublic: boolean;
  waits: boolean;
  plannedAt: Date | null;
  unadopted: boolean;
  changedAt: Date;
  /** How each language that is offered stands, but for the primary one. */
  langs: Record<string, TranslationState>;
}

export const listPerPage = 50;

/** SQL: how a language of thing `t` stands, by the rules of `stateOf`. */
function stateIn(editable: Pick<Editable, 'textTable'>, lang: unknown) {
  const table = sql.table(editable.textTable);
  return sql`case
    when ${lang} = t.primary_lang then 'primary'
    when exists (select from ${table} x where x.thing_id = t.id and x.lang = ${lang} and x.state = 'draft') then 'draft'
    when not exists (select from ${table} x where x.thing_id = t.id and x.lang = ${lang}) then 'missing'
    when (select coalesce(x.based_on_revision, 0) from ${table} x where x.thing_id = t.id and x.lang = ${lang} and x.state = 'published')
      < coalesce((select x.revision from ${table} x where x.thing_id = t.id and x.lang = t.primary_lang
        order by x.state = 'published' desc limit 1), 0) then 'out-of-date'
    else 'level' end`;
}

/**
 * @returns one page of the things of a kind that are not in the bin, and how many there are in all. What is shown of a line
 * is read for the lines of the page alone, however many there are.
 */
export async function listThings(
  db: Db,
  editable: Editable,
  lang: Lang,
  query: ListQuery,
): Promise<{ lines: ListLine[]; total: number }> {
  const table = sql.table(editable.textTable);
  const isPublic = sql`exists (select from publication p where p.thing_id = t.id and p.ended_at is null)`;
  const waits = sql`(t.draft is not null or exists (select from ${table} x join language l on l.code = x.lang
    where x.thing_id = t.id and x.state = 'draft' and l.state = 'on'))`;
  const unadopted = sql`exists (select from unadopted u where u.thing_id = t.id)`;
  const changedAt = sql`coalesce((select max(r.at) from revision r where r.thing_id = t.id), t.created_at)`;
  const states = {
    public: isPublic,
    waiting: sql`${isPublic} and ${waits}`,
    draft: sql`not ${isPublic}`,
    planned: sql`exists (select from planned_publication p where p.thing_id = t.id)`,
    unadopted,
  };
  const order = orderOf(query, editable, lang);
  const { rows } = await sql<ListLine & { total: number }>`
    with listed as materialized (
      select t.id, ${order.key} as key from thing t ${order.join}
      where t.kind = ${editable.kind} and not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
        ${query.state ? sql`and ${states[query.state]}` : sql``}
        ${query.inLang ? sql`and ${stateIn(editable, sql`${query.inLang.lang}::text`)} = ${query.inLang.state}` : sql``}
        ${hasTitle(editable, query.q)}
      ${order.group}
    ), shown as materialized (
      select id, key from listed order by ${orders[query.sort]} limit ${sql.lit(listPerPage)}
      offset ${(query.page - 1) * listPerPage}
    )
    select t.id, t.slug, ${titleFor(lang, editable.kind)} as title, c.campaign_id as "campaignId",
      (select x.title from thing_title x where x.thing_id = c.campaign_id and x.kind = 'campaign'
        order by x.lang = ${lang} desc, x.state = 'published' desc limit 1) as campaign,
      ${isPublic} as "isPublic", ${waits} as waits, (select at from planned_publication p where p.thing_id = t.id) as "plannedAt",
      ${unadopted} as unadopted, ${changedAt} as "changedAt",
      (select coalesce(jsonb_object_agg(l.code, ${stateIn(editable, sql`l.code`)}), '{}') from language l
        where l.state = 'on' and l.code <> t.primary_lang) as langs,
      (select count(*) from listed) as total
    from shown s join thing t on t.id = s.id left join thing_campaign c on c.thing_id = t.id
    order by ${ordersOfPage[query.sort]}`.execute(db);
  return { lines: rows, total: rows[0]?.total ?? 0 };
}

const orders = { changed: sql`key desc, id desc`, created: sql`id desc`, title: sql`key, id` };
const ordersOfPage = {
  changed: sql`s.key desc, s.id desc`,
  created: sql`s.id desc`,
  title: sql`s.key, s.id`,
};

interface OrderSql {
  key: RawBuilder<unknown>;
  join: RawBuilder<unknown>;
  group: RawBuilder<unknown>;
}

/**
 * SQL: what thing `t` is ordered by, besides its id. All things of the kind are ordered to cut one page: what they are ordered
 * by is joined, so that PostgreSQL reads it in one pass where they are many and one by one where they are few.
 */
function orderOf({ sort, q }: ListQuery, editable: Editable, lang: Lang): OrderSql {
  const none = sql``;
  switch (sort) {
    case 'created':
      return { key: sql`null`, join: none, group: none };
    case 'changed':
      return {
        key: sql`coalesce(max(r.at), t.created_at)`,
        join: sql`left join revision r on r.thing_id = t.id`,
        group: sql`group by t.id`,
      };
    case 'title':
      // Of few that were searched for the titles of all the others are not read.
      return searchKey(q) === ''
        ? {
            key: sql`coalesce(n.title, t.slug, t.kind)`,
            join: sql`left join (${titlesFor(lang, editable.kind)}) n on n.thing_id = t.id`,
            group: none,
          }
        : { key: titleFor(lang, editable.kind), join: none, group: none };
  }
}

/** SQL: whether a title of thing `t`, in any language, holds this as a reader types it: found by the index on its letters. */
function hasTitle({ kind }: Editable, q: string): RawBuilder<unknown> {
  if (searchKey(q) === '') return sql``;
  return sql`and t.id in (select x.thing_id from thing_title x where x.kind = ${kind}
    and spelling_of(folded(x.title)) like '%' || spelling_of(folded(${q})) || '%')`;
}
