import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../foundation/database/database.ts';
import { parseId } from '../foundation/database/id.ts';
import { blobAge, listBlobs, removeBlob } from '../foundation/files/blobs.ts';
import { deletePutAway, forgetUploads, namedHashes, openUploadsAmong } from './housekeeping-store.ts';
import { abandonedAfterDays } from './model.ts';
import { uploadsFolder } from './places.ts';

const day = 86_400_000;
/** Bytes are put before the row that names them: what is younger than this may be waiting for it. */
const graceMs = day;

/**
 * Removes what nobody needs any more: uploads that were abandoned, files that were put away 90 days ago and are used
 * by nothing, and bytes that no row has named for a day.
 */
export async function tidyFiles(db: Db, dataDir: string, now: Date): Promise<Record<string, number>> {
  const forgotten = await forgetUploads(db);
  const deleted = await deletePutAway(db);
  return {
    forgotten: forgotten.length,
    staged: await removeStaged(db, dataDir, now),
    deleted,
    loose: await removeLoose(db, dataDir, now),
  };
}

/** What lies in the folder of uploads without an upload that still needs it. */
async function removeStaged(db: Db, dataDir: string, now: Date): Promise<number> {
  const folder = uploadsFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => parseId(name.slice(0, 36)) ?? []);
  const open = await openUploadsAmong(db, ids);
  let removed = 0;
  for (const name of names) {
    if (open.has(name.slice(0, 36))) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    // A row may not be there yet: what is young stays.
    const least = parseId(name.slice(0, 36)) ? graceMs / 24 : abandonedAfterDays * day;
    if (!found || now.getTime() - found.mtimeMs < least) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function removeLoose(db: Db, dataDir: string, now: Date): Promise<number> {
  let removed = 0;
  let some: string[] = [];
  const look = async () => {
    const named = await namedHashes(db, some);
    for (const sha256 of some) {
      if (named.has(sha256)) continue;
      // Looked at last: whoever puts these bytes again makes them young.
      const age = await blobAge(dataDir, sha256);
      if (age === null || now.getTime() - age.getTime() < graceMs) continue;
      await removeBlob(dataDir, sha256);
      removed += 1;
    }
    some = [];
  };
  for await (const { sha256 } of listBlobs(dataDir)) {
    some.push(sha256);
    if (some.length === 500) await look();
  }
  await look();
  return removed;
}
