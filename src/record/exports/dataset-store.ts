import { type RawBuilder, sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { RecordKind } from '../api/kinds/field.ts';
import { type Statement, toStatement } from '../api/kinds/statement.ts';
import { readStatements } from '../api/kinds/statements-store.ts';
import type { Dataset, DatasetFile } from './model.ts';

/** Statements read at a time, however many there are. */
const atATime = 500;

/** @returns every public statement of a kind, in the order of their ids, some in memory at a time. */
export async function* everyStatement(db: Db, kind: RecordKind): AsyncGenerator<Statement> {
  for (let after: Id | null = null; ; ) {
    const rows: Awaited<ReturnType<typeof readStatements>> = await readStatements(db, kind, {
      where: after === null ? sql`true` : sql`t.id > ${after} and o.id > ${after}`,
      limit: atATime,
    });
    for (const row of rows) yield toStatement(kind, row);
    const last = rows.at(-1);
    if (rows.length < atATime || !last) return;
    after = last.id;
  }
}

/** @returns the languages that the site knows texts in, in their order. */
export async function listDataLangs(db: Db): Promise<Lang[]> {
  const rows = await db.selectFrom('language').select('code').orderBy('position').execute();
  return rows.map(({ code }) => code);
}

/** One view of the record for as long as it is read, however long that takes. */
export function readingAsOfNow<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** @returns the number of the newest dataset of this day, forgotten ones too: the next is one more, and no version is given twice. */
export async function countOfDay(db: Db, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(split_part(version, '.', 2)::int), 0) as n
    from (select version from dataset union all select version from dataset_forgotten) v where version like ${`${day}.%`}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** Notes a dataset and its files; of the one before, the files within go, and its archive stays. */
export async function noteDataset(
  tx: Tx,
  dataset: Omit<Dataset, 'files' | 'lookedAt'>,
  files: readonly DatasetFile[],
): Promise<void> {
  const id = newId();
  await notifyChanged(tx, ['dataset']);
  await sql`delete from dataset_file`.execute(tx);
  await sql`insert into dataset (id, version, made_at, change, sha256, bytes, statements)
    values (${id}, ${dataset.version}, ${dataset.madeAt}, ${dataset.change}, decode(${dataset.sha256}, 'hex'), ${dataset.bytes},
      ${dataset.statements})`.execute(tx);
  for (const file of files)
    await sql`insert into dataset_file (dataset_id, path, media_type, sha256, bytes, rows)
      values (${id}, ${file.path}, ${file.mediaType}, decode(${file.sha256}, 'hex'), ${file.bytes}, ${file.rows})`.execute(
      tx,
    );
}

/** Says that the newest dataset still is the record, up to this change. */
export async function noteUnchanged(db: Db, version: string, change: number): Promise<void> {
  await sql`update dataset set change = ${change}, looked_at = now() where version = ${version}`.execute(db);
}

/** @returns the newest datasets, the newest first; only that one has its single files. */
export async function listDatasets(db: Db, limit: number): Promise<Dataset[]> {
  const { rows } = await select(sql`true`, limit).execute(db);
  return rows;
}

/** @returns the dataset of a version; null where none is kept. */
export async function findDataset(db: Db, version: string): Promise<Dataset | null> {
  const { rows } = await select(sql`d.version = ${version}`, 1).execute(db);
  return rows[0] ?? null;
}

const select = (where: RawBuilder<unknown>, limit: number) => sql<Dataset>`
  select d.version, d.made_at as "madeAt", d.looked_at as "lookedAt", d.change::int as change, encode(d.sha256, 'hex') as sha256,
    d.bytes::float8 as bytes, d.statements,
    (select coalesce(jsonb_agg(jsonb_build_object('path', f.path, 'mediaType', f.media_type, 'sha256', encode(f.sha256, 'hex'),
      'bytes', f.bytes, 'rows', f.rows) order by f.path), '[]') from dataset_file f where f.dataset_id = d.id) as files
  from dataset d where ${where} order by d.made_at desc, d.id desc limit ${sql.lit(limit)}`;

/** Forgets datasets but the newest `keep` and the last of each month. @returns how many. */
export async function forgetDatasets(db: Db, keep: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from dataset where id in (select id from (
      select id, row_number() over (order by made_at desc, id desc) as nth,
        row_number() over (partition by date_trunc('month', made_at) order by made_at desc, id desc) as of_month
      from dataset) d where nth > ${keep} and of_month > 1)`.execute(db);
  return Number(numAffectedRows ?? 0);
}
