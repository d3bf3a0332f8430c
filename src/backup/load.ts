import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { migrateWithin } from '../foundation/database/migrate.ts';
import type { Tables } from '../foundation/database/tables.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import { putBlob, removeBlob } from '../foundation/files/blobs.ts';
import type { Unlock } from './envelope.ts';
import { placeFiles, placeKey, type Undo } from './place.ts';
import { type Contents, readBackup } from './reader.ts';
import { analyse, closeTables, copyIn, dropEverything, openTables, readTables, type Table } from './store.ts';
import { checkRoom, type Target } from './target.ts';

export interface LoadOptions {
  /** Absolute, present; its lock is held by the caller. */
  readonly dataDir: string;
  /** Absolute. */
  readonly secretKeyFile: string;
  readonly file: string;
  /** Null for a backup that is not encrypted. */
  readonly unlock: Unlock | null;
  readonly now: Date;
}

/**
 * Loads a backup that was read and checked, in one transaction. Leaves, on any error, the database, the stored files
 * and the key as they were.
 * @throws OperatorError
 */
export async function load(
  client: pg.Client,
  contents: Contents,
  target: Target,
  options: LoadOptions,
  say: (sentence: string) => void,
): Promise<void> {
  const { dataDir } = options;
  await removeLeftovers(dataDir);
  await checkRoom(dataDir, contents);
  const staging = join(dataDir, 'tmp', `restore-${randomBytes(4).toString('hex')}`);
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const undos: Undo[] = [];
  let aboutKey: string[] = [];
  let placed = false;
  try {
    await transactionOn(client, async (tx) => {
      await dropEverything(client);
      await migrateWithin(tx, contents.manifest.migrations.at(-1));
      await checkSchema(client, contents);
      await openTables(client, contents.manifest.tables);
      say('Loading …');
      await fill(client, contents, staging, options);
      await closeTables(client, contents.manifest.tables);
      await migrateWithin(tx);
      await analyse(client);
      await placeFiles(contents, staging, dataDir, undos);
      aboutKey = await placeKey(contents, target, options.secretKeyFile, options.now, undos);
      placed = true;
    });
  } catch (error) {
    // Whether a commit that got no answer was made, nobody knows: a key that fits too early does less harm than none.
    if (placed && !wasRefused(error)) throw unsure(error);
    for (const undo of undos.reverse()) await undo();
    throw explained(error);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  for (const sentence of aboutKey) say(sentence);
  for (const sha256 of target.files) await removeBlob(dataDir, sha256);
}

/** One transaction on a connection that COPY uses as well. */
async function transactionOn(
  client: pg.Client,
  work: (tx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  const only = Object.assign(client, { release: () => undefined });
  const pool = { connect: async () => only, end: async () => undefined, options: {} };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await db.transaction().execute(work);
}

/** A table or column that the migrations do not make would fail later, with a sentence for experts. */
async function checkSchema(client: pg.Client, contents: Contents): Promise<void> {
  const made = new Map((await readTables(client)).map((table) => [table.name, table]));
  for (const { name, columns } of contents.manifest.tables) {
    const table = made.get(name);
    const unknown = table === undefined ? name : columns.find((column) => !table.columns.includes(column));
    if (unknown === undefined) continue;
    throw new OperatorError(
      'backup-foreign',
      `The backup holds ${unknown === name ? `a table ${name}` : `a column ${name}.${unknown}`} that no release of Tadamun made; remove it where the backup came from, and make a new one.`,
    );
  }
}

async function fill(
  client: pg.Client,
  contents: Contents,
  staging: string,
  options: LoadOptions,
): Promise<void> {
  const tables = new Map<string, Table>(contents.manifest.tables.map((table) => [table.name, table]));
  const again = await readBackup(options.file, options.unlock, {
    async table(name, data) {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`the manifest does not name ${name}`);
      const into = copyIn(client, table);
      await pipeline(Readable.from(data, { objectMode: false }), into);
      return into.rowCount;
    },
    async file(_, data) {
      await putBlob(staging, data);
    },
  });
  if (again.digest !== contents.digest) {
    throw new OperatorError(
      'backup-changed',
      `The file ${options.file} changed while it was read; nothing was changed, try again.`,
    );
  }
}

/** What a restore that was killed left behind. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'tmp');
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith('restore-')) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether PostgreSQL said no; a broken connection or a server that stops says nothing of what it did. */
function wasRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !/^(?:57|08)/.test(error.code ?? '');
}

function unsure(cause: unknown): OperatorError {
  return new OperatorError(
    'restore-unsure',
    'The connection to the database broke in the very last step, so the restore may or may not be done; run it again, with --overwrite if it says that the place is not empty.',
    { cause },
  );
}

function explained(error: unknown): unknown {
  if (error instanceof OperatorError) return error;
  if (errorCode(error) === '55P03') return inUse();
  if (error instanceof pg.DatabaseError) {
    const where = error.table ? ` (table ${error.table})` : '';
    return new OperatorError(
      'restore-failed',
      `PostgreSQL refused the backup${where}: ${error.message}. Nothing was changed.`,
      { cause: error },
    );
  }
  return error;
}

/** For a database that a running server, or somebody else, is connected to. */
export function inUse(): OperatorError {
  return new OperatorError(
    'database-in-use',
    'Somebody else is working in the database; stop the server and whatever else is connected to it, then try again.',
  );
}
