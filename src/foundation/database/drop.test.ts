import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, urlOf } from '../../../tests/database.ts';
import { dropDatabase } from './drop.ts';

const { url } = await testDatabase({ starter: false });
const server = new pg.Client({ connectionString: urlOf('postgres') });
beforeAll(() => server.connect());
afterAll(() => server.end());

/** A server on which the first drops are refused, as they are while its cleaner is at work in the database. */
function busyFor(times: number) {
  let asked = 0;
  const run = async (statement: string) => {
    asked += 1;
    if (asked <= times) throw new Error('must be a superuser to terminate superuser process');
    await server.query(statement);
  };
  return { run, asked: () => asked };
}
const isThere = async (name: string) =>
  (await server.query('select from pg_database where datname = $1', [name])).rowCount === 1;

test('what is refused is tried again until it is gone, with whoever is connected', async () => {
  const name = `${new URL(url).pathname.slice(1)} odd`;
  await server.query(`create database ${pg.escapeIdentifier(name)} template template0`);
  const guest = new pg.Client({ connectionString: urlOf(encodeURIComponent(name)) });
  guest.on('error', () => {});
  await guest.connect();
  const busy = busyFor(2);
  expect(await dropDatabase(busy.run, name, 60_000)).toBe(true);
  expect([busy.asked(), await isThere(name)]).toEqual([3, false]);
  await guest.end().catch(() => {});
});

test('says so where the time is over, after one try at the least', async () => {
  const busy = busyFor(Number.POSITIVE_INFINITY);
  expect(await dropDatabase(busy.run, 'no_such_database', 0)).toBe(false);
  expect(busy.asked()).toBe(1);
  expect(await dropDatabase(busyFor(0).run, 'no_such_database', 0)).toBe(true);
});
