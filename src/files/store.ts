import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import type { Tx } from '../foundation/history/history.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import { type FileKind, filesNamedIn, type PictureData } from './model.ts';
import './tables.ts';

/**
 * Notes which files one part of a thing uses: afterwards it uses these and no others. Call it in the transaction that
 * changes that part; a file in use cannot be deleted, and is public as soon as its thing is.
 *
 * @param field a name of the caller's for the part (`body en`, `logo`). One that begins with `draft` (`draft body en`)
 * is seen by the staff only, and makes nothing public.
 * @param used the part's texts (Markdown; `/files/<sha256>` in them counts), or the SHA-256 of files.
 * @returns the hashes among them that are no file of this site.
 */
export async function noteFileUse(
  tx: Tx,
  thingId: Id,
  field: string,
  used: readonly (string | null)[],
): Promise<string[]> {
  const given = used.filter((one) => one !== null);
  const whole = given.filter((one) => /^[0-9a-f]{64}$/.test(one));
  const wanted = [...new Set([...whole, ...filesNamedIn(given)])];
  const { rows } = await sql<{ wanted: string; file: string }>`
    select w.wanted, encode(coalesce(f.sha256, v.picture), 'hex') as file from unnest(${wanted}::text[]) w (wanted)
    left join file f on f.sha256 = decode(w.wanted, 'hex')
    left join lateral (select picture from picture_variant where sha256 = decode(w.wanted, 'hex') limit 1) v on true
    where coalesce(f.sha256, v.picture) is not null
      and not exists (select from file x where x.sha256 = coalesce(f.sha256, v.picture) and x.private)`.execute(
    tx,
  );
  const files = [...new Set(rows.map(({ file }) => file))];
  await sql`delete from file_use where thing_id = ${thingId} and field = ${field}
    and encode(sha256, 'hex') <> all(${files}::text[])`.execute(tx);
  await sql`insert into file_use (sha256, thing_id, field)
    select decode(file, 'hex'), ${thingId}, ${field} from unnest(${files}::text[]) u (file)
    on conflict do nothing`.execute(tx);
  const known = new Set(rows.map((row) => row.wanted));
  return wanted.filter((one) => !known.has(one));
}

/** @returns all that is known of these pictures, by the SHA-256 that texts name them by; others are absent. */
export async function readPictures(db: Db, sha256s: readonly string[]): Promise<Map<string, PictureData>> {
  if (sha256s.length === 0) return new Map();
  const { rows } = await sql<PictureData>`
    select encode(p.sha256, 'hex') as sha256, f.name, p.width, p.height,
      jsonb_build_object('x', p.focal_x, 'y', p.focal_y) as focal,
      (select coalesce(jsonb_agg(jsonb_build_object('format', v.format, 'width', v.width, 'height', v.height,
          'sha256', encode(v.sha256, 'hex')) order by v.format, v.width), '[]')
        from picture_variant v where v.picture = p.sha256) as variants,
      (select coalesce(jsonb_object_agg(x.lang, x.alt) filter (where x.alt <> ''), '{}') from file_text x where x.sha256 = p.sha256) as alt,
      (select coalesce(jsonb_object_agg(x.lang, x.credit) filter (where x.credit <> ''), '{}') from file_text x where x.sha256 = p.sha256) as credit
    from picture p join file f on f.sha256 = p.sha256 and not f.private
    where encode(p.sha256, 'hex') = any(${[...new Set(sha256s)]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.sha256, row]));
}

/** A file as a chooser offers it. */
export interface OfferedFile {
  sha256: string;
  name: string;
  mediaType: string;
  /** In the wanted language, else ''. */
  alt: string;
}

/**
 * @returns the newest files that can be used, for a chooser.
 * @param options.q a part of the name or of the words for those who do not see it; `kind` only of this kind.
 */
export async function listOfferedFiles(
  db: Db,
  lang: Lang,
  options: { q?: string; kind?: FileKind; limit: number },
): Promise<OfferedFile[]> {
  const { rows } = await sql<OfferedFile>`
    select encode(f.sha256, 'hex') as sha256, f.name, f.media_type as "mediaType", coalesce(x.alt, '') as alt
    from file f left join file_text x on x.sha256 = f.sha256 and x.lang = ${lang}
    where f.uploaded_by is not null and f.put_away_at is null and ${isCalled(options.q ?? '')} and ${ofKind(options.kind ?? null)}
    order by f.made_at desc, f.sha256 desc limit ${options.limit}`.execute(db);
  return rows;
}

/** A picture as a chooser offers it. */
export interface OfferedPicture {
  sha256: string;
  name: string;
  /** In the wanted language, else ''. */
  alt: string;
  width: number;
  height: number;
  /** Width of its smallest form. */
  thumbnail: number;
}

/** @returns pictures that can be put into a text in a language, those with words for it first, newest first. */
export async function listOfferedPictures(
  db: Db,
  lang: Lang,
  options: { q: string; limit: number },
): Promise<OfferedPicture[]> {
  const { rows } = await sql<OfferedPicture>`
    select encode(f.sha256, 'hex') as sha256, f.name, coalesce(x.alt, '') as alt, p.width, p.height,
      (select min(v.width) from picture_variant v where v.picture = f.sha256 and v.format = 'webp') as thumbnail
    from file f join picture p on p.sha256 = f.sha256
    left join file_text x on x.sha256 = f.sha256 and x.lang = ${lang}
    where f.uploaded_by is not null and f.put_away_at is null
      and ${isCalled(options.q)}
    order by coalesce(x.alt, '') = '', f.made_at desc, f.sha256 desc limit ${options.limit}`.execute(db);
  return rows;
}

/**
 * SQL: whether the name of file `f`, or what is said of it in any language, holds a text, whatever the keyboard (`folded` of
 * the database). All hold the empty text, none a text without letter or digit.
 */
export function isCalled(q: string) {
  if (q === '') return sql<boolean>`true`;
  const part = sql`nullif('%' || spelling_of(folded(${q})) || '%', '%%')`;
  return sql<boolean>`f.sha256 in (select m.sha256 from file m where m.spelling like ${part}
    union all select y.sha256 from file_text y where y.spelling like ${part})`;
}

/** SQL: whether file `f` is of a kind, as `kindOf` says; true for null. */
export function ofKind(kind: FileKind | null) {
  if (kind === null) return sql<boolean>`true`;
  if (kind === 'picture') return sql<boolean>`f.media_type like 'image/%'`;
  if (kind === 'video') return sql<boolean>`f.media_type ~ '^(video|audio)/'`;
  if (kind === 'document') return sql<boolean>`f.media_type ~ '^(application|text)/'`;
  return sql<boolean>`f.media_type !~ '^(image|video|audio|application|text)/'`;
}
