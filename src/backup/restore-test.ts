import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { dropDatabase } from '../foundation/database/drop.ts';
import { APP_ROLE, startEmbedded } from '../foundation/database/embedded/server.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import { checkBlob } from '../foundation/files/blobs.ts';
import type { Unlock } from './envelope.ts';
import type { Contents } from './reader.ts';
import { checkBackup, restore } from './restore.ts';
import { connect, copyOut, readTables } from './store.ts';

export interface RestoreTestOptions {
  /** Of the site. The database to restore into is made beside it, where its user may; else on a server of its own. */
  readonly databaseUrl: string;
  readonly file: string;
  readonly unlock: Unlock | null;
  readonly now: Date;
  /** Where to lay out the files; default the system's folder for such things. */
  readonly scratch?: string;
  /** Never make a database beside the site's: for tests of the other way. */
  readonly apart?: boolean;
}

/** What the restored copy was found to hold, equal to what the backup says. */
export interface RestoreTested {
  readonly rows: number;
  readonly files: number;
}

/**
 * Restores a backup into an empty place by the way that `restore` goes, reads everything back from there, and compares
 * it with what the backup says it holds: the rows of each table by number and SHA-256, each stored file by its hash.
 * Then takes the place away. The site is not touched.
 *
 * @throws OperatorError `test-differs` where the copy is another; and what `restore` throws
 */
export async function testRestore(options: RestoreTestOptions): Promise<RestoreTested> {
  const folder = await mkdtemp(join(options.scratch ?? tmpdir(), 'restore-test-'));
  try {
    // As root, a database server runs as another user, who passes through.
    await chmod(folder, 0o711);
    const contents = await checkBackup(options.file, options.unlock);
    return await withEmptyDatabase(options, folder, async (url) => {
      await restore({
        databaseUrl: url,
        dataDir: folder,
        secretKeyFile: join(folder, 'secret.key'),
        file: options.file,
        unlock: options.unlock,
        now: options.now,
      });
      return compare(url, folder, contents);
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function compare(url: string, folder: string, contents: Contents): Promise<RestoreTested> {
  const client = await connect(url, 'tadamun restore test');
  try {
    const there = new Map((await readTables(client)).map((table) => [table.name, table]));
    const older = new Map(contents.manifest.tables.map((table) => [table.name, table.columns.join()]));
    let rows = 0;
    for (const said of contents.checksums.tables) {
      const table = there.get(said.name);
      if (!table) throw differs(said.name);
      const { data, rows: counted } = copyOut(client, table);
      const hash = createHash('sha256');
      for await (const chunk of data) hash.update(chunk);
      // A later release has given the table another column: its text is another, its rows are as many.
      const same = older.get(said.name) === table.columns.join() ? hash.digest('hex') === said.sha256 : true;
      if (counted() !== said.rows || !same) throw differs(said.name);
      rows += said.rows;
    }
    let files = 0;
    for (const { name } of contents.checksums.entries) {
      if (!name.startsWith('files/')) continue;
      const sha256 = name.slice('files/'.length).replace('/', '');
      if ((await checkBlob(folder, sha256)) !== 'whole') throw differs(name);
      files += 1;
    }
    return { rows, files };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function differs(what: string): OperatorError {
  return new OperatorError(
    'test-differs',
    `What was restored differs from the backup in ${what}: make a new backup, and keep this file for those who look into it.`,
  );
}

/** A copy of all that the site holds does not stay: what cannot be dropped is left to the next test only after a long try. */
const dropWithinMs = 60_000;

/** Databases of earlier tests that were cut off bear this name of this site's database. */
function prefixOf(databaseUrl: string): string {
  return `tadamun_test_${createHash('sha256')
    .update(new URL(databaseUrl.replace('@/', '@localhost/')).pathname)
    .digest('hex')
    .slice(0, 8)}_`;
}

/** Runs work with an empty database: beside that of the site, or, where its user may make none, on a server started for it. */
async function withEmptyDatabase<T>(
  { databaseUrl, apart }: RestoreTestOptions,
  folder: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const beside = apart ? null : await makeDatabase(databaseUrl);
  if (beside !== null) return work(beside.url).finally(beside.drop);
  const server = await startEmbedded({ dataDir: folder, durable: false });
  try {
    return await work(server.url(APP_ROLE));
  } finally {
    await server.stop();
  }
}

/** @returns null where the user of the site's database may make none. */
async function makeDatabase(databaseUrl: string): Promise<{ url: string; drop: () => Promise<void> } | null> {
  const prefix = prefixOf(databaseUrl);
  const name = prefix + randomBytes(4).toString('hex');
  const client = await connect(databaseUrl, 'tadamun restore test').catch((error) => {
    throw new OperatorError(
      'database-unreachable',
      `The database cannot be reached (${errorCode(error)}); start it first.`,
    );
  });
  const run = (statement: string) => client.query(statement);
  const left = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of left.rows) await dropDatabase(run, datname, dropWithinMs);
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8'`);
  } catch (error) {
    await client.end();
    if (errorCode(error) === '42501') return null;
    throw error;
  }
  const drop = async () => {
    await dropDatabase(run, name, dropWithinMs).finally(() => client.end());
  };
  return { url: withName(databaseUrl, name), drop };
}

/** A URL of a socket has no host, which `URL` refuses; only what stands before the question mark is another. */
function withName(databaseUrl: string, name: string): string {
  return databaseUrl.replace(/^(postgres(?:ql)?:\/\/[^/?]*\/)[^?]*/, (_, server: string) => server + name);
}
