import { sql } from 'kysely';
import type { Alike, Values } from '../../desk/editing/model.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
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

/** @returns buyers of a like name, in any language. */
export async function buyersAlike(db: Db, { text }: { text: Values }, lang: Lang): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select t.id, ${titleIn(lang)} as title from thing t join lateral (
      select max(similarity(lower(x.name), lower(${text.name}))) as likeness from buyer_text x where x.thing_id = t.id) l on true
    where t.kind = 'buyer' and ${notBinned} and l.likeness > 0.6
    order by l.likeness desc, t.id desc limit ${most}`.execute(db);
  return rows;
}
