import { readFile, statfs } from 'node:fs/promises';
import type pg from 'pg';
import { parseKeys, serialiseKeys } from '../foundation/crypto/keys.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import { listBlobs } from '../foundation/files/blobs.ts';
import type { Contents } from './reader.ts';
import { countRows, readMigrations, readTables } from './store.ts';

/** What stands where a backup is to be restored, and would be lost. */
export interface Target {
  readonly rows: ReadonlyMap<string, number>;
  /** Stored files that the backup does not hold. */
  readonly files: readonly string[];
  /** Of the secret key in place, against that of the backup. `other`: another one, or one that cannot be read. */
  readonly key: 'absent' | 'same' | 'other' | 'kept';
}

/**
 * Looks at the database, the data folder and the secret key, and changes nothing.
 * @throws OperatorError `not-ours` when the database belongs to something else: that is never overwritten
 */
export async function readTarget(
  client: pg.ClientBase,
  dataDir: string,
  secretKeyFile: string,
  backup: Contents,
): Promise<Target> {
  const migrations = await readMigrations(client);
  const first = backup.manifest.migrations[0];
  const foreign =
    migrations === null
      ? (await readTables(client)).length > 0
      : migrations.length > 0 && migrations[0] !== first;
  if (foreign) {
    throw new OperatorError(
      'not-ours',
      'The database holds tables that Tadamun did not make; name a database of its own in DATABASE_URL.',
    );
  }
  const held = new Set(backup.checksums.entries.map((entry) => entry.name));
  const files: string[] = [];
  for await (const { sha256 } of listBlobs(dataDir)) {
    if (!held.has(`files/${sha256.slice(0, 2)}/${sha256.slice(2)}`)) files.push(sha256);
  }
  return { rows: await countRows(client), files, key: await compareKey(secretKeyFile, backup.secretKey) };
}

/** One phrase that names what would be lost, null when nothing would. */
export function whatWouldBeLost(target: Target): string | null {
  const parts: string[] = [];
  const tables = [...target.rows].sort(([, a], [, b]) => b - a);
  if (tables.length > 0) {
    const total = tables.reduce((sum, [, rows]) => sum + rows, 0);
    const most = tables.slice(0, 3).map(([name, rows]) => `${rows} in ${name}`);
    parts.push(`${total} rows of the database (${most.join(', ')}${tables.length > 3 ? ', …' : ''})`);
  }
  if (target.files.length > 0) parts.push(`${target.files.length} stored files`);
  if (target.key === 'other') parts.push('the secret key in place, which would be moved aside');
  return parts.length === 0 ? null : parts.join(' and ');
}

/** The stored files are laid out beside their place before they take it. */
export async function checkRoom(folder: string, backup: Contents): Promise<void> {
  const needed = backup.checksums.entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize > needed) return;
  const megabytes = Math.ceil((needed - bavail * bsize) / 1e6);
  throw new OperatorError(
    'disk-full',
    `The disk of ${folder} lacks ${megabytes} MB for the stored files; make room first.`,
  );
}

async function compareKey(file: string, ours: string | null): Promise<Target['key']> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'absent' : ours === null ? 'kept' : 'other';
  }
  if (ours === null) return 'kept';
  const [theirs, mine] = [parseKeys(text), parseKeys(ours)];
  return theirs !== null && mine !== null && serialiseKeys(theirs) === serialiseKeys(mine) ? 'same' : 'other';
}
