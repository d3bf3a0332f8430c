import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Step } from './model.ts';

/** Somebody of the staff has changed or adopted the thing: then they have read it. */
const wasRead = (kind: string) => sql`exists (select from thing t where t.kind = ${kind} and (
  exists (select from review r where r.thing_id = t.id and r.kind = 'staff')
  or exists (select from revision r where r.thing_id = t.id and r.actor like 'staff:%' and r.lang is not null)))`;

/** Which steps the data says are done; the second factor is known of the session that asks. */
export type Seen = Record<Exclude<Step, 'factor'>, boolean>;

/** @returns what has been done, in one query: nobody ticks a box. */
export async function readSteps(db: Db): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select ${wasRead('initiative')} as name,
      exists (select from contact_channel) as channel,
      exists (select from mail_trial where outcome = 'sent') as mail,
      exists (select from backup_run where kind = 'backup' and outcome = 'done') as backup,
      (select count(*) from staff where left_at is null) > 1 as second,
      ${wasRead('campaign')} as texts,
      exists (select from publication p join news n on n.id = p.thing_id
        where p.ended_at is null and p.at <= now() and p.actor like 'staff:%') as news`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a select without a table returns one row');
  return row;
}

/** What a step asks to be read, with its words, to be read on the spot. */
export interface ToRead {
  id: Id;
  campaignId: Id | null;
  lang: Lang;
  name: string;
  text: string;
}

/** @returns the initiative, or the first campaign, in a language or what it falls back to; null where there is none. */
export async function readToRead(db: Db, what: 'name' | 'texts', lang: Lang): Promise<ToRead | null> {
  const { rows } =
    what === 'name'
      ? await sql<ToRead>`
        select t.id, null as "campaignId", x.lang, x.name, x.purpose as text from initiative i join thing t on t.id = i.id
        ${textIn('initiative_text', lang)} where x.name is not null`.execute(db)
      : await sql<ToRead>`
        select t.id, t.id as "campaignId", x.lang, x.name, x.tagline as text from campaign c join thing t on t.id = c.id
        ${textIn('campaign_text', lang)} where x.name is not null
        order by c.position limit 1`.execute(db);
  return rows[0] ?? null;
}
