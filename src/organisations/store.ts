import { type ColumnType, type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Organisation } from './model.ts';

interface OrganisationTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  name: string;
  also: string[];
  kind: string;
  role: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    organisation: {
      id: Id;
      country: string;
      url: string | null;
      member_since: ColumnType<string | null, string | null | undefined, string | null>;
      member_until: ColumnType<string | null, string | null | undefined, string | null>;
    };
    organisation_text: OrganisationTextTable;
  }
}

/** @returns the public organisations by name, at most 500: a coalition, not a register of the world. */
export async function listOrganisations(db: Db, lang: Lang): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select o.id, t.slug, o.country, o.url, x.lang, x.name, x.also, x.kind, x.role, ${isUnadopted(sql`o.id`)} as unadopted,
      to_char(o.member_since, 'YYYY-MM-DD') as "memberSince", to_char(o.member_until, 'YYYY-MM-DD') as "memberUntil"
    from organisation o join thing t on t.id = o.id ${textIn('organisation_text', lang)}
    where ${isPublic(sql`o.id`)} and x.name is not null
    order by t.created_at, o.id limit 500`.execute(db);
  return rows;
}
