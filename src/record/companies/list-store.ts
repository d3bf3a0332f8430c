import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { CompanyQuery } from './list-query.ts';
import type { CompanyName, Succession } from './model.ts';
import { namesOf } from './store.ts';

/** A company as the list has it. */
export interface CompanyEntry {
  id: Id;
  slug: string;
  country: string;
  names: CompanyName[];
  /** Who holds it, or from whom it was parted, by the newest source of that; null where nobody says. */
  held: {
    side: 'out' | 'in';
    kind: Succession['kind'];
    date: PartialDate | null;
    slug: string;
    names: CompanyName[];
  } | null;
}

const entry = sql`c.id, t.slug, c.country, ${namesOf(sql`c.id`)} as names,
  (select jsonb_build_object('side', h.side, 'kind', h.kind, 'date', h.date, 'slug', o.slug, 'names', ${namesOf(sql`o.id`)})
    from (
      select 'out' as side, s.id, s.kind, s.date, s.to_company as other from succession s
        where s.from_company = c.id and s.kind in ('acquired', 'merged-into', 'subsidiary-of')
      union all
      select 'in', s.id, s.kind, s.date, s.from_company from succession s where s.to_company = c.id and s.kind = 'spun-off'
    ) h join thing o on o.id = h.other
    where ${isPublic(sql`h.id`)} and ${isPublic(sql`h.other`)} order by h.date desc nulls last, h.id desc limit 1) as held`;

/** SQL: whether a public incident names company `c`. */
const inIncident = sql`exists (select from incident_company ic where ic.company_id = c.id and ${isPublic(sql`ic.incident_id`)})`;

/** @returns public companies by their slugs, from a cursor on. */
export async function listEntries(
  db: Db,
  query: Pick<CompanyQuery, 'country' | 'incidents' | 'after'>,
  limit: number,
): Promise<CompanyEntry[]> {
  // A country (one of those that are) stands in the text: how many companies it has decides how they are best read.
  const { country, incidents, after } = query;
  const { rows } = await sql<CompanyEntry>`
    select ${entry} from thing t join company c on c.id = t.id
    where t.kind = 'company' and ${isPublic(sql`c.id`)}
      ${after ? sql`and t.slug > ${after.key}` : sql``}
      ${country ? sql`and c.country = ${sql.lit(country)}` : sql``}
      ${incidents ? sql`and ${inIncident}` : sql``}
    order by t.slug limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** @returns these companies, as far as they are public, in the order given. */
export async function readEntries(db: Db, ids: readonly Id[]): Promise<CompanyEntry[]> {
  const { rows } = await sql<CompanyEntry>`
    select ${entry} from unnest(${[...ids]}::uuid[]) with ordinality w (id, n) join thing t on t.id = w.id
      join company c on c.id = t.id
    where ${isPublic(sql`c.id`)} order by w.n`.execute(db);
  return rows;
}

/** @returns how many companies are public. It looks at each: asked for where the whole list begins, and nowhere else. */
export async function countCompanies(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from company c
    join publication p on p.thing_id = c.id and p.ended_at is null and p.at <= now()`.execute(db);
  return rows[0]?.n ?? 0;
}

/** @returns the countries of public companies: one step along the index for each, however many companies there are. */
export async function listCompanyCountries(db: Db): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    with recursive step as (
      (select country::text as country from company order by country limit 1)
      union all
      select (select c.country::text from company c where c.country > step.country order by c.country limit 1)
      from step where step.country is not null)
    select country from step where country is not null
      and (select true from company c where c.country = step.country and ${isPublic(sql`c.id`)} limit 1)`.execute(
    db,
  );
  return rows.map(({ country }) => country);
}
