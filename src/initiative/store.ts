import { type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic, textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { ChannelKind, ContactChannel, Frame, Initiative } from './model.ts';
import { styleSheetPath } from './settings/colour-model.ts';
import { settingsOf } from './settings/model.ts';

interface InitiativeTable {
  id: Id;
  url: string | null;
}
interface InitiativeTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  name: string;
  short_name: string;
  purpose: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}
interface ContactChannelTable {
  kind: ChannelKind;
  value: string;
  note: string | null;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    initiative: InitiativeTable;
    initiative_text: InitiativeTextTable;
    contact_channel: ContactChannelTable;
  }
}

/** What is set of the site comes by key, as it is stored. */
type FrameRow = Omit<Frame, 'settings' | 'colours'> & { settings: Record<string, unknown> };

/**
 * What every page's frame shows, in one query: the initiative's name, the languages offered, the first campaign.
 * @returns null while the database holds no initiative (an empty site).
 */
export async function readFrame(db: Db, lang: Lang): Promise<Frame> {
  const { rows } = await sql<FrameRow>`
    select
      (select jsonb_build_object('name', x.name, 'shortName', x.short_name)
        from initiative i join thing t on t.id = i.id ${textIn('initiative_text', lang)}) as initiative,
      (select coalesce(jsonb_agg(code order by position), '[]') from language where state = 'on') as languages,
      (select coalesce(jsonb_object_agg(slug, id), '{}') from thing where kind = 'campaign' and slug is not null) as campaigns,
      (select coalesce(jsonb_object_agg(key, value), '{}') from site_setting where key in ('colours', 'menu', 'logo')) as settings,
      (select jsonb_build_object('id', c.id, 'slug', t.slug, 'name', x.name, 'tagline', x.tagline,
          'declaration', exists (select from declaration d where d.campaign_id = c.id and ${isPublic(sql`d.id`)}))
        from campaign c join thing t on t.id = c.id ${textIn('campaign_text', lang)}
        where exists (select from publication p where p.thing_id = c.id and p.ended_at is null and p.at <= now())
        order by c.position limit 1) as campaign`.execute(db);
  const row = rows[0];
  if (!row) throw new Error('a select without a table returns one row');
  // Here, where it is remembered with the row: a style sheet's address costs as much as the rest of a frame many times.
  const settings = settingsOf(row.settings);
  const sheets = Object.entries(settings.colours).flatMap(([id, colour]) => {
    const path = colour && styleSheetPath(colour);
    return path ? [[id, path]] : [];
  });
  return { ...row, settings, colours: Object.fromEntries(sheets) };
}

/** @returns the initiative with its text in the language or a fallback; null on an empty site. */
export async function readInitiative(db: Db, lang: Lang): Promise<Initiative | null> {
  const { rows } = await sql<Initiative>`
    select i.id, i.url, x.lang, x.name, x.short_name as "shortName", x.purpose
    from initiative i join thing t on t.id = i.id ${textIn('initiative_text', lang)}`.execute(db);
  return rows[0] ?? null;
}

/** @returns the ways to reach the initiative that are set, safest first. */
export async function readContactChannels(db: Db): Promise<ContactChannel[]> {
  const { rows } = await sql<ContactChannel>`
    select kind, value, note from contact_channel
    order by array_position(array['signal', 'globaleaks', 'securedrop', 'pgp', 'email', 'post'], kind)`.execute(
    db,
  );
  return rows;
}
