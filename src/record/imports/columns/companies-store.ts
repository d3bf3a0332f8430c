import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import { matchCompanies } from '../../names/known-store.ts';

/** Which company a cell names. */
export type NamedCompany =
  | { what: 'one'; id: Id }
  /** None is called so; one of nearly this name is. */
  | { what: 'near'; name: string }
  | { what: 'several' | 'none' };

/** Names that differ in capitals, marks and punctuation only: the matcher's score of the same name. */
const exactly = 0.99;

/**
 * Finds the companies that cells name: by id, slug, or any name that they ever had, as it stands on record. A name that is
 * only nearly one of theirs is not taken for it: what a row says is said of the company that it names.
 */
export async function companiesNamed(
  db: Db,
  cells: readonly string[],
): Promise<ReadonlyMap<string, NamedCompany>> {
  const wanted = [...new Set(cells)];
  const { rows } = await sql<{ cell: string; id: Id }>`
    select w.cell, t.id from jsonb_to_recordset(${JSON.stringify(
      wanted.map((cell) => ({ cell, id: parseId(cell), slug: cell.toLowerCase() })),
    )}::jsonb) w (cell text, id uuid, slug text)
    join lateral (select id from thing where id = w.id and kind = 'company'
      union select id from thing where kind = 'company' and slug = w.slug) t on true
    where not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)`.execute(db);
  const named = new Map<string, NamedCompany>(rows.map(({ cell, id }) => [cell, { what: 'one', id }]));
  const names = wanted.filter((cell) => !named.has(cell));
  const found = await matchCompanies(db, names, { limit: 3 });
  for (const [n, name] of names.entries()) {
    const hits = found[n] ?? [];
    const [first, second] = hits.filter(({ match }) => match.score >= exactly);
    const near = hits.find(({ match }) => match.same);
    if (first && second) named.set(name, { what: 'several' });
    else if (first) named.set(name, { what: 'one', id: first.companyId });
    else named.set(name, near ? { what: 'near', name: near.name.name } : { what: 'none' });
  }
  return named;
}
