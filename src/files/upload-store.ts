import { type SqlBool, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import type { Tx } from '../foundation/history/history.ts';
import { openUploadsEach, type Refusal, type UploadState, waitingBytesEach } from './model.ts';
import type { Made } from './processing/model.ts';
import './tables.ts';

/** An upload as its owner sees it. */
export interface Upload {
  id: Id;
  staffId: Id;
  name: string;
  bytes: number;
  discreet: boolean;
  state: UploadState;
  reason: Refusal | null;
  held: boolean;
  begunAt: Date;
  receivedAt: Date | null;
  sha256: string | null;
  /** A letter: what is made of it is private. */
  private: boolean;
}

const columns = sql`id, staff_id as "staffId", name, bytes, discreet, state, reason, held, begun_at as "begunAt",
  received_at as "receivedAt", encode(sha256, 'hex') as sha256, letter_of is not null as private`;

/**
 * @param upload.letterOf the step of verification that it is the letter of: what is made of it is private.
 * @returns whether it was begun; false when its owner has too many, or too much, waiting.
 */
export async function beginUpload(
  db: Db,
  upload: { id: Id; staffId: Id; name: string; bytes: number; discreet: boolean; letterOf?: Id },
): Promise<boolean> {
  const { id, staffId, name, bytes, discreet, letterOf = null } = upload;
  const { numAffectedRows } = await sql`
    insert into upload (id, staff_id, name, bytes, discreet, letter_of)
    select ${id}, ${staffId}, ${name}, ${bytes}, ${discreet}, ${letterOf}::uuid
    where (select count(*) < ${openUploadsEach} and coalesce(sum(bytes), 0) + ${bytes}::bigint <= ${waitingBytesEach}::bigint
      from upload where staff_id = ${staffId} and state in ('receiving', 'received', 'checked'))`.execute(db);
  return numAffectedRows === 1n;
}

/** @returns the person's own upload; null for nobody's, for another's, and for a letter. */
export async function readUpload(db: Db, id: Id, staffId: Id): Promise<Upload | null> {
  const { rows } = await sql<Upload>`
    select ${columns} from upload where id = ${id} and staff_id = ${staffId} and letter_of is null`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** @returns uploads, newest first: one person's, or everybody's (null). Letters are not among them. */
export async function listUploads(
  db: Db,
  staffId: Id | null,
  options: { states: readonly UploadState[]; limit: number },
): Promise<Upload[]> {
  const { rows } = await sql<Upload>`
    select ${columns} from upload where state = any(${[...options.states]}::text[]) and letter_of is null
      and (${staffId}::uuid is null or staff_id = ${staffId})
    order by begun_at desc, id desc limit ${options.limit}`.execute(db);
  return rows;
}

/** Notes that more of it came in: it is not abandoned. */
export async function touchUpload(db: Db, id: Id): Promise<void> {
  await sql`update upload set touched_at = now() where id = ${id} and state = 'receiving'`.execute(db);
}

/** Notes that all of it is on the disk. Said twice, it changes nothing. */
export async function uploadReceived(db: Db, id: Id, bytes: number): Promise<void> {
  await sql`update upload set state = 'received', bytes = ${bytes}, received_at = now(), touched_at = now()
    where id = ${id} and state = 'receiving'`.execute(db);
}

/** Forgets an upload that never came, or that its owner gave up. */
export async function dropUpload(db: Db, id: Id): Promise<void> {
  await sql`delete from upload where id = ${id} and state = 'receiving'`.execute(db);
}

/** How long one holds an upload without saying so again. */
const lease = sql`now() + interval '2 minutes'`;

/** An upload in somebody's hands, and the how-manieth try this is. */
export type TakenUpload = Upload & { tries: number };

/** Takes the next upload that waits to be looked into; nobody else gets it while the lease is kept. */
export async function takeUpload(db: Db): Promise<TakenUpload | null> {
  const { rows } = await sql<TakenUpload>`
    update upload set tries = tries + 1, leased_until = ${lease}
    where id = (select id from upload where state in ('received', 'checked')
        and (leased_until is null or leased_until < now()) order by received_at, id limit 1 for update skip locked)
    returning ${columns}, tries`.execute(db);
  return rows[0] ?? null;
}

/** Says that somebody is still at it. */
export async function keepLease(db: Db, id: Id): Promise<void> {
  await sql`update upload set leased_until = ${lease} where id = ${id}`.execute(db);
}

/** Gives it back; `waitSeconds` until the next try. `counts`: whether this was a try. */
export async function releaseUpload(
  db: Db,
  id: Id,
  options: { waitSeconds: number; held: boolean; counts: boolean },
): Promise<void> {
  await sql`update upload set held = ${options.held}, tries = tries - ${options.counts ? 0 : 1},
    leased_until = now() + ${options.waitSeconds} * interval '1 second' where id = ${id}`.execute(db);
}

/** Notes that the virus scanner found nothing. */
export async function uploadChecked(db: Db, id: Id): Promise<void> {
  await sql`update upload set state = 'checked', held = false where id = ${id}`.execute(db);
}

/** Notes why it is not taken. */
export async function refuseUpload(db: Db, id: Id, reason: Refusal): Promise<void> {
  await sql`update upload set state = 'refused', reason = ${reason}, done_at = now(), leased_until = null, held = false
    where id = ${id} and state <> 'ready'`.execute(db);
}

/**
 * Makes a file of what was made of an upload. The same bytes twice are one file; one that was put away is back. A letter
 * becomes a private file; bytes that the staff has openly too are not private. An upload that was erased meanwhile makes nothing.
 */
export async function finishUpload(tx: Tx, upload: Upload, made: Made): Promise<void> {
  const hash = sql`decode(${made.sha256}, 'hex')`;
  const { rows } = await sql`select from upload where id = ${upload.id} for update`.execute(tx);
  if (rows.length === 0) return;
  const by = upload.private ? null : `staff:${upload.staffId}`;
  await sql`
    insert into file (sha256, bytes, media_type, name, uploaded_by, discreet, private)
    values (${hash}, ${made.bytes}, ${made.mediaType}, ${made.name}, ${by}, ${made.discreet}, ${upload.private})
    on conflict (sha256) do update set put_away_at = null, put_away_by = null,
      private = file.private and excluded.private, uploaded_by = coalesce(file.uploaded_by, excluded.uploaded_by)`.execute(
    tx,
  );
  if (made.picture !== null) {
    const { width, height, variants } = made.picture;
    await sql`insert into picture (sha256, width, height) values (${hash}, ${width}, ${height})
      on conflict (sha256) do nothing`.execute(tx);
    for (const form of variants)
      await sql`insert into picture_variant (picture, format, width, height, sha256, bytes)
        values (${hash}, ${form.format}, ${form.width}, ${form.height}, decode(${form.sha256}, 'hex'), ${form.bytes})
        on conflict do nothing`.execute(tx);
  }
  await sql`update upload set state = 'ready', sha256 = ${hash}, done_at = now(), leased_until = null, held = false
    where id = ${upload.id}`.execute(tx);
}

/** Whether anything waits to be looked into. Asked often. */
export async function isUploadWaiting(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: SqlBool }>`
    select exists (select from upload where state in ('received', 'checked') and (leased_until is null or leased_until < now())) as waits`.execute(
    db,
  );
  return rows[0]?.waits === true;
}
