import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode, OperatorError } from '../foundation/errors.ts';

/**
 * Writes a file that appears under its name whole or not at all: to `FILE.partial`, readable by its owner only, on
 * disk before it takes its name. What a killed run left under that name is replaced.
 *
 * @returns its size in bytes
 * @throws OperatorError `file-exists`, `disk-full`, `file-unwritable`, and what `source` throws; the partial file is
 *   removed then
 */
export async function writeWhole(
  file: string,
  overwrite: boolean,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  await refuseExisting(file, overwrite);
  const partial = `${file}.partial`;
  let handle: FileHandle;
  try {
    await rm(partial, { force: true });
    handle = await open(partial, 'wx', 0o600);
  } catch (error) {
    throw unwritable(file, error);
  }
  try {
    let bytes = 0;
    try {
      for await (const chunk of source) {
        await writeAll(handle, chunk, file);
        bytes += chunk.length;
      }
      await handle.sync();
      // Somebody else who makes the same backup has replaced our partial file by theirs: theirs is not ours to name.
      const [mine, there] = [await handle.stat(), await stat(partial).catch(() => null)];
      if (there?.ino !== mine.ino) throw unwritable(file, Object.assign(new Error(), { code: 'EBUSY' }));
    } finally {
      await handle.close();
    }
    await refuseExisting(file, overwrite);
    await rename(partial, file);
    await syncFolder(dirname(resolve(file)));
    return bytes;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, file: string): Promise<void> {
  try {
    await handle.writeFile(chunk);
  } catch (error) {
    throw unwritable(file, error);
  }
}

async function refuseExisting(file: string, overwrite: boolean): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null || (overwrite && found.isFile())) return;
  throw new OperatorError(
    'file-exists',
    found.isFile()
      ? `The file ${file} exists already; name another, or give --overwrite to replace it.`
      : `${file} exists and is no ordinary file; name another.`,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function unwritable(file: string, error: unknown): OperatorError {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperatorError(
      'disk-full',
      `The disk of ${file} is full; make room or name a place on another disk. Nothing was left there.`,
    );
  }
  return new OperatorError(
    'file-unwritable',
    `The file ${file} cannot be written (${code || error}); name a place that this user can write to.`,
  );
}
