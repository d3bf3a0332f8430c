import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import '../store.ts';

/** A public thing that has pages of its own. */
export interface PublicThing {
  kind: 'campaign' | 'news' | 'item' | 'company' | 'incident' | 'contract' | 'case' | 'law';
  slug: string;
  changedAt: Date;
  /** A campaign that has a declaration has two pages more. */
  declaration: boolean;
}

/** @returns all public things with a page, those without a published text left out, and the languages that are on. */
export async function listPublicThings(db: Db): Promise<{ things: PublicThing[]; languages: Lang[] }> {
  const [things, languages] = await Promise.all([
    sql<PublicThing>`
      select t.kind, t.slug, (select max(r.at) from revision r where r.thing_id = t.id) as "changedAt",
        exists (select from declaration d where d.campaign_id = t.id and ${isPublic(sql`d.id`)}) as declaration
      from thing t
      where t.kind in ('campaign', 'news', 'item', 'company', 'incident', 'contract', 'case', 'law') and t.slug is not null and ${isPublic(sql`t.id`)}
        and (exists (select from campaign_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from news_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from item_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from company_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from incident_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from contract_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from law_text x where x.thing_id = t.id and x.state = 'published')
          or exists (select from court_case_text x where x.thing_id = t.id and x.state = 'published'))
      order by t.kind, t.id`.execute(db),
    db.selectFrom('language').select('code').where('state', '=', 'on').orderBy('position').execute(),
  ]);
  return { things: things.rows, languages: languages.map(({ code }) => code) };
}
