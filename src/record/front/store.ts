import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Company } from '../companies/model.ts';
import '../companies/store.ts';
import type { Changed, RecordSums } from './model.ts';

const kinds = sql`'{company,incident,contract,case,law,treaty-step}'::text[]`;

/** @returns how much the record holds, and as of when, in one query. */
export async function readRecordSums(db: Db): Promise<RecordSums> {
  const of = (kind: string) => sql`count(*) filter (where t.kind = ${kind})::int`;
  const { rows } = await sql<RecordSums>`
    select ${of('company')} as companies, ${of('incident')} as incidents, ${of('contract')} as contracts, ${of('case')} as cases,
      ${of('law')} as laws, ${of('treaty-step')} as "treatySteps",
      (select count(*)::int from source s where exists (select from citation c where c.source_id = s.id and ${isPublic(sql`c.thing_id`)})) as sources,
      greatest(max(p.at), (select max(x.at) from text_publication x join thing xt on xt.id = x.thing_id
        where xt.kind = any(${kinds}) and ${isPublic(sql`x.thing_id`)})) as "changedAt",
      (select max(up.at) from unadopted u join thing ut on ut.id = u.thing_id and ut.kind = any(${kinds})
        join publication up on up.thing_id = u.thing_id and up.ended_at is null and up.at <= now()) as "unreviewedSince",
      (select max(l.as_of) from starter_load l where l.part = 'record') as "checkedOn"
    from thing t join publication p on p.thing_id = t.id and p.ended_at is null and p.at <= now()
    where t.kind = any(${kinds})`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a query of sums has one row');
  return row;
}

/** How many of the newest publications are looked through: many can be parts of one thing. */
const looked = sql.lit(300);

/** SQL: what thing `l` is called, of every kind that is listed. The view of all titles would ask every table of texts. */
const titles = sql.join(
  [
    sql`select n.name as title, 'en' as lang from company_name n where l.kind = 'company'
      and n.id = (select o.id from company_name o where o.company_id = l.id and ${isPublic(sql`o.id`)} order by o.position, o.id limit 1)`,
    ...(
      [
        ['incident', 'incident_text'],
        ['contract', 'contract_text'],
        ['case', 'court_case_text'],
        ['law', 'law_text'],
      ] as const
    ).map(
      ([kind, table]) =>
        sql`select title, lang from ${sql.table(table)} where l.kind = ${sql.lit(kind)} and thing_id = l.id and state = 'published'`,
    ),
  ],
  sql` union all `,
);

/**
 * @returns the things of the record that came out last, or of which a part did, newest first. Each is called in the
 * language, else in any that is public.
 */
export async function listChanged(db: Db, lang: Lang, limit: number): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    with newest as (
      (select thing_id, at from publication where ended_at is null and at <= now() order by id desc limit ${looked})
      union all (select thing_id, at from text_publication order by id desc limit ${looked})
    ), whole as (
      select coalesce(case t.kind when 'stage' then (select case_id from stage where id = t.id)
        when 'redress' then (select case_id from redress where id = t.id)
        when 'company-name' then (select company_id from company_name where id = t.id) end, t.id) as id, max(n.at) as at
      from newest n join thing t on t.id = n.thing_id group by 1
    ), last as (
      select t.id, t.kind, t.slug, t.primary_lang, w.at from whole w join thing t on t.id = w.id
      where t.kind in ('company', 'incident', 'contract', 'case', 'law') and t.slug is not null and ${isPublic(sql`t.id`)}
      order by w.at desc, t.id desc limit ${sql.lit(limit)}
    )
    select l.id, l.kind, l.slug, x.title, x.lang, l.at from last l
    join lateral (select title, lang from (${titles}) v order by lang = ${lang} desc, lang = l.primary_lang desc limit 1) x on true
    order by l.at desc, l.id desc`.execute(db);
  return rows;
}

/** @returns public companies of which a name has ended, as far as sources say, in the order in which they were entered. */
export async function listRenamedCompanies(db: Db, limit: number): Promise<Company[]> {
  const { rows } = await sql<Company>`
    select c.id, t.slug, c.country, c.founded, t.primary_lang as lang, '' as summary, false as unadopted,
      (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'lang', n.lang, 'kind', n.kind,
          'from', n.valid_from, 'to', n.valid_to, 'endIs', n.end_is) order by n.position), '[]')
        from company_name n where n.company_id = c.id and ${isPublic(sql`n.id`)}) as names
    from company c join thing t on t.id = c.id
    where ${isPublic(sql`c.id`)} and exists (select from company_name n where n.company_id = c.id and n.end_is in ('known', 'past')
      and n.kind is distinct from 'abbreviation' and n.kind is distinct from 'transliteration' and ${isPublic(sql`n.id`)})
    order by c.id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}
