import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../../tests/desk.ts';
import { testSite } from '../../../../tests/site.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { dumpRecord } from './moving.world.ts';

let database: TestDatabase;
let researcher: DeskAsker;
let reviewer: DeskAsker;
beforeEach(async () => {
  database = await testDatabase({ starter: true });
  const desk = testDesk(database.db);
  researcher = await desk.as('researcher');
  reviewer = await desk.as('reviewer');
});

const idOf = async (slug: string): Promise<Id> =>
  (await sql<{ id: Id }>`select id from thing where kind = 'company' and slug = ${slug}`.execute(database.db))
    .rows[0]?.id as Id; // of the starter record
const placeOf = (answer: Response) => (answer.headers.get('location') ?? '').replace(/\?.*/, '');
const publicPage = async (path: string) => testSite(database.db).app.request(path);
const html = async (path: string) => (await publicPage(path)).text();

describe('a merge in the desk', () => {
  test('is proposed with a reason, done by a second person, taken back in the same way, and told by the audit log', async () => {
    const titan = await idOf('titan');
    const at = `/desk/companies/${titan}/merge`;
    expect((await researcher.post(at, { into: 'caci', why: '' })).status).toBe(422);
    expect((await researcher.post(at, { into: 'titan', why: 'A sample.' })).status).toBe(422);
    const proposed = await researcher.post(at, { into: 'caci', why: 'A sample reason.' });
    expect(proposed.status).toBe(303);
    const move = placeOf(proposed);
    expect((await researcher.post(at, { into: 'kbr', why: 'Another.' })).status).toBe(422);
    // Who proposes is not asked, and may not.
    expect(await (await researcher.get(move)).text()).not.toContain('value="do"');
    expect((await researcher.post(`${move}/decide`, { intent: 'do' })).status).toBe(403);
    expect(await (await reviewer.get(move)).text()).toContain('A sample reason.');
    expect((await reviewer.post(`${move}/decide`, { intent: 'do' })).status).toBe(303);
    expect((await publicPage('/ar/record/companies/titan')).headers.get('location')).toBe(
      '/ar/record/companies/caci',
    );
    expect((await reviewer.post(`${move}/decide`, { intent: 'do' })).status).toBe(409);

    expect((await researcher.post(`${move}/undo`, { why: '' })).status).toBe(422);
    expect((await researcher.post(`${move}/undo`, { why: 'It was wrong.' })).status).toBe(303);
    expect((await reviewer.post(`${move}/decide`, { intent: 'undo' })).status).toBe(303);
    expect((await publicPage('/en/record/companies/titan')).status).toBe(200);
    const { rows } = await sql<{ action: string; n: number }>`select action, count(*) as n from audit
      where action like 'merge.%' and outcome = 'done' group by action order by action`.execute(database.db);
    expect(rows).toEqual([
      { action: 'merge.decide', n: 2 },
      { action: 'merge.propose', n: 2 },
    ]);
  });

  test('of somebody who may do both is still not done by them alone', async () => {
    const both = await testDesk(database.db).as(['researcher', 'reviewer']);
    const move = placeOf(
      await both.post(`/desk/companies/${await idOf('titan')}/merge`, { into: 'caci', why: 'A sample.' }),
    );
    const answer = await both.post(`${move}/decide`, { intent: 'do' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Nobody decides about what they proposed themselves.');
    expect((await publicPage('/en/record/companies/titan')).status).toBe(200);
    expect((await reviewer.post(`${move}/decide`, { intent: 'refuse' })).status).toBe(303);
    expect((await reviewer.post(`${move}/decide`, { intent: 'do' })).status).toBe(409);
  });
});

describe('a split in the desk', () => {
  const choose = async (names: readonly string[], others: readonly string[]) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from company_name where name = any(${[...names]}::text[])
      union select id from thing where slug = any(${[...others]}::text[])`.execute(database.db);
    return Object.fromEntries(rows.map(({ id }) => [`choose.${id}`, 'yes']));
  };
  const form = async () => ({
    country: 'US',
    summary: 'A sample company that was thought to be another.',
    source:
      (await sql<{ key: string }>`select key from source order by key limit 1`.execute(database.db)).rows[0]
        ?.key ?? '',
    why: 'They were two.',
  });

  test('makes a company of what was chosen, and taken back leaves the old one as it was', async () => {
    const blackwater = await idOf('blackwater');
    const before = await html('/en/record/companies/blackwater');
    const rows = await dumpRecord(database);
    const at = `/desk/companies/${blackwater}/split`;
    const proposed = await researcher.post(at, {
      ...(await form()),
      ...(await choose(['Xe Services LLC', 'Xe'], ['blackwater-exports-2010'])),
    });
    expect(proposed.status).toBe(303);
    const move = placeOf(proposed);
    expect(await html('/en/record/companies/blackwater')).toBe(before);
    // Who decides reads which statements go, not only how many.
    const asked = await (await reviewer.get(move)).text();
    for (const goes of ['Xe Services LLC', 'Alleged unlicensed exports of weapons and services'])
      expect(asked).toContain(`<bdi>${goes}</bdi>`);
    expect(asked).not.toContain('<bdi>Nisour Square shooting</bdi>');
    expect((await publicPage('/en/record/companies/xe-services-llc')).status).toBe(404);
    expect((await reviewer.post(`${move}/decide`, { intent: 'do' })).status).toBe(303);
    const made = await html('/en/record/companies/xe-services-llc');
    expect(made).toContain('A sample company that was thought to be another.');
    expect(made).toContain('id="incident-blackwater-exports-2010"');
    const left = await html('/en/record/companies/blackwater');
    expect(left).not.toContain('<bdi>Xe Services LLC</bdi>');
    expect(left).not.toContain('id="incident-blackwater-exports-2010"');

    await researcher.post(`${move}/undo`, { why: 'They were one after all.' });
    expect((await reviewer.post(`${move}/decide`, { intent: 'undo' })).status).toBe(303);
    expect((await publicPage('/en/record/companies/xe-services-llc')).status).toBe(410);
    const after = await html('/en/record/companies/blackwater');
    for (const id of ['names', 'incidents', 'contracts', 'cases']) {
      const part = (page: string) =>
        page.slice(page.indexOf(` id="${id}"`), page.indexOf('<section', page.indexOf(` id="${id}"`)));
      expect(part(after), id).toBe(part(before));
    }
    // Row by row too: of the company that was made there is its entry alone, unpublished, and nothing is said of it.
    const fresh = await idOf('xe-services-llc');
    const leftOver: Record<string, string[]> = {};
    for (const [table, now] of Object.entries(await dumpRecord(database))) {
      const mine = now.filter((row) => row.includes(fresh));
      if (mine.length > 0) leftOver[table] = mine;
      expect(
        now.filter((row) => !row.includes(fresh)),
        table,
      ).toEqual(rows[table]);
    }
    expect(Object.keys(leftOver).sort()).toEqual(['citation', 'company', 'company_text', 'thing']);
  });

  test('of all that is said of a company but one name, taken back leaves no trace in any row of the record', async () => {
    // An answer that is about the company itself, and public.
    const made = await researcher.post('/desk/responses/new', {
      primary_lang: 'en',
      company_id: 'blackwater',
      about: 'blackwater',
      text: 'A sample answer.',
    });
    const answer = placeOf(made).split('/').at(-1) ?? '';
    const press = { do: 'new:', url: 'https://press.example.org/1', title: 'A sample', kind: 'press' };
    await researcher.post(`/desk/responses/${answer}/sources`, press);
    const review = `/desk/record/review/${answer}`;
    const seen = /name="seen" value="(\d+)"/.exec(await (await reviewer.get(review)).text())?.[1] ?? '';
    expect((await reviewer.post(review, { seen, langs: 'en', intent: 'publish' })).status).toBe(303);
    for (const slug of ['blackwater', 'titan', 'constellis', 'g4s']) {
      const rows = await dumpRecord(database);
      const at = `/desk/companies/${await idOf(slug)}/split`;
      const offered = [...(await (await researcher.get(at)).text()).matchAll(/name="(choose\.[^"]+)"/g)];
      const chosen = Object.fromEntries(offered.slice(1).map(([, name = '']) => [name, 'yes']));
      const proposed = await researcher.post(at, { ...(await form()), ...chosen });
      expect(proposed.status, slug).toBe(303);
      const move = placeOf(proposed);
      expect((await reviewer.post(`${move}/decide`, { intent: 'do' })).status, slug).toBe(303);
      const fresh = (
        await sql<{
          id: string;
        }>`select to_company as id from company_move where id = ${move.split('/').at(-1)}`.execute(
          database.db,
        )
      ).rows[0]?.id;
      const during = await dumpRecord(database);
      expect(during.company_name?.filter((row) => row.includes(fresh ?? '-')).length, slug).toBeGreaterThan(
        0,
      );
      await researcher.post(`${move}/undo`, { why: 'They were one after all.' });
      expect((await reviewer.post(`${move}/decide`, { intent: 'undo' })).status, slug).toBe(303);
      for (const [table, now] of Object.entries(await dumpRecord(database)))
        expect(
          now.filter((row) => !row.includes(fresh ?? '-')),
          `${slug}: ${table}`,
        ).toEqual(rows[table]);
    }
  });

  test('leaves each company a name', async () => {
    const at = `/desk/companies/${await idOf('blackwater')}/split`;
    const none = await researcher.post(at, {
      ...(await form()),
      ...(await choose([], ['blackwater-exports-2010'])),
    });
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('At least one name goes, and at least one stays.');
    const { rows } = await sql`select from company_move`.execute(database.db);
    expect(rows).toHaveLength(0);
  });
});
