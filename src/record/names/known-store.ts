import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { scriptOf } from '../../foundation/i18n/script.ts';
import { type CompanyName, nameLine } from '../companies/model.ts';
import { nameQuery } from './query.ts';
import { type Candidate, candidates, hitsOf, inBin, type Matched, type NameHit } from './search-store.ts';

/** A company of the record, public or not, that may bear a name. */
export interface KnownHit extends NameHit {
  /** What it is called now; the name that matched, where nobody knows. */
  called: string;
}

/** So many names are looked for in one statement: it stays far below its time, and others get their turn between two. */
const together = 20;
/** A row of what is looked for. */
const wantedColumns = { whole: sql`w.whole`, own: sql`w.own`, others: sql`w.others`, wholes: sql`w.wholes` };

/**
 * Finds for each name the companies that may bear it, public or not, by any name that they ever had, in any script: what
 * the desk and the import ask before they take a company for a new one. What lies in the bin is not found.
 * @returns for each name, in its place, each company once: the best score first.
 */
export async function matchCompanies(
  db: Db,
  names: readonly string[],
  { limit }: { limit: number },
): Promise<KnownHit[][]> {
  const found: NameHit[][] = [];
  for (let begun = 0; begun < names.length; begun += together)
    found.push(...(await matchSome(db, names.slice(begun, begun + together), limit)));
  const called = await namesNow(db, [...new Set(found.flat().map(({ companyId }) => companyId))]);
  return found.map((hits) =>
    hits.map((hit) => ({ ...hit, called: called.get(hit.companyId) ?? hit.name.name })),
  );
}

async function matchSome(db: Db, names: readonly string[], limit: number): Promise<NameHit[][]> {
  const asked = names.map((name) => ({ name, query: nameQuery(name) }));
  const wanted = asked.flatMap(({ query }, n) => {
    if (!query) return [];
    const { whole, own, others, wholes } = query;
    return [{ n, whole, own, others, wholes }];
  });
  const { rows } = await sql<Candidate & { n: number }>`
    select w.n, c.* from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      w (n int, whole text, own text, others text[], wholes text[])
    cross join lateral (${candidates(wantedColumns, 'known')}) c`.execute(db);
  const rowsOf = Map.groupBy(rows, ({ n }) => n);
  return asked.map(({ name, query }, n) => {
    if (!query) return [];
    const script = scriptOf(name);
    // Of names that match alike, the one in the script that was written.
    const rank = ({ match, name: { name: borne } }: Matched) =>
      Number(match.same) * 4 + match.score + Number(scriptOf(borne) === script) * 0.001;
    const among = (rowsOf.get(n) ?? []).map(({ n: _, ...candidate }) => candidate);
    return hitsOf(query, among, rank).slice(0, limit);
  });
}

/** What companies are called now, whatever of it is public. */
async function namesNow(db: Db, ids: readonly Id[]): Promise<Map<Id, string>> {
  const { rows } = await sql<{ id: Id; names: CompanyName[] }>`
    select n.company_id as id, jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'lang', n.lang, 'kind', n.kind,
      'from', n.valid_from, 'to', n.valid_to, 'endIs', n.end_is) order by n.position, n.id) as names
    from company_name n where n.company_id = any(${[...ids]}::uuid[]) and not ${inBin(sql`n.id`)}
    group by n.company_id`.execute(db);
  return new Map(
    rows.flatMap(({ id, names }) => {
      const called = nameLine(names)?.current.name;
      return called === undefined ? [] : [[id, called]];
    }),
  );
}
