import { type RawBuilder, sql } from 'kysely';
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
/** So many are compared letter by letter; half as many more are looked at, for some may not be public. */
const compared = 48;
/** A word of so many letters is looked for as the beginning of others too. */
const fewestTyped = 4;

/**
 * Finds public companies by any name that they ever had, in any script.
 * @param q as it was typed. @param options.lang of the reader: of names that match alike, that in it comes first.
 * @returns each company once, the best match first; none where nothing was asked. One query. What a search
 * costs is bounded, but no cache keeps it: on the public side it runs on `site.slow`, 300 an hour and network.
 */
export async function searchNames(
  db: Db,
  q: string,
  options: { lang: Lang; limit: number },
): Promise<NameHit[]> {
  const query = nameQuery(q);
  if (!query) return [];
  const { rows } = await sql<Candidate>`${candidates(valuesOf(query), 'public')}`.execute(db);
  const script = scriptOf(q);
  const rank = (hit: Matched) =>
    Number(hit.match.same) * 4 +
    Number(scriptOf(hit.name.name) === script) * 0.2 +
    hit.match.score +
    Number(hit.name.lang === options.lang) * 0.001;
  return hitsOf(query, rows, rank).slice(0, options.limit);
}

/** @returns of these candidates those that match, each company once, by their rank. */
export function hitsOf(
  query: NameQuery,
  among: readonly Candidate[],
  rank: (hit: Matched) => number,
): NameHit[] {
  const matched = among
    .map((candidate) => matchOf(query, candidate))
    .filter((hit) => hit !== null)
    .sort(
      (a, b) =>
        rank(b) - rank(a) || a.name.name.length - b.name.name.length || (a.name.id < b.name.id ? -1 : 1),
    );
  return [...Map.groupBy(matched, ({ companyId }) => companyId).values()].flatMap(([best, ...rest]) =>
    best ? [{ ...best, others: rest.filter(({ match }) => match.same).map(({ name }) => name) }] : [],
  );
}

/** One name that matched. */
export type Matched = Omit<NameHit, 'others'>;

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

/** A name that shares keys with what is looked for. */
export type Candidate = CompanyName & { companyId: Id; slug: string; country: string };

/** What is looked for, as SQL: values, or columns of an outer query. */
export type Wanted = Record<'whole' | 'own' | 'others' | 'wholes', RawBuilder<unknown>>;
const valuesOf = ({ whole, own, others, wholes }: NameQuery): Wanted => ({
  whole: sql`${whole}`,
  own: sql`${own}`,
  others: sql`${others}::text[]`,
  wholes: sql`${wholes}::text[]`,
});
/** SQL: whether the thing with this id lies in the bin. */
export const inBin = (id: RawBuilder<unknown>) =>
  sql`exists (select from binned b where b.thing_id = ${id} and b.restored_at is null)`;

/** SQL: the names that share the most keys with what is looked for, of those that are public or that the desk knows. */
export function candidates({ whole, own, others, wholes }: Wanted, among: 'public' | 'known') {
  const seen = among === 'public' ? isPublic : (id: RawBuilder<unknown>) => sql`not ${inBin(id)}`;
  return sql`
    select n.id, n.name, n.lang, n.kind, n.valid_from as "from", n.valid_to as "to", n.end_is as "endIs",
      c.id as "companyId", t.slug, c.country
    from names_like(${own}, ${whole}, ${others}, ${wholes}, ${perKey}, ${perSlip}, ${1.5 * compared}) l
    join company_name n on n.id = l.id join company c on c.id = n.company_id join thing t on t.id = c.id
    where ${seen(sql`n.id`)} and ${seen(sql`c.id`)}
    order by l.weight desc, l.length, n.id limit ${compared}`;
}
