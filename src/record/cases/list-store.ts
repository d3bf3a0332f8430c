import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { ListCursor } from '../../foundation/web/list-cursor.ts';
import '../companies/store.ts';
import type { Standing } from '../model.ts';
import type { CaseStatus, CourtCase, RedressKind, StageKind } from './model.ts';
import type { CaseFilter } from './query.ts';
import './store.ts';

/** A case as a list shows it. */
export type CaseLine = Pick<
  CourtCase,
  | 'id'
  | 'slug'
  | 'country'
  | 'filed'
  | 'decided'
  | 'kind'
  | 'status'
  | 'standing'
  | 'lang'
  | 'title'
  | 'court'
  | 'outcome'
> & {
  /** The day by which it is ordered: that of its filing, else of its decision. */
  day: string;
  unadopted: boolean;
};

/** SQL: the day by which case `c` is ordered, as the index `case_listed` has it. */
const day = sql`coalesce(date_from(c.filed), date_from(c.decided), date '1000-01-01')`;

/** What counts as compensation: paid by whom and why soever, or awarded by a court. */
const compensating = ['compensation', 'damages'] as const satisfies readonly RedressKind[];

/** SQL: whether case `c` is public and matches a filter. */
function matches(filter: CaseFilter): RawBuilder<boolean> {
  const { country, kind, status, company, stage, redress } = filter;
  return sql<boolean>`${isPublic(sql`c.id`)}
    ${country ? sql`and c.country = ${country}` : sql``}
    ${kind ? sql`and c.kind = ${kind}` : sql``}
    ${status ? sql`and c.status = ${status}` : sql``}
    ${company ? sql`and exists (select from case_company cc join thing ct on ct.id = cc.company_id where cc.case_id = c.id and ct.slug = ${company})` : sql``}
    ${stage ? sql`and c.standing <> 'alleged' and ${hasStage(stage)}` : sql``}
    ${redress ? sql`and exists (select from redress r where r.case_id = c.id and r.kind = any(${[...(redress === 'compensation' ? compensating : [redress])]}::text[]) and r.standing <> 'alleged' and ${isPublic(sql`r.id`)})` : sql``}`;
}

/** SQL: whether this was done in case `c`: what is only alleged was not, as in the figures of the incidents. */
function hasStage(
  stage: StageKind,
  standings: readonly Standing[] = ['reported', 'established', 'disputed'],
) {
  return sql<boolean>`exists (select from stage s where s.case_id = c.id and s.kind = ${stage}
    and s.standing = any(${[...standings]}::standing[]) and ${isPublic(sql`s.id`)})`;
}

/** SQL: whether, of what was done in case `c`, all that is told is disputed, or the case itself is. */
function isDisputed(stage: StageKind): RawBuilder<boolean> {
  return sql<boolean>`(c.standing = 'disputed' or not ${hasStage(stage, ['reported', 'established'])})`;
}

/** @returns public cases, the last begun first. @param options.after the last of the page before. */
export async function listCaseLines(
  db: Db,
  lang: Lang,
  options: { filter: CaseFilter; after: ListCursor | null; limit: number },
): Promise<CaseLine[]> {
  const { filter, after, limit } = options;
  const { rows } = await sql<CaseLine>`
    select c.id, t.slug, c.country, c.filed, c.decided, c.kind, c.status, c.standing, x.lang, x.title, x.court, x.outcome,
      to_char(${day}, 'YYYY-MM-DD') as day, exists (select from unadopted u where u.thing_id = c.id) as unadopted
    from court_case c join thing t on t.id = c.id ${textIn('court_case_text', lang)}
    where ${matches(filter)} and x.title is not null
      ${after ? sql`and (${day}, c.id) < (${after.key}::date, ${after.id}::uuid)` : sql``}
    order by ${day} desc, c.id desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** What can be chosen to narrow the list, and how many cases there are. */
export interface CaseChoices {
  total: number;
  countries: string[];
  statuses: CaseStatus[];
  /** Companies in cases, each by a name. */
  companies: { slug: string; name: string }[];
}

const mostCompanies = 300;

/** @returns how many public cases match a filter. */
export async function countCases(db: Db, filter: CaseFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from court_case c where ${matches(filter)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** @returns the countries, statuses and companies that public cases have, and how many there are, in one query. */
export async function readCaseChoices(db: Db): Promise<CaseChoices> {
  const { rows } = await sql<CaseChoices>`
    with shown as (select c.* from court_case c where ${isPublic(sql`c.id`)})
    select (select count(*)::int from shown) as total,
      (select coalesce(jsonb_agg(distinct country), '[]') from shown) as countries,
      (select coalesce(jsonb_agg(distinct status), '[]') from shown) as statuses,
      (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'name', name) order by name, slug), '[]') from (
        select t.slug, (select n.name from company_name n where n.company_id = t.id and ${isPublic(sql`n.id`)}
          order by n.position, n.id limit 1) as name
        from thing t where t.kind = 'company' and ${isPublic(sql`t.id`)}
          and t.id in (select cc.company_id from case_company cc join shown on shown.id = cc.case_id)
        order by 2 limit ${mostCompanies}) k where name is not null) as companies`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a query of sums has one row');
  return row;
}

/** The facts of all public cases that the front of the record tells. */
export interface CaseFigures {
  cases: number;
  /** Cases in which somebody was convicted; some of these convictions were undone later. */
  convicted: number;
  /** Cases in which those convicted were pardoned. */
  pardoned: number;
  /** Cases of which compensation came, or in which a court awarded damages. */
  compensated: number;
  settled: number;
  /** How many of those with a conviction, and with a pardon, are disputed in that or as a whole. */
  disputed: { convicted: number; pardoned: number };
}

/** @returns the figures of the cases: counted from stages and redress, never from people. */
export async function readCaseFigures(db: Db): Promise<CaseFigures> {
  const having = (filter: Partial<CaseFilter>) =>
    sql`count(*) filter (where ${matches({ ...nothing, ...filter })})::int`;
  const disputed = (stage: StageKind) =>
    sql`count(*) filter (where ${matches({ ...nothing, stage })} and ${isDisputed(stage)})::int`;
  const { rows } = await sql<CaseFigures>`
    select ${having({})} as cases, ${having({ stage: 'convicted' })} as convicted, ${having({ stage: 'pardoned' })} as pardoned,
      ${having({ redress: 'compensation' })} as compensated, ${having({ redress: 'settlement' })} as settled,
      jsonb_build_object('convicted', ${disputed('convicted')}, 'pardoned', ${disputed('pardoned')}) as disputed
    from court_case c`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a query of sums has one row');
  return row;
}

const nothing: CaseFilter = {
  country: null,
  kind: null,
  status: null,
  company: null,
  stage: null,
  redress: null,
};
