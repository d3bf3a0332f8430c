import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { isPublic, textIn } from '../../../foundation/history/visible.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { ListCursor } from '../../../foundation/web/list-cursor.ts';
import type { Accountability } from '../../incidents/model.ts';
import '../../incidents/store.ts';
import '../store.ts';
import { type ScoreLine, type Steps, steps } from './model.ts';

/** SQL: the place of incident `i` in the order of the steps. Written out as the index `incident_by_step` has it. */
const place = sql`array_position(${sql.lit(`{${steps.join(',')}}`)}::text[], i.accountability)`;
const day = sql`date_from(i.date)`;

/**
 * @returns incidents with what became of them, those that went furthest first, within a step the oldest first.
 * @param options.reached only those that reached just this step; `after` the last of the page before.
 */
export async function listScores(
  db: Db,
  lang: Lang,
  options: { reached: Steps; after: ListCursor | null; limit: number },
): Promise<ScoreLine[]> {
  const { reached, after, limit } = options;
  const [step, since] = after?.key.split('.') ?? [];
  const { rows } = await sql<ScoreLine>`
    with shown as (
      select i.id, ${place} as place, ${day} as day, t.slug, i.date, i.date_to as "dateTo", i.accountability as reached, i.standing, i.harmed <> '{}' as harmed, x.lang, x.title
      from incident i join thing t on t.id = i.id ${textIn('incident_text', lang)}
      where ${isPublic(sql`i.id`)} and x.title is not null
        ${reached === 'all' ? sql`` : sql`and i.accountability = ${reached}`}
        ${after ? sql`and (${place}, ${day}, i.id) > (${Number(step)}::int, ${since}::date, ${after.id}::uuid)` : sql``}
      order by ${place}, ${day}, i.id limit ${sql.lit(limit)}
    ), heard as (
      select ci.incident_id, c.id, t.slug, c.status, c.standing, x.lang, x.title
      from case_incident ci join court_case c on c.id = ci.case_id join thing t on t.id = c.id ${textIn('court_case_text', lang)}
      where ci.incident_id in (select id from shown) and ${isPublic(sql`c.id`)} and x.title is not null
    )
    select i.id, i.slug, i.date, i."dateTo", i.reached, i.standing, i.harmed, i.lang, i.title,
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'slug', h.slug, 'status', h.status, 'standing', h.standing, 'lang', h.lang, 'title', h.title) order by h.id), '[]')
        from heard h where h.incident_id = i.id) as cases,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'caseId', r.case_id, 'kind', r.kind, 'amount', r.amount::text, 'currency', r.currency,
          'date', r.date) order by r.date nulls last, r.id), '[]')
        from redress r where ${isPublic(sql`r.id`)} and r.id in (select o.id from redress o where o.incident_id = i.id
          union all select o.id from redress o join heard h on h.id = o.case_id where h.incident_id = i.id)) as redress
    from shown i order by i.place, i.day, i.id`.execute(db);
  return rows;
}

/** @returns how many public incidents reached just each step. A step that none reached is not among them. */
export async function countSteps(db: Db): Promise<Partial<Record<Accountability, number>>> {
  const { rows } = await sql<{ step: Accountability; n: number }>`
    select i.accountability as step, count(*)::int as n from incident i where ${isPublic(sql`i.id`)} group by 1`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ step, n }) => [step, n]));
}
