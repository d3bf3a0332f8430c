import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { ours } from '../../../tests/names/judged.ts';
import type { Db } from '../../foundation/database/database.ts';
import { compareNames } from './matching/compare.ts';
import { seedNames } from './names.world.ts';
import { searchNames } from './search-store.ts';

const search = (db: Db, q: string) => searchNames(db, q, { lang: 'en', limit: 10 });

test('a company is found by any name that it ever had, in any script, and the name that matched is said', async () => {
  const { db } = await testDatabase({ starter: true });
  for (const [q, name] of [
    ['بلاك ووتر', 'بلاك ووتر'],
    ['بلاكووتر', 'بلاكووتر'],
    ['Blakwater', 'Blackwater'],
    ['blackwater', 'Blackwater'],
    ['Xe', 'Xe'],
    ['xe services', 'Xe Services LLC'],
    ['ACADEMI', 'ACADEMI'],
    ['أكاديمي', 'ACADEMI'],
    ['Blackw', 'Blackwater'],
  ] as const) {
    const [first] = await search(db, q);
    expect([q, first?.slug, first?.name.name]).toEqual([q, 'blackwater', name]);
  }
  const [former] = await search(db, 'Blakwater');
  expect(former).toMatchObject({
    name: { from: '1997', to: '2009-02-13', endIs: 'known' },
    match: { same: true, reasons: [{ what: 'spelling', letters: 1 }] },
  });
  const [spelled] = await search(db, 'بلاك ووتر');
  expect(spelled?.others.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Blackwater', 'Blackwater USA']),
  );
});

test('each company comes once, and one of a like name is not taken for it', async () => {
  const { db } = await testDatabase({ starter: true });
  const hits = await search(db, 'academi');
  expect(new Set(hits.map(({ companyId }) => companyId)).size).toBe(hits.length);
  expect(await search(db, 'Aegis Therapeutics')).toEqual([]);
  expect(await search(db, 'Xen')).toEqual([]);
  expect((await search(db, 'Custer'))[0]).toMatchObject({ slug: 'custer-battles', match: { same: false } });
});

test('where there is nothing to look for nothing is found, whatever was typed', async () => {
  const { db } = await testDatabase({ starter: true });
  const long = ['a'.repeat(10_000), 'ال '.repeat(3_000)];
  for (const q of ['', ' ', '—', '%', '\u0000', '\ud800', "'", '\\', '{}', ...long])
    expect(await search(db, q)).toEqual([]);
});

test('only what is public is found', async () => {
  const { db } = await testDatabase({ starter: true });
  await sql`update publication set ended_at = now(), ended_by = 'test' where ended_at is null
    and thing_id = (select id from company_name where name = 'Blackwater USA')`.execute(db);
  const names = (await search(db, 'Blackwater USA')).flatMap(({ name, others }) => [name, ...others]);
  expect(names.map(({ name }) => name)).not.toContain('Blackwater USA');
  await sql`update publication set ended_at = now(), ended_by = 'test' where ended_at is null
    and thing_id = (select id from thing where kind = 'company' and slug = 'blackwater')`.execute(db);
  expect(await search(db, 'Blackwater')).toEqual([]);
});

test('a name written or changed straight in the database is found at once', async () => {
  const { db, pool } = await testDatabase({ starter: false });
  await seedNames(pool, 5);
  // As a backup is brought back: no trigger looks.
  await pool.query('alter table company_name disable trigger user');
  const { rows } = await pool.query(
    `update company_name set name = 'Örnek Muhafaza A.Ş.' where name = (select min(name) from company_name) returning company_id`,
  );
  expect((await search(db, 'ornek muhafaza'))[0]?.companyId).toBe(rows[0].company_id);
});

test('what the matcher takes for one name, the index brings to it', async () => {
  const { db, pool } = await testDatabase({ starter: false });
  const same = ours.filter(({ a, b }) => compareNames(a, b).same);
  await seedNames(pool, same.length);
  const { rows } = await pool.query<{ id: string }>(
    `select id from company_name where position = 0 order by id`,
  );
  await pool.query('alter table company_name disable trigger user');
  await pool.query(
    `update company_name n set name = x.name from unnest($1::uuid[], $2::text[]) x (id, name) where n.id = x.id`,
    [rows.map(({ id }) => id), same.map(({ a }) => a)],
  );
  const missed: string[] = [];
  for (const { a, b } of same) {
    const found = (await searchNames(db, b, { lang: 'en', limit: 60 })).flatMap(({ name, others }) => [
      name,
      ...others,
    ]);
    if (!found.some(({ name }) => name === a)) missed.push(`${b} → ${a}`);
  }
  // Rules of the matcher that no key has, such as a consonant misheard in a short word.
  expect(missed.length, missed.join('\n')).toBeLessThan(same.length / 50);
});
