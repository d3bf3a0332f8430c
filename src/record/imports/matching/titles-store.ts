import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import { mostNear, type Near, nearFrom } from './match.ts';

/** So many titles are looked for in one statement. */
const together = 10;

/**
 * Finds for each title the things of a kind whose title, in any language, is alike: by trigrams, through the index on the
 * kind's titles (migration 0021), in letters that pg_trgm sees whatever the script.
 * @param of the kind, its table of texts, and the column of the title in it.
 * @returns for each, in its place, the nearest first.
 */
export async function titlesAlike(
  db: Db,
  of: { kind: ThingKind; textTable: string; column: string },
  titles: readonly string[],
): Promise<Near[][]> {
  const found: Near[][] = [];
  for (let begun = 0; begun < titles.length; begun += together)
    found.push(...(await someAlike(db, of, titles.slice(begun, begun + together))));
  return found;
}

async function someAlike(
  db: Db,
  { kind, textTable, column }: { kind: ThingKind; textTable: string; column: string },
  titles: readonly string[],
): Promise<Near[][]> {
  const title = sql.ref(`x.${column}`);
  const spelled = sql`spelling_of(folded(${title}))`;
  const rows = await db.transaction().execute(async (tx) => {
    // What % asks the index for; the same for this transaction only.
    await sql`select set_config('pg_trgm.similarity_threshold', ${String(nearFrom)}, true)`.execute(tx);
    const { rows } = await sql<{ n: number; id: Id; title: string; score: number }>`
      with wanted as materialized (select (n - 1)::int as n, spelling_of(folded(title)) as spelled
        from unnest(${[...titles]}::text[]) with ordinality w (title, n))
      select w.n, a.* from wanted w cross join lateral (
        select t.id, ${title} as title, similarity(${spelled}, w.spelled)::float8 as score
        from ${sql.table(textTable)} x join thing t on t.id = x.thing_id
        where ${spelled} % w.spelled and t.kind = ${kind}
          and not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
        order by score desc, t.id limit ${mostNear * 2}) a`.execute(tx);
    return rows;
  });
  const byTitle = Map.groupBy(rows, ({ n }) => n);
  return titles.map((_, n) =>
    (byTitle.get(n) ?? []).map(({ n: _, ...near }): Near => ({ ...near, by: { what: 'title' } })),
  );
}
