import { sql } from 'kysely';
import { notifyChanged } from '../foundation/database/changed.ts';
import type { Db } from '../foundation/database/database.ts';
import { isPublic } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import { draftField, type FileKind, type FileUse, type StoredFile } from './model.ts';
import { isCalled, ofKind } from './store.ts';
import './tables.ts';

export interface FileQuery {
  q: string;
  kind: FileKind | null;
  putAway: boolean;
  /** The hash of the last file of the page before. */
  after: string | null;
  limit: number;
}

/** A file of the list, with the languages in which nobody has said what it shows. */
export type ListedFile = StoredFile & { undescribed: Lang[]; thumbnail: number | null };

const fileColumns = sql`encode(f.sha256, 'hex') as sha256, f.name, f.bytes, f.media_type as "mediaType", f.made_at as "madeAt",
  f.uploaded_by as "uploadedBy", f.discreet, f.put_away_at as "putAwayAt",
  (select count(distinct u.thing_id) from file_used u where u.sha256 = f.sha256) as uses,
  case when p.sha256 is null then null else jsonb_build_object('width', p.width, 'height', p.height,
    'focalX', p.focal_x, 'focalY', p.focal_y, 'variants', '[]'::jsonb) end as picture`;

/** Of a picture the languages on offer that have no words for it. */
const undescribed = sql`case when p.sha256 is null then '[]'::jsonb else (select coalesce(jsonb_agg(l.code order by l.position), '[]')
  from language l where l.state = 'on'
    and not exists (select from file_text x where x.sha256 = f.sha256 and x.lang = l.code and x.alt <> '')) end`;

/** @returns files of the staff, newest first. What a program keeps for itself (hand-overs, letters) is not among them. */
export async function listFiles(db: Db, lang: Lang, query: FileQuery): Promise<ListedFile[]> {
  const { rows } = await sql<ListedFile>`
    select ${fileColumns}, coalesce(x.alt, '') as alt, ${undescribed} as undescribed,
      (select min(v.width) from picture_variant v where v.picture = f.sha256 and v.format = 'webp') as thumbnail
    from file f left join picture p on p.sha256 = f.sha256 left join file_text x on x.sha256 = f.sha256 and x.lang = ${lang}
    where f.uploaded_by is not null and (f.put_away_at is not null) = ${query.putAway} and ${ofKind(query.kind)}
      and ${isCalled(query.q)}
      and (${query.after}::text is null or (f.made_at, f.sha256) <
        (select a.made_at, a.sha256 from file a where a.sha256 = decode(${query.after}, 'hex')))
    order by f.made_at desc, f.sha256 desc limit ${query.limit}`.execute(db);
  return rows;
}

/** A file as its own page shows it. */
export type FileDetail = StoredFile & {
  texts: { lang: Lang; alt: string; credit: string }[];
};

/** @returns the file with its forms and its words in every language on offer; null when the staff has no such file. */
export async function readFile(db: Db, sha256: string): Promise<FileDetail | null> {
  const { rows } = await sql<FileDetail>`
    select ${fileColumns}, '' as alt,
      (select jsonb_agg(jsonb_build_object('lang', l.code, 'alt', coalesce(x.alt, ''), 'credit', coalesce(x.credit, '')) order by l.position)
        from language l left join file_text x on x.lang = l.code and x.sha256 = f.sha256
        where l.state = 'on' or x.sha256 is not null) as texts
    from file f left join picture p on p.sha256 = f.sha256
    where f.sha256 = decode(${sha256}, 'hex') and f.uploaded_by is not null`.execute(db);
  return rows[0] ?? null;
}

/** @returns the hash of one form of a picture of the staff; null for none. */
export async function findVariant(
  db: Db,
  sha256: string,
  format: string,
  width: number,
): Promise<{ sha256: string; name: string } | null> {
  const { rows } = await sql<{ sha256: string; name: string }>`
    select encode(v.sha256, 'hex') as sha256, f.name from picture_variant v join file f on f.sha256 = v.picture
    where v.picture = decode(${sha256}, 'hex') and v.format = ${format} and v.width = ${width}
      and f.uploaded_by is not null`.execute(db);
  return rows[0] ?? null;
}

/** @returns what uses the file: every thing and part of it, with what it is called. */
export async function listUses(db: Db, sha256: string): Promise<FileUse[]> {
  const { rows } = await sql<FileUse>`
    select t.id as "thingId", t.kind, t.slug, u.field,
      (select coalesce(nullif(r.data->>'title', ''), nullif(r.data->>'name', '')) from revision r
        where r.thing_id = t.id and coalesce(r.data->>'title', r.data->>'name', '') <> ''
        order by r.lang = t.primary_lang desc nulls last, r.at desc limit 1) as title,
      ${isPublic(sql`t.id`)} and u.field not like ${`${draftField}%`} as public
    from file_used u join thing t on t.id = u.thing_id where u.sha256 = decode(${sha256}, 'hex')
    order by t.kind, t.slug, u.field`.execute(db);
  return rows;
}

/** Keeps what a file shows and who made it, per language, and what of a picture must stay in sight. */
export async function describeFile(
  db: Db,
  sha256: string,
  words: {
    texts: readonly { lang: Lang; alt: string; credit: string }[];
    focal: { x: number; y: number } | null;
  },
): Promise<void> {
  const hash = sql`decode(${sha256}, 'hex')`;
  await db.transaction().execute(async (tx) => {
    for (const { lang, alt, credit } of words.texts)
      await sql`insert into file_text (sha256, lang, alt, credit) values (${hash}, ${lang}, ${alt}, ${credit})
        on conflict (sha256, lang) do update set alt = excluded.alt, credit = excluded.credit`.execute(tx);
    if (words.focal)
      await sql`update picture set focal_x = ${words.focal.x}, focal_y = ${words.focal.y} where sha256 = ${hash}`.execute(
        tx,
      );
    const { rows } = await sql<{ id: string }>`
      select distinct thing_id as id from file_used where sha256 = ${hash} limit 5000`.execute(tx);
    // A notification holds less than 8,000 bytes.
    for (let at = 0; at < rows.length; at += 100)
      await notifyChanged(
        tx,
        rows.slice(at, at + 100).map(({ id }) => id),
      );
  });
}

/** Puts a file away. @returns false when something uses it, or it is not there: nothing is changed then. */
export async function putFileAway(db: Db, sha256: string, actor: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update file f set put_away_at = now(), put_away_by = ${actor}
    where f.sha256 = decode(${sha256}, 'hex') and f.put_away_at is null and f.uploaded_by is not null
      and not exists (select from file_used u where u.sha256 = f.sha256)`.execute(db);
  return numAffectedRows === 1n;
}

/** Brings back what was put away. */
export async function bringFileBack(db: Db, sha256: string): Promise<void> {
  await sql`update file set put_away_at = null, put_away_by = null where sha256 = decode(${sha256}, 'hex')`.execute(
    db,
  );
}

/** @returns how many files and uploads stand in each state, for the tabs of the list. */
export async function countFiles(
  db: Db,
  staffId: string | null,
): Promise<{ ready: number; arriving: number; refused: number; putAway: number }> {
  const { rows } = await sql<{ ready: number; arriving: number; refused: number; putAway: number }>`
    select (select count(*) from file where uploaded_by is not null and put_away_at is null) as ready,
      (select count(*) from file where uploaded_by is not null and put_away_at is not null) as "putAway",
      count(*) filter (where state in ('receiving', 'received', 'checked')) as arriving,
      count(*) filter (where state = 'refused') as refused
    from upload where (${staffId}::uuid is null or staff_id = ${staffId}) and letter_of is null`.execute(db);
  return rows[0] ?? { ready: 0, arriving: 0, refused: 0, putAway: 0 };
}
