import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** A statement of the record that is public. */
export interface OpenClaim {
  id: Id;
  kind: ThingKind;
  slug: string | null;
  title: string;
  /** The language of the title. */
  titleLang: string;
}

/** @returns the public statement of a kind that a slug or an id names, today or once; null for none. */
export async function findOpenClaim(
  db: Db,
  kind: string,
  handle: string,
  lang: Lang,
): Promise<OpenClaim | null> {
  const id = parseId(handle);
  const { rows } = await sql<OpenClaim>`
    select t.id, t.kind, t.slug, coalesce(x.title, '') as title, coalesce(x.lang, t.primary_lang) as "titleLang"
    from thing t left join lateral (select x.title, x.lang from thing_title x where x.thing_id = t.id and x.state = 'published'
      and x.title <> '' order by x.lang = ${lang} desc, x.lang = t.primary_lang desc, x.lang limit 1) x on true
    where t.kind = ${kind} and is_claim(t.kind) and ${isPublic(sql`t.id`)}
      and (t.id = ${id} or t.slug = ${handle.toLowerCase()}
        or t.id = (select f.thing_id from former_slug f where f.kind = ${kind} and f.slug = ${handle.toLowerCase()}))
    order by t.id limit 1`.execute(db);
  return rows[0] ?? null;
}
