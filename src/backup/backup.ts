import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { parseKeys } from '../foundation/crypto/keys.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import { checkBlob, listBlobs, openBlob } from '../foundation/files/blobs.ts';
import { root } from '../foundation/paths.ts';
import { checkLock, close, type Lock } from './envelope.ts';
import { type Checksums, entryNames, formatVersion, type Manifest } from './format.ts';
import type { KeptSettings } from './kept-settings.ts';
import { writeWhole } from './partial-file.ts';
import {
  beginSnapshot,
  connect,
  copyOut,
  holdTables,
  readFileHashes,
  readMigrations,
  readTables,
  serverVersion,
} from './store.ts';
import { ArchiveWriter } from './writer.ts';

export interface BackupOptions {
  readonly databaseUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly secretKeyFile: string;
  readonly settings: KeptSettings;
  /** Where to. */
  readonly file: string;
  readonly lock: Lock;
  /** Replaces a file that is there. */
  readonly overwrite?: boolean;
  readonly now: Date;
  /** Gets one sentence per step, and a warning where something could not be kept. */
  readonly say?: (sentence: string) => void;
}

export interface BackupResult {
  /** Size of the file. */
  readonly bytes: number;
  readonly rows: number;
  readonly files: number;
  /** Stored files that could not be kept. */
  readonly lost: number;
}

/**
 * Writes everything of this installation to one file, as it was at one moment, while the server runs on: the tables
 * from one snapshot, the stored files, the settings, and, unless unencrypted, the secret key. What is written never
 * lies on disk in the open, and tables of any size pass through a few megabytes of memory.
 *
 * @throws OperatorError; nothing is left at `file` then
 */
export async function backup(options: BackupOptions): Promise<BackupResult> {
  const say = options.say ?? (() => undefined);
  checkLock(options.lock);
  if (options.lock === 'unencrypted') {
    say(
      'The backup is not encrypted, so the secret key and SMTP_URL are left out: keep a copy of the key elsewhere.',
    );
  }
  const secretKey = options.lock === 'unencrypted' ? null : await readKeyText(options.secretKeyFile);
  const client = await connect(options.databaseUrl, 'tadamun backup').catch((error) => {
    throw new OperatorError(
      'database-unreachable',
      `The database cannot be reached (${errorCode(error)}); start it first.`,
    );
  });
  try {
    await beginSnapshot(client);
    const manifest = await describe(client, options);
    const archive = new ArchiveWriter();
    const filled = fill(archive, client, manifest, secretKey, options, say);
    filled.catch((error: Error) => archive.fail(error));
    const bytes = await writeWhole(
      options.file,
      options.overwrite ?? false,
      close(archive.output, options.lock),
    ).catch(async (error) => {
      archive.fail(error);
      // Whoever failed first is the cause; the other only noticed.
      throw error instanceof OperatorError
        ? error
        : await filled.then(
            () => error,
            (cause) => cause,
          );
    });
    const sums = await filled;
    await client.query('commit');
    const rows = sums.tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      bytes,
      rows,
      files: sums.entries.filter((entry) => entry.name.startsWith('files/')).length,
      lost: sums.missing.length + sums.damaged.length,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function describe(client: pg.Client, options: BackupOptions): Promise<Manifest> {
  const migrations = await readMigrations(client);
  if (migrations === null || migrations.length === 0) {
    throw new OperatorError(
      'nothing-there',
      'The database holds nothing of Tadamun yet; start the server once first.',
    );
  }
  const tables = await readTables(client);
  await holdTables(client, tables);
  const { version: product }: { version: string } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  return {
    format: 'tadamun-backup',
    version: formatVersion,
    madeAt: options.now.toISOString(),
    product,
    postgres: await serverVersion(client),
    migrations,
    tables,
    secrets: options.lock !== 'unencrypted',
  };
}

async function fill(
  archive: ArchiveWriter,
  client: pg.Client,
  manifest: Manifest,
  secretKey: string | null,
  options: BackupOptions,
  say: (sentence: string) => void,
): Promise<Checksums> {
  await archive.document(entryNames.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  await archive.document(entryNames.settings, `${JSON.stringify(options.settings.open, null, 2)}\n`);
  if (manifest.secrets) {
    if (secretKey !== null) await archive.document(entryNames.secretKey, secretKey);
    else
      say(
        `There is no secret key at ${options.secretKeyFile}, so the backup holds none; check SECRET_KEY_FILE.`,
      );
    await archive.document(
      entryNames.secretSettings,
      `${JSON.stringify(options.settings.secret, null, 2)}\n`,
    );
  }
  for (const table of manifest.tables) {
    const { data, rows } = copyOut(client, table);
    await archive.table(table.name, data, rows);
  }
  say(`${manifest.tables.length} tables written.`);
  await fillFiles(archive, client, options.dataDir, say);
  return archive.finish();
}

/** All stored files: a file is on disk before a row names it, so that those of the snapshot are among them. */
async function fillFiles(
  archive: ArchiveWriter,
  client: pg.Client,
  dataDir: string,
  say: (sentence: string) => void,
): Promise<void> {
  const named = new Set(await readFileHashes(client));
  for await (const { sha256 } of listBlobs(dataDir)) {
    named.delete(sha256);
    const state = await checkBlob(dataDir, sha256);
    const blob = state === 'whole' ? await openBlob(dataDir, sha256) : null;
    if (blob !== null) await archive.file(sha256, blob.bytes, blob.stream);
    else if (state === 'damaged') {
      archive.leftOut(sha256, 'damaged');
      say(`The stored file ${sha256} is damaged and was left out; put it back from an older backup.`);
    }
  }
  for (const sha256 of named) {
    archive.leftOut(sha256, 'missing');
    say(
      `The stored file ${sha256} is missing from ${dataDir} and was left out; put it back from an older backup.`,
    );
  }
}

/** Null when no key was made yet: then nothing is encrypted with it. */
async function readKeyText(file: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new OperatorError(
      'keys-unreadable',
      `The secret key file ${file} cannot be read (${errorCode(error)}).`,
    );
  }
  if (parseKeys(text) !== null) return text;
  throw new OperatorError(
    'keys-ill-formed',
    `The secret key file ${file} is not a key file of this program.`,
  );
}
