import { sql } from 'kysely';
import type { PictureData } from '../files/model.ts';
import { noteFileUse, readPictures } from '../files/store.ts';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { type Actor, write } from '../foundation/history/history.ts';
import './store.ts';

declare module '../foundation/database/tables.ts' {
  interface Tables {
    item_picture: { item_id: Id; sha256: Buffer; position: number };
  }
}

/** @returns the pictures of an album in their order, each with what is said of it. */
export async function listAlbum(db: Db, itemId: Id): Promise<PictureData[]> {
  const { rows } = await sql<{ sha256: string }>`
    select encode(sha256, 'hex') as sha256 from item_picture where item_id = ${itemId} order by position`.execute(
    db,
  );
  const pictures = await readPictures(
    db,
    rows.map(({ sha256 }) => sha256),
  );
  return rows.flatMap(({ sha256 }) => pictures.get(sha256) ?? []);
}

/** Changes which pictures an album has and in which order. @param change gets the SHA-256 of those it has now. */
export async function changeAlbum(
  db: Db,
  itemId: Id,
  actor: Actor,
  change: (sha256s: readonly string[]) => readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('thing').select('id').where('id', '=', itemId).forUpdate().execute();
    const before = await listAlbum(tx, itemId);
    const wanted = [...new Set(change(before.map(({ sha256 }) => sha256)))];
    const known = await readPictures(tx, wanted);
    const after = wanted.filter((sha256) => known.has(sha256));
    await tx.deleteFrom('item_picture').where('item_id', '=', itemId).execute();
    await sql`insert into item_picture (item_id, sha256, position)
      select ${itemId}, decode(u.sha256, 'hex'), u.n from unnest(${after}::text[]) with ordinality u (sha256, n)`.execute(
      tx,
    );
    await noteFileUse(tx, itemId, 'album', after);
    await write(actor, 'pictures', tx).revise(itemId, 'item', null, { pictures: after });
  });
}
