import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Id } from '../database/id.ts';
import type { ThingKind } from './tables.ts';

/** When the things of a page came out, and when they last changed. */
export interface Stand {
  /** The newest publication that is running among them. */
  publishedAt: Date | null;
  /** The newest revision of any of them. */
  changedAt: Date | null;
}

/** @returns the stand of these things taken together; nulls for none. */
export async function readStand(db: Db, ids: readonly Id[]): Promise<Stand> {
  const { rows } = await sql<Stand>`
    select
      (select max(at) from publication where thing_id = any(${[...ids]}::uuid[]) and ended_at is null) as "publishedAt",
      (select max(at) from revision where thing_id = any(${[...ids]}::uuid[])) as "changedAt"`.execute(db);
  return rows[0] ?? { publishedAt: null, changedAt: null };
}

/** @returns whether the thing at this slug was public once and is not any more: gone, rather than never there. */
export async function wasPublished(db: Db, kind: ThingKind, slug: string): Promise<boolean> {
  const { rows } = await sql<{ gone: boolean }>`
    select count(*) > 0 and bool_and(p.ended_at is not null) as gone
    from thing t join publication p on p.thing_id = t.id
    where t.kind = ${kind} and t.slug = ${slug}`.execute(db);
  return rows[0]?.gone === true;
}
