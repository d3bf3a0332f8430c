import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { errorCode } from '../errors.ts';

/** A stored file: its name is the SHA-256 of its bytes, 64 small hexadecimal digits. */
export interface Blob {
  readonly sha256: string;
  readonly bytes: number;
}

const shape = /^[0-9a-f]{64}$/;

/**
 * Keeps bytes under `DATA_DIR/files/ab/cdef…`. When it resolves they are on disk, whole, readable by the server's user
 * only; the same bytes twice are one file. Nothing but their hash decides where they lie: no name that a visitor chose
 * becomes a path. A kill on the way leaves at most a file named `incoming-…`, which `listBlobs` does not see.
 */
export async function putBlob(
  dataDir: string,
  source: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<Blob> {
  const room = join(dataDir, 'files');
  await mkdir(room, { recursive: true, mode: 0o700 });
  const incoming = join(room, `incoming-${randomBytes(8).toString('hex')}`);
  try {
    const blob = await writeTo(incoming, source);
    await place(incoming, pathOf(dataDir, blob.sha256));
    return blob;
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}

/**
 * A stored file as a stream; null when there is none, or when the name is not a hash. The stream does not check the
 * bytes again: see `checkBlob`.
 * @param part only these bytes, the last included; `bytes` of the answer is the size of the whole all the same.
 */
export async function openBlob(
  dataDir: string,
  sha256: string,
  part?: { first: number; last: number },
): Promise<{ bytes: number; stream: Readable } | null> {
  if (!shape.test(sha256)) return null;
  let handle: FileHandle;
  try {
    handle = await open(pathOf(dataDir, sha256), 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const { size } = await handle.stat();
  return {
    bytes: size,
    stream: createReadStream('', { fd: handle, ...(part && { start: part.first, end: part.last }) }),
  };
}

/** Reads a stored file through. `damaged`: its bytes are not those of its name any more. */
export async function checkBlob(dataDir: string, sha256: string): Promise<'whole' | 'damaged' | 'missing'> {
  const blob = await openBlob(dataDir, sha256);
  if (blob === null) return 'missing';
  const hash = createHash('sha256');
  for await (const chunk of blob.stream) hash.update(chunk);
  return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
}

/** Every stored file, in the order of their hashes. */
export async function* listBlobs(dataDir: string): AsyncGenerator<Blob> {
  const room = join(dataDir, 'files');
  for (const head of await namesIn(room)) {
    if (!/^[0-9a-f]{2}$/.test(head)) continue;
    for (const rest of await namesIn(join(room, head))) {
      const sha256 = head + rest;
      if (!shape.test(sha256)) continue;
      const found = await stat(join(room, head, rest)).catch(() => null);
      if (found?.isFile()) yield { sha256, bytes: found.size };
    }
  }
}

/** Moves a stored file to another data folder on the same disk. */
export async function moveBlob(from: string, to: string, sha256: string): Promise<void> {
  await place(pathOf(from, sha256), pathOf(to, sha256));
}

/** When the bytes were last put at this hash; null when there is none. For whoever tidies up: what is new is not loose. */
export async function blobAge(dataDir: string, sha256: string): Promise<Date | null> {
  const found = await stat(pathOf(dataDir, sha256)).catch(() => null);
  return found?.mtime ?? null;
}

/** Removes a stored file; one that is not there is no error. */
export async function removeBlob(dataDir: string, sha256: string): Promise<void> {
  await rm(pathOf(dataDir, sha256), { force: true });
}

function pathOf(dataDir: string, sha256: string): string {
  if (!shape.test(sha256)) throw new RangeError('a stored file is named by its SHA-256');
  return join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2));
}

async function writeTo(path: string, source: AsyncIterable<Uint8Array> | Uint8Array): Promise<Blob> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      hash.update(chunk);
      bytes += chunk.length;
      await handle.writeFile(chunk);
    }
    await handle.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}

/** Replaces what lies there: it has the same bytes, or is damaged. */
async function place(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  for (const folder of [dirname(to), dirname(dirname(to))]) {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
