import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { ExportFilter } from './model.ts';
import '../signing/tables.ts';
import '../tables.ts';

/** A version whose signatures can be taken out. */
export interface ExportableVersion {
  versionId: Id;
  number: number;
  declarationId: Id;
  campaignId: Id;
  campaignSlug: string;
  title: string;
}

/** @returns every version of the declarations of these campaigns, the newest first. */
export async function listVersions(
  db: Db,
  campaigns: 'all' | readonly Id[],
  lang: Lang,
): Promise<ExportableVersion[]> {
  const { rows } = await sql<ExportableVersion>`
    select v.id as "versionId", v.number, d.id as "declarationId", d.campaign_id as "campaignId", t.slug as "campaignSlug",
      coalesce(w.title, t.slug) as title
    from declaration_version v join declaration d on d.id = v.declaration_id join thing t on t.id = d.campaign_id
    left join lateral (select title from declaration_wording where version_id = v.id
      order by state = 'published' desc, lang = ${lang} desc, lang = 'en' desc, erratum desc limit 1) w on true
    ${campaigns === 'all' ? sql`` : sql`where d.campaign_id = any(${[...campaigns]}::uuid[])`}
    order by t.slug, v.number desc`.execute(db);
  return rows;
}

/** A signature with its contact, still sealed. */
export interface SealedContact {
  id: Id;
  kind: 'organisation' | 'person';
  state: string;
  name: string | null;
  nameAr: string | null;
  country: string;
  lang: Lang;
  publicity: string;
  updates: boolean;
  emailSealed: Buffer;
  contactSealed: Buffer | null;
  signedOn: string;
}

/**
 * @returns signatures that were confirmed and whose address is not erased, in the order of their ids. Organisations whose
 * name is sealed are never among them, whoever asks.
 */
export async function listSealedContacts(
  db: Db,
  versionId: Id,
  filter: ExportFilter,
  options: { after: Id | null; limit: number },
): Promise<SealedContact[]> {
  const { after, limit } = options;
  const { rows } = await sql<SealedContact>`
    select s.id, s.kind, s.state, coalesce(s.organisation_name, s.public_name) as name, s.organisation_name_ar as "nameAr",
      s.country, s.lang, s.publicity, s.updates, s.email_sealed as "emailSealed", s.contact_sealed as "contactSealed",
      to_char(s.created_at at time zone 'Asia/Baghdad', 'YYYY-MM-DD') as "signedOn"
    from signature s
    where s.version_id = ${versionId} and s.state in ('confirmed', 'listed') and s.email_sealed is not null
      and not (s.kind = 'organisation' and s.publicity <> 'name')
    ${filter.kind ? sql`and s.kind = ${filter.kind}` : sql``}
    ${filter.country ? sql`and s.country = ${filter.country}` : sql``}
    ${after ? sql`and s.id > ${after}` : sql``}
    order by s.id limit ${limit}`.execute(db);
  return rows;
}
