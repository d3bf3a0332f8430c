import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { stepsOf } from '../register/steps-store.ts';
import { type Signatory, type SignatoryCursor, searchWords } from './model.ts';
import '../signing/tables.ts';

const columns = (
  lang: Lang,
) => sql`s.public_id as "publicId", s.kind, s.public_name as name, s.organisation_name_ar as "nameAr", s.country, s.website,
  to_char(s.listed_on, 'YYYY-MM-DD') as "listedOn", ${stepsOf(sql`s.id`, lang)} as steps`;

/**
 * That a listed signature's search key holds a word, as the index finds it: by its spelling in ASCII letters, in which
 * two scripts may meet, and then as it is written. Beside `public_name is not null`.
 * @param word of `searchWords`: a key holds letters, digits and marks only, nothing that means more to LIKE.
 */
export function holdsWord(word: string): RawBuilder<unknown> {
  // Not a second LIKE: the planner would take the two for independent, and a common word for a rare one.
  return sql`s.search_spelling like '%' || spelling_of(${word}) || '%' and strpos(s.search_key, ${word}) > 0`;
}

export interface SignatoryFilter {
  kind?: 'organisation' | 'person' | null;
  country?: string | null;
  /** Normalised by `searchKey`; without a word that `searchWords` takes it filters nothing. */
  search?: string | null;
}

/**
 * @returns listed signatures with a name, newest day first; within a day in an order that says nothing.
 * @param options.after the last one of the page before; `limit` rows. `lang`: of the names of members that vouch.
 */
export async function listSignatories(
  db: Db,
  versionId: Id,
  filter: SignatoryFilter,
  options: { after?: SignatoryCursor | null; limit: number; lang?: Lang },
): Promise<Signatory[]> {
  const { after, limit, lang = 'en' } = options;
  const { kind, country, search } = filter;
  const words = searchWords(search ?? '');
  const { rows } = await sql<Signatory>`
    select ${columns(lang)} from signature s
    where s.version_id = ${versionId} and s.public_name is not null
    ${kind ? sql`and s.kind = ${kind}` : sql``}
    ${country ? sql`and s.country = ${country}` : sql``}
    ${sql.join(
      words.map((word) => sql`and ${holdsWord(word)}`),
      sql` `,
    )}
    ${after ? sql`and (s.listed_on, s.public_id) < (${after.listedOn}::date, ${after.publicId}::uuid)` : sql``}
    order by s.listed_on desc, s.public_id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns the newest listed organisations. */
export async function listNewestOrganisations(db: Db, versionId: Id, limit: number): Promise<Signatory[]> {
  return listSignatories(db, versionId, { kind: 'organisation' }, { limit });
}

/** @returns the countries that listed, named signatures come from. */
export async function listCountries(db: Db, versionId: Id): Promise<string[]> {
  // Steps from one country to the next through the index: the cost is of the countries, not of the signatures.
  const { rows } = await sql<{ country: string }>`
    with recursive step as (
      (select country from signature where version_id = ${versionId} and public_name is not null order by country limit 1)
      union all
      select (select s.country from signature s where s.version_id = ${versionId} and s.public_name is not null
        and s.country > step.country order by s.country limit 1)
      from step where step.country is not null)
    select country from step where country is not null`.execute(db);
  return rows.map((row) => row.country);
}
