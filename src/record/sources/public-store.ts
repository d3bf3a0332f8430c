import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Source, SourceKind } from './model.ts';

/** A source as the public reads of it. */
export interface OpenSource extends Source {
  /** Whether one of those who entered it has looked at it. */
  seen: boolean;
  archiveUrl: string | null;
  /** So many public things cite it. */
  cited: number;
}

const cites = sql`(select count(distinct c.thing_id)::int from citation c where c.source_id = s.id and ${isPublic(sql`c.thing_id`)})`;
const isCited = sql`exists (select from citation c where c.source_id = s.id and ${isPublic(sql`c.thing_id`)})`;
const columns = sql`s.id, s.key, s.kind, s.title, s.publisher, s.url, s.date, s.language, s.seen, s.archive_url as "archiveUrl",
  ${cites} as cited`;

/** @returns the sources that something public cites, in the order in which they were entered. @param after only later ones. */
export async function listOpenSources(
  db: Db,
  options: { kind: SourceKind | null; q: string; after: Id | null; limit: number },
): Promise<OpenSource[]> {
  const { kind, q, after, limit } = options;
  const part = `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<OpenSource>`select ${columns} from source s
    where ${isCited} ${kind ? sql`and s.kind = ${kind}` : sql``} ${after ? sql`and s.id > ${after}` : sql``}
      ${q === '' ? sql`` : sql`and (s.title ilike ${part} or s.publisher ilike ${part} or s.url ilike ${part})`}
    order by s.id limit ${limit}`.execute(db);
  return rows;
}

/** @returns how many such sources there are of each kind. */
export async function countOpenSources(db: Db): Promise<{ kind: SourceKind; n: number }[]> {
  const { rows } = await sql<{ kind: SourceKind; n: number }>`select s.kind, count(*)::int as n from source s
    where ${isCited} group by s.kind order by n desc, s.kind`.execute(db);
  return rows;
}

/**
 * @returns the source with this key, if something public cites it; and whether something public of the record does, so that it
 * is among the data of the record too.
 */
export async function readOpenSource(
  db: Db,
  key: string,
): Promise<(OpenSource & { ofRecord: boolean }) | null> {
  const { rows } = await sql<
    OpenSource & { ofRecord: boolean }
  >`select ${columns}, source_shown(s.id) as "ofRecord"
    from source s where s.key = ${key} and ${isCited}`.execute(db);
  return rows[0] ?? null;
}

/** A thing that cites a source. */
export interface Citing {
  id: Id;
  kind: ThingKind;
  slug: string | null;
  title: string;
  titleLang: string;
  page: string | null;
  quotation: string | null;
  isPublic: boolean;
}

/** The view of titles takes the first 90 characters of what has no title: what goes on ends with a whole word and a sign of it. */
const title = sql`case when t.kind in ('succession', 'stage', 'redress', 'response') and length(x.title) = 90
  then regexp_replace(x.title, '\\s+\\S*$', '') || '…' else coalesce(x.title, '') end`;

/** @returns what cites a source, and where in it. @param open only what is public. */
export async function listCiting(
  db: Db,
  sourceId: Id,
  options: { lang: Lang; open: boolean; limit: number },
): Promise<Citing[]> {
  const { lang, open, limit } = options;
  const { rows } = await sql<Citing>`
    select t.id, t.kind, t.slug, c.page, c.quotation, ${isPublic(sql`t.id`)} as "isPublic",
      ${title} as title, coalesce(x.lang, t.primary_lang) as "titleLang"
    from citation c join thing t on t.id = c.thing_id
    left join lateral (select y.title, y.lang from thing_title y where y.thing_id = t.id and y.title <> ''
      ${open ? sql`and y.state = 'published'` : sql``}
      order by y.lang = ${lang} desc, y.lang = t.primary_lang desc, y.lang limit 1) x on true
    where c.source_id = ${sourceId} ${open ? sql`and ${isPublic(sql`t.id`)}` : sql``}
      and not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
    order by t.kind, title, t.id limit ${limit}`.execute(db);
  return rows;
}
