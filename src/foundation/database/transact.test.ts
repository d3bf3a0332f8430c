import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import type { Db } from './database.ts';
import { transact } from './transact.ts';

const { db } = await testDatabase({ starter: false });
beforeAll(async () => {
  await sql`create table meeting (id int primary key, times int not null default 0)`.execute(db);
  await sql`insert into meeting (id) values (1), (2)`.execute(db);
});

/** Both hold their first row before either asks for its second. */
function meet(): (first: number, second: number, tx: Db) => Promise<void> {
  let holding = 0;
  let both = () => {};
  const met = new Promise<void>((done) => {
    both = done;
  });
  return async (first, second, tx) => {
    await sql`update meeting set times = times + 1 where id = ${first}`.execute(tx);
    holding += 1;
    if (holding === 2) both();
    if (holding <= 2) await met;
    await sql`update meeting set times = times + 1 where id = ${second}`.execute(tx);
  };
}

test('two that hold each other up both get through, and each happened once', async () => {
  const work = meet();
  let begun = 0;
  const counted = (first: number, second: number) =>
    transact(db, (tx) => {
      begun += 1;
      return work(first, second, tx);
    });
  await Promise.all([counted(1, 2), counted(2, 1)]);
  expect(begun).toBe(3);
  const { rows } = await sql<{ times: number }>`select times from meeting order by id`.execute(db);
  expect(rows.map(({ times }) => times)).toEqual([2, 2]);
});

test('any other refusal is the caller’s, at once', async () => {
  let begun = 0;
  await expect(
    transact(db, async (tx) => {
      begun += 1;
      await sql`insert into meeting (id) values (1)`.execute(tx);
    }),
  ).rejects.toMatchObject({ code: '23505' });
  expect(begun).toBe(1);
});
