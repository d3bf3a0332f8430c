import { sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import { type Actor, write } from '../../foundation/history/history.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { NewSource } from './citing/cite-store.ts';
import type { Source, SourceKind } from './model.ts';

/** A source as the desk lists it. */
export interface DeskSource extends Source {
  seen: boolean;
  archiveUrl: string | null;
  /** So many things cite it, and whether one of them is public. */
  cited: number;
  inPublic: boolean;
  copies: number;
  /** The newest revision of what is said of it: a copy that was kept is none. */
  base: number;
}

const columns = sql`s.id, s.key, s.kind, s.title, s.publisher, s.url, s.date, s.language, s.seen, s.archive_url as "archiveUrl",
  (select count(distinct c.thing_id)::int from citation c where c.source_id = s.id) as cited,
  exists (select from citation c where c.source_id = s.id and ${isPublic(sql`c.thing_id`)}) as "inPublic",
  (select count(*)::int from source_copy k where k.source_id = s.id) as copies,
  (select coalesce(max(r.number), 0) from revision r where r.thing_id = s.id and not r.data ? 'copies') as base`;

/** @returns sources whose title, publisher, key or address holds this, newest first. @param before only earlier ones. */
export async function listDeskSources(
  db: Db,
  options: { q: string; kind: SourceKind | null; before: Id | null; limit: number },
): Promise<DeskSource[]> {
  const { q, kind, before, limit } = options;
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<DeskSource>`select ${columns} from source s
    where (s.title ilike ${part} or s.publisher ilike ${part} or s.url ilike ${part} or s.key ilike ${part})
      ${kind ? sql`and s.kind = ${kind}` : sql``} ${before ? sql`and s.id < ${before}` : sql``}
    order by s.id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns a source; null for none. */
export async function readDeskSource(db: Db, id: Id): Promise<DeskSource | null> {
  const { rows } = await sql<DeskSource>`select ${columns} from source s where s.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** @returns another source at this address, however it is written; null for none. */
export async function otherAt(db: Db, id: Id, url: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`select id from source
    where bare_address(url) = bare_address(${url}) and id <> ${id} order by id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/**
 * Changes what is said of a source, everywhere at once: it has no draft.
 * @param base what its form was opened on. @returns false, and nothing changed, where somebody saved since.
 */
export async function changeSource(
  db: Db,
  id: Id,
  source: NewSource,
  actor: Actor,
  why: string,
  base: number,
): Promise<boolean> {
  return transact(db, async (tx) => {
    await tx.selectFrom('thing').select('id').where('id', '=', id).forUpdate().execute();
    if ((await readDeskSource(tx, id))?.base !== base) return false;
    await tx
      .updateTable('source')
      .set({ ...source })
      .where('id', '=', id)
      .execute();
    await write(actor, why, tx).revise(id, 'source', null, { ...source });
    await notifyChanged(tx, ['source', id]);
    return true;
  });
}
