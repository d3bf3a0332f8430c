import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Actor } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { ImportRun } from './import-store.ts';

/** A table as it was sent. */
export interface SentTable {
  /** The same for a form that is sent twice. */
  id: Id;
  actor: Actor;
  kind: ThingKind;
  bytes: Buffer;
  /** Of the bytes. */
  sha256: Buffer;
}

/** Takes in a table to be read. @returns whether it was taken in here: a form that is sent twice brings one. */
export async function insertRun(db: Db, { id, actor, kind, bytes, sha256 }: SentTable): Promise<boolean> {
  const { rows } = await sql`insert into import_run (id, actor, kind, bytes, sha256)
    values (${id}, ${actor}, ${kind}, ${bytes}, ${sha256}) on conflict (id) do nothing returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** A table that came from the same bytes. */
export type SameTable = Pick<ImportRun, 'id' | 'madeAt'> & { actor: Actor };

/**
 * @returns the newest table of the same bytes that says the same of its rows, another than this one; null for none, and for
 * one that could not be taken.
 */
export async function findSame(
  db: Db,
  { id, kind, sha256 }: Pick<SentTable, 'id' | 'kind' | 'sha256'>,
): Promise<SameTable | null> {
  const { rows } = await sql<SameTable>`select id, made_at as "madeAt", actor from import_run
    where sha256 = ${sha256} and kind = ${kind} and id <> ${id} and state <> 'refused'
    order by made_at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
