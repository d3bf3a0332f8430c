import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseKeys } from '../foundation/crypto/keys.ts';
import { type Db, openDatabase } from '../foundation/database/database.ts';
import { knownMigrations } from '../foundation/database/migrate.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import type { Unlock } from './envelope.ts';
import { environmentFile } from './kept-settings.ts';
import { inUse, type LoadOptions, load } from './load.ts';
import { type Contents, readBackup } from './reader.ts';
import { connect, isServed } from './store.ts';
import { readTarget, whatWouldBeLost } from './target.ts';

export interface RestoreOptions extends LoadOptions {
  /** Its user owns the database. Nothing else may be connected to it: the server is stopped. */
  readonly databaseUrl: string;
  /** Replaces what is there. */
  readonly overwrite?: boolean;
  /** What the slices do when their data is new: rebuild what is derived. After it is safely there. */
  readonly afterRestore?: (db: Db) => Promise<void>;
  /** Gets one sentence per step, and warnings. */
  readonly say?: (sentence: string) => void;
}

export interface RestoreResult {
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
}

/**
 * Brings a backup back. The whole file is read and checked first; then schema, tables, stored files and secret key
 * take their places in one transaction: it ends with all of them, or with everything as it was. A backup of an older
 * release is loaded into the schema of that release, which is then migrated.
 *
 * @throws OperatorError
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const say = options.say ?? (() => undefined);
  say(`Checking ${options.file} …`);
  const contents = await checkBackup(options.file, options.unlock);
  const client = await connect(options.databaseUrl, 'tadamun restore').catch((error) => {
    throw new OperatorError(
      'database-unreachable',
      `The database cannot be reached (${errorCode(error)}); start it first.`,
    );
  });
  try {
    if (await isServed(client)) throw inUse();
    const target = await readTarget(client, options.dataDir, options.secretKeyFile, contents);
    const lost = whatWouldBeLost(target);
    if (lost !== null && !options.overwrite) {
      throw new OperatorError(
        'target-not-empty',
        `Restoring here would delete ${lost}; restore into an empty place, or give --overwrite if that is what you want.`,
      );
    }
    if (lost !== null) say(`Overwriting: ${lost}.`);
    await load(client, contents, target, options, say);
  } finally {
    await client.end().catch(() => undefined);
  }
  await finish(contents, options, say).catch((cause: unknown) => {
    throw new OperatorError(
      'restored-not-finished',
      `The backup is restored, but a last step failed (${errorCode(cause) || cause}); mend that, and restore again with --overwrite.`,
      { cause },
    );
  });
  return {
    madeAt: contents.manifest.madeAt,
    rows: contents.checksums.tables.reduce((sum, table) => sum + table.rows, 0),
    files: contents.checksums.entries.filter((entry) => entry.name.startsWith('files/')).length,
  };
}

/**
 * Reads a backup through, and tells whether this release can restore it. Touches nothing.
 * @throws OperatorError when it is damaged, cannot be opened, or was made by a newer release
 */
export async function checkBackup(file: string, unlock: Unlock | null): Promise<Contents> {
  const known = await knownMigrations();
  const contents = await readBackup(file, unlock, {
    manifest({ migrations, product }) {
      if (migrations.every((name, index) => name === known[index])) return;
      throw new OperatorError(
        'backup-newer',
        `The backup was made by another release of Tadamun (${product}) than this one can read; install that release or a newer one, then restore.`,
      );
    },
  });
  if (contents.secretKey !== null && parseKeys(contents.secretKey) === null) {
    throw new OperatorError(
      'backup-damaged',
      `The backup ${file} holds an ill-formed secret key; restore from another copy.`,
    );
  }
  return contents;
}

async function finish(
  contents: Contents,
  options: RestoreOptions,
  say: (sentence: string) => void,
): Promise<void> {
  for (const sha256 of [...contents.checksums.missing, ...contents.checksums.damaged]) {
    say(`The stored file ${sha256} was missing or damaged when the backup was made, and is not in it.`);
  }
  const values = { ...contents.settings, ...contents.secretSettings };
  const file = join(options.dataDir, 'restored-settings.env');
  await rm(file, { force: true });
  await writeFile(file, environmentFile(values), { mode: 0o600, flag: 'wx' });
  say(`The settings of the backup are in ${file}: take over what you need, and delete it.`);
  if (options.afterRestore === undefined) return;
  const { db, close } = openDatabase(options.databaseUrl, {
    max: 2,
    statementTimeout: 0,
    name: 'tadamun restore',
  });
  await options.afterRestore(db).finally(close);
}
