import { rename, rm } from 'node:fs/promises';
import { writeKeys } from '../foundation/crypto/key-file.ts';
import { parseKeys } from '../foundation/crypto/keys.ts';
import { moveBlob, openBlob, removeBlob } from '../foundation/files/blobs.ts';
import type { Contents } from './reader.ts';
import type { Target } from './target.ts';

/** Takes back one step, when a later one fails. */
export type Undo = () => Promise<void>;

/** Moves the stored files of a backup from where they were laid out to their places. */
export async function placeFiles(
  contents: Contents,
  staging: string,
  dataDir: string,
  undos: Undo[],
): Promise<void> {
  for (const { name } of contents.checksums.entries) {
    if (!name.startsWith('files/')) continue;
    const sha256 = name.slice('files/'.length).replace('/', '');
    const there = await openBlob(dataDir, sha256);
    there?.stream.destroy();
    // The same bytes are there already, or damaged ones, which nobody wants back.
    if (there === null) undos.push(() => removeBlob(dataDir, sha256));
    await moveBlob(staging, dataDir, sha256);
  }
}

/**
 * Before the commit, not after it: a crash in between leaves an empty database beside the right key, which a second
 * try accepts; the other way round, the next start would make a new key for a database that needs the old one.
 *
 * @returns what to tell when all is done
 */
export async function placeKey(
  contents: Contents,
  target: Target,
  file: string,
  now: Date,
  undos: Undo[],
): Promise<string[]> {
  const ring = contents.secretKey === null ? null : parseKeys(contents.secretKey);
  if (ring === null) {
    return [
      target.key === 'absent'
        ? `The backup holds no secret key: put the key that belongs to it at ${file} before you start the server, or its mail addresses stay closed for ever.`
        : `The backup holds no secret key: the one at ${file} stays, and has to be the one that belongs to it.`,
    ];
  }
  if (target.key === 'same') return [];
  const sentences: string[] = [];
  if (target.key === 'other') {
    const aside = `${file}.before-restore-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
    await rename(file, aside);
    undos.push(() => rename(aside, file));
    sentences.push(`The secret key that was at ${file} is now ${aside}.`);
  } else undos.push(() => rm(file, { force: true }));
  await writeKeys(file, ring);
  sentences.push(`The secret key was written to ${file}.`);
  return sentences;
}
