import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import { calledThen } from './at/names-at.ts';
import { thingAt } from './at/thing-at.ts';
import type { On } from './at/time.ts';
import { type Asked, daysOf } from './filters.ts';
import type { Field, RecordKind } from './kinds/field.ts';
import type { Told } from './kinds/kinds.ts';
import { type JsonObject, type StatementRow, toStatement } from './kinds/statement.ts';
import { readParts, readStatements } from './kinds/statements-store.ts';

/** In which order a list is: as things were made, or the newest change first. */
export type Order = 'made' | 'changed';

export interface ListWish {
  asked: readonly Asked[];
  order: Order;
  /** The place after which the page begins: an id, or the number of a change. */
  after: { id: Id } | { change: number } | null;
  limit: number;
  /** The time as of which they are told; what was yet to come is left out. */
  asOf: On;
}

/** A thing with its parts, before its addresses. */
export type Told1 = JsonObject & { id: Id; slug: string | null };

/** @returns a page of public things of a kind with their parts: one query and one more for each sort of part. */
export async function listTold(db: Db, told: Told, wish: ListWish): Promise<Told1[]> {
  const conditions = wish.asked.map((one) => condition(told.kind, one));
  if (wish.after !== null && 'id' in wish.after)
    // Said of both tables, which are read side by side: else one of them is read from its beginning.
    conditions.push(sql`t.id > ${wish.after.id} and o.id > ${wish.after.id}`);
  if (wish.after !== null && 'change' in wish.after) conditions.push(sql`h.number < ${wish.after.change}`);
  if (wish.asOf !== null) conditions.push(begunBy(told.kind, wish.asOf));
  const newest = sql`join record_change h on h.thing_id = t.id and not exists (
    select from record_change l where l.thing_id = h.thing_id and l.number > h.number)`;
  const rows = await readStatements(db, told.kind, {
    where: conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`,
    limit: wish.limit,
    ...(wish.order === 'changed' && { join: newest, order: sql`h.number desc` }),
  });
  return withParts(db, told, rows, wish.asOf);
}

/**
 * @returns the public thing at this slug, key or id, with its parts; null where there is none, or it was yet to come at the
 * time that is asked for.
 */
export async function findTold(db: Db, told: Told, name: string, asOf: On = null): Promise<Told1 | null> {
  const id = parseId(name);
  const rows = await readStatements(db, told.kind, {
    where: id === null ? named(told.kind, name) : sql`t.id = ${id}`,
    limit: 1,
  });
  return (await withParts(db, told, rows, asOf))[0] ?? null;
}

async function withParts(
  db: Db,
  { kind, parts }: Told,
  rows: readonly StatementRow[],
  asOf: On,
): Promise<Told1[]> {
  const ids = rows.map(({ id }) => id);
  const found = await Promise.all(
    parts.map(async (part) => ({
      ...part,
      rows: ids.length === 0 ? [] : await readParts(db, part.kind, part.by, ids),
    })),
  );
  const all = rows.flatMap((row): Told1[] => {
    const of = found.map((part) => ({
      ...part,
      said: part.rows
        .filter((one) => part.by.some((column) => one.own[column] === row.id))
        .map((one) => toStatement(part.kind, one)),
    }));
    const told = thingAt(kind, toStatement(kind, row), of, asOf);
    return told === null ? [] : [{ ...told, changed: row.changed, id: row.id, slug: row.slug }];
  });
  return asOf === null ? all : calledThen(db, all, asOf);
}

function named(kind: RecordKind, name: string): RawBuilder<unknown> {
  return kind.kind === 'source' ? sql`o.key = ${name}` : sql`t.slug = ${name} and t.kind = ${kind.kind}`;
}

function condition(kind: RecordKind, { filter: { against }, value }: Asked): RawBuilder<unknown> {
  if ('days' in against) return dayCondition(kind, against.days, value);
  if (!('link' in against))
    return equals(sql`${sql.ref(`o.${against.column.column}`)}`, against.column, value);
  const links = kind.links.find(({ name }) => name === against.link);
  if (!links) return sql`false`;
  const { table, owner } = links;
  return sql`exists (select from ${sql.table(table)} l where ${sql.ref(`l.${owner}`)} = t.id
    and ${equals(sql.ref(`l.${against.column.column}`), against.column, value)})`;
}

function equals(column: RawBuilder<unknown>, { type, of = [] }: Field, value: string): RawBuilder<unknown> {
  if (type === 'codes') return sql`${value} = any(${column})`;
  if (type !== 'thing') return sql`${column} = ${value}`;
  const id = parseId(value);
  if (id !== null) return sql`${column} = ${id}`;
  return sql`${column} = (select id from thing where kind = any(${[...of]}::text[]) and slug = ${value} limit 1)`;
}

/** Whether something can have been on or after a day, or before the end of one. An end that nobody knows is no end. */
function dayCondition(kind: RecordKind, end: 'from' | 'to', value: string): RawBuilder<unknown> {
  const days = daysOf(kind);
  if (days === null) return sql`false`;
  const first = sql.ref(`o.${days.first}`);
  const last = sql.ref(`o.${days.last}`);
  if (end === 'to') return sql`date_from(${first}) < date_until(${value})`;
  if (days.open) return sql`(${last} is null or date_until(${last}) > date_from(${value}))`;
  return sql`date_until(coalesce(${last}, ${first})) > date_from(${value})`;
}

/** Whether something can have begun by a time: what {@link thingAt} does not call yet to come. */
function begunBy(kind: RecordKind, { days: { to } }: NonNullable<On>): RawBuilder<unknown> {
  const days = daysOf(kind);
  if (days === null) return sql`true`;
  const first = sql.ref(`o.${days.first}`);
  if (kind.kind !== 'case') return sql`(${first} is null or date_from(${first}) < ${to}::date)`;
  // A case of which nobody says when it was filed began by its first step.
  return sql`coalesce(date_from(${first}), (select min(date_from(g.date)) from stage g
    where g.case_id = t.id and ${isPublic(sql`g.id`)}), date_from(o.decided), '-infinity') < ${to}::date`;
}
