import { type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Campaign, CampaignLinkKind, CampaignPoint, SectionKind } from './model.ts';

interface CampaignTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  name: string;
  tagline: string;
  who_we_are: string;
  challenge: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface CampaignPointTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  label: string;
  text: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    campaign: { id: Id; position: number };
    campaign_text: CampaignTextTable;
    campaign_section: { campaign_id: Id; position: number; kind: SectionKind; shown: boolean };
    campaign_link: { campaign_id: Id; kind: CampaignLinkKind; url: string };
    campaign_point: { id: Id; campaign_id: Id; kind: CampaignPoint['kind']; position: number };
    campaign_point_text: CampaignPointTextTable;
  }
}

/** SQL: a campaign with all that its page shows of itself, in one row. */
function campaignRows(lang: Lang) {
  return sql<Campaign>`
    select c.id, t.slug, x.lang, x.name, x.tagline, x.who_we_are as "whoWeAre", x.challenge,
      ${isUnadopted(sql`c.id`)} as unadopted,
      (select coalesce(jsonb_agg(s.kind order by s.position), '[]') from campaign_section s
        where s.campaign_id = c.id and s.shown) as sections,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'url', l.url) order by l.kind), '[]')
        from campaign_link l where l.campaign_id = c.id) as links,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'lang', y.lang, 'label', y.label, 'text', y.text)
          order by p.kind, p.position), '[]')
        from campaign_point p join thing pt on pt.id = p.id
        join lateral (select * from campaign_point_text where thing_id = p.id and state = 'published'
          order by lang = ${lang} desc, lang = pt.primary_lang desc, lang limit 1) y on true
        where p.campaign_id = c.id and ${isPublic(sql`pt.id`)}) as points
    from campaign c join thing t on t.id = c.id ${textIn('campaign_text', lang)}
    where ${isPublic(sql`c.id`)} and x.name is not null`;
}

/** @returns the campaign at this slug, its texts in the language or a fallback; null when there is none in public. */
export async function readCampaign(db: Db, slug: string, lang: Lang): Promise<Campaign | null> {
  const { rows } = await sql<Campaign>`${campaignRows(lang)} and t.slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}

/** @returns all public campaigns in their order. */
export async function listCampaigns(db: Db, lang: Lang): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`${campaignRows(lang)} order by c.position, c.id`.execute(db);
  return rows;
}
