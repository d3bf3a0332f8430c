import { type Generated, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { CompanyResponse } from './model.ts';

interface ResponseTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  text: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    response: { id: Id; company_id: Id; about: Id; date: PartialDate | null };
    response_text: ResponseTextTable;
  }
}

/**
 * @returns the public answers of companies to these statements, in one query, oldest first; one without a date last. A
 * company is called as the titles of things call it: by its first name.
 */
export async function listResponses(db: Db, about: readonly Id[], lang: Lang): Promise<CompanyResponse[]> {
  const { rows } = await sql<CompanyResponse>`
    select r.id, r.about, r.date, x.lang, x.text,
      jsonb_build_object('id', c.id, 'slug', c.slug, 'name', coalesce(n.name, c.slug), 'nameLang', coalesce(n.lang, 'en')) as company
    from response r join thing t on t.id = r.id join thing c on c.id = r.company_id ${textIn('response_text', lang)}
    left join lateral (select o.name, o.lang from company_name o
      where o.company_id = r.company_id and ${isPublic(sql`o.id`)} order by o.position, o.id limit 1) n on true
    where r.about = any(array(select unnest(${[...about]}::uuid[]))) and ${isPublic(sql`r.id`)} and ${isPublic(sql`r.company_id`)} and x.text is not null
    order by r.date nulls last, r.id`.execute(db);
  return rows;
}
