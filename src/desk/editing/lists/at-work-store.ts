import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import '../tables.ts';

/** Notes that somebody has a form open. Counts for three minutes: a script says it again every minute. */
export async function noteAtWork(db: Db, thingId: Id, lang: Lang, staffId: Id): Promise<void> {
  await db
    .insertInto('at_work')
    .values({ thing_id: thingId, lang, staff_id: staffId })
    .onConflict((conflict) =>
      conflict.columns(['thing_id', 'lang', 'staff_id']).doUpdateSet({ at: sql`now()` }),
    )
    .execute();
  await sql`delete from at_work where at < now() - interval '1 day'`.execute(db);
}

/** @returns the names of the others who have had this form open in the last three minutes; notes that one has it open oneself. */
export async function listAtWork(db: Db, thingId: Id, lang: Lang, staffId: Id): Promise<string[]> {
  await noteAtWork(db, thingId, lang, staffId);
  const { rows } = await sql<{ name: string }>`
    select s.name from at_work a join staff s on s.id = a.staff_id
    where a.thing_id = ${thingId} and a.lang = ${lang} and a.staff_id <> ${staffId} and a.at > now() - interval '3 minutes'
    order by a.at desc limit 5`.execute(db);
  return rows.map(({ name }) => name);
}
