import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { isPublic, isUnadopted, textIn } from '../../../foundation/history/visible.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { ListCursor } from '../../../foundation/web/list-cursor.ts';
import { namesOf } from '../../companies/store.ts';
import { hasFigures, isInFigure } from '../figures-store.ts';
import type { HarmedBy, IncidentKind } from '../model.ts';
import type { IncidentFilter } from '../query.ts';
import type { Involved, ListedIncident, MappedIncident, SumOfHarm } from './model.ts';
import '../store.ts';

/** SQL: whether incident `i` is public and within a filter. */
function within(filter: IncidentFilter): RawBuilder<boolean> {
  const { kind, year, company, harmed, by, standing, reached, figure } = filter;
  const parts = [
    isPublic(sql`i.id`),
    ...(kind ? [sql`i.kinds @> array[${kind}]::text[]`] : []),
    ...(year ? [sql`left(i.date, 4) = ${year}`] : []),
    ...(company
      ? [
          sql`exists (select from incident_company ic join thing ct on ct.id = ic.company_id
            where ic.incident_id = i.id and ct.kind = 'company' and ct.slug = ${company})`,
        ]
      : []),
    ...(harmed ? [sql`i.harmed @> array[${harmed}]::text[]`] : []),
    ...(by ? [by === 'unsaid' ? sql`i.harmed_by is null` : sql`i.harmed_by = ${by}`] : []),
    ...(standing ? [sql`i.standing = ${standing}`] : []),
    ...(reached ? [sql`i.accountability = ${reached}`] : []),
    ...(figure ? [isInFigure(figure)] : []),
  ];
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** SQL: the public companies of incident `i` with all their names, the gravest part first. */
export const involvedIn: RawBuilder<Involved[]> = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', ic.company_id, 'slug', ct.slug, 'role', ic.role, 'standing', ic.standing,
      'names', ${namesOf(sql`ic.company_id`)})
      order by array_position('{staff-acted,principal,involved,employer-of-the-harmed}', ic.role), ct.created_at, ct.id), '[]')
    from incident_company ic join thing ct on ct.id = ic.company_id
    where ic.incident_id = i.id and ${isPublic(sql`ic.company_id`)})`;

/** SQL: the figures of incident `i`, where it has any. */
export const figuresOf = sql`
  case when i.killed_min is not null then jsonb_build_object('min', i.killed_min, 'max', i.killed_max) end as killed,
  case when i.injured_min is not null then jsonb_build_object('min', i.injured_min, 'max', i.injured_max) end as injured`;

/** @returns a page of public incidents within a filter, the latest first. */
export async function listPageOfIncidents(
  db: Db,
  lang: Lang,
  filter: IncidentFilter,
  page: { after: ListCursor | null; limit: number },
): Promise<ListedIncident[]> {
  const { after, limit } = page;
  const { rows } = await sql<ListedIncident>`
    select i.id, t.slug, i.date, i.date_to as "dateTo", i.kinds, i.standing, i.harmed_by as "harmedBy", i.accountability,
      ${figuresOf}, ${involvedIn} as companies, x.lang, x.title, x.place, ${isUnadopted(sql`i.id`)} as unadopted
    from incident i join thing t on t.id = i.id ${textIn('incident_text', lang)}
    where ${within(filter)} and x.title is not null
      ${after ? sql`and (i.date::text, i.id) < (${after.key}, ${after.id}::uuid)` : sql``}
    order by i.date::text desc, i.id desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** @returns the public incidents within a filter as a map shows them, the latest first. */
export async function mapIncidents(
  db: Db,
  lang: Lang,
  filter: IncidentFilter,
  limit: number,
): Promise<MappedIncident[]> {
  const { rows } = await sql<MappedIncident>`
    select t.slug, i.standing, x.lang, x.title, x.place, x.governorate, i.latitude::float8 as latitude, i.longitude::float8 as longitude,
      i.place_precision as precision
    from incident i join thing t on t.id = i.id ${textIn('incident_text', lang)}
    where ${within(filter)} and x.title is not null order by i.date::text desc, i.id desc limit ${sql.lit(limit)}`.execute(
    db,
  );
  return rows;
}

/** @returns how many public incidents within a filter began in each year, the earliest first. */
export async function countByYear(db: Db, filter: IncidentFilter): Promise<{ year: string; n: number }[]> {
  const { rows } = await sql<{ year: string; n: number }>`
    select left(i.date, 4) as year, count(*)::int as n from incident i
    where ${within({ ...filter, year: null })} group by 1 order by 1`.execute(db);
  return rows;
}

/** What the filters offer: only what public incidents have. */
export interface IncidentOptions {
  kinds: IncidentKind[];
  harmed: string[];
  by: (HarmedBy | null)[];
  standings: string[];
  reached: string[];
  years: string[];
  companies: { slug: string; name: string }[];
}

/** Companies that a filter offers, those in most incidents. */
const companiesOffered = sql.lit(200);

/** @returns what the filters of the page can be set to. */
export async function readIncidentOptions(db: Db): Promise<IncidentOptions> {
  const all = (value: RawBuilder<unknown>, from = sql``) =>
    sql`(select coalesce(jsonb_agg(distinct ${value}), '[]') from public i ${from})`;
  const { rows } = await sql<IncidentOptions>`
    with public as materialized (select * from incident i where ${isPublic(sql`i.id`)})
    select ${all(sql`k`, sql`cross join unnest(i.kinds) k`)} as kinds,
      ${all(sql`h`, sql`cross join unnest(i.harmed) h`)} as harmed,
      ${all(sql`i.harmed_by`)} as by, ${all(sql`i.standing`)} as standings, ${all(sql`i.accountability`)} as reached,
      ${all(sql`left(i.date, 4)`)} as years,
      (select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name) order by c.name), '[]') from (
        select t.slug, coalesce((select n.name from company_name n where n.company_id = t.id and ${isPublic(sql`n.id`)}
          order by n.position, n.id limit 1), t.slug) as name
        from (select ic.company_id, count(*) as n from public i join incident_company ic on ic.incident_id = i.id
            where ${isPublic(sql`ic.company_id`)} group by 1 order by n desc, 1 limit ${companiesOffered}) most
          join thing t on t.id = most.company_id) c) as companies`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('what is collected is one row');
  return row;
}

/**
 * @returns the harm in the public incidents within a filter, apart by who did it: never one sum of all, and what is only
 * alleged in none.
 */
export async function sumHarm(db: Db, filter: IncidentFilter): Promise<SumOfHarm[]> {
  const said = sql`i.standing <> 'alleged'`;
  const figure = (which: 'killed' | 'injured') => {
    const [min, max] = [sql.ref(`i.${which}_min`), sql.ref(`i.${which}_max`)];
    return sql`jsonb_build_object(
      'min', coalesce(sum(${min}) filter (where ${said}), 0), 'max', coalesce(sum(${max}) filter (where ${said}), 0),
      'known', count(${min}) filter (where ${said}),
      'unknown', count(*) filter (where ${said} and ${hasFigures} and ${min} is null))`;
  };
  const { rows } = await sql<SumOfHarm>`
    select i.harmed_by as "harmedBy", count(*)::int as incidents, ${figure('killed')} as killed, ${figure('injured')} as injured,
      (count(*) filter (where not ${said}))::int as alleged
    from incident i where ${within(filter)} group by i.harmed_by
    order by array_position('{company-staff,company-staff-and-others,subcontractor,armed-group,other}', i.harmed_by)`.execute(
    db,
  );
  return rows;
}
