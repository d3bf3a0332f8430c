import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Source } from '../sources/model.ts';
import type { ContractQuery } from './filter.ts';
import type { Contract } from './model.ts';
import { chosen, isShown, underLaterName } from './sql-store.ts';
import './tables.ts';

/** SQL: all public names of a company, in their order, as `CompanyName`. */
export function namesOf(company: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'lang', n.lang, 'kind', n.kind,
      'from', n.valid_from, 'to', n.valid_to, 'endIs', n.end_is, 'ongoingAsOf', n.ongoing_as_of) order by n.position), '[]')
    from company_name n where n.company_id = ${company} and ${isPublic(sql`n.id`)})`;
}

/** SQL: the name of a buyer in the wanted language, else in its own, else in any. @param buyer the alias of its thing. */
export function buyerNameIn(lang: Lang, buyer: string): RawBuilder<unknown> {
  return sql`join lateral (select * from buyer_text where thing_id = ${sql.ref(buyer)}.id and state = 'published'
    order by lang = ${lang} desc, lang = ${sql.ref(buyer)}.primary_lang desc, lang limit 1) bx on true`;
}

function contractRows(lang: Lang, where: RawBuilder<unknown>): RawBuilder<Contract> {
  return sql<Contract>`
    select c.id, t.slug, c.name_id as "nameId", c.valid_from as "from", c.valid_to as "to", c.end_is as "endIs",
      c.ongoing_as_of::text as "ongoingAsOf", c.ongoing_source as "ongoingSource", c.place_country as "placeCountry", c.standing,
      (select count(distinct cited.source_id)::int from citation cited where cited.thing_id = c.id) as sources,
      case when c.amount is null then null
        else jsonb_build_object('amount', c.amount::text, 'currency', c.currency, 'is', c.amount_is) end as amount,
      jsonb_build_object('id', b.id, 'slug', bt.slug, 'kind', b.kind, 'country', b.country, 'lang', bx.lang, 'name', bx.name) as buyer,
      jsonb_build_object('id', c.company_id, 'slug', ct.slug, 'names', ${namesOf(sql`c.company_id`)}) as company,
      x.lang, x.title, x.subject, x.place, ${underLaterName} as "underLaterName", ${isUnadopted(sql`c.id`)} as unadopted
    from contract c join thing t on t.id = c.id join thing ct on ct.id = c.company_id
      join buyer b on b.id = c.buyer_id join thing bt on bt.id = b.id ${buyerNameIn(lang, 'bt')} ${textIn('contract_text', lang)}
    where ${isShown} and x.title is not null ${where}`;
}

/** @returns public contracts, newest beginning first, those without one last. */
export async function listContracts(
  db: Db,
  lang: Lang,
  query: ContractQuery & { limit: number },
): Promise<Contract[]> {
  const { after, limit } = query;
  const begun = sql`coalesce(c.valid_from::text, '')`;
  const { rows } = await contractRows(
    lang,
    sql`${chosen(query)} ${after ? sql`and (${begun}, c.id) < (${after.from}, ${after.id}::uuid)` : sql``}
      order by ${begun} desc, c.id desc limit ${limit}`,
  ).execute(db);
  return rows;
}

/** @returns the contract at this slug; null when there is none in public. */
export async function readContract(db: Db, slug: string, lang: Lang): Promise<Contract | null> {
  const { rows } = await contractRows(lang, sql`and t.slug = ${slug}`).execute(db);
  return rows[0] ?? null;
}

/** @returns the source that says that a contract goes on, as a page shows it. */
export async function readOngoingSource(db: Db, id: Id): Promise<Source[]> {
  return db
    .selectFrom('source')
    .select(['id', 'key', 'kind', 'title', 'publisher', 'url', 'date', 'language'])
    .where('id', '=', id)
    .execute();
}
