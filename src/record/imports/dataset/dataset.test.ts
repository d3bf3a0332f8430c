import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';

import { testDatabase } from '../../../../tests/database.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { openBlob } from '../../../foundation/files/blobs.ts';
import { createLog } from '../../../foundation/log.ts';
import { recordKind, recordKinds } from '../../api/kinds/kinds.ts';
import type { Statement } from '../../api/kinds/statement.ts';
import { make, makeCompany } from '../../api/record.world.ts';
import { buildDataset } from '../../exports/build.ts';
import { listDatasets } from '../../exports/dataset-store.ts';
import { type DatasetReader, fromLines, fromTables, readDataset } from './dataset.ts';

// A whole record is written twice and exported three times.

const room = await mkdtemp(join(tmpdir(), 'tadamun-read-back-'));
afterAll(() => rm(room, { recursive: true, force: true }));

/** Unpacks the dataset of a database. @returns the folder, and what lies in it by its path. */
async function unpacked(db: Db, name: string) {
  const dataDir = join(room, `${name}-data`);
  const deps = {
    db,
    dataDir,
    origin: 'https://example.org',
    log: createLog('fatal', 'test'),
    now: () => new Date(),
  };
  await buildDataset(deps, undefined);
  const [dataset] = await listDatasets(db, 1);
  const folder = join(room, name);
  for (const { path, sha256 } of dataset?.files ?? []) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const blob = await openBlob(dataDir, sha256);
    const pieces: Buffer[] = [];
    for await (const piece of blob?.stream ?? []) pieces.push(Buffer.from(piece as Uint8Array));
    await writeFile(join(folder, path), Buffer.concat(pieces));
  }
  const hashes = (dataset?.files ?? [])
    // A workbook holds the time at which it was made.
    .filter(({ path }) => !path.startsWith('xlsx/'))
    .map(({ path, sha256 }) => `${path} ${sha256}`);
  return { folder, hashes };
}

const { db } = await testDatabase({ starter: true });
// What the starter record has none of, and what is hard to keep to the letter.
const company = await makeCompany(db, 'hard-example', `'=A1 "quoted", with\u2028 a separator\n and a line;`);
const buyer = await make(db, {
  kind: 'buyer',
  slug: 'hard-buyer',
  table: 'buyer',
  own: { kind: 'un' },
  texts: { en: { name: ' spaces around ' }, ar: { name: 'جهة مشترية نموذجية' } },
});
await make(db, {
  kind: 'contract',
  slug: 'hard-contract',
  table: 'contract',
  own: {
    buyer_id: buyer,
    company_id: company,
    valid_from: '2007',
    valid_to: '2009-02',
    end_is: 'known',
    amount: '123456789012.34',
    currency: 'IQD',
    amount_is: 'minimum',
    standing: 'disputed',
  },
  texts: { en: { title: '-1', subject: '+2\r\n@3' } },
});
await make(db, {
  kind: 'response',
  table: 'response',
  own: { company_id: company, about: company, date: '2010-01-31' },
  texts: { en: { text: 'The sample company denies it.' } },
});
await make(db, {
  kind: 'ownership',
  table: 'ownership',
  own: {
    company_id: company,
    owner_is: 'state',
    share_min: 33.34,
    share_max: 50,
    end_is: 'past',
    standing: 'alleged',
  },
  texts: { en: { owner: 'A sample state' } },
});
// How surely courts and bodies are told of, in each of the words.
const hardCase = await make(db, {
  kind: 'case',
  slug: 'hard-case',
  table: 'court_case',
  own: { country: 'IQ', kind: 'criminal', status: 'convicted', standing: 'disputed' },
  texts: { en: { title: 'A sample case', outcome: 'A conviction that is contested.' } },
});
await make(db, {
  kind: 'stage',
  table: 'stage',
  own: { case_id: hardCase, kind: 'convicted', position: 1, standing: 'alleged' },
  texts: { en: { what: 'A sample conviction.' } },
});
await make(db, {
  kind: 'law',
  slug: 'hard-law',
  table: 'law',
  own: { country: 'IQ', kind: 'order', status: 'repealed', standing: 'alleged' },
  texts: { en: { title: 'A sample order' } },
});
await make(db, {
  kind: 'treaty-step',
  slug: 'hard-step',
  table: 'treaty_step',
  own: { date: '2011', kind: 'meeting', standing: 'disputed' },
  texts: { en: { title: 'A sample session' } },
});
// A translation whose original has changed since.
await db.transaction().execute(async (tx) => {
  await sql`update buyer_text set revision = 2 where thing_id = ${buyer} and lang = 'en'`.execute(tx);
});
const original = await unpacked(db, 'original');

/** How the history of what came with the software begins: all that each thing was then, with what it rests on. */
async function beginnings(of: Db): Promise<unknown[]> {
  const { rows } = await sql`select r.thing_id, r.lang, r.number, r.data, r.actor = 'starter' as came
    from revision r join thing t on t.id = r.thing_id
    where t.kind = any(${recordKinds.filter(({ cited }) => cited).map(({ kind }) => kind)}::text[])
      and exists (select from revision s where s.thing_id = r.thing_id and s.actor = 'starter' and s.number = 1)
    order by r.thing_id, r.lang, r.number`.execute(of);
  return rows;
}

test.each([
  ['JSON Lines', fromLines],
  ['CSV', fromTables],
] as const)('%s read into an empty database and exported again are the same bytes', async (name, read) => {
  const { db: empty } = await testDatabase({ starter: false });
  const things = await readDataset(empty, read(original.folder));
  expect(things).toBeGreaterThan(300);
  const again = await unpacked(empty, `again-${name.replace(' ', '-')}`);
  expect(again.hashes).toEqual(original.hashes);
  const standings = await standingsIn(db);
  expect(await standingsIn(empty)).toEqual(standings);
  for (const word of ['alleged', 'disputed', 'established', 'reported'])
    expect(standings.flatMap((all) => Object.values(all))).toContain(word);
  // The same code wrote both: also what the history says of them.
  const begun = await beginnings(db);
  expect(begun.length).toBeGreaterThan(900);
  expect(await beginnings(empty)).toEqual(begun);
  const lines = await readFile(join(again.folder, 'jsonl/company-names.jsonl'), 'utf8');
  expect(lines).toContain('\u2028');
});

const told = (['case', 'stage', 'law', 'treaty-step'] as const).map(recordKind);
const standingsIn = (of: Db) =>
  Promise.all(
    told.map(async ({ table }) =>
      Object.fromEntries(
        (
          await sql<{ id: string; standing: string }>`select id, standing from ${sql.table(table)}`.execute(
            of,
          )
        ).rows.map(({ id, standing }) => [id, standing]),
      ),
    ),
  );

test('what a dataset of before does not say of how surely cases, steps and laws stand is reported', async () => {
  const older: DatasetReader = async function* (kind) {
    // The rest is a statement as it was before there was a standing.
    for await (const { standing, ...rest } of fromLines(original.folder)(kind))
      yield (told.includes(kind) ? rest : { ...rest, standing }) as Statement;
  };
  const { db: old } = await testDatabase({ starter: false });
  await readDataset(old, older);
  for (const all of await standingsIn(old))
    expect(new Set(Object.values(all))).toEqual(new Set(['reported']));
});

test('a database that holds a record takes none, and a folder that is none changes nothing', async () => {
  await expect(readDataset(db, fromLines(original.folder))).rejects.toMatchObject({ code: 'record-there' });
  const { db: empty } = await testDatabase({ starter: false });
  const broken = join(room, 'broken');
  await mkdir(join(broken, 'jsonl'), { recursive: true });
  await writeFile(join(broken, 'jsonl/sources.jsonl'), '{"kind":"source","id":"no-id"}\n');
  await expect(readDataset(empty, fromLines(broken))).rejects.toMatchObject({ code: 'no-dataset' });
  await expect(readDataset(empty, fromLines(join(room, 'nowhere')))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(await empty.selectFrom('thing').select('id').execute()).toEqual([]);
});

test('every column of the record is described, or known not to be told', async () => {
  const own = new Set(['id', 'thing_id', 'lang', 'state', 'based_on_revision', 'revision']);
  for (const kind of recordKinds) {
    const columnsOf = async (table: string) =>
      (
        await sql<{ name: string }>`select column_name as name from information_schema.columns
          where table_schema = 'public' and table_name = ${table}`.execute(db)
      ).rows.map(({ name }) => name);
    const described = new Set(kind.fields.map(({ column }) => column));
    const missing = (await columnsOf(kind.table)).filter((name) => !own.has(name) && !described.has(name));
    expect(missing, kind.table).toEqual([]);
    if (kind.textTable !== null) {
      const texts = new Set(kind.texts.map(({ name }) => name));
      expect((await columnsOf(kind.textTable)).filter((name) => !own.has(name) && !texts.has(name))).toEqual(
        [],
      );
    }
    for (const { table, owner, fields } of kind.links) {
      const told = new Set([owner, ...fields.map(({ column }) => column)]);
      expect(
        (await columnsOf(table)).filter((name) => !told.has(name)),
        table,
      ).toEqual([]);
    }
  }
});
