import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import './store.ts';

/** @returns the public organisations that can vouch: members today, by name. */
export async function listMembers(db: Db, lang: Lang): Promise<{ id: Id; name: string }[]> {
  const { rows } = await sql<{ id: Id; name: string | null }>`
    select o.id, (select x.name from organisation_text x where x.thing_id = o.id and x.state = 'published'
      order by x.lang = ${lang} desc, x.lang = 'en' desc limit 1) as name
    from organisation o where ${isPublic(sql`o.id`)} and o.member_since <= current_date
      and (o.member_until is null or o.member_until > current_date) order by 2`.execute(db);
  return rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]));
}
