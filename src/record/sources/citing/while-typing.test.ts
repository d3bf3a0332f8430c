import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../../tests/desk.ts';
import { baseIn, sampleLaw } from '../../claims/claims.world.ts';

// A source that somebody began to enter within the form of a statement, whichever button they press then.

let database: TestDatabase;
let researcher: DeskAsker;
let at: string;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  researcher = await testDesk(database.db).as('researcher');
  const begun = await researcher.post('/desk/laws/new', sampleLaw);
  at = (begun.headers.get('location') ?? '').replace(/\?.*$/, '');
});

const titleOnRecord = async () =>
  (await sql<{ title: string }>`select title from law_text`.execute(database.db)).rows[0]?.title;
const count = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from source`.execute(database.db)).rows[0]?.n;
const send = async (typed: Record<string, string>) =>
  researcher.post(at, { ...sampleLaw, base: baseIn(await (await researcher.get(at)).text()), ...typed });

test('what is half told of it holds back the save, and the summary names the field that lacks', async () => {
  const half = await send({ intent: 'save', title: 'A title saved', cite_title: 'A source half told' });
  expect(half.status).toBe(422);
  const page = await half.text();
  expect(page).toContain('value="A source half told"');
  expect(page).toContain('value="A title saved"');
  expect(page).toMatch(/<a href="#cite_kind">Kind of source: /);
  const nowhere = await send({ intent: 'save', cite_page: '3' });
  expect(await nowhere.text()).toMatch(/<a href="#cite_source">Address, key or title: /);
  expect(await titleOnRecord()).toBe('A sample law');
  expect(await count()).toBe(0);
});

test('what is wrong elsewhere is told in the order of the form, and no source is entered', async () => {
  const both = await send({
    intent: 'save',
    title: '',
    country: 'nowhere',
    cite_title: 'One',
    cite_kind: 'press',
  });
  expect(both.status).toBe(422);
  const page = await both.text();
  expect(page.indexOf('<a href="#title">')).toBeGreaterThan(0);
  expect(page).toContain('value="One"');
  expect(await count()).toBe(0);
});

test('told whole it is added with what is saved, once, however often the button is pressed', async () => {
  const whole = { intent: 'save', title: 'A title saved', cite_title: 'A source told', cite_kind: 'press' };
  expect((await send(whole)).status).toBe(303);
  expect((await send(whole)).status).toBe(303);
  expect(await titleOnRecord()).toBe('A title saved');
  expect(await (await researcher.get(at)).text()).toContain('A source told');
  expect(await count()).toBe(1);
});

test('one that is nearly the same is taken by choosing it', async () => {
  const report = { title: 'The hearings on private guards in 2009', kind: 'press' };
  await researcher.post('/desk/sources/new', { ...report, url: 'https://press.example.org/report' });
  const typed = { intent: 'cite', cite_title: 'The hearings on private guards, 2009', cite_kind: 'press' };
  const asked = await (await send(typed)).text();
  const [, key = ''] =
    /<input type="radio"[^>]* name="cite_new" value="(source-[0-9a-f-]+)"/.exec(asked) ?? [];
  expect(key).not.toBe('');
  const strange = await send({ ...typed, cite_new: 'no such source' });
  expect(strange.status).toBe(422);
  expect(await (await send({ ...typed, cite_new: key })).text()).toContain('The source is added.');
  expect(await count()).toBe(1);
  expect((await send({ ...typed, cite_new: 'yes' })).status).toBe(200);
  expect(await count()).toBe(2);
});
