import { type Generated, sql } from 'kysely';
import { noteFileUse } from '../../files/store.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import { type Actor, type Tx, write } from '../../foundation/history/history.ts';

/** On which ground a copy may be kept. A copy kept as `evidence` of what stood there is shown to nobody. */
export const copyGrounds = [
  'public-domain',
  'official-text',
  'open-licence',
  'permission',
  'evidence',
] as const;
export type CopyGround = (typeof copyGrounds)[number];

interface SourceCopyTable {
  id: Id;
  source_id: Id;
  sha256: Buffer;
  accessed_on: string;
  ground: CopyGround;
  licence: string;
  shown: boolean;
  actor: string;
  at: Generated<Date>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    source_copy: SourceCopyTable;
  }
}

/** A copy of a source that is kept. */
export interface SourceCopy {
  id: Id;
  sourceId: Id;
  /** 64 hexadecimal digits. */
  sha256: string;
  name: string;
  bytes: number;
  /** YYYY-MM-DD: when what was copied stood there. */
  accessedOn: string;
  ground: CopyGround;
  licence: string;
  shown: boolean;
}

/** @returns the copies of these sources, newest first. */
export async function listCopies(db: Db, sourceIds: readonly Id[]): Promise<SourceCopy[]> {
  const { rows } = await sql<SourceCopy>`
    select c.id, c.source_id as "sourceId", encode(c.sha256, 'hex') as sha256, f.name, f.bytes::float8 as bytes,
      to_char(c.accessed_on, 'YYYY-MM-DD') as "accessedOn", c.ground, c.licence, c.shown
    from source_copy c join file f on f.sha256 = c.sha256
    where c.source_id = any(${[...sourceIds]}::uuid[]) order by c.accessed_on desc, c.id desc`.execute(db);
  return rows;
}

/** A copy to be kept, of a file that came in by the files' own door. */
export interface NewCopy {
  sha256: string;
  accessedOn: string;
  ground: CopyGround;
  licence: string;
  shown: boolean;
}

/** Keeps a copy of a source. @returns `no-file` where there is no such file to use, `known` where it is kept already. */
export async function keepCopy(
  db: Db,
  sourceId: Id,
  copy: NewCopy,
  actor: Actor,
): Promise<'kept' | 'no-file' | 'known'> {
  const id = newId();
  return transact(db, async (tx) => {
    await tx.selectFrom('thing').select('id').where('id', '=', sourceId).forUpdate().execute();
    const { rows } = await sql`select from file where sha256 = decode(${copy.sha256}, 'hex') and not private
        and put_away_at is null`.execute(tx);
    if (rows.length === 0) return 'no-file';
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('source_copy')
      .values({
        id,
        source_id: sourceId,
        sha256: Buffer.from(copy.sha256, 'hex'),
        accessed_on: copy.accessedOn,
        ground: copy.ground,
        licence: copy.licence,
        shown: copy.shown,
        actor,
      })
      .onConflict((conflict) => conflict.columns(['source_id', 'sha256']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return 'known';
    await noteCopies(tx, sourceId);
    const history = write(actor, 'copy kept', tx);
    await history.revise(sourceId, 'source', null, { copies: await listCopies(tx, [sourceId]) });
    if (copy.shown) await history.publish(sourceId);
    return 'kept';
  });
}

/** Lets a copy go; its file stays where nothing else lets it go. @returns whether it was there. */
export async function dropCopy(db: Db, sourceId: Id, copyId: Id, actor: Actor): Promise<boolean> {
  return transact(db, async (tx) => {
    await tx.selectFrom('thing').select('id').where('id', '=', sourceId).forUpdate().execute();
    const gone = await tx
      .deleteFrom('source_copy')
      .where('id', '=', copyId)
      .where('source_id', '=', sourceId)
      .returning('id')
      .execute();
    if (gone.length === 0) return false;
    await noteCopies(tx, sourceId);
    await write(actor, 'copy dropped', tx).revise(sourceId, 'source', null, {
      copies: await listCopies(tx, [sourceId]),
    });
    return true;
  });
}

/** The files of shown copies are for the public; those of the others are seen by the staff alone, and kept. */
async function noteCopies(tx: Tx, sourceId: Id): Promise<void> {
  const copies = await listCopies(tx, [sourceId]);
  const of = (shown: boolean) => copies.filter((copy) => copy.shown === shown).map(({ sha256 }) => sha256);
  await noteFileUse(tx, sourceId, 'copies', of(true));
  await noteFileUse(tx, sourceId, 'draft copies', of(false));
}
