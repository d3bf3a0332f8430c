import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { ContractFilter } from './filter.ts';

/** SQL: the first day that a date can mean, as text: these sort as days, and cost a hundredth of a date made of them. */
const first = (date: RawBuilder<unknown>) =>
  sql`(${date} || right('-01-01', 10 - length(${date}))) collate "C"`;

/**
 * SQL: the ids of the contracts that were certainly held under another name than the company's earlier one, as
 * `isUnderLaterName` has it. One pass over all names of companies with contracts: asked of each contract by itself it takes
 * minutes where there are many. `taken` are the public names that began no sooner than another one of the company ended: taken
 * in its place. A name of a year or a month is certainly borne after it: no day is later than 99.
 */
export const underLaterName = sql`(
  with named as materialized (
    select n.id, n.company_id, lower(n.name) as name, ${first(sql`n.valid_from`)} as begun, ${first(sql`n.valid_to`)} as ended,
      (n.valid_from || right('-99-99', 10 - length(n.valid_from))) collate "C" as borne
    from company_name n
    where (n.valid_from is not null or n.valid_to is not null) and n.company_id in (select company_id from contract)
      and n.kind is distinct from 'abbreviation' and n.kind is distinct from 'transliteration' and ${isPublic(sql`n.id`)}
  ), taken as materialized (
    select later.id, later.company_id, later.borne from named later join named earlier on earlier.company_id = later.company_id
    where earlier.ended is not null and later.name <> earlier.name and later.begun >= earlier.ended
  )
  select k.id from contract k join (select company_id, min(borne) as day from taken group by 1) renamed
      on renamed.company_id = k.company_id
    where greatest(${first(sql`k.valid_from`)}, ${first(sql`k.valid_to`)}, k.ongoing_as_of::text collate "C") >= renamed.day
      and not exists (select from company_name g where g.id = k.name_id and ${isPublic(sql`g.id`)})
  union
  select k.id from contract k where k.name_id in (select id from taken))`;

/** SQL: the first and the last year of which sources say that the contract `c` ran; null where no date is known. */
export const firstYear = sql`left(coalesce(c.valid_from, c.valid_to, c.ongoing_as_of::text), 4)`;
export const lastYear = sql`left(coalesce(c.valid_to, c.ongoing_as_of::text, c.valid_from), 4)`;

/** SQL: whether the contract `c` is public, with its company and its buyer. */
export const isShown = sql<boolean>`${isPublic(sql`c.id`)} and ${isPublic(sql`c.company_id`)} and ${isPublic(sql`c.buyer_id`)}`;

/**
 * SQL: the same in a pass over all contracts. Buyers are few: each is looked up once, where asking of every contract's would read
 * the publications of the whole record once more.
 */
export const isShownOfAll = sql<boolean>`${isPublic(sql`c.id`)} and ${isPublic(sql`c.company_id`)}
  and c.buyer_id = any(array(select s.id from buyer s where ${isPublic(sql`s.id`)}))`;

/** A filter; with the contracts under a later name where they are known already, which takes a pass over all to find out. */
export interface ContractChoice extends ContractFilter {
  laterIds?: readonly Id[];
}

/** More than these are not fetched one by one and sorted: the list is walked in its order until a page is full. */
const fewIds = 500;

const isAmong = (ids: readonly Id[]) =>
  ids.length > fewIds
    ? sql`and c.id::text = any(${[...ids]}::text[])`
    : sql`and c.id = any(${[...ids]}::uuid[])`;

/** SQL: `and …` for each choice of a filter. An end that nobody knows makes no year of it: only the beginning counts. */
export function chosen(choice: ContractChoice): RawBuilder<unknown> {
  const { kind, buyer, company, year, later, laterIds } = choice;
  return sql.join(
    [
      kind && sql`and exists (select from buyer k where k.id = c.buyer_id and k.kind = ${kind})`,
      buyer && sql`and c.buyer_id = (select k.id from thing k where k.kind = 'buyer' and k.slug = ${buyer})`,
      company &&
        sql`and c.company_id = (select k.id from thing k where k.kind = 'company' and k.slug = ${company})`,
      year && sql`and ${firstYear} <= ${year} and ${lastYear} >= ${year}`,
      later && (laterIds ? isAmong(laterIds) : sql`and c.id in ${underLaterName}`),
    ].flatMap((part) => part || []),
    sql` `,
  );
}
