import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';

/** What became of a thing: its number tells the order, and where to read on from. */
export interface Change {
  number: number;
  at: string;
  action: 'published' | 'changed' | 'unpublished';
  kind: 'company' | 'incident' | 'contract' | 'case' | 'law' | 'treaty-step' | 'source' | 'buyer';
  id: Id;
  slug: string | null;
}

/** From where changes are read: after a number, or from a time on. */
export type Since = { number: number } | { at: Date };

/** @returns the changes since then, oldest first. */
export async function listChanges(db: Db, since: Since, limit: number): Promise<Change[]> {
  const from = 'number' in since ? sql`c.number > ${since.number}` : sql`c.at >= ${since.at}`;
  const { rows } = await sql<Change>`
    select c.number::int as number, ${utc(sql`c.at`)} as at, c.action, c.kind, c.thing_id as id, c.slug
    from record_change c where ${from} order by c.number limit ${limit}`.execute(db);
  return rows;
}

/** SQL: a time as RFC 3339 in UTC, whatever the connection's time zone. */
export function utc(time: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${time} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** @returns the number of the newest change; 0 before the first. */
export async function newestChange(db: Db): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0)::int as number from record_change`.execute(db);
  return rows[0]?.number ?? 0;
}

/** @returns whether a thing that stood at this slug, key or id was public once and is not any more. */
export async function isGone(db: Db, kind: string, name: string): Promise<boolean> {
  const id = parseId(name);
  const { rows } = await sql<{ action: string }>`
    select l.action from record_change c
      join lateral (select l.action from record_change l where l.thing_id = c.thing_id order by l.number desc limit 1) l on true
    where c.kind = ${kind} and ${id === null ? sql`c.slug = ${name}` : sql`c.thing_id = ${id}`} order by c.number desc limit 1`.execute(
    db,
  );
  return rows[0]?.action === 'unpublished';
}
