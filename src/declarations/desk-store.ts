import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Wording } from './model.ts';
import './tables.ts';

/** A declaration as the desk lists it. */
export interface DeclarationLine {
  id: Id;
  campaignId: Id;
  title: string;
  campaign: string;
  versionNumber: number;
  signingOpen: boolean;
  isPublic: boolean;
  langs: { lang: Lang; state: Wording['state'] }[];
}

/** @returns all declarations, with titles as a reader of `lang` sees them. */
export async function listDeclarations(db: Db, lang: Lang): Promise<DeclarationLine[]> {
  const title = (
    id: unknown,
  ) => sql<string>`coalesce((select x.title from thing_title x where x.thing_id = ${id}
    order by x.lang = ${lang} desc, x.lang = 'en' desc, x.state = 'published' desc, x.lang limit 1), '')`;
  const { rows } = await sql<DeclarationLine>`
    select d.id, d.campaign_id as "campaignId", ${title(sql`d.id`)} as title, ${title(sql`d.campaign_id`)} as campaign,
      (select max(number) from declaration_version v where v.declaration_id = d.id) as "versionNumber",
      exists (select from signing_period s where s.declaration_id = d.id and s.closed_at is null) as "signingOpen",
      ${isPublic(sql`d.id`)} as "isPublic",
      (select coalesce(jsonb_agg(jsonb_build_object('lang', x.lang, 'state', x.state) order by x.lang), '[]')
        from thing_title x where x.thing_id = d.id) as langs
    from declaration d join campaign c on c.id = d.campaign_id order by c.position, d.id`.execute(db);
  return rows;
}

/** One version, with its texts of whatever age, newest first within a language. */
export interface DeskVersion {
  id: Id;
  number: number;
  declaredOn: string;
  changeOfMeaning: Record<string, string> | null;
  /** Signatures that were confirmed, whatever became of them: from the first on, the version is frozen. */
  signed: number;
  wordings: Wording[];
}

/** A declaration as the desk works on it. */
export interface DeskDeclaration {
  id: Id;
  campaignId: Id;
  campaignSlug: string;
  campaign: string;
  primaryLang: Lang;
  isPublic: boolean;
  signingOpen: boolean;
  allowsOrganisations: boolean;
  allowsPersons: boolean;
  goalOrganisations: number | null;
  /** The present one first. */
  versions: [DeskVersion, ...DeskVersion[]];
}

/** @returns the declaration with all that was ever its text; null when there is none. */
export async function readForDesk(db: Db, id: Id, lang: Lang): Promise<DeskDeclaration | null> {
  const { rows } = await sql<DeskDeclaration>`
    select d.id, d.campaign_id as "campaignId", ct.slug as "campaignSlug", t.primary_lang as "primaryLang",
      coalesce((select x.title from thing_title x where x.thing_id = d.campaign_id
        order by x.lang = ${lang} desc, x.state = 'published' desc, x.lang limit 1), ct.slug) as campaign,
      ${isPublic(sql`d.id`)} as "isPublic",
      exists (select from signing_period s where s.declaration_id = d.id and s.closed_at is null) as "signingOpen",
      d.allows_organisations as "allowsOrganisations", d.allows_persons as "allowsPersons", d.goal_organisations as "goalOrganisations",
      (select jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'declaredOn', v.declared_on,
          'changeOfMeaning', v.change_of_meaning,
          'signed', (select count(*) from signature s where s.version_id = v.id and s.state <> 'pending'),
          'wordings', (select coalesce(jsonb_agg(jsonb_build_object('sha256', encode(w.sha256, 'hex'), 'lang', w.lang,
              'erratum', w.erratum, 'erratumNote', w.erratum_note, 'state', w.state, 'title', w.title, 'preamble', w.preamble,
              'articles', w.articles, 'closing', w.closing, 'note', w.note, 'canonical', w.canonical, 'writtenAt', w.written_at)
              order by w.lang, w.erratum desc), '[]') from declaration_wording w where w.version_id = v.id))
        order by v.number desc) from declaration_version v where v.declaration_id = d.id) as versions
    from declaration d join thing t on t.id = d.id join thing ct on ct.id = d.campaign_id
    where d.id = ${id}`.execute(db);
  const row = rows[0];
  return row?.versions?.[0] ? row : null;
}

/** @returns the text that stands in a language of the present version; null where it has none. */
export function standingText(declaration: Pick<DeskDeclaration, 'versions'>, lang: Lang): Wording | null {
  return declaration.versions[0].wordings.find((wording) => wording.lang === lang) ?? null;
}

/** @returns the texts that stand in the present version, one a language. */
export function standingTexts(declaration: Pick<DeskDeclaration, 'versions'>): Wording[] {
  const { wordings } = declaration.versions[0];
  return wordings.filter(({ lang }, at) => wordings.findIndex((other) => other.lang === lang) === at);
}

/** @returns the campaigns that have no declaration yet. */
export async function listUndeclared(db: Db): Promise<{ id: Id; slug: string }[]> {
  const { rows } = await sql<{ id: Id; slug: string }>`
    select c.id, t.slug from campaign c join thing t on t.id = c.id
    where not exists (select from declaration d where d.campaign_id = c.id) order by c.position, c.id`.execute(
    db,
  );
  return rows;
}
