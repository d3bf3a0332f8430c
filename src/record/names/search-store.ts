import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { scriptOf } from '../../foundation/i18n/script.ts';
import type { CompanyName } from '../companies/model.ts';
import { compareNames, type Match } from './matching/compare.ts';
import { nameKey } from './matching/name-key.ts';
import { type NameQuery, nameQuery } from './query.ts';

/** A company that is found by one of its names. */
export interface NameHit {
  companyId: Id;
  slug: string;
  country: string;
  /** The name that matched best, and when it was borne; of names that match alike, one in the script of the search. */
  name: CompanyName;
  /** Not `same`: what was looked for is a part of the name. */
  match: Match;
  /** Its other names that match, the best first: a spelling in another script may have no dates where the name has. */
  others: CompanyName[];
}

/** Of one key so many names are looked at; of a slip, fewer. */
const perKey = 400;
const perSlip = 100;
/** So many are compared letter by letter. */
const compared = 60;
/** A word of so many letters is looked for as the beginning of others too. */
const fewestTyped = 4;

/**
 * Finds public companies by any name that they ever had, in any script.
 * @param q as it was typed. @param options.lang of the reader: of names that match alike, that in it comes first.
 * @returns each company once, the best match first; none where nothing was asked. Two queries, one to set up. What a search
 * costs is bounded, but no cache keeps it: on the public side it runs on `site.slow`, 300 an hour and network.
 */
export async function searchNames(
  db: Db,
  q: string,
  options: { lang: Lang; limit: number },
): Promise<NameHit[]> {
  const query = nameQuery(q);
  if (!query) return [];
  const script = scriptOf(q);
  const rank = (hit: Matched) =>
    Number(hit.match.same) * 4 +
    Number(scriptOf(hit.name.name) === script) * 0.2 +
    hit.match.score +
    Number(hit.name.lang === options.lang) * 0.001;
  const matched = (await candidates(db, query))
    .map((candidate) => matchOf(query, candidate))
    .filter((hit) => hit !== null)
    .sort(
      (a, b) =>
        rank(b) - rank(a) || a.name.name.length - b.name.name.length || (a.name.id < b.name.id ? -1 : 1),
    );
  return [...Map.groupBy(matched, ({ companyId }) => companyId).values()]
    .flatMap(([best, ...rest]) =>
      best ? [{ ...best, others: rest.filter(({ match }) => match.same).map(({ name }) => name) }] : [],
    )
    .slice(0, options.limit);
}

type Matched = Omit<NameHit, 'others'>;

/** @returns null for a name that is another, and in which what was looked for is not. */
function matchOf(query: NameQuery, { companyId, slug, country, ...name }: Candidate): Matched | null {
  const match = compareNames(query.read, name.name);
  if (match.same || isPart(query, match)) return { companyId, slug, country, name, match };
  return beginsWith(query, name.name)
    ? { companyId, slug, country, name, match: { score: 0.4, same: false, reasons: [{ what: 'begins' }] } }
    : null;
}

/** Whether all that was looked for is in the name, which has more words of its own. */
function isPart({ read }: NameQuery, { score, reasons }: Match): boolean {
  const keys = new Set(read.words.map(({ key }) => key));
  return (
    score > 0 &&
    reasons.every(
      (reason) =>
        !('words' in reason) ||
        (reason.what === 'missing'
          ? !reason.words.some((word) => keys.has(word))
          : reason.what !== 'trade' && reason.what !== 'where' && reason.what !== 'number'),
    )
  );
}

/** Whether a word of the name begins with the one word that was typed so far. */
function beginsWith({ read }: NameQuery, name: string): boolean {
  const [word, more] = read.words;
  return (
    !more &&
    word !== undefined &&
    word.key.length >= fewestTyped &&
    nameKey(name)
      .split(' ')
      .some((each) => each.startsWith(word.key))
  );
}

type Candidate = CompanyName & { companyId: Id; slug: string; country: string };

/** Public names that share keys with what is looked for, those that share the most and weightiest first. */
async function candidates(db: Db, { whole, own, others, wholes }: NameQuery): Promise<Candidate[]> {
  return db.transaction().execute(async (tx) => {
    // The planner knows how common the average key is, not this one: left to itself it reads the whole table.
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx);
    const { rows } = await sql<Candidate>`
      with word as materialized (
        select word, n, name_sounds(word) as sounds from unnest(name_words(${own})) with ordinality x (word, n)),
      key as materialized (
        select key, max(weight) as weight from (
          select unnest(name_keys(${own})) as key, 1 as weight
          union all select '=' || word, 6 from word
          union all select '~' || sounds, 4 from word where length(sounds) > 1
          union all select '+' || name_letters(word), 3 from word where length(sounds) = 1
          union all select '~' || name_sounds(w || v), 4 from (select w, lead(w) over (order by n) as v
            from unnest(name_words(${whole})) with ordinality x (w, n)) pair where w in (select word from word) or v in (select word from word)
          union all select '#' || array_to_string(name_words(t), ''), 20 from unnest(${wholes}::text[]) t
          union all select '^' || left(word, 4), 2 from word where length(word) >= 4
          union all select '!' || word, 4 from word where length(word) between 3 and 6
          union all select '=' || o, 4 from unnest(${others}::text[]) t, unnest(name_words(t)) o
          union all select '=' || substr(k, 2), 4 from unnest(name_keys(${whole})) k where k like '!%'
          union all select k, 20 from unnest(name_keys(${whole})) k where k like '#%'
        ) keys where length(key) > 1 group by key),
      hit as materialized (
        select h.id, h.length, key.weight from key cross join lateral (
          select n.id, length(n.name) from company_name n where name_keys(n.name) @> array[key.key]
            limit case when key.weight > 1 then ${perKey}::int else ${perSlip}::int end
        ) h (id, length)
        union all
        (select n.id, length(n.name), 12 from company_name n
          where name_keys(n.name) @> (select array_agg(case when length(sounds) > 1 then '~' || sounds else '=' || word end) from word)
          limit ${perKey})),
      best as materialized (
        select id, sum(weight) as weight, length from hit group by id, length order by weight desc, length, id limit ${2 * compared})
      select n.id, n.name, n.lang, n.kind, n.valid_from as "from", n.valid_to as "to", n.end_is as "endIs",
        c.id as "companyId", t.slug, c.country
      from best join company_name n on n.id = best.id join company c on c.id = n.company_id join thing t on t.id = c.id
      where ${isPublic(sql`n.id`)} and ${isPublic(sql`c.id`)}
      order by best.weight desc, best.length, n.id limit ${compared}`.execute(tx);
    return rows;
  });
}
