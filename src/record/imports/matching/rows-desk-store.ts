import { sql } from 'kysely';
import type { Editable } from '../../../desk/editing/model.ts';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { matchCompanies } from '../../names/known-store.ts';
import type { RowPayload } from '../columns/check-desk.ts';
import { importLangs } from '../columns/targets-desk.ts';
import { bestOf, mostNear, type Near, type RowMatch } from './match.ts';
import { isPart, partsAlike } from './parts-store.ts';
import { titlesAlike } from './titles-store.ts';

/**
 * Finds what is there already that rows may mean: by their id or slug; of companies by any name that they ever had, in any
 * script; of what belongs to a company or case among those of the same; of all others by a like title.
 * @returns for each row, in its place, what it seems to be; null where nothing is near.
 */
export async function matchRows(
  db: Db,
  editable: Editable,
  rows: readonly RowPayload[],
): Promise<(RowMatch | null)[]> {
  const known = await byIdOrSlug(db, editable, rows);
  const open = rows.flatMap((row, at) => (known[at] ? [] : [{ row, at }]));
  const near = await nearOf(
    db,
    editable,
    open.map(({ row }) => row),
  );
  const found: (RowMatch | null)[] = known.map((one) => one && { ...one, others: [] });
  for (const [n, { at }] of open.entries()) found[at] = bestOf(near[n] ?? []);
  return found;
}

/** What a row names by its id or slug: there is nothing to compare. */
async function byIdOrSlug(db: Db, { kind }: Editable, rows: readonly RowPayload[]): Promise<(Near | null)[]> {
  const { rows: found } = await sql<{ n: number; id: Id; title: string; by: 'id' | 'slug' }>`
    select distinct on (w.n) w.n, t.id, t.by, coalesce((select x.title from thing_title x where x.thing_id = t.id
      order by x.state = 'published' desc, x.lang limit 1), '') as title
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ id, slug }, n) => ({ n, id, slug })))}::jsonb)
      w (n int, id uuid, slug text)
    join lateral (select id, 'id' as by from thing where id = w.id and kind = ${kind}
      union all select id, 'slug' from thing where kind = ${kind} and slug = w.slug) t on true
    where not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
    order by w.n, t.by`.execute(db);
  const byRow = new Map(
    found.map(({ n, by, ...near }) => [n, { ...near, score: 1, by: { what: by } } satisfies Near]),
  );
  return rows.map((_, n) => byRow.get(n) ?? null);
}

/** Each thing that rows may mean, by what they are called. */
async function nearOf(db: Db, editable: Editable, rows: readonly RowPayload[]): Promise<Near[][]> {
  const { kind, textTable } = editable;
  if (kind === 'company') return companiesNear(db, rows);
  if (isPart(kind))
    return partsAlike(
      db,
      kind,
      rows.map(({ own, texts }) => ({ own, called: titlesIn(texts, editable.text[0].name) })),
    );
  const column = editable.text[0].name;
  const written = rows.map(({ texts }) => titlesIn(texts, column));
  const alike = await titlesAlike(db, { kind, textTable, column }, written.flat());
  let begun = 0;
  return written.map((titles) => {
    const near = alike.slice(begun, begun + titles.length).flat();
    begun += titles.length;
    return near;
  });
}

async function companiesNear(db: Db, rows: readonly RowPayload[]): Promise<Near[][]> {
  const names = rows.map(({ first }) => (typeof first?.name === 'string' ? first.name : ''));
  const found = await matchCompanies(db, names, { limit: mostNear });
  return found.map((hits, n) =>
    hits.map(({ companyId, called, name, match }) => ({
      id: companyId,
      title: called,
      score: match.score,
      by: {
        what: 'name',
        name: name.name,
        lang: name.lang,
        written: names[n] ?? '',
        reasons: match.reasons,
      },
    })),
  );
}

function titlesIn(texts: RowPayload['texts'], column: string): string[] {
  return importLangs.flatMap((lang) => {
    const title = texts[lang]?.[column];
    return typeof title === 'string' && title !== '' ? [title] : [];
  });
}
