import { type RawBuilder, sql } from 'kysely';
import { isPublic } from '../../foundation/history/visible.ts';
import type { ContractFilter } from './filter.ts';

const plain = (name: string) => {
  const alias = sql.ref(name);
  return sql`${alias}.kind is distinct from 'abbreviation' and ${alias}.kind is distinct from 'transliteration'
    and ${isPublic(sql`${alias}.id`)}`;
};

/** SQL: the first day that a date can mean, as text: these sort as days, and cost a hundredth of a date made of them. */
const first = (date: RawBuilder<unknown>) =>
  sql`(${date} || right('-01-01', 10 - length(${date}))) collate "C"`;

/** SQL: the public names of companies with contracts that began no sooner than another one of the company ended: taken in its place. */
const takenLater = sql`company_name later join company_name earlier on earlier.company_id = later.company_id
    and earlier.valid_to is not null and lower(later.name) <> lower(earlier.name)
    and ${first(sql`later.valid_from`)} >= ${first(sql`earlier.valid_to`)}
  where later.valid_from is not null and later.company_id in (select company_id from contract) and ${plain('later')} and ${plain('earlier')}`;

/**
 * SQL: the ids of the contracts that were certainly held under another name than the company's earlier one, as
 * `isUnderLaterName` has it. One pass over all names and contracts: asked of each contract by itself it takes minutes
 * where there are many. A name of a year or a month is certainly borne after it: no day is later than 99.
 */
export const underLaterName = sql`(
  select k.id from contract k join (
      select later.company_id, min((later.valid_from || right('-99-99', 10 - length(later.valid_from))) collate "C") as day
      from ${takenLater} group by later.company_id) renamed on renamed.company_id = k.company_id
    where greatest(${first(sql`k.valid_from`)}, ${first(sql`k.valid_to`)}, k.ongoing_as_of::text collate "C") >= renamed.day
      and not exists (select from company_name g where g.id = k.name_id and ${isPublic(sql`g.id`)})
  union
  select k.id from contract k where k.name_id in (select later.id from ${takenLater}))`;

/** SQL: the first and the last year of which sources say that the contract `c` ran; null where no date is known. */
export const firstYear = sql`left(coalesce(c.valid_from, c.valid_to, c.ongoing_as_of::text), 4)`;
export const lastYear = sql`left(coalesce(c.valid_to, c.ongoing_as_of::text, c.valid_from), 4)`;

/** SQL: whether the contract `c` is public, with its company and its buyer. */
export const isShown = sql<boolean>`${isPublic(sql`c.id`)} and ${isPublic(sql`c.company_id`)} and ${isPublic(sql`c.buyer_id`)}`;

/** SQL: `and …` for each choice of a filter. An end that nobody knows makes no year of it: only the beginning counts. */
export function chosen(filter: ContractFilter): RawBuilder<unknown> {
  const { kind, buyer, company, year, later } = filter;
  return sql.join(
    [
      kind && sql`and exists (select from buyer k where k.id = c.buyer_id and k.kind = ${kind})`,
      buyer && sql`and c.buyer_id = (select k.id from thing k where k.kind = 'buyer' and k.slug = ${buyer})`,
      company &&
        sql`and c.company_id = (select k.id from thing k where k.kind = 'company' and k.slug = ${company})`,
      year && sql`and ${firstYear} <= ${year} and ${lastYear} >= ${year}`,
      later && sql`and c.id in ${underLaterName}`,
    ].flatMap((part) => part || []),
    sql` `,
  );
}
