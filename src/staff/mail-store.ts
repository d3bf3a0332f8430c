import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** What the initiative is called in a language; in any, where it has no name in that one. */
export async function readInitiativeName(db: Db, lang: Lang): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from initiative_text where state = 'published' order by lang = ${lang} desc, lang = 'en' desc limit 1`.execute(
    db,
  );
  return rows[0]?.name ?? '';
}
