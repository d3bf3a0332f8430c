import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import type { Tx } from '../foundation/history/history.ts';
import { largest, type Refusal, type UploadState } from './model.ts';
import { cleanName } from './names.ts';
import { openUploadsFolder, uploadPath } from './places.ts';
import { hasRoomFor } from './room.ts';
import { beginUpload, uploadReceived } from './upload-store.ts';

/** A file that came with a form and lies on the disk; no row names it yet. */
export interface StagedFile {
  id: Id;
  name: string;
  bytes: number;
}

export interface PrivateForm {
  fields: Record<string, string>;
  file: StagedFile | null;
  /** What was wrong with the file, or with the line. */
  trouble: 'too_large' | 'no_room' | 'broken' | null;
}

const largestPrivate = largest.picture;

/** Reads a form (multipart) with at most one file, which goes straight to the disk. Its own name is not kept: names of people stand in names. */
export async function takePrivateForm(request: Request, dataDir: string): Promise<PrivateForm> {
  const form: PrivateForm = { fields: {}, file: null, trouble: null };
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > largestPrivate + 1024 * 1024) return { ...form, trouble: 'too_large' };
  await openUploadsFolder(dataDir);
  if (!(await hasRoomFor(dataDir, length))) return { ...form, trouble: 'no_room' };
  let work: Promise<void> | undefined;
  let source: BusboyFileStream | undefined;
  const takeFile = async (stream: BusboyFileStream, filename: string | undefined) => {
    const id = newId();
    const path = uploadPath(dataDir, id);
    const whole = await pipeline(
      stream,
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    ).then(
      () => true,
      () => false,
    );
    if (whole && !stream.truncated && stream.bytesRead > 0) {
      const [ending = ''] = /\.[a-z0-9]{1,8}$/i.exec(cleanName(filename ?? '')) ?? [];
      form.file = { id, name: `letter${ending}`, bytes: stream.bytesRead };
      return;
    }
    await rm(path, { force: true });
    if (stream.truncated) form.trouble = 'too_large';
    // A form without a chosen file sends one without a name and without bytes.
    else if (!whole || filename) form.trouble = 'broken';
  };
  let busboy: InstanceType<typeof Busboy>;
  try {
    busboy = new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { fileSize: largestPrivate, files: 1, fields: 20, fieldSize: 8000 },
    });
  } catch {
    return { ...form, trouble: 'broken' };
  }
  busboy.on('field', (name, value) => {
    form.fields[name] = value;
  });
  busboy.on('file', (_field, stream, filename) => {
    source = stream;
    work = takeFile(stream, filename);
  });
  const whole =
    request.body !== null &&
    // Node's stream type and the web's differ only in name here.
    (await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), busboy).then(
      () => true,
      () => false,
    ));
  // A line that was cut ends the form, and nobody else would end the file in it.
  if (!whole && source && !source.readableEnded) source.destroy(new Error('cut off'));
  await work;
  if (whole) return form;
  if (form.file) await dropStaged(dataDir, form.file);
  return { ...form, file: null, trouble: form.trouble ?? 'broken' };
}

/** @returns the bytes of a staged file. @throws where it is larger than `most`. */
export async function readStaged(dataDir: string, file: StagedFile, most: number): Promise<Buffer> {
  if (file.bytes > most) throw new RangeError('too large to be read whole');
  return readFile(uploadPath(dataDir, file.id));
}

/** Removes a file that nothing came of. */
export async function dropStaged(dataDir: string, file: StagedFile): Promise<void> {
  await rm(uploadPath(dataDir, file.id), { force: true });
}

/** Hands a staged file over to be looked into, as the letter of a step. @returns false when its owner has too much waiting. */
export async function beginLetter(tx: Tx, file: StagedFile, staffId: Id, letterOf: Id): Promise<boolean> {
  const begun = await beginUpload(tx, { ...file, staffId, discreet: false, letterOf });
  if (begun) await uploadReceived(tx, file.id, file.bytes);
  return begun;
}

/** Where a letter on its way in stands. */
export interface Letter {
  stepId: Id;
  state: UploadState;
  reason: Refusal | null;
  held: boolean;
}

/** @returns where the letters of these steps stand, as long as that is told. */
export async function listLetters(db: Db, stepIds: readonly Id[]): Promise<Map<Id, Letter>> {
  const { rows } = await sql<Letter>`select letter_of as "stepId", state, reason, held from upload
    where letter_of = any(${[...stepIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.stepId, row]));
}
