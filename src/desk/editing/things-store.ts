import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { titleFor } from './place-store.ts';

/** A thing as a field names it: `handle` is what is typed for it, and always leads back to it. */
export interface KnownThing {
  id: Id;
  kind: ThingKind;
  handle: string;
  title: string;
}

const handle = sql<string>`coalesce(t.slug, (select s.key from source s where s.id = t.id), t.id::text)`;
const notBinned = sql`not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)`;

/** @returns the newest things of these kinds, and those of these ids, as fields name them. @param limit of each kind. */
export async function listKnownThings(
  db: Db,
  options: { kinds: readonly ThingKind[]; ids: readonly Id[]; lang: Lang; limit: number },
): Promise<KnownThing[]> {
  const { kinds, ids, lang, limit } = options;
  if (kinds.length === 0) return [];
  const { rows } = await sql<KnownThing>`
    select t.id, t.kind, ${handle} as handle, ${titleFor(lang)} as title from thing t
    where t.id = any(${[...ids]}::uuid[]) or t.id in (
      select newest.id from unnest(${[...kinds]}::text[]) k, lateral (select t.id from thing t
        where t.kind = k and ${notBinned} order by t.id desc limit ${limit}) newest)
    order by title, t.id`.execute(db);
  return rows;
}

/**
 * @returns things of a kind whose title, slug or key holds this; companies by any name that they ever had, which then stands
 * behind their title.
 */
export async function suggestThings(
  db: Db,
  kind: ThingKind,
  q: string,
  options: { lang: Lang; limit: number },
): Promise<KnownThing[]> {
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  // Each by the index that its titles have.
  const holds =
    kind === 'source'
      ? sql`x.title ilike ${part}`
      : sql`folded(${q}) <> '' and spelling_of(folded(x.title)) like '%' || spelling_of(folded(${q})) || '%'`;
  const alsoCalled = sql`select x.company_id, x.name from (select company_id, name, name as title from company_name) x where ${holds}`;
  const isCompany = kind === 'company';
  const { rows } = await sql<KnownThing & { called: string | null }>`
    select t.id, t.kind, ${handle} as handle, ${titleFor(options.lang)} as title,
      ${isCompany ? sql`(select min(n.name) from (${alsoCalled}) n where n.company_id = t.id)` : sql`null`} as called from thing t
    where t.kind = ${kind} and ${notBinned} and (t.slug ilike ${part}
      or t.id in (${isCompany ? sql`select n.company_id from (${alsoCalled}) n` : sql`select x.thing_id from thing_title x where x.kind = ${sql.lit(kind)} and ${holds}`}))
    order by t.id desc limit ${options.limit}`.execute(db);
  return rows.map(({ called, title, ...row }) => ({
    ...row,
    title: called === null || called === title ? title : `${title} · ${called}`,
  }));
}

/**
 * @returns the one thing of these kinds that is meant by its id, slug, key, address or whole title, a company by any name
 * that it ever had; null for none or several.
 */
export async function findThing(
  db: Db,
  kinds: ThingKind | readonly ThingKind[],
  text: string,
): Promise<Id | null> {
  const id = parseId(text);
  const of = [kinds].flat();
  // Each way by its own index, and then what they found: an `or` of them would read all things of the kinds.
  const { rows } = await sql<{ id: Id; rank: number }>`
    select t.id, min(f.rank) as rank from (
      select ${id}::uuid as id, 1 as rank
      union all select id, 2 from thing where kind = any(${of}::text[]) and slug = ${text.toLowerCase()}
      union all select id, 3 from source where key = ${text} or bare_address(url) = bare_address(${text}) and url = ${text}
      union all select thing_id, 3 from thing_title where kind = any(${of}::text[]) and lower(title) = ${text.toLowerCase()}
      union all select company_id, 4 from company_name where lower(name) = ${text.toLowerCase()}
    ) f join thing t on t.id = f.id
    where t.kind = any(${of}::text[]) and ${notBinned} group by t.id order by rank, t.id limit 2`.execute(db);
  const [first, second] = rows;
  return first && first.rank !== second?.rank ? first.id : null;
}
