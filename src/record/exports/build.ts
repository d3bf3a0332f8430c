import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as tarPack } from 'tar-stream';
import type { Db } from '../../foundation/database/database.ts';
import { openBlob, putBlob } from '../../foundation/files/blobs.ts';
import type { Log } from '../../foundation/log.ts';
import { newestChange } from '../api/changes-store.ts';
import type { Statement } from '../api/kinds/statement.ts';
import { licence } from '../api/licence.ts';
import {
  countOfDay,
  forgetDatasets,
  listDataLangs,
  listDatasets,
  noteDataset,
  noteUnchanged,
  readingAsOfNow,
} from './dataset-store.ts';
import { type FileSpec, lineFiles, linesPath, otherFiles, type Reading } from './files.ts';
import { linesOf } from './lines.ts';
import type { Dataset, DatasetFile } from './model.ts';

export interface DatasetDeps {
  db: Db;
  dataDir: string;
  origin: string;
  log: Log;
  now(): Date;
}

const hour = 3_600_000;
/** Older ones are kept one a month. */
const kept = 30;

/** Makes the dataset anew where the record has changed, at most once an hour. @returns the version made; null where none was due. */
export async function keepDataset(deps: DatasetDeps): Promise<string | null> {
  const [last] = await listDatasets(deps.db, 1);
  if (last) {
    const missing = (await openedAndClosed(deps.dataDir, last.sha256)) === null;
    const due = deps.now().getTime() - last.lookedAt.getTime() >= hour;
    if (!missing && (!due || (await newestChange(deps.db)) === last.change)) return null;
  }
  return buildDataset(deps, last);
}

async function openedAndClosed(dataDir: string, sha256: string): Promise<number | null> {
  const blob = await openBlob(dataDir, sha256);
  blob?.stream.destroy();
  return blob?.bytes ?? null;
}

/**
 * Makes the dataset: every file of one view of the record, stored one by one, then the archive of them. Where no file
 * differs from those of the dataset before, that one stays.
 * @returns the version.
 */
export async function buildDataset(deps: DatasetDeps, last: Dataset | undefined): Promise<string> {
  const { db, dataDir, log } = deps;
  const made = await readingAsOfNow(db, async (tx) => ({
    change: await newestChange(tx),
    files: await storeFiles(tx, dataDir, otherFiles(await listDataLangs(tx), deps.origin)),
  }));
  const known = last && (await openedAndClosed(dataDir, last.sha256)) !== null;
  if (last && known && sameFiles(last.files, made.files)) {
    await noteUnchanged(db, last.version, made.change);
    return last.version;
  }
  const madeAt = deps.now();
  const day = madeAt.toISOString().slice(0, 10);
  const version = `${day}.${(await countOfDay(db, day)) + 1}`;
  const statements = made.files
    .filter(({ path }) => path.startsWith('jsonl/'))
    .reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const manifest = {
    title: 'The record of private military and security companies',
    version,
    madeAt: madeAt.toISOString(),
    change: made.change,
    from: `${deps.origin}/en/record/data`,
    licence,
    statements,
    files: made.files,
  };
  const archive = await putBlob(dataDir, archiveOf(dataDir, made.files, manifest, madeAt, version));
  await db
    .transaction()
    .execute((tx) =>
      noteDataset(tx, { version, madeAt, change: made.change, ...archive, statements }, made.files),
    );
  await forgetDatasets(db, kept);
  log.info({ version, statements, bytes: archive.bytes }, 'the dataset of the record was made');
  return version;
}

async function storeFiles(db: Db, dataDir: string, others: readonly FileSpec[]): Promise<DatasetFile[]> {
  const files: DatasetFile[] = [];
  const read: Reading = { db, statements: (kind) => storedStatements(dataDir, files, linesPath(kind)) };
  for (const { path, mediaType, make } of [...lineFiles(), ...others]) {
    let rows = 0;
    const pieces = await make(read, () => {
      rows += 1;
    });
    if (pieces === null) continue;
    const { sha256, bytes } = await putBlob(dataDir, pieces);
    files.push({ path, mediaType, sha256, bytes, rows: mediaType === 'application/json' ? null : rows });
  }
  return files;
}

/** The statements of a kind as they were stored: the database is asked for them once. */
async function* storedStatements(
  dataDir: string,
  files: readonly DatasetFile[],
  path: string,
): AsyncGenerator<Statement> {
  const blob = await openBlob(dataDir, files.find((file) => file.path === path)?.sha256 ?? '');
  if (blob === null) throw new Error(`the file ${path} of the dataset is not in the store`);
  // As it was written above, a line each.
  for await (const line of linesOf(blob.stream)) yield JSON.parse(line) as Statement;
}

function sameFiles(before: readonly DatasetFile[], after: readonly DatasetFile[]): boolean {
  const hashes = (files: readonly DatasetFile[]) =>
    files
      // A workbook holds the time at which it was made.
      .filter(({ path }) => !path.startsWith('xlsx/'))
      .map(({ path, sha256 }) => `${path} ${sha256}`)
      .sort()
      .join('\n');
  return before.length === after.length && hashes(before) === hashes(after);
}

/** A tar of all files with their manifest, gzipped: the same bytes for the same files and the same time. */
async function* archiveOf(
  dataDir: string,
  files: readonly DatasetFile[],
  manifest: object,
  mtime: Date,
  version: string,
): AsyncGenerator<Uint8Array> {
  const pack = tarPack();
  const gzip = createGzip({ level: 9 });
  const folder = `record-${version}`;
  const fill = async () => {
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    pack.entry({ name: `${folder}/manifest.json`, mtime, mode: 0o644 }, text);
    for (const { path, sha256, bytes } of files) {
      const blob = await openBlob(dataDir, sha256);
      if (blob === null) throw new Error(`the file ${path} of the dataset is not in the store`);
      const entry = pack.entry({ name: `${folder}/${path}`, size: bytes, mtime, mode: 0o644 });
      await pipeline(blob.stream, entry);
    }
    pack.finalize();
  };
  pack.pipe(gzip);
  const filled = fill();
  // What breaks while it is filled ends the archive with the error.
  filled.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : new Error(String(error))));
  yield* gzip;
  await filled;
}
