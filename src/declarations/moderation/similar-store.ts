import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { SignatureState } from '../signing/model.ts';

/** Why two signatures may be of one signatory, the strongest first: the same name (in either script) or website, a near spelling, the same mail domain. */
export const likenesses = ['name', 'website', 'spelling', 'mail-domain'] as const;
export type Likeness = (typeof likenesses)[number];

/** A signature that may be of the same organisation as another. */
export interface Similar {
  /** Of which it is the likeness. */
  of: Id;
  id: Id;
  name: string;
  nameAr: string | null;
  country: string;
  state: SignatureState;
  why: Likeness[];
}

/** From this likeness of their three-letter pieces on, two spellings are near (pg_trgm; 1 is the same). */
const near = 0.55;
/** Of what is near at most so many are compared: names of a few common words are near to half the list. */
const weighed = 40;
/** Of each signature at most so many are named. */
export const mostSimilar = 4;

/**
 * @returns the likely duplicates of these signatures of organisations among those that are confirmed, listed or held, in
 * one query: a page of the queue asks once. Sealed names are like nothing.
 */
export async function findSimilar(db: Db, ids: readonly Id[]): Promise<Similar[]> {
  if (ids.length === 0) return [];
  const standing = sql`s.version_id = w.version_id and s.kind = 'organisation' and s.state in ('confirmed', 'listed', 'suspect') and s.id <> w.id`;
  const looked = sql`${mostSimilar + 1}`;
  return db.transaction().execute(async (tx) => {
    // The planner takes one name in a hundred for near, and then compares them all, in the order of another index, for each
    // of the page. Left with bitmaps, it takes the index of spellings.
    await sql`select set_config('pg_trgm.similarity_threshold', ${String(near)}, true),
      set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`.execute(tx);
    const { rows } = await sql<Similar>`
      with wanted as materialized (
        select id, version_id, organisation_key as key, organisation_key_ar as key_ar, website_domain,
          spelling, spelling_ar,
          case when mail_domain_kind in ('own', 'other') then mail_domain_hash end as mail_domain
        from signature where id = any(${[...ids]}::uuid[]) and kind = 'organisation' and organisation_key is not null)
      select w.id as of, s.id, s.organisation_name as name, s.organisation_name_ar as "nameAr", s.country, s.state, f.why
      from wanted w cross join lateral (
        select id, array_agg(distinct likeness) as why, min(rank) as rank from (
          (select s.id, 'name' as likeness, 1 as rank from signature s where ${standing} and s.organisation_key = w.key limit ${looked})
          union all (select s.id, 'name', 1 from signature s where ${standing} and s.organisation_key_ar = w.key_ar limit ${looked})
          union all (select s.id, 'name', 1 from signature s where ${standing} and s.organisation_key = w.key_ar limit ${looked})
          union all (select s.id, 'name', 1 from signature s where ${standing} and s.organisation_key_ar = w.key limit ${looked})
          union all (select s.id, 'website', 2 from signature s where ${standing} and s.website_domain = w.website_domain limit ${looked})
          union all (select s.id, 'mail-domain', 4 from signature s where ${standing} and s.mail_domain_hash = w.mail_domain
            and s.mail_domain_kind in ('own', 'other') limit ${looked})
          union all (select n.id, 'spelling', 3 from (select s.id, s.spelling from signature s
            where ${standing} and s.spelling % w.spelling and s.organisation_key <> w.key limit ${weighed}) n
            order by n.spelling <-> w.spelling limit ${looked})
          union all (select n.id, 'spelling', 3 from (select s.id, s.spelling_ar as spelling from signature s
            where w.spelling_ar is not null and ${standing} and s.spelling_ar % w.spelling_ar and s.organisation_key_ar <> w.key_ar limit ${weighed}) n
            order by n.spelling <-> w.spelling_ar limit ${looked})
        ) found group by id order by min(rank), id limit ${mostSimilar}) f
      join signature s on s.id = f.id order by w.id, f.rank, s.id`.execute(tx);
    return rows;
  });
}
