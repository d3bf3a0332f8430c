import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import '../store.ts';

/** A stored file as its download needs it. */
export interface PublicFile {
  mediaType: string;
  name: string;
}

/**
 * @param sha256 64 hexadecimal digits, in lower case.
 * @returns the file, when a public item of the library is it; a file of drafts alone is nobody's to fetch.
 */
export async function readPublicFile(db: Db, sha256: string): Promise<PublicFile | null> {
  const { rows } = await sql<PublicFile>`
    select f.media_type as "mediaType", f.name from file f
    where f.sha256 = decode(${sha256}, 'hex')
      and exists (select from item i where i.file_sha256 = f.sha256 and ${isPublic(sql`i.id`)})`.execute(db);
  return rows[0] ?? null;
}
