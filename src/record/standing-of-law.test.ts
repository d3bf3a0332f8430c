import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';
import type { Editable } from '../desk/editing/model.ts';
import { publishWork } from '../desk/editing/publishing/publish-store.ts';
import { readWork, saveOwn } from '../desk/editing/work-store.ts';
import { editables } from '../editables.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import { write } from '../foundation/history/history.ts';
import { root } from '../foundation/paths.ts';
import { make } from './api/record.world.ts';
import { caseEditable, stageEditable } from './cases/desk-fields.ts';
import { readCaseFigures } from './cases/list-store.ts';
import { lawEditable } from './laws/desk-fields.ts';
import type { Standing } from './model.ts';
import { treatyStepEditable } from './treaty/desk-fields.ts';

// How surely the record tells of cases, their steps, laws and the steps towards a treaty: kept by the database, asked for in the
// desk, and said wherever one of them is named.
const { db, pool } = await testDatabase({ starter: true });
const kinds: readonly [string, Editable, string][] = [
  ['a case', caseEditable, `(select id from thing where kind = 'case' and slug = 'iraq-v-armorgroup-guard')`],
  [
    'a step of a case',
    stageEditable,
    `(select s.id from stage s join thing t on t.id = s.case_id where t.slug = 'iraq-v-armorgroup-guard' and s.kind = 'convicted')`,
  ],
  ['a law', lawEditable, `(select id from thing where kind = 'law' and slug = 'iq-law-52-2017')`],
  [
    'a step towards a treaty',
    treatyStepEditable,
    `(select id from thing where kind = 'treaty-step' and slug = '2005-07-working-group-on-the-use-of-mercenaries-created')`,
  ],
];
const idOf = async (of: string): Promise<Id> => (await pool.query(`select ${of} as id`)).rows[0].id;

/** Changes how surely something public stands, as the desk does: a revision, read by another, and published. */
async function judge(editable: Editable, id: Id, standing: Standing): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const history = write('staff:author', 'a sample', tx);
    const work = await readWork(tx, editable, id);
    if (!work) throw new Error('nothing there');
    await saveOwn(history, editable, work, { ...work.own, standing });
    await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
      tx,
    );
    const saved = await readWork(tx, editable, id);
    const options = { actor: 'staff:second' as const, why: 'A sample reason.' };
    expect(saved && (await publishWork(history, editable, saved, [], options))).toEqual({
      outcome: 'published',
    });
  });
}

const page = async (path: string) => (await testSite(db).app.request(path)).text();
const json = async (path: string) => (await testSite(db).app.request(path)).json();

describe('straight in SQL the standing of something public is changed by nobody:', () => {
  const revision = (of: string, data: string) =>
    `insert into revision (id, thing_id, lang, number, actor, why, data) select gen_random_uuid(), r.thing_id, null,
      max(r.number) + 1, 'staff:a', 'a try', '${data}' from revision r where r.thing_id = ${of} and r.lang is null group by r.thing_id`;
  const comesOut = (of: string, number: number) =>
    `insert into text_publication (id, thing_id, lang, revision, actor) values (gen_random_uuid(), ${of}, null, ${number}, 'staff:b')`;
  const read = (of: string) =>
    `insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), ${of}, 'staff', 'staff:b')`;
  async function tryIn(statements: readonly string[]): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query(`begin; ${statements.join('; ')}; commit`);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  test.each(kinds)('%s', async (_, { table }, of) => {
    const raised = `update ${table} set standing = 'established' where id = ${of}`;
    const refused = { code: 'TD004' };
    await expect(tryIn([raised])).rejects.toMatchObject(refused);
    await expect(tryIn([raised, comesOut(of, 1)])).rejects.toMatchObject(refused);
    await expect(
      tryIn([revision(of, '{"standing": "disputed"}'), read(of), raised, comesOut(of, 3)]),
    ).rejects.toMatchObject(refused);
    // Said, and read by nobody.
    await expect(
      tryIn([revision(of, '{"standing": "established"}'), raised, comesOut(of, 3)]),
    ).rejects.toMatchObject(refused);
    await expect(
      pool.query(`update ${table} set standing = 'certain' where id = ${of}`),
    ).rejects.toMatchObject({ code: '23514' });
    expect((await pool.query(`select standing from ${table} where id = ${of}`)).rows).toEqual([
      { standing: 'reported' },
    ]);
  });

  test('nor of what an early version brought, whose history says nothing of it, while it is taken back for a moment', async () => {
    const id = await make(db, {
      kind: 'law',
      slug: 'early-law',
      table: 'law',
      own: { country: 'FR', kind: 'order', status: 'repealed' },
      texts: { en: { title: 'A sample order' } },
    });
    const again = [
      `update publication set ended_at = now(), ended_by = 'staff:a' where thing_id = '${id}' and ended_at is null`,
      `insert into publication (id, thing_id, actor) values (gen_random_uuid(), '${id}', 'staff:a')`,
    ];
    const raised = `update law set standing = 'established' where id = '${id}'`;
    await expect(tryIn([again[0] ?? '', raised, again[1] ?? ''])).rejects.toMatchObject({ code: 'TD004' });
    await tryIn(again);
  });
});

describe('the form of the desk', () => {
  test.each(kinds)('of %s asks for it, and begins with what claims least', async (_, { path, own }, of) => {
    const { as } = testDesk(db);
    const researcher = await as('researcher');
    const select = (html: string) => /<select[^>]*name="standing".*?<\/select>/s.exec(html)?.[0] ?? '';
    const fresh = select(await (await researcher.get(`${path}/new`)).text());
    expect(fresh).toMatch(/^<select[^>]*>\s*<option value="reported"/);
    expect([...fresh.matchAll(/value="([a-z]+)"/g)].map(([, word]) => word).sort()).toEqual([
      'alleged',
      'disputed',
      'established',
      'reported',
    ]);
    expect(select(await (await researcher.get(`${path}/${await idOf(of)}`)).text())).toContain('selected');
    expect(own.find(({ name }) => name === 'standing')).toMatchObject({
      required: true,
      hint: expect.any(String),
    });
  });
});

describe('a conviction that is contested', () => {
  beforeAll(async () => {
    for (const [, editable, of] of kinds) await judge(editable, await idOf(of), 'disputed');
  });
  const slug = 'iraq-v-armorgroup-guard';
  /** What stands around a link to the case. */
  const beside = (html: string, around: RegExp) => around.exec(html)?.[0] ?? '';

  test.each([
    ['en', 'disputed'],
    ['ar', 'متنازع عليها'],
  ])('reads as contested wherever the case is named, in %s', async (lang, word) => {
    const mark = `<span class="standing" data-standing="disputed">${word}</span>`;
    const case_ = await page(`/${lang}/record/cases/${slug}`);
    expect(/<h1.*?<\/p>/s.exec(case_)?.[0]).toContain(mark);
    expect(beside(case_, /<li id="step-(?:(?!<\/li>).)*data-standing="disputed".*?<\/li>/s)).toContain(mark);
    // The case, that step, and what the word means.
    expect(case_.match(/data-standing="disputed"/g)).toHaveLength(3);
    expect(case_).toMatch(/<ul class="legend" data-alone="">/);
    const list = await page(`/${lang}/record/cases`);
    const entry = new RegExp(
      `<li><p class="label">(?:(?!</li>).)*<h3><a href="/${lang}/record/cases/${slug}">.*?</li>`,
      's',
    );
    expect(beside(list, entry)).toContain(mark);
    const score = new RegExp(
      `<li>(?:(?!</li>).)*class="label" href="/${lang}/record/cases/${slug}">.*?</li>`,
      's',
    );
    expect(beside(list, score)).toContain(mark);
    const told = new RegExp(`<li id="case-${slug}">.*?</li>`, 's');
    expect(beside(await page(`/${lang}/record/report`), told)).toContain(mark);
    expect(beside(await page(`/${lang}/record/companies/armorgroup`), told)).toContain(mark);
    const incident = await page(`/${lang}/record/incidents/armorgroup-shooting-2009`);
    expect(/<section[^>]*id="cases".*?<\/section>/s.exec(incident)?.[0]).toContain(mark);
  });

  test.each([
    ['en', 'Disputed'],
    ['ar', 'متنازع عليها'],
  ])('begins with that where it is shared, in %s', async (lang, word) => {
    const html = await page(`/${lang}/record/cases/${slug}`);
    expect(html).toContain(`<meta name="description" content="${word}: `);
    expect(html).toContain(`"description":"${word}: `);
  });

  test('is counted as one that is disputed, and as none where it is only alleged', async () => {
    expect(await readCaseFigures(db)).toMatchObject({
      convicted: 3,
      disputed: { convicted: 1, pardoned: 0 },
    });
    const front = (html: string) => /<div id="figure-convicted">.*?<\/div>/s.exec(html)?.[0] ?? '';
    expect(front(await page('/en/record'))).toContain('1 of them is disputed');
    expect(front(await page('/ar/record'))).toContain('منها قضية واحدة متنازع عليها');
    const convicted = async () =>
      [
        ...(await page('/en/record/cases?stage=convicted')).matchAll(
          /<h3><a href="\/en\/record\/cases\/([a-z0-9-]+)"/g,
        ),
      ].map(([, one]) => one);
    expect(await convicted()).toContain(slug);
    const [, editable, of] = kinds[1] ?? [];
    if (!editable || !of) throw new Error('the step');
    await judge(editable, await idOf(of), 'alleged');
    expect(await readCaseFigures(db)).toMatchObject({ cases: 15, convicted: 2, disputed: { convicted: 0 } });
    expect(await convicted()).not.toContain(slug);
    await judge(editable, await idOf(of), 'disputed');
  });

  test('is told so as data, and can be asked for', async () => {
    const { data: told } = await json(`/api/v1/cases/${slug}`);
    expect(told).toMatchObject({ standing: 'disputed' });
    expect(
      told.stages.map((one: { type: string; standing: string }) => [one.type, one.standing]),
    ).toContainEqual(['convicted', 'disputed']);
    const { data } = await json('/api/v1/cases?standing=disputed');
    expect(data.map((one: { slug: string }) => one.slug)).toEqual([slug]);
    expect(await json('/api/v1/laws/iq-law-52-2017')).toMatchObject({ data: { standing: 'disputed' } });
    const steps = await json('/api/v1/treaty?standing=disputed');
    expect(steps.data).toMatchObject([{ date: '2005-07', standing: 'disputed' }]);
  });

  test.each([
    ['en', 'reported', 'disputed'],
    ['ar', 'مُبلَّغ عنه', 'متنازع عليه'],
  ])('has in its history what it was before, in %s', async (lang, was, is) => {
    const html = await page(`/${lang}/record/history/case/${slug}`);
    expect(html).toMatch(new RegExp(`<del><bdi>${was}</bdi></del>\\s*<ins><bdi>${is}</bdi></ins>`));
  });
});

test.each([
  ['en', 'disputed', 'disputed'],
  ['ar', 'متنازع عليه', 'متنازع عليها'],
])(
  'a law and a step towards a treaty say it on their pages and in their lists, in %s',
  async (lang, law, step) => {
    const mark = (word: string) => `<span class="standing" data-standing="disputed">${word}</span>`;
    expect(/<h1.*?<\/p>/s.exec(await page(`/${lang}/record/laws/iq-law-52-2017`))?.[0]).toContain(mark(law));
    const row = /<th scope="row"><a href="[^"]*\/iq-law-52-2017">.*?<\/th>/s.exec(
      await page(`/${lang}/record/laws`),
    )?.[0];
    expect(row).toContain(mark(law));
    const treaty = await page(`/${lang}/record/treaty`);
    expect(/<li id="step-2005-07-.*?<\/li>/s.exec(treaty)?.[0]).toContain(mark(step));
    const steps = [...treaty.matchAll(/<li id="step-.*?<\/li>/gs)];
    expect(steps).toHaveLength(27);
    for (const [one] of steps) expect(one).toContain('data-standing=');
  },
);

test('every kind of statement carries a standing, but an answer and a name that somebody chose to give', () => {
  // docs/decisions/0022
  const without = editables.filter(({ claim, own }) => claim && !own.some(({ name }) => name === 'standing'));
  expect(without.map(({ kind }) => kind).sort()).toEqual(['company', 'response', 'victim']);
});

test('what waited to come out when standings came is reported, and comes out', async () => {
  const id = await idOf(`(select id from thing where kind = 'law' and slug = 'za-fma-1998')`);
  const change = (what: Record<string, string>) =>
    db.transaction().execute(async (tx) => {
      const work = await readWork(tx, lawEditable, id);
      if (!work) throw new Error('nothing there');
      await saveOwn(write('staff:author', 'a sample', tx), lawEditable, work, { ...work.own, ...what });
    });
  await change({ status: 'repealed' });
  await pool.query(`update thing set draft = draft - 'standing' where id = $1`, [id]);
  const migration = await readFile(join(root, 'migrations/0025_standing_of_cases_laws_treaty.sql'), 'utf8');
  await pool.query(/^update thing .*?;/ms.exec(migration)?.[0] ?? 'no statement');
  await db.transaction().execute(async (tx) => {
    await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
      tx,
    );
    const work = await readWork(tx, lawEditable, id);
    const options = { actor: 'staff:second' as const, why: 'A sample reason.' };
    const history = write('staff:second', 'a sample', tx);
    expect(work && (await publishWork(history, lawEditable, work, [], options))).toEqual({
      outcome: 'published',
    });
  });
  const { data } = await json('/api/v1/laws/za-fma-1998');
  expect(data).toMatchObject({ status: 'repealed', standing: 'reported' });
});
