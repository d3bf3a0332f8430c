import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** @returns the campaign that a thing (of this kind, or of any) belongs to; null for the whole initiative; `absent` for no such thing. */
export async function campaignOfThing(db: Db, kind: ThingKind | null, id: Id): Promise<Id | null | 'absent'> {
  const { rows } = await sql<{ campaignId: Id | null }>`
    select c.campaign_id as "campaignId" from thing t left join thing_campaign c on c.thing_id = t.id
    where t.id = ${id} ${kind ? sql`and t.kind = ${kind}` : sql``}`.execute(db);
  return rows[0] ? rows[0].campaignId : 'absent';
}

/** SQL of the title of thing `t` for someone who reads `lang`: theirs, the primary one, any; a draft before nothing.
 * @param kind where all are of one: then no other table of texts is thought of. */
export function titleFor(lang: Lang, kind?: ThingKind) {
  return sql<string>`coalesce((select x.title from thing_title x where x.thing_id = t.id and x.kind = ${kind ? sql.lit(kind) : sql`t.kind`}
    order by ${preferred(lang, 't')} limit 1), t.slug, t.kind)`;
}

/** SQL: a query of the same titles (`thing_id`, `title`) of all things of a kind, in one pass. A thing without one has no row. */
export function titlesFor(lang: Lang, kind: ThingKind) {
  return sql`select distinct on (x.thing_id) x.thing_id, x.title from thing_title x join thing y on y.id = x.thing_id
    where x.kind = ${sql.lit(kind)} order by x.thing_id, ${preferred(lang, 'y')}`;
}

/** SQL: the order of the titles `x` of a thing, the one to be shown first. */
const preferred = (lang: Lang, thing: 't' | 'y') =>
  sql`x.lang = ${lang} desc, x.lang = ${sql.ref(`${thing}.primary_lang`)} desc, x.state = 'draft' desc, x.lang`;

/** @returns the campaigns, public or not, with the titles that a reader of `lang` sees. */
export async function listCampaignTitles(
  db: Db,
  lang: Lang,
): Promise<{ id: Id; slug: string; title: string }[]> {
  const { rows } = await sql<{ id: Id; slug: string; title: string }>`
    select t.id, t.slug, ${titleFor(lang)} as title from thing t join campaign c on c.id = t.id order by c.position, t.id`.execute(
    db,
  );
  return rows;
}

/** @returns the languages of the site, offered and draft, in their order. */
export async function listLanguages(db: Db): Promise<{ code: Lang; state: 'on' | 'draft' }[]> {
  return db.selectFrom('language').select(['code', 'state']).orderBy('position').execute();
}

/** @returns whether this slug is free for a thing of the kind: borne by no other, and led on from by no other. */
export async function isSlugFree(db: Db, kind: ThingKind, slug: string, except: Id | null): Promise<boolean> {
  const { rows } = await sql`
    select from thing where kind = ${kind} and slug = ${slug} and id is distinct from ${except}
    union all select from former_slug where kind = ${kind} and slug = ${slug} and thing_id is distinct from ${except}`.execute(
    db,
  );
  return rows.length === 0;
}
