import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { FigurePart, KillingsByCompanies } from './figures.ts';
import type { Accountability } from './model.ts';

/**
 * SQL: whether figures of killed and injured belong beside incident `i`: people were shot at, killed or tortured, or a source
 * gives a figure. Only there is a missing figure an unknown one.
 */
export const hasFigures = sql<boolean>`(i.kinds && '{killing,shooting,torture}'::text[] or i.killed_min is not null
  or i.injured_min is not null)`;

const byStaff = sql`i.harmed_by = 'company-staff'`;
const said = sql`i.standing <> 'alleged'`;

/** SQL: whether incident `i` is in a part of the figure of people killed by companies' staff. */
const parts: Readonly<Record<FigurePart, RawBuilder<boolean>>> = {
  killed: sql<boolean>`(${byStaff} and ${said} and i.killed_max > 0)`,
  unknown: sql<boolean>`(${byStaff} and ${said} and ${hasFigures} and i.killed_min is null)`,
  alleged: sql<boolean>`(${byStaff} and not ${said} and (i.killed_max > 0 or (${hasFigures} and i.killed_min is null)))`,
};

/** SQL: whether incident `i` is in this part of the figure: the list that makes it up. */
export function isInFigure(part: FigurePart): RawBuilder<boolean> {
  return parts[part];
}

const disputed = sql`${parts.killed} and i.standing = 'disputed'`;
const sum = (column: string, rule: RawBuilder<unknown>) =>
  sql`coalesce(sum(${sql.ref(column)}) filter (where ${rule}), 0)::int`;
const count = (part: FigurePart) => sql`count(*) filter (where ${parts[part]})::int`;

/** SQL: the people killed by companies' own staff in the incidents `i` that are summed up, as {@link KillingsByCompanies}. */
const killings: RawBuilder<Omit<KillingsByCompanies, 'of'>> =
  sql`jsonb_build_object('incidents', ${count('killed')},
  'min', ${sum('i.killed_min', parts.killed)}, 'max', ${sum('i.killed_max', parts.killed)}, 'unknown', ${count('unknown')},
  'disputed', jsonb_build_object('incidents', count(*) filter (where ${disputed}),
    'min', ${sum('i.killed_min', disputed)}, 'max', ${sum('i.killed_max', disputed)}),
  'alleged', jsonb_build_object('incidents', ${count('alleged')}, 'min', ${sum('i.killed_min', parts.alleged)},
    'max', ${sum('i.killed_max', parts.alleged)},
    'unknown', count(*) filter (where ${parts.alleged} and i.killed_min is null)))`;

/** SQL: those killed in the incidents `shown`, by who they were. Of several groups no source says how many of each. */
const killedOf: RawBuilder<KillingsByCompanies['of']> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('who', g.who, 'incidents', g.n, 'min', g.min, 'max', g.max) order by g.max desc, g.who), '[]')
  from (select case when cardinality(i.harmed) = 1 then i.harmed[1] end as who, count(*)::int as n,
      sum(i.killed_min)::int as min, sum(i.killed_max)::int as max
    from shown i where ${parts.killed} group by 1) g)`;

/** The figures of all public incidents that the front of the record tells. */
export interface IncidentFigures {
  killed: KillingsByCompanies;
  /** How many reached just each step. A step that none reached is not among them. */
  steps: Partial<Record<Accountability, number>>;
}

/**
 * @returns the people killed by companies' own staff in the public incidents, from least to greatest, and how far justice
 * went in them. Deaths of guards and workers at the hands of armed groups, and harm done together with others, are in none
 * of the numbers of people killed.
 */
export async function readIncidentFigures(db: Db): Promise<IncidentFigures> {
  const { rows } = await sql<IncidentFigures>`
    with shown as materialized (select * from incident i where ${isPublic(sql`i.id`)})
    select (select ${killings} from shown i) || jsonb_build_object('of', ${killedOf}) as killed,
      (select coalesce(jsonb_object_agg(s.step, s.n), '{}') from (
        select i.accountability as step, count(*)::int as n from shown i group by 1) s) as steps`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a sum has one row');
  return row;
}
