import { type Generated, type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { PeriodColumns, Standing } from '../model.ts';
import type { Company, CompanyName, OwnerKind, Succession } from './model.ts';

interface CompanyTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  summary: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface CompanyNameTable extends PeriodColumns {
  id: Id;
  company_id: Id;
  name: string;
  lang: string;
  kind: CompanyName['kind'];
  parallel: Generated<boolean>;
  standing: Generated<Standing>;
  position: number;
}
interface CompanyNameTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  note: Generated<string>;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface OwnershipTable extends PeriodColumns {
  id: Id;
  company_id: Id;
  owner_company: Id | null;
  owner_is: OwnerKind;
  share_min: string | null;
  share_max: string | null;
  standing: Generated<Standing>;
}
interface OwnershipTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  owner: string;
  office: Generated<string>;
  note: Generated<string>;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface SuccessionTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  note: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    company: { id: Id; country: string; founded: PartialDate | null };
    company_text: CompanyTextTable;
    company_name: CompanyNameTable;
    company_name_text: CompanyNameTextTable;
    ownership: OwnershipTable;
    ownership_text: OwnershipTextTable;
    succession: {
      id: Id;
      from_company: Id;
      to_company: Id;
      kind: Succession['kind'];
      date: PartialDate | null;
      standing: Generated<Standing>;
    };
    succession_text: SuccessionTextTable;
  }
}

/** SQL: the public names of a company in their order, as {@link CompanyName}s. */
export function namesOf(company: RawBuilder<unknown>): RawBuilder<CompanyName[]> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'lang', n.lang, 'kind', n.kind,
      'from', n.valid_from, 'to', n.valid_to, 'endIs', n.end_is, 'ongoingAsOf', n.ongoing_as_of, 'standing', n.standing)
      order by n.position, n.id), '[]')
    from company_name n where n.company_id = ${company} and ${isPublic(sql`n.id`)})`;
}

/** @returns the public names of each of these companies, in their order. */
export async function readNames(db: Db, companies: readonly Id[]): Promise<Map<Id, CompanyName[]>> {
  const { rows } = await sql<{ id: Id; names: CompanyName[] }>`
    select c.id, ${namesOf(sql`c.id`)} as names from company c where c.id = any(${[...companies]}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}

/** @returns the public companies with all their names, in the order in which they entered the record. */
export async function listCompanies(db: Db, lang: Lang): Promise<Company[]> {
  const { rows } = await sql<Company>`
    select c.id, t.slug, c.country, c.founded, x.lang, x.summary, ${isUnadopted(sql`c.id`)} as unadopted,
      ${namesOf(sql`c.id`)} as names
    from company c join thing t on t.id = c.id ${textIn('company_text', lang)}
    where ${isPublic(sql`c.id`)} and x.summary is not null
    order by t.created_at, t.id`.execute(db);
  return rows;
}

/** @returns the companies of {@link listCompanies} of which a name has ended, in the same order, with all their names. */
export async function listEndedNames(db: Db): Promise<Pick<Company, 'slug' | 'names'>[]> {
  const { rows } = await sql<Pick<Company, 'slug' | 'names'>>`
    select t.slug, ${namesOf(sql`c.id`)} as names from company c join thing t on t.id = c.id
    where ${isPublic(sql`c.id`)} and exists (select from company_text x where x.thing_id = c.id and x.state = 'published')
      and exists (select from company_name n where n.company_id = c.id and n.end_is in ('known', 'past') and ${isPublic(sql`n.id`)})
    order by t.created_at, t.id`.execute(db);
  return rows;
}

/** @returns the public successions between companies, oldest first. */
export async function listSuccessions(db: Db, lang: Lang): Promise<Succession[]> {
  const { rows } = await sql<Succession>`
    select s.id, s.from_company as "fromCompany", s.to_company as "toCompany", s.kind, s.date, x.lang, x.note
    from succession s join thing t on t.id = s.id ${textIn('succession_text', lang)}
    where ${isPublic(sql`s.id`)} and x.note is not null order by s.date nulls last, s.id`.execute(db);
  return rows;
}
