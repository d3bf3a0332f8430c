import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { defaultModel, Model } from '@alephdata/followthemoney';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { extract } from 'tar-stream';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { openBlob } from '../../foundation/files/blobs.ts';
import { createLog } from '../../foundation/log.ts';
import { guarded, unguarded } from '../../foundation/sheets/guard.ts';
import { comeOut, make, makeCompany } from '../api/record.world.ts';
import { buildDataset, keepDataset } from './build.ts';
import { listDatasets } from './dataset-store.ts';
import { allTables } from './dictionary.ts';

const { db } = await testDatabase({ starter: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-dataset-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
let now = new Date('2026-11-26T12:00:00Z');
const deps = {
  db,
  dataDir,
  origin: 'https://example.org',
  log: createLog('fatal', 'test'),
  now: () => now,
};

// What a spreadsheet would compute, and what TeX would.
const bomb = '=HYPERLINK("https://bad.example.org","{\\input{/etc/passwd}}")';
const hostile = await makeCompany(db, 'hostile-example', bomb);
const buyer = await make(db, {
  kind: 'buyer',
  slug: 'example-buyer',
  table: 'buyer',
  own: { kind: 'other' },
  texts: { en: { name: '+1 Example, "quoted"\r\nsecond line' } },
});
await make(db, {
  kind: 'contract',
  slug: 'example-award',
  table: 'contract',
  own: {
    buyer_id: buyer,
    company_id: hostile,
    valid_from: '2007-02',
    end_is: 'unknown',
    amount: 12_000_000.5,
    currency: 'USD',
    amount_is: 'maximum',
    standing: 'reported',
  },
  texts: { en: { title: '@sample contract' }, ar: { title: 'عقد نموذجي' } },
});

const version = await buildDataset(deps, undefined);
const [dataset] = await listDatasets(db, 1);
const contents = async (path: string): Promise<Buffer> => {
  const file = dataset?.files.find((one) => one.path === path);
  const blob = await openBlob(dataDir, file?.sha256 ?? '');
  if (!blob) throw new Error(`no ${path}`);
  const pieces: Buffer[] = [];
  for await (const piece of blob.stream) pieces.push(piece);
  return Buffer.concat(pieces);
};
const lines = async (path: string) =>
  (await contents(path))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const table = async (path: string): Promise<Record<string, string>[]> =>
  parse(await contents(path), { bom: true, columns: true });

describe('the archive', () => {
  test('is named by its day, is what its hash says, and holds every file of its manifest, whole', async () => {
    expect(version).toBe('2026-11-26.1');
    const blob = await openBlob(dataDir, dataset?.sha256 ?? '');
    if (!blob) throw new Error('no archive');
    const hash = createHash('sha256');
    const gunzip = createGunzip();
    const tar = extract();
    (async () => {
      for await (const piece of blob.stream) {
        hash.update(piece);
        gunzip.write(piece);
      }
      gunzip.end();
    })();
    gunzip.pipe(tar);
    const found = new Map<string, { sha256: string; text: string }>();
    for await (const entry of tar) {
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(Buffer.from(piece as Uint8Array));
      const all = Buffer.concat(pieces);
      found.set(entry.header.name.replace(/^[^/]+\//, ''), {
        sha256: createHash('sha256').update(all).digest('hex'),
        text: all.toString('utf8'),
      });
    }
    expect(hash.digest('hex')).toBe(dataset?.sha256);
    const manifest = JSON.parse(found.get('manifest.json')?.text ?? '{}');
    expect(manifest).toMatchObject({ version, licence: { name: 'CC BY 4.0' } });
    expect(manifest.files.length).toBe(found.size - 1);
    for (const file of manifest.files)
      expect([file.path, file.sha256]).toEqual([file.path, found.get(file.path)?.sha256]);
  });

  test('is made anew after changes only, at most once an hour, and stays where nothing is different', async () => {
    expect(await keepDataset(deps)).toBeNull();
    await comeOut(db, hostile);
    expect(await keepDataset(deps)).toBeNull();
    now = new Date('2026-11-26T13:30:00Z');
    // Something came out, and says what it said.
    expect(await keepDataset({ ...deps, now: () => new Date(Date.now() + 7_200_000) })).toBe(version);
    await makeCompany(db, 'later-example', 'Later Example');
    expect(await keepDataset({ ...deps, now: () => new Date(Date.now() + 7_200_000) })).toMatch(/\.1$|\.2$/);
    const all = await listDatasets(db, 10);
    expect(all.map(({ files }) => files.length > 0)).toEqual([true, false]);
  });
});

describe('tables', () => {
  test('no cell of a CSV is a formula, and each says what was said', async () => {
    for (const file of dataset?.files.filter(({ path }) => path.endsWith('.csv')) ?? []) {
      const rows: string[][] = parse(await contents(file.path), { bom: true });
      expect(rows.length - 1, file.path).toBe(file.rows);
      for (const cell of rows.flat())
        if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
    const names = await table('csv/company-names.csv');
    expect(names.map(({ name = '' }) => unguarded(name))).toContain(bomb);
    const [contract] = (await table('csv/contracts.csv')).filter(({ slug }) => slug === 'example-award');
    expect(contract).toMatchObject({
      title_en: "'@sample contract",
      title_ar: 'عقد نموذجي',
      value_amount: '12000000.5',
      period_end: 'unknown',
      company: 'hostile-example',
    });
  });

  test('a guard is taken off to the letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '=', "'=", "''+", '-', '@', '\t', "'"), (text, head) => {
        expect(unguarded(guarded(head + text))).toBe(head + text);
        expect(guarded(head + text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test('a workbook opens again, with texts as texts and numbers as numbers', async () => {
    const sheets = await readXlsxFile(await contents('xlsx/contracts.xlsx'));
    const rows = sheets[0]?.data ?? [];
    const head = rows[0]?.map(String) ?? [];
    const row = rows.find((cells) => cells.includes('example-award')) ?? [];
    const at = (name: string) => row[head.indexOf(name)];
    expect([at('value_amount'), at('title_en')]).toEqual([12_000_000.5, '@sample contract']);
  });
});

describe('other formats', () => {
  test('FollowTheMoney: every entity and every property is one of the model, and what is named is there', async () => {
    const model = new Model(defaultModel);
    const entities = (await lines('followthemoney/record.ftm.jsonl')) as {
      id: string;
      schema: string;
      properties: Record<string, string[]>;
    }[];
    const schemas = new Map(entities.map(({ id, schema }) => [id, model.getSchema(schema)]));
    expect(schemas.size).toBe(entities.length);
    expect([...new Set(entities.map(({ schema }) => schema))].sort()).toEqual(
      expect.arrayContaining([
        'Company',
        'Contract',
        'ContractAward',
        'CourtCase',
        'CourtCaseParty',
        'Event',
        'Succession',
      ]),
    );
    for (const { id, schema: name, properties } of entities) {
      const schema = model.getSchema(name);
      model.getEntity({ id, schema: name, properties });
      for (const required of schema.required ?? [])
        expect(Object.keys(properties), `${name} ${id}`).toContain(required);
      for (const [key, values] of Object.entries(properties)) {
        const property = schema.getProperty(key);
        expect(property.stub, key).toBe(false);
        for (const value of values) {
          expect(typeof value).toBe('string');
          if (property.type.name === 'entity')
            expect(schemas.get(value)?.isA(property.getRange()), `${name}.${key} ${value}`).toBe(true);
          if (property.type.name === 'date') expect(value).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
          if (property.type.name === 'country') expect(property.type.values.has(value), value).toBe(true);
          if (property.type.name === 'url') expect(value).toMatch(/^https?:\/\//);
        }
      }
    }
  });

  test('GeoJSON: points within the world, longitude first; what has no place has no geometry', async () => {
    const { type, features } = JSON.parse((await contents('geojson/incidents.geojson')).toString());
    expect(type).toBe('FeatureCollection');
    expect(features.length).toBeGreaterThan(10);
    for (const feature of features) {
      expect(feature).toMatchObject({
        type: 'Feature',
        id: expect.any(String),
        properties: expect.any(Object),
      });
      if (feature.geometry === null) continue;
      const [longitude, latitude, ...more] = feature.geometry.coordinates;
      expect(more).toEqual([]);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
    }
    // Iraq lies further north than the zeroth meridian lies west of it: a swap would put it into the sea.
    const [first] = features.filter((one: { geometry: unknown }) => one.geometry !== null);
    expect(first.geometry.coordinates[0]).toBeGreaterThan(38);
    expect(first.geometry.coordinates[1]).toBeLessThan(38);
  });

  test('CSL-JSON: each source once, of a type that the schema knows, its date in parts', async () => {
    const items = JSON.parse((await contents('sources/sources.csl.json')).toString());
    const types = ['legal_case', 'report', 'article-newspaper', 'webpage', 'article-journal', 'document'];
    expect(new Set(items.map(({ id }: { id: string }) => id)).size).toBe(items.length);
    for (const item of items) {
      expect(types).toContain(item.type);
      expect(item.title).not.toBe('');
      for (const part of item.issued?.['date-parts']?.[0] ?? []) expect(Number.isInteger(part)).toBe(true);
    }
  });

  test('BibTeX: braces in balance, nothing that TeX would run, one entry for each source', async () => {
    const bib = (await contents('sources/sources.bib')).toString();
    expect(bib.match(/^@\w+\{/gm)?.length).toBe(
      dataset?.files.find(({ path }) => path === 'sources/sources.bib')?.rows,
    );
    let depth = 0;
    for (const character of bib) {
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(bib).not.toMatch(/\\input|\\write/);
  });

  test('the data dictionary explains every column of every table, in both languages', async () => {
    const { tables } = JSON.parse((await contents('data-dictionary.json')).toString());
    for (const { table: file, columns } of tables) {
      const [head]: string[][] = parse(await contents(`csv/${file}.csv`), { bom: true, to: 1 });
      expect(columns.map(({ name }: { name: string }) => name)).toEqual(head);
      for (const { says } of columns)
        expect([says.en, says.ar].every((said: string) => said.length > 3)).toBe(true);
    }
  });
});

describe('what is given out', () => {
  const { app, site } = testSite(db, { DATA_DIR: dataDir });
  const get = (path: string, init?: RequestInit) => app.request(site.settings.publicUrl.origin + path, init);

  test('the archive and each file, whole, for ever under their version, and the newest wherever it is', async () => {
    const { data } = await (await get('/api/v1/dataset')).json();
    const [newest] = data;
    const answer = await get(new URL(newest.address).pathname);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(newest.sha256);
    const [file] = newest.files;
    const single = await get(new URL(file.address).pathname);
    expect(
      createHash('sha256')
        .update(Buffer.from(await single.arrayBuffer()))
        .digest('hex'),
    ).toBe(file.sha256);
    const again = await get(new URL(file.address).pathname, {
      headers: { 'if-none-match': `"${file.sha256}"` },
    });
    expect(again.status).toBe(304);
    const head = await get(new URL(newest.address).pathname, { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length'))]).toEqual([200, newest.bytes]);
    const latest = await get('/api/v1/dataset/latest/csv/companies.csv');
    expect(latest.headers.get('location')).toMatch(/^\/api\/v1\/dataset\/[\d.-]+\/csv\/companies\.csv$/);
  });

  test.each(['../../secret.key', '..%2f..%2fsecret.key', 'csv/none.csv', 'csv/%00', `${'a'.repeat(400)}`])(
    'nothing else: %s',
    async (path) => {
      const [newest] = await listDatasets(db, 1);
      expect((await get(`/api/v1/dataset/${newest?.version}/${path}`)).status).toBe(404);
      expect((await get(`/api/v1/dataset/latest/${path}`)).status).toBe(404);
    },
  );

  for (const lang of ['en', 'ar'])
    test(`the page names the version, its hash and every column: ${lang}`, async () => {
      const html = await (await get(`/${lang}/record/data`)).text();
      const [newest] = await listDatasets(db, 1);
      expect(html).toContain(newest?.sha256);
      for (const table of allTables(['en', 'ar']))
        for (const column of table.columns) expect(html).toContain(`<code dir="ltr">${column.name}</code>`);
      // Heard by themselves: each table says what it is of, and each file which one it is.
      expect(html.match(/<caption/g)).toHaveLength(html.match(/<table/g)?.length ?? -1);
      const links = [...html.matchAll(/<a href="(\/api\/v1\/dataset\/[^"]+)"[^>]*>(.*?)<\/a>/gs)];
      const files = links.map(([, , inner = '']) => inner.replace(/<[^>]+>/g, ''));
      expect(files.length).toBeGreaterThan(50);
      expect(new Set(files).size).toBe(files.length);
    });
});
