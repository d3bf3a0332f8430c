import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { Coming, PastRevision } from './history-model.ts';

/** A thousand revisions of one statement are beyond any that we know; older ones than these are not compared. */
const most = 2_000;

/**
 * @returns when a statement came out, wholly or in part, and the revisions that it was made of, each oldest first; two
 * queries. Who wrote and why they saved is not among it.
 */
export async function readPast(db: Db, id: Id): Promise<{ comings: Coming[]; revisions: PastRevision[] }> {
  const [comings, revisions] = await Promise.all([
    sql<Coming>`
      select at, null::int as revision, null as lang, '' as why, false as corrects, true as begins from publication
        where thing_id = ${id} and at <= now()
      union all select at, revision, lang, why, corrects, false from text_publication where thing_id = ${id}
      order by at limit ${most}`.execute(db),
    sql<PastRevision>`
      select lang, number, at, actor = 'starter' as came, data from revision where thing_id = ${id}
      order by at, id limit ${most}`.execute(db),
  ]);
  return { comings: comings.rows, revisions: revisions.rows };
}

/** When and why a statement was corrected, as its page says it. */
export interface Correction {
  at: Date;
  why: string;
}

/** @returns the corrections of these statements that are public, newest first, in one query; none for those without. */
export async function readCorrections(db: Db, ids: readonly Id[]): Promise<Map<Id, Correction[]>> {
  const { rows } = await sql<Correction & { id: Id }>`
    select distinct thing_id as id, at, why from text_publication
    where thing_id = any(array(select unnest(${[...ids]}::uuid[]))) and corrects order by at desc`.execute(
    db,
  );
  const corrections = new Map<Id, Correction[]>();
  for (const { id, at, why } of rows) {
    const known = corrections.get(id);
    if (known) known.push({ at, why });
    else corrections.set(id, [{ at, why }]);
  }
  return corrections;
}

/** A source as the history of a statement names it. */
export interface NamedSource {
  title: string;
  language: string | null;
}

/** @returns the sources with these ids. */
export async function namedSources(db: Db, ids: readonly Id[]): Promise<Map<string, NamedSource>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NamedSource & { id: string }>`select id, title, language from source
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...source }) => [id, source]));
}

/** @returns the languages whose texts visitors are offered: others came out and are shown nowhere. */
export async function offeredLanguages(db: Db): Promise<Set<Lang>> {
  const rows = await db.selectFrom('language').select('code').where('state', '=', 'on').execute();
  return new Set(rows.map(({ code }) => code));
}
