import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import { draftField, type PictureVariant } from '../model.ts';
import '../tables.ts';

/** A stored file as its download needs it. */
export interface ServedFile {
  mediaType: string;
  name: string;
}

/** SQL: whether something public uses the file with this hash. */
function isUsedInPublic(sha256: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from file_used u where u.sha256 = ${sha256}
    and u.field not like ${`${draftField}%`} and ${isPublic(sql`u.thing_id`)})`;
}

/**
 * What the public gets at the address of a hash: a file that something public uses, or one form of a picture that
 * something public uses. Of a picture's own bytes, the original, it gets where its JPEG form is: the original is nobody's.
 * A file of drafts alone is nobody's to fetch.
 *
 * @param sha256 64 hexadecimal digits, in lower case.
 */
export function readPublicFile(db: Db, sha256: string): Promise<Found | null> {
  return readWhere(db, sha256, isUsedInPublic);
}

/** The same for a preview: of what one thing uses, in its drafts too; null: of whatever the staff has. Private files never. */
export function readShownFile(db: Db, sha256: string, thingId: Id | null): Promise<Found | null> {
  return readWhere(db, sha256, (file) =>
    thingId === null
      ? sql<boolean>`true`
      : sql<boolean>`exists (select from file_used u where u.sha256 = ${file} and u.thing_id = ${thingId})`,
  );
}

type Found = { file: ServedFile } | { instead: string };

async function readWhere(
  db: Db,
  sha256: string,
  isOpen: (file: RawBuilder<unknown>) => RawBuilder<boolean>,
): Promise<Found | null> {
  const hash = sql`decode(${sha256}, 'hex')`;
  const { rows } = await sql<{ name: string; mediaType: string; picture: boolean; instead: string | null }>`
    select f.name, f.media_type as "mediaType", p.sha256 is not null as picture,
      (select encode(v.sha256, 'hex') from picture_variant v where v.picture = f.sha256 and v.format = 'jpeg' order by v.width desc limit 1) as instead
    from file f left join picture p on p.sha256 = f.sha256
    where f.sha256 = ${hash} and not f.private and ${isOpen(sql`f.sha256`)}`.execute(db);
  const [file] = rows;
  if (file && !file.picture) return { file: { name: file.name, mediaType: file.mediaType } };
  if (file && file.instead !== null && file.instead !== sha256) return { instead: file.instead };
  const variants = await sql<{ name: string; format: PictureVariant['format'] }>`
    select f.name, v.format from picture_variant v join file f on f.sha256 = v.picture
    where v.sha256 = ${hash} and not f.private and ${isOpen(sql`v.picture`)} limit 1`.execute(db);
  const [variant] = variants.rows;
  return variant ? { file: variantFile(variant.name, variant.format) } : null;
}

/** @returns one form of a picture under the name of the picture. */
export function variantFile(name: string, format: PictureVariant['format']): ServedFile {
  const stem = name.replace(/\.[a-z0-9]{1,8}$/i, '');
  return { name: `${stem}.${format === 'jpeg' ? 'jpg' : format}`, mediaType: `image/${format}` };
}
