import { type RawBuilder, sql } from 'kysely';
import { isPublic } from '../../foundation/history/visible.ts';
import type { ContractFilter } from './filter.ts';

const plain = (name: string) => {
  const alias = sql.ref(name);
  return sql`${alias}.kind is distinct from 'abbreviation' and ${alias}.kind is distinct from 'transliteration'
    and ${isPublic(sql`${alias}.id`)}`;
};
const follows = (later: string, earlier: string) => sql`(${plain(later)} and ${plain(earlier)}
  and lower(${sql.ref(later)}.name) <> lower(${sql.ref(earlier)}.name)
  and date_from(${sql.ref(later)}.valid_from) >= date_from(${sql.ref(earlier)}.valid_to))`;

/** SQL: whether the contract `c` was certainly held under another name than the company's earlier one (`isUnderLaterName`). */
export const underLaterName = sql<boolean>`exists (
  select from company_name later join company_name earlier on earlier.company_id = later.company_id
  where later.company_id = c.company_id and ${follows('later', 'earlier')}
    and case when exists (select from company_name g where g.id = c.name_id and ${isPublic(sql`g.id`)}) then later.id = c.name_id
      else greatest(date_from(c.valid_from), date_from(c.valid_to), c.ongoing_as_of)
        >= case when length(later.valid_from) = 10 then date_from(later.valid_from) else date_until(later.valid_from) end end)`;

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
      year &&
        sql`and date_from(coalesce(c.valid_from, c.valid_to, c.ongoing_as_of::text)) < date_until(${year}::text)
          and date_until(coalesce(c.valid_to, c.ongoing_as_of::text, c.valid_from)) > date_from(${year}::text)`,
      later && sql`and ${underLaterName}`,
    ].flatMap((part) => part || []),
    sql` `,
  );
}
