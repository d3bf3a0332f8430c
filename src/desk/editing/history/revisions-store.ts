import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';

/** One revision of a thing, as its history lists it. */
export interface RevisionLine {
  id: Id;
  lang: Lang | null;
  number: number;
  actor: string;
  why: string;
  at: Date;
  /** When this revision came out; null for one that never did. */
  publishedAt: Date | null;
}

/** @returns the newest revisions of a thing in all its languages. @param before only older ones than this id. */
export async function listRevisions(
  db: Db,
  thingId: Id,
  options: { limit: number; before: Id | null },
): Promise<RevisionLine[]> {
  const { rows } = await sql<RevisionLine>`
    select r.id, r.lang, r.number, r.actor, r.why, r.at,
      (select max(p.at) from text_publication p where p.thing_id = r.thing_id and p.lang is not distinct from r.lang
        and p.revision = r.number) as "publishedAt"
    from revision r where r.thing_id = ${thingId} ${options.before ? sql`and r.id < ${options.before}` : sql``}
    order by r.id desc limit ${options.limit}`.execute(db);
  return rows;
}

/** One revision with all that it held. */
export interface Revision extends RevisionLine {
  data: Record<string, unknown>;
}

/** @returns a revision of a thing by its id; null when it is none of this thing's. */
export async function readRevision(db: Db, thingId: Id, id: Id): Promise<Revision | null> {
  const { rows } = await sql<Revision>`
    select id, lang, number, actor, why, at, null as "publishedAt", data from revision
    where thing_id = ${thingId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @returns what a language's revision of this number held, or what was before it: `number` 0 is nothing. */
export async function readRevisionAt(
  db: Db,
  thingId: Id,
  lang: Lang | null,
  number: number,
): Promise<Record<string, unknown> | null> {
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    select data from revision where thing_id = ${thingId} and lang is not distinct from ${lang} and number = ${number}`.execute(
    db,
  );
  return rows[0]?.data ?? null;
}
