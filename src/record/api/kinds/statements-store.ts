import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { isPublic, isUnadopted } from '../../../foundation/history/visible.ts';
import { utc } from '../changes-store.ts';
import type { Field, Links, RecordKind } from './field.ts';
import { recordKind } from './kinds.ts';
import { refKey, type StatementRow } from './statement.ts';

/** Which statements of a kind, and in which order. In SQL the thing is `t`, its table's row `o`. */
export interface Which {
  where?: RawBuilder<unknown>;
  /** Beyond `t.id`. */
  order?: RawBuilder<unknown>;
  join?: RawBuilder<unknown>;
  limit?: number;
}

/** @returns public statements of a kind, in one query; without an order of their own by their ids, which is that of their making. */
export async function readStatements(db: Db, kind: RecordKind, which: Which): Promise<StatementRow[]> {
  const { rows } = await sql<StatementRow>`
    select t.id, coalesce(t.slug, ${kind.kind === 'source' ? sql`o.key` : sql`null`}) as slug, t.primary_lang as "primaryLang",
      to_jsonb(o) as own, ${refsOf(kind.fields, sql`o`)} as refs, ${linksOf(kind)} as links,
      ${textsOf(kind)} as texts, ${kind.cited ? citations : sql`'[]'::jsonb`} as citations,
      not ${isUnadopted(sql`t.id`)} as reviewed,
      (select jsonb_build_object('change', c.number, 'at', ${utc(sql`c.at`)}) from record_change c where c.thing_id = t.id
        order by c.number desc limit 1) as changed
    from thing t join ${sql.table(kind.table)} o on o.id = t.id ${which.join ?? sql``}
    where ${shown(kind)} and ${which.where ?? sql`true`}
    order by ${which.order ?? sql`t.id`} ${limitTo(which.limit)}`.execute(db);
  return rows;
}

/** Limits that are usual stand in the text: with a value PostgreSQL plans anew each time. What anyone may ask for does not. */
const usualLimits = [1, 51, 101, 500];

function limitTo(limit: number | undefined): RawBuilder<unknown> {
  if (limit === undefined) return sql``;
  return usualLimits.includes(limit) ? sql`limit ${sql.lit(limit)}` : sql`limit ${limit}`;
}

/** @returns the statements of a kind that hang on any of these things by any of these columns. */
export function readParts(
  db: Db,
  kind: RecordKind,
  by: readonly string[],
  ids: readonly Id[],
): Promise<StatementRow[]> {
  const ties = by.map((column) => sql`${sql.ref(`o.${column}`)} = any(${[...ids]}::uuid[])`);
  return readStatements(db, kind, { where: sql`(${sql.join(ties, sql` or `)})` });
}

/**
 * SQL: whether a thing `t` of the kind is public with all that it cannot be understood without. The same as the functions
 * `record_shown` and `source_shown` of the database, which a test holds it to; written out, for a call of those costs more
 * than the row.
 */
function shown(kind: RecordKind): RawBuilder<boolean> {
  if (kind.kind === 'source') return sql<boolean>`source_shown(t.id)`;
  const needed = kind.fields.filter(
    ({ type, given, of = [] }) => type === 'thing' && given && !of.includes('source'),
  );
  const conditions = [sql`t.id`, ...needed.map(({ column }) => sql.ref(`o.${column}`))].map(isPublic);
  if (kind.kind === 'redress')
    conditions.push(sql<boolean>`(${isPublic(sql`o.incident_id`)} or ${isPublic(sql`o.case_id`)})`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const citations = sql`(select coalesce(jsonb_agg(jsonb_build_object(
    'source', jsonb_build_object('id', s.id, 'key', s.key, 'title', s.title, 'publisher', s.publisher, 'address', s.url,
      'date', s.date),
    'field', c.field, 'page', c.page, 'quotation', c.quotation) order by c.position, s.key, c.field), '[]')
  from citation c join source s on s.id = c.source_id where c.thing_id = t.id)`;

function textsOf(kind: RecordKind): RawBuilder<unknown> {
  if (kind.textTable === null) return sql`'[]'::jsonb`;
  return sql`(select coalesce(jsonb_agg(to_jsonb(x) order by x.lang = t.primary_lang desc, x.lang), '[]')
    from ${sql.table(kind.textTable)} x where x.thing_id = t.id and x.state = 'published')`;
}

function linksOf(kind: RecordKind): RawBuilder<unknown> {
  if (kind.links.length === 0) return sql`'{}'::jsonb`;
  const parts = kind.links.map((links) => sql`${sql.lit(links.name)}, ${rowsOf(links)}`);
  return sql`jsonb_build_object(${sql.join(parts)})`;
}

/** Rows that name what is not public are left out. */
function rowsOf({ table, owner, fields }: Links): RawBuilder<unknown> {
  const things = fields.filter(({ type }) => type === 'thing');
  const out = things.map(({ column }) => isPublic(sql.ref(`l.${column}`)));
  const order = sql.join(fields.map(({ column }) => sql.ref(`l.${column}`)));
  return sql`(select coalesce(jsonb_agg(to_jsonb(l) || ${refsOf(fields, sql`l`)} order by ${order}), '[]')
    from ${sql.table(table)} l where ${sql.join([sql`${sql.ref(`l.${owner}`)} = t.id`, ...out], sql` and `)})`;
}

function refsOf(fields: readonly Field[], row: RawBuilder<unknown>): RawBuilder<unknown> {
  const things = fields.filter(({ type }) => type === 'thing');
  if (things.length === 0) return sql`'{}'::jsonb`;
  const parts = things.map((field) => {
    const ref = sql`${row}.${sql.ref(field.column)}`;
    // A source that a public statement names is public, and has no publication of its own; what a statement needs is.
    const whether = field.given || field.of?.includes('source') ? sql`true` : isPublic(sql`r.id`);
    return sql`${sql.lit(refKey(field))}, (select jsonb_build_object('kind', r.kind, 'id', r.id, 'slug', ${slugOf(field)},
      'name', ${nameOf(field)}) from thing r where r.id = ${ref} and ${whether})`;
  });
  return sql`jsonb_build_object(${sql.join(parts)})`;
}

function slugOf(field: Field): RawBuilder<unknown> {
  return field.of?.includes('source') ? sql`(select key from source where id = r.id)` : sql`r.slug`;
}

/**
 * What the thing `r` is called. Where it can be of several kinds it is not said: the view of all titles has thirty tables,
 * and planning it costs more than all the rest.
 */
function nameOf({ of = [] }: Field): RawBuilder<unknown> {
  const [only, ...others] = of;
  if (only === undefined || others.length > 0) return sql`null`;
  if (only === 'source') return sql`(select y.title from source y where y.id = r.id)`;
  if (only === 'company-name') return sql`(select y.name from company_name y where y.id = r.id)`;
  if (only === 'company')
    return sql`(select y.name from company_name y where y.company_id = r.id and ${isPublic(sql`y.id`)}
      order by y.position, y.id limit 1)`;
  const { textTable, texts } = recordKind(only);
  const [title] = texts;
  if (textTable === null || !title) return sql`null`;
  return sql`(select ${sql.ref(`y.${title.name}`)} from ${sql.table(textTable)} y
    where y.thing_id = r.id and y.state = 'published' order by y.lang = r.primary_lang desc, y.lang limit 1)`;
}
