import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { analyseUnknown } from './analyse.ts';

test('a table of a few rows is looked into once, however few they are; an empty one is left alone', async () => {
  const { db } = await testDatabase({ starter: false });
  await sql`create table seldom (n int) with (autovacuum_enabled = false)`.execute(db);
  expect(await analyseUnknown(db)).not.toContain('seldom');
  await sql`insert into seldom select generate_series(1, 3)`.execute(db);
  expect(await analyseUnknown(db)).toContain('seldom');
  expect(await analyseUnknown(db)).toEqual([]);
  const { rows } = await sql`select reltuples from pg_class where relname = 'seldom'`.execute(db);
  expect(rows).toEqual([{ reltuples: 3 }]);
});
