import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic, isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { TreatyStep } from './model.ts';
import './tables.ts';

/** @returns the public steps of the process, oldest first, with their votes and the texts that they are about: one query. */
export async function listTreatySteps(db: Db, lang: Lang): Promise<TreatyStep[]> {
  const { rows } = await sql<TreatyStep>`
    select s.id, t.slug, s.date, s.kind, s.standing, x.lang, x.title, x.body, x.summary, ${isUnadopted(sql`s.id`)} as unadopted,
      case when s.votes_for is null then null else jsonb_build_object(
        'for', s.votes_for, 'against', s.votes_against, 'abstained', s.abstentions) end as figures,
      (select coalesce(jsonb_agg(jsonb_build_object('country', v.country, 'vote', v.vote) order by v.country), '[]')
        from treaty_vote v where v.step_id = s.id) as votes,
      (select jsonb_build_object('slug', lt.slug, 'lang', lx.lang, 'title', lx.title)
        from thing lt, lateral (select * from law_text where thing_id = lt.id and state = 'published'
          order by lang = ${lang} desc, lang = lt.primary_lang desc, lang limit 1) lx
        where lt.id = s.law_id and ${isPublic(sql`lt.id`)}) as law
    from treaty_step s join thing t on t.id = s.id ${textIn('treaty_step_text', lang)}
    where ${isPublic(sql`s.id`)} and x.title is not null order by s.date, s.id`.execute(db);
  return rows;
}
