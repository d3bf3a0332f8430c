import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type ListQuery, listPerPage, listThings } from '../../desk/editing/lists/list-store.ts';
import { findThing, suggestThings } from '../../desk/editing/things-store.ts';
import type { Db } from '../../foundation/database/database.ts';
import { seedNames } from '../names/names.world.ts';
import { companyEditable } from './desk-fields.ts';

// How much is read does not grow with the record, but for what a count needs: rows are counted here, not milliseconds.

const companies = 1_000;
const { db, url } = await testDatabase({ starter: false });
let names: string[];

beforeAll(async () => {
  // Not the pool, whose statements have to be quick.
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  names = await seedNames(client, companies);
  await client.query('vacuum analyze');
  await client.end();
});

const query: ListQuery = { q: '', state: null, inLang: null, sort: 'created', page: 1 };
const list = (wish: Partial<ListQuery> = {}, on: Db = db) =>
  listThings(on, companyEditable, 'en', { ...query, ...wish });

/** How many rows of a table a piece of work read, by index or one after another. */
async function rowsRead<T>(
  table: string,
  work: (tx: Db) => Promise<T>,
): Promise<{ rows: number; result: T }> {
  return db.transaction().execute(async (tx) => {
    const read = async () => {
      const { rows } = await sql<{ n: number }>`select seq_tup_read + coalesce(idx_tup_fetch, 0) as n
        from pg_stat_xact_user_tables where relname = ${table}`.execute(tx);
      return rows[0]?.n ?? 0;
    };
    const before = await read();
    const result = await work(tx);
    return { rows: (await read()) - before, result };
  });
}

test('a page of the list has its lines and the exact number of all, in each order', async () => {
  for (const sort of ['changed', 'created', 'title'] as const) {
    const [first, last] = [await list({ sort }), await list({ sort, page: companies / listPerPage })];
    expect([first.lines.length, first.total, last.lines.length]).toEqual([
      listPerPage,
      companies,
      listPerPage,
    ]);
    const ids = new Set([...first.lines, ...last.lines].map(({ id }) => id));
    expect(ids.size).toBe(2 * listPerPage);
  }
  const titles = (await list({ sort: 'title' })).lines.map(({ title }) => title);
  expect(titles.toSorted()).toEqual(titles);
});

test('what is shown of a line is read for the lines of the page alone', async () => {
  const { rows, result } = await rowsRead('company_name', (tx) => list({ page: 7 }, tx));
  expect(result.lines).toHaveLength(listPerPage);
  expect(rows).toBeLessThan(listPerPage * 20);
});

test('a company is found by a piece of its name in any spelling of the letters, the first entered as well as the last', async () => {
  for (const at of [0, companies - 1]) {
    const name = names[at * 3] ?? '';
    const { lines } = await list({ q: name.toUpperCase() });
    expect(lines.map(({ title }) => title)).toContain(name);
  }
  const { total } = await list({ q: 'no such company at all' });
  expect(total).toBe(0);
});

test('a whole name leads to its company by the index of names, and so do its slug and a piece of it', async () => {
  const name =
    names.find((one, at) => at % 3 === 0 && names.filter((other) => other === one).length === 1) ?? '';
  const found = await rowsRead('company_name', (tx) => findThing(tx, 'company', name));
  expect(found.result).not.toBeNull();
  expect(found.rows).toBeLessThan(20);
  const bySlug = await rowsRead('thing', (tx) =>
    findThing(tx, ['company', 'buyer'], `invented-1-${companies}`),
  );
  expect(bySlug.result).not.toBeNull();
  expect(bySlug.rows).toBeLessThan(20);
  const suggested = await rowsRead('company_name', (tx) =>
    suggestThings(tx, 'company', name, { lang: 'en', limit: 10 }),
  );
  expect(suggested.result.map(({ title }) => title)).toContain(name);
  expect(suggested.rows).toBeLessThan(400);
});

test('any name that a company ever had leads to it, and is suggested beside the one that it goes by', async () => {
  const { rows } = await sql<{ id: string; name: string; title: string }>`
    select n.company_id as id, n.name, x.title from company_name n
      join thing_title x on x.thing_id = n.company_id and x.kind = 'company'
    where x.title <> n.name and 1 = (select count(*) from company_name o where lower(o.name) = lower(n.name))
    order by n.id limit 1`.execute(db);
  const [{ id, name, title } = { id: '', name: '', title: '' }] = rows;
  expect(name).not.toBe('');
  const found = await rowsRead('company_name', (tx) => findThing(tx, 'company', name.toUpperCase()));
  expect(found.result).toBe(id);
  expect(found.rows).toBeLessThan(20);
  const suggested = await suggestThings(db, 'company', name, { lang: 'en', limit: 10 });
  expect(suggested.map((one) => one.title)).toContain(`${title} · ${name}`);
});
