import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { listOfferedFiles } from './store.ts';

test('a file is found by its name or its description, whatever the keyboard', async () => {
  const { db } = await testDatabase({ starter: false });
  await sql`insert into file (sha256, bytes, media_type, name, uploaded_by) values
    (decode(repeat('a1', 32), 'hex'), 1, 'application/pdf', 'الإعلان_النهائي.pdf', 'test'),
    (decode(repeat('b2', 32), 'hex'), 1, 'application/pdf', 'Déclaration-finale.pdf', 'test')`.execute(db);
  await sql`insert into file_text (sha256, lang, alt) values (decode(repeat('b2', 32), 'hex'), 'ar', 'شارع في بغداد')`.execute(
    db,
  );
  const found = async (q: string) =>
    (await listOfferedFiles(db, 'en', { q, limit: 9 })).map(({ name }) => name).sort();
  const [french, arabic] = ['Déclaration-finale.pdf', 'الإعلان_النهائي.pdf'];
  expect(await found('الاعلان')).toEqual([arabic]);
  expect(await found('اعلان النهايي')).toEqual([arabic]);
  expect(await found('declaration')).toEqual([french]);
  expect(await found('شَارِع')).toEqual([french]);
  expect(await found('')).toEqual([french, arabic]);
  expect(await found('%')).toEqual([]);
  expect(await found('بيان')).toEqual([]);
});
