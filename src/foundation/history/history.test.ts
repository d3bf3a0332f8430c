import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { newId } from '../database/id.ts';
import { write } from './history.ts';
import { findFormerSlug } from './slugs.ts';

const database = await testDatabase({ starter: true });
const { db, pool } = database;

describe('history', () => {
  test('numbers the revisions of each language from one, with who and why', async () => {
    const id = await db.transaction().execute(async (tx) => {
      const history = write('operator', 'a test', tx);
      const thing = await history.begin({ kind: 'news', slug: 'numbered', primaryLang: 'en' });
      expect(await history.revise(thing, 'news', 'en', { title: 'One' })).toBe(1);
      expect(await history.revise(thing, 'news', 'ar', { title: 'واحد' })).toBe(1);
      expect(await history.revise(thing, 'news', 'en', { title: 'Two' })).toBe(2);
      return thing;
    });
    const rows = await db
      .selectFrom('revision')
      .select(['lang', 'number', 'actor', 'why'])
      .where('thing_id', '=', id)
      .orderBy('lang')
      .orderBy('number')
      .execute();
    expect(rows).toEqual([
      { lang: 'ar', number: 1, actor: 'operator', why: 'a test' },
      { lang: 'en', number: 1, actor: 'operator', why: 'a test' },
      { lang: 'en', number: 2, actor: 'operator', why: 'a test' },
    ]);
  });

  test.each([
    "update revision set why = 'another'",
    'delete from revision',
    'truncate revision',
    'delete from starter_load',
    'truncate starter_load',
    // Without its starter review a thing would look as if this coalition had adopted it.
    'delete from review',
    'truncate review',
    'truncate thing cascade',
  ])('refuses to forget: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: 'TD001' });
  });

  test('leads from a former slug to the present one', async () => {
    await db
      .updateTable('thing')
      .set({ slug: 'pardons-of-2020' })
      .where('slug', '=', 'pardons-2020')
      .execute();
    expect(await findFormerSlug(db, 'news', 'pardons-2020')).toBe('pardons-of-2020');
    expect(await findFormerSlug(db, 'news', 'never-there')).toBeNull();
    expect(await findFormerSlug(db, 'company', 'pardons-2020')).toBeNull();
  });
});

describe('what came with the software', () => {
  test('is marked until two of the staff adopt it', async () => {
    const { id } = await db
      .selectFrom('thing')
      .select('id')
      .where('kind', '=', 'news')
      .where('slug', '=', 'caci-appeal-2026')
      .executeTakeFirstOrThrow();
    const unadopted = async () =>
      (await db.selectFrom('unadopted').select('thing_id').where('thing_id', '=', id).execute()).length === 1;
    expect(await unadopted()).toBe(true);
    // One who says it twice is one.
    for (const reviewer of ['staff:a', 'staff:a', 'staff:b']) {
      expect(await unadopted()).toBe(true);
      await db.insertInto('review').values({ id: newId(), thing_id: id, kind: 'staff', reviewer }).execute();
    }
    expect(await unadopted()).toBe(false);
  });

  test('is a review that nobody else can write', async () => {
    // All that the loader would have written, but for the review.
    const id = newId();
    await pool.query(`
      insert into thing (id, kind, slug, primary_lang) values ('${id}', 'news', 'as-if-by-the-loader', 'en');
      insert into revision (id, thing_id, number, actor, why, data)
        values (gen_random_uuid(), '${id}', 1, 'starter', 'starter data', '{}')`);
    const review = `insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), '${id}', 'starter', 'starter')`;
    await expect(pool.query(review)).rejects.toMatchObject({ code: 'TD002' });
    // Not even beside a load mark, for what the loader did not write in that transaction.
    const mark =
      "insert into starter_load (part, version, things, sha256) values ('record', 99, 0, sha256('x'))";
    await expect(pool.query(`begin; ${mark}; ${review}; commit`)).rejects.toMatchObject({ code: 'TD002' });
  });
});

describe('a claim about a company', () => {
  const publish = (kind: string, extra: string) => `
    begin;
    insert into thing (id, kind, slug, primary_lang) values ('01900000-0000-7000-8000-000000000001', '${kind}', 'a-test', 'en');
    insert into revision (id, thing_id, number, actor, why, data)
      values (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', 1, 'staff:author', 'new', '{}');
    insert into publication (id, thing_id, actor) values (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', 'staff:author');
    ${extra}
    commit;`;
  const cited = `insert into citation (id, thing_id, source_id)
    select gen_random_uuid(), '01900000-0000-7000-8000-000000000001', id from source limit 1;`;
  const reviewedBy = (who: string) =>
    `insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), '01900000-0000-7000-8000-000000000001', 'staff', '${who}');`;

  test.each([
    ['without a source', reviewedBy('staff:other')],
    ['without a review', cited],
    ['reviewed by its author', cited + reviewedBy('staff:author')],
  ])('is not published %s', async (_, extra) => {
    await expect(pool.query(publish('incident', extra))).rejects.toMatchObject({ code: 'TD004' });
    await pool.query('rollback');
  });

  test('is published with a source and another reviewer, and cannot lose its source afterwards', async () => {
    await pool.query(publish('incident', cited + reviewedBy('staff:other')));
    await expect(
      pool.query("delete from citation where thing_id = '01900000-0000-7000-8000-000000000001'"),
    ).rejects.toMatchObject({ code: 'TD004' });
  });
});
