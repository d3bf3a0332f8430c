import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { namesOf } from '../companies/store.ts';
import type { Source } from '../sources/model.ts';
import { isUnderLaterName } from './borne.ts';
import type { ContractQuery } from './filter.ts';
import type { Contract } from './model.ts';
import { type ContractChoice, chosen, isShown } from './sql-store.ts';
import './tables.ts';

/** SQL: the name of a buyer in the wanted language, else in its own, else in any. @param buyer the alias of its thing. */
export function buyerNameIn(lang: Lang, buyer: string): RawBuilder<unknown> {
  return sql`join lateral (select * from buyer_text where thing_id = ${sql.ref(buyer)}.id and state = 'published'
    order by lang = ${lang} desc, lang = ${sql.ref(buyer)}.primary_lang desc, lang limit 1) bx on true`;
}

/** A contract as its row has it. */
type Row = Omit<Contract, 'underLaterName'>;

const withRule = (row: Row): Contract => ({
  ...row,
  underLaterName: isUnderLaterName(row, row.company.names),
});

/** SQL: contracts with all that a page shows of them. @param chosen a query of contracts, in their order by `begun` and id. */
function contractRows(lang: Lang, chosen: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`
    select c.id, t.slug, c.name_id as "nameId", c.valid_from as "from", c.valid_to as "to", c.end_is as "endIs",
      c.ongoing_as_of::text as "ongoingAsOf", c.ongoing_source as "ongoingSource", c.place_country as "placeCountry", c.standing,
      (select count(distinct cited.source_id)::int from citation cited where cited.thing_id = c.id) as sources,
      case when c.amount is null then null
        else jsonb_build_object('amount', c.amount::text, 'currency', c.currency, 'is', c.amount_is) end as amount,
      jsonb_build_object('id', b.id, 'slug', bt.slug, 'kind', b.kind, 'country', b.country, 'lang', bx.lang, 'name', bx.name) as buyer,
      jsonb_build_object('id', c.company_id, 'slug', ct.slug, 'names', ${namesOf(sql`c.company_id`)}) as company,
      x.lang, x.title, x.subject, x.place, ${isUnadopted(sql`c.id`)} as unadopted
    from (${chosen}) c join thing t on t.id = c.id join thing ct on ct.id = c.company_id
      join buyer b on b.id = c.buyer_id join thing bt on bt.id = b.id ${buyerNameIn(lang, 'bt')} ${textIn('contract_text', lang)}
    where x.title is not null order by ${begun} desc, c.id desc`;
}

const begun = sql`coalesce(c.valid_from::text, '')`;

/** @returns public contracts, newest beginning first, those without one last. */
export async function listContracts(
  db: Db,
  lang: Lang,
  query: ContractQuery & ContractChoice & { limit: number },
): Promise<Contract[]> {
  const { after, limit } = query;
  // The page is cut before its rows are read in full: the order has an index.
  const { rows } = await contractRows(
    lang,
    sql`select c.* from contract c where ${isShown} ${chosen(query)}
      ${after ? sql`and (${begun}, c.id) < (${after.from}, ${after.id}::uuid)` : sql``}
      order by ${begun} desc, c.id desc limit ${sql.lit(limit)}`,
  ).execute(db);
  return rows.map(withRule);
}

/** @returns the contract at this slug; null when there is none in public. */
export async function readContract(db: Db, slug: string, lang: Lang): Promise<Contract | null> {
  const { rows } = await contractRows(
    lang,
    sql`select c.* from contract c where ${isShown}
      and c.id = (select s.id from thing s where s.kind = 'contract' and s.slug = ${slug})`,
  ).execute(db);
  return rows[0] ? withRule(rows[0]) : null;
}

/** @returns the source that says that a contract goes on, as a page shows it. */
export async function readOngoingSource(db: Db, id: Id): Promise<Source[]> {
  return db
    .selectFrom('source')
    .select(['id', 'key', 'kind', 'title', 'publisher', 'url', 'date', 'language'])
    .where('id', '=', id)
    .execute();
}
