import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../../foundation/history/visible.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { Company } from '../model.ts';
import { namesOf } from '../store.ts';
import type { CaseLine, CompanyPage, ContractLine, IncidentLine, Owner, ResponseLine, Tie } from './model.ts';

/** Relatives further away are on their own pages. */
const steps = 2;
const mostTies = 60;

/** @returns the public company at this slug with its names; null when there is none. */
export async function readCompany(db: Db, slug: string, lang: Lang): Promise<Company | null> {
  const { rows } = await sql<Company>`
    select c.id, t.slug, c.country, c.founded, x.lang, x.summary, ${isUnadopted(sql`c.id`)} as unadopted,
      ${namesOf(sql`c.id`)} as names
    from thing t join company c on c.id = t.id ${textIn('company_text', lang)}
    where t.kind = 'company' and t.slug = ${slug} and ${isPublic(sql`c.id`)} and x.summary is not null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** @returns all that the record says of a company besides its names and summary, in four queries. */
export async function readRest(db: Db, id: Id, lang: Lang): Promise<Omit<CompanyPage, 'company'>> {
  const [bonds, contracts, incidents, cases] = await Promise.all([
    readBonds(db, id, lang),
    listContracts(db, id, lang),
    listIncidents(db, id, lang),
    listCases(db, id, lang),
  ]);
  return { ...bonds, contracts, incidents, cases };
}

/** Successions of the company and its nearest relatives, its owners, and what it answered. */
async function readBonds(
  db: Db,
  id: Id,
  lang: Lang,
): Promise<Pick<CompanyPage, 'ties' | 'owners' | 'responses'>> {
  const relative = (company: string) =>
    sql`(select jsonb_build_object('slug', o.slug, 'names', ${namesOf(sql`o.id`)}) from thing o where o.id = ${sql.ref(company)})`;
  const { rows } = await sql<{ ties: Tie[]; owners: Owner[]; responses: ResponseLine[] }>`
    with recursive near (id, step) as (
      select ${id}::uuid, 0
      union
      select next.company, step + 1 from near cross join lateral (
        select s.id, s.to_company as company from succession s where s.from_company = near.id
        union all select s.id, s.from_company from succession s where s.to_company = near.id) next
      where step < ${steps} and ${isPublic(sql`next.id`)}
    ),
    tied as (
      select s.id from near join succession s on s.from_company = near.id where step < ${steps}
      union select s.id from near join succession s on s.to_company = near.id where step < ${steps}
    )
    select
      (select coalesce(jsonb_agg(to_jsonb(tie) order by tie.date nulls last, tie.id), '[]') from (
        select s.id, t.slug, s.from_company as "fromCompany", s.to_company as "toCompany", s.kind, s.date, s.standing,
          x.lang, x.note, null as mark, ${relative('s.from_company')} as "from", ${relative('s.to_company')} as "to"
        from succession s join thing t on t.id = s.id ${textIn('succession_text', lang)}
        where s.id in (select id from tied)
          and ${isPublic(sql`s.id`)} and ${isPublic(sql`s.from_company`)} and ${isPublic(sql`s.to_company`)} and x.note is not null
        order by ${id}::uuid in (s.from_company, s.to_company) desc, s.id limit ${mostTies}
      ) tie) as ties,
      (select coalesce(jsonb_agg(to_jsonb(held) order by held."from" nulls last, held.id), '[]') from (
        select w.id, w.owner_is as kind, w.standing, w.valid_from as "from", w.valid_to as "to", w.end_is as "endIs",
          w.ongoing_as_of as "ongoingAsOf", x.lang, x.owner, x.office, x.note, null as mark,
          case when w.share_min is not null then jsonb_build_object('min', w.share_min, 'max', w.share_max) end as share,
          case when ${isPublic(sql`w.owner_company`)} then ${relative('w.owner_company')} end as company
        from ownership w join thing t on t.id = w.id ${textIn('ownership_text', lang)}
        where w.company_id = ${id} and ${isPublic(sql`w.id`)} and x.owner is not null
      ) held) as owners,
      (select coalesce(jsonb_agg(to_jsonb(answer) order by answer.date nulls last, answer.id), '[]') from (
        select a.id, a.about, a.date, x.lang, x.text
        from response a join thing t on t.id = a.id ${textIn('response_text', lang)}
        where a.company_id = ${id} and ${isPublic(sql`a.id`)} and x.text is not null
      ) answer) as responses`.execute(db);
  return rows[0] ?? { ties: [], owners: [], responses: [] };
}

async function listContracts(db: Db, id: Id, lang: Lang): Promise<ContractLine[]> {
  const { rows } = await sql<ContractLine>`
    select k.id, t.slug, k.standing, k.valid_from as "from", k.valid_to as "to", k.end_is as "endIs",
      k.ongoing_as_of as "ongoingAsOf", k.name_id as "nameId", x.lang, x.title, x.subject, null as mark,
      case when k.amount is not null
        then jsonb_build_object('value', k.amount, 'currency', k.currency, 'is', k.amount_is) end as amount,
      (select jsonb_build_object('slug', bt.slug, 'name', b.name, 'lang', b.lang)
        from buyer_text b join thing bt on bt.id = b.thing_id where b.thing_id = k.buyer_id and b.state = 'published'
        order by b.lang = ${lang} desc, b.lang = bt.primary_lang desc, b.lang limit 1) as buyer
    from contract k join thing t on t.id = k.id ${textIn('contract_text', lang)}
    where k.company_id = ${id} and ${isPublic(sql`k.id`)} and ${isPublic(sql`k.buyer_id`)} and x.title is not null
    order by coalesce(k.valid_from, k.valid_to) nulls last, k.id`.execute(db);
  return rows;
}

async function listIncidents(db: Db, id: Id, lang: Lang): Promise<IncidentLine[]> {
  const { rows } = await sql<IncidentLine>`
    select i.id, t.slug, i.date, i.date_to as "dateTo", i.kinds, i.harmed, i.harmed_by as "harmedBy", i.accountability,
      i.standing, ic.role, ic.standing as part, x.lang, x.title, x.place, x.summary, null as mark,
      case when i.killed_min is not null then jsonb_build_object('min', i.killed_min, 'max', i.killed_max) end as killed,
      case when i.injured_min is not null then jsonb_build_object('min', i.injured_min, 'max', i.injured_max) end as injured
    from incident_company ic join incident i on i.id = ic.incident_id join thing t on t.id = i.id
      ${textIn('incident_text', lang)}
    where ic.company_id = ${id} and ${isPublic(sql`i.id`)} and x.title is not null order by i.date, i.id`.execute(
    db,
  );
  return rows;
}

async function listCases(db: Db, id: Id, lang: Lang): Promise<CaseLine[]> {
  const { rows } = await sql<CaseLine>`
    select c.id, t.slug, c.country, c.filed, c.decided, c.kind, c.status, c.standing, x.lang, x.title, x.court, x.outcome, null as mark,
      (select coalesce(jsonb_agg(to_jsonb(stage) order by stage.date nulls last, stage.id), '[]') from (
        select g.id, g.date, g.kind, g.position, g.standing, null as mark, y.lang, y.what from stage g join thing t on t.id = g.id ${textIn('stage_text', lang, 'y')}
        where g.case_id = c.id and ${isPublic(sql`g.id`)} and y.what is not null) stage) as stages
    from case_company cc join court_case c on c.id = cc.case_id join thing t on t.id = c.id
      ${textIn('court_case_text', lang)}
    where cc.company_id = ${id} and ${isPublic(sql`c.id`)} and x.title is not null
    order by coalesce(c.filed, c.decided) nulls last, c.id`.execute(db);
  return rows;
}
