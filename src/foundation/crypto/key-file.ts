import { randomUUID } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, OperatorError } from '../errors.ts';
import { type KeyRing, newKeys, parseKeys, serialiseKeys } from './keys.ts';

const largestFile = 64 * 1024;

/**
 * The keys in `file`; when there is no such file, makes one of mode 0600 with new keys. Two processes that start
 * together end with the same keys. Throws OperatorError when the file is ill-formed, cannot be read or made, or
 * can be read by anyone but its owner: it never replaces or repairs an existing file.
 */
export async function readOrMakeKeys(file: string): Promise<KeyRing> {
  const found = await readKeys(file);
  if (found !== null) return found;
  // Linked into place rather than written there: the name appears whole or not at all, and the first maker wins.
  const made = await placeKeys(file, newKeys(), link);
  if (made !== 'exists') return made;
  const theirs = await readKeys(file);
  if (theirs === null) throw unusable(file, 'it disappeared while it was being read');
  return theirs;
}

/** Replaces the key file as one step (after a rotation). Throws OperatorError; the old file then still stands. */
export async function writeKeys(file: string, ring: KeyRing): Promise<void> {
  await placeKeys(file, ring, rename);
}

async function readKeys(file: string): Promise<KeyRing | null> {
  let text: string;
  try {
    const handle = await open(file, 'r');
    try {
      // Looked at through the handle that is read, so that the file cannot be exchanged in between.
      const { mode, size } = await handle.stat();
      if ((mode & 0o170000) !== 0o100000 || size > largestFile) throw illFormed(file);
      if ((mode & 0o077) !== 0) {
        throw new OperatorError(
          'keys-open-to-others',
          `The secret key file ${file} can be read by other users; run "chmod 600 ${file}" and start again.`,
        );
      }
      text = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    if (errorCode(error) === 'ENOENT') return null;
    throw unusable(file, errorCode(error) || String(error));
  }
  const ring = parseKeys(text);
  if (ring === null) throw illFormed(file);
  return ring;
}

/** Writes the ring to a neighbour of `file`, safely on disk, and moves it there with `move`. */
async function placeKeys(
  file: string,
  ring: KeyRing,
  move: (from: string, to: string) => Promise<void>,
): Promise<KeyRing | 'exists'> {
  const neighbour = `${file}.${randomUUID()}.new`;
  try {
    const handle = await open(neighbour, 'wx', 0o600);
    try {
      await handle.writeFile(serialiseKeys(ring));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await move(neighbour, file);
    await syncFolder(dirname(file));
    return ring;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'exists';
    throw unusable(file, errorCode(error) || String(error));
  } finally {
    await unlink(neighbour).catch(() => undefined);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function illFormed(file: string): OperatorError {
  return new OperatorError(
    'keys-ill-formed',
    `The secret key file ${file} is not a key file of this program; restore it from a backup, or, only if nothing was ever encrypted with it, move it away and start again.`,
  );
}

function unusable(file: string, reason: string): OperatorError {
  return new OperatorError(
    'keys-unreadable',
    `The secret key file ${file} cannot be read or made (${reason}); give the server's user access to its folder, or set SECRET_KEY_FILE to another place.`,
  );
}
