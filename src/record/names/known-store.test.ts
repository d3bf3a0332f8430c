import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { newId } from '../../foundation/database/id.ts';
import { makeCompany } from '../api/record.world.ts';
import { matchCompanies } from './known-store.ts';
import { seedNames } from './names.world.ts';

test('each name finds in its place the company that bears it or ever bore it, in any script, and what it is called now', async () => {
  const { db } = await testDatabase({ starter: true });
  const found = await matchCompanies(
    db,
    ['Blakwater', '', 'بلاك ووتر', 'xe services', 'Nobody Of This Name'],
    {
      limit: 3,
    },
  );
  expect(
    found.map(([first]) => first && [first.slug, first.called, first.name.name, first.match.same]),
  ).toEqual([
    ['blackwater', 'ACADEMI', 'Blackwater', true],
    undefined,
    ['blackwater', 'ACADEMI', 'بلاك ووتر', true],
    ['blackwater', 'ACADEMI', 'Xe Services LLC', true],
    undefined,
  ]);
  expect(found[0]?.[0]?.match.reasons).toEqual([{ what: 'spelling', letters: 1 }]);
});

test('drafts are found, and what lies in the bin is not', async () => {
  const { db } = await testDatabase({ starter: false });
  const id = await makeCompany(db, 'drafted-example', 'Drafted Example', true);
  const find = async () => (await matchCompanies(db, ['Drafted Example'], { limit: 3 }))[0]?.length;
  expect(await find()).toBe(1);
  await sql`insert into binned (id, thing_id, actor, why) values (${newId()}, ${id}, 'staff:test', 'a sample')`.execute(
    db,
  );
  expect(await find()).toBe(0);
});

test('many names at once find what each alone finds', async () => {
  const { db, pool } = await testDatabase({ starter: false });
  const names = await seedNames(pool, 60);
  const together = await matchCompanies(db, names, { limit: 2 });
  expect(together.every(([first]) => first?.match.score === 1)).toBe(true);
  const [some] = await matchCompanies(db, names.slice(100, 101), { limit: 2 });
  expect(together[100]).toEqual(some);
});
