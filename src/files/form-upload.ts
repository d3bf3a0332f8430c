import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import { largestUpload } from './model.ts';
import { cleanName } from './names.ts';
import { openUploadsFolder, uploadPath } from './places.ts';
import { hasRoomFor } from './room.ts';
import { beginUpload, uploadReceived } from './upload-store.ts';

/** Files in one form. */
const mostFiles = 20;

export type FormTrouble = 'none' | 'too_large' | 'too_many' | 'no_room' | 'broken';

/**
 * Takes in the files of a form, each straight to the disk: none is ever in memory whole.
 * @returns the uploads that are whole now, and what was wrong, if anything; what came before it stays.
 */
export async function takeForm(
  request: Request,
  staffId: Id,
  { db, dataDir }: { db: Db; dataDir: string },
): Promise<{ received: Id[]; trouble: FormTrouble | null }> {
  const type = request.headers.get('content-type') ?? '';
  const length = Number(request.headers.get('content-length') ?? 0);
  if (!type.startsWith('multipart/form-data') || !request.body) return { received: [], trouble: 'none' };
  if (length > largestUpload + 1024 * 1024) return { received: [], trouble: 'too_large' };
  await openUploadsFolder(dataDir);
  if (!(await hasRoomFor(dataDir, length))) return { received: [], trouble: 'no_room' };

  const received: Id[] = [];
  const work: Promise<FormTrouble | null>[] = [];
  const streams: BusboyFileStream[] = [];
  let discreet = false;
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { fileSize: largestUpload, files: mostFiles, fields: 10, fieldSize: 1000 },
  });
  form.on('field', (name, value) => {
    if (name === 'discreet') discreet = value === 'yes';
  });
  form.on('file', (_field, stream, filename) => {
    streams.push(stream);
    work.push(takeOne(stream, filename, discreet));
  });
  const takeOne = async (stream: BusboyFileStream, filename: string, hidden: boolean) => {
    const id = newId();
    const path = uploadPath(dataDir, id);
    const drop = async (trouble: FormTrouble | null) => {
      await rm(path, { force: true });
      return trouble;
    };
    try {
      await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
    } catch {
      return drop('broken');
    }
    if (stream.truncated) return drop('too_large');
    // A form without a chosen file sends one without a name and without bytes.
    if (stream.bytesRead === 0) return drop(filename ? 'broken' : null);
    const upload = {
      id,
      staffId,
      name: cleanName(filename ?? ''),
      bytes: stream.bytesRead,
      discreet: hidden,
    };
    if (!(await beginUpload(db, upload))) return drop('too_many');
    await uploadReceived(db, id, upload.bytes);
    received.push(id);
    return null;
  };
  const whole = await pipeline(
    // Node's stream type and the web's differ only in name here.
    Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]),
    form,
  ).then(
    () => true,
    () => false,
  );
  // A line that was cut ends the form, and nobody else would end the file in it.
  if (!whole) for (const stream of streams) if (!stream.readableEnded) stream.destroy(new Error('cut off'));
  const troubles = await Promise.all(work);
  const trouble = troubles.find((one) => one !== null) ?? (whole ? null : 'broken');
  return { received, trouble: trouble ?? (received.length === 0 ? 'none' : null) };
}
