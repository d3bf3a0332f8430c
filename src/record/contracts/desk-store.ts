import { sql } from 'kysely';
import type { Alike, Values } from '../../desk/editing/model.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { compareNames } from '../names/matching/compare.ts';
import { matchText } from '../names/matching/said.ts';
import './tables.ts';

const notBinned = sql`not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)`;
const most = 10;

/** SQL: what thing `t` is called, in the wanted language, else in its own, else in any. */
const titleIn = (lang: Lang) => sql<string>`(select x.title from thing_title x where x.thing_id = t.id
  order by x.lang = ${lang} desc, x.lang = t.primary_lang desc, x.state = 'draft' desc limit 1)`;

/** @returns whether a name is one of a company's. */
export async function isNameOf(db: Db, name: string, company: string): Promise<boolean> {
  const { rows } =
    await sql`select from company_name where id = ${name}::uuid and company_id = ${company}::uuid`.execute(
      db,
    );
  return rows.length > 0;
}

/**
 * @returns contracts of the same company and buyer that began in the same year, as far as it is known: any of them may be the one
 * that somebody is about to enter.
 */
export async function contractsAlike(db: Db, { own }: { own: Values }, lang: Lang): Promise<Alike[]> {
  const year = typeof own.valid_from === 'string' ? own.valid_from.slice(0, 4) : null;
  const { rows } = await sql<Alike>`
    select t.id, ${titleIn(lang)} as title from contract c join thing t on t.id = c.id
    where c.company_id = ${own.company_id}::uuid and c.buyer_id = ${own.buyer_id}::uuid and ${notBinned}
      and (${year}::text is null or c.valid_from is null or left(c.valid_from, 4) = ${year})
    order by t.id desc limit ${most}`.execute(db);
  return rows;
}

/** So many names that share a key are compared letter by letter. */
const compared = 400;

/** @returns buyers that the names matcher takes for the one of this name, in any language and script, and why. */
export async function buyersAlike(db: Db, { text }: { text: Values }, lang: Lang): Promise<Alike[]> {
  const written = String(text.name);
  const { rows } = await sql<{ id: Id; title: string; name: string }>`
    select t.id, ${titleIn(lang)} as title, x.name from buyer_text x join thing t on t.id = x.thing_id
    where name_keys(x.name) && name_keys(${written}) and ${notBinned} order by t.id desc limit ${compared}`.execute(
    db,
  );
  const matched = rows
    .map((row) => ({ ...row, match: compareNames(written, row.name) }))
    .filter(({ match }) => match.same)
    .toSorted((a, b) => b.match.score - a.match.score);
  return [...Map.groupBy(matched, ({ id }) => id).values()]
    .flatMap(([best]) => best ?? [])
    .slice(0, most)
    .map(({ id, title, name, match }) => ({
      id,
      title,
      why: (t) => [name === title ? '' : `${name}:`, matchText(t, match, [written, name])].join(' ').trim(),
    }));
}
