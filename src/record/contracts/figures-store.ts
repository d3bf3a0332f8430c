import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { type AmountIs, type BuyerKind, buyerKinds } from './model.ts';
import {
  type ContractChoice,
  chosen,
  firstYear,
  isShownOfAll,
  lastYear,
  underLaterName,
} from './sql-store.ts';
import { buyerNameIn } from './store.ts';
import './tables.ts';

export interface ContractFigures {
  /** How many public contracts there are by what their buyer is; null where none is known: nobody has researched it. */
  byBuyerKind: Record<BuyerKind, number | null>;
  /** Those that a company certainly held after it had given up one name for another. */
  underLaterName: { count: number; ids: Id[] };
}

/** @returns the figures of all public contracts, for the front page: one query. */
export async function readContractFigures(db: Db): Promise<ContractFigures> {
  const { rows } = await sql<{ kinds: Partial<Record<BuyerKind, number>> | null; later: Id[] }>`
    with shown as (select c.id, b.kind from contract c join buyer b on b.id = c.buyer_id where ${isShownOfAll})
    select (select jsonb_object_agg(k.kind, k.n) from (select kind, count(*) as n from shown group by kind) k) as kinds,
      (select coalesce(jsonb_agg(id order by id), '[]') from shown where id in ${underLaterName}) as later`.execute(
    db,
  );
  const kinds = rows[0]?.kinds ?? {};
  const ids = rows[0]?.later ?? [];
  const byBuyerKind = Object.fromEntries(buyerKinds.map((kind) => [kind, kinds[kind] ?? null]));
  return {
    byBuyerKind: byBuyerKind as ContractFigures['byBuyerKind'], // of every kind, just above
    underLaterName: { count: ids.length, ids },
  };
}

/** Sums of one currency and one meaning: others are never added to them. */
export interface ContractSum {
  currency: string;
  is: AmountIs;
  contracts: number;
  /** A decimal, exact. */
  sum: string;
}

export interface ContractSums {
  sums: ContractSum[];
  /** How many contracts there are, and of how many no source gives a sum. */
  contracts: number;
  withoutSum: number;
}

/** @returns what the contracts of a filter come to, by currency and by what the sums are. */
export async function readContractSums(db: Db, choice: ContractChoice): Promise<ContractSums> {
  const { rows } = await sql<{ currency: string | null; is: AmountIs; contracts: number; sum: string }>`
    select c.currency, c.amount_is as "is", count(*)::int as contracts, sum(c.amount)::text as sum
    from contract c where ${isShownOfAll} ${chosen(choice)}
    group by c.currency, c.amount_is
    order by count(*) desc, c.currency, array_position('{paid,value,minimum,maximum}'::text[], c.amount_is)`.execute(
    db,
  );
  const sums = rows.flatMap(({ currency, ...rest }) => (currency === null ? [] : [{ currency, ...rest }]));
  const withoutSum = rows.find(({ currency }) => currency === null)?.contracts ?? 0;
  return { sums, contracts: rows.reduce((n, row) => n + row.contracts, 0), withoutSum };
}

/** What a filter offers: the buyers and the companies with the most contracts, and the years of which sources speak. */
export interface ContractChoices {
  buyers: { slug: string; name: string; lang: Lang; kind: BuyerKind; contracts: number }[];
  companies: { slug: string; name: string; lang: string; contracts: number }[];
  years: string[];
}

const offered = 200;

/** @returns what the list's filter offers, of all public contracts: one query. */
export async function readContractChoices(db: Db, lang: Lang): Promise<ContractChoices> {
  const { rows } = await sql<ContractChoices>`
    with shown as (select c.buyer_id, c.company_id, c.valid_from, c.valid_to, c.ongoing_as_of from contract c where ${isShownOfAll})
    select
      (select coalesce(jsonb_agg(b order by b.contracts desc, b.name), '[]') from (
        select bt.slug, bx.name, bx.lang, b.kind, k.n as contracts
        from (select buyer_id, count(*) as n from shown group by 1 order by n desc limit ${offered}) k
        join buyer b on b.id = k.buyer_id join thing bt on bt.id = b.id ${buyerNameIn(lang, 'bt')}) b) as buyers,
      (select coalesce(jsonb_agg(n order by lower(n.name)), '[]') from (
        select ct.slug, first.name, first.lang, k.n as contracts
        from (select company_id, count(*) as n from shown group by 1 order by n desc limit ${offered}) k
        join thing ct on ct.id = k.company_id
        join lateral (select n.name, n.lang from company_name n where n.company_id = k.company_id
          and ${isPublic(sql`n.id`)} order by n.position limit 1) first on true) n) as companies,
      (select coalesce(jsonb_agg(y order by y desc), '[]') from (
        select distinct y::text from shown c, generate_series(${firstYear}::int, ${lastYear}::int) y) years) as years`.execute(
    db,
  );
  return rows[0] ?? { buyers: [], companies: [], years: [] };
}
