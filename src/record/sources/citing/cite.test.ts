import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../../tests/desk.ts';
import { testSite } from '../../../../tests/site.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let editor: DeskAsker;
let at: string;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  editor = await desk.as('editor');
  const made = await editor.post('/desk/news/new', {
    primary_lang: 'en',
    title: 'A sample headline',
    body: 'Text.',
    date: '2026-11-26',
  });
  at = (made.headers.get('location') ?? '').replace(/\?.*$/, '');
  await editor.post(`${at}/publish`, { langs: 'en' });
});

const article = async () => (await testSite(database.db).app.request('/en/news/a-sample-headline')).text();
const source = {
  do: 'new:',
  url: 'https://press.example.org/report/',
  title: 'A report of this test',
  publisher: 'Example Press',
  date: '2026-03',
  kind: 'press',
  page: '12',
  quotation: 'They were named.',
};
const count = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from source`.execute(database.db)).rows[0]?.n ?? 0;

test('a source is entered once: by its address it is found again, however it is written', async () => {
  const before = await count();
  expect((await editor.post(`${at}/sources`, source)).status).toBe(303);
  const page = await article();
  expect(page).toContain('A report of this test');
  expect(await (await editor.get(`${at}/sources`)).text()).toContain('value="They were named."');
  await editor.post(`${at}/sources`, {
    ...source,
    url: 'http://www.press.example.org/report',
    title: 'Other',
  });
  expect(await count()).toBe(before + 1);
  expect(await article()).not.toContain('>Other<');
});

test('one that is known is found by its words, added, ordered and removed', async () => {
  await editor.post(`${at}/sources`, source);
  const html = await (await editor.get(`${at}/sources?q=blackwater`)).text();
  const [, id = ''] = /<option value="([0-9a-f-]{36})">/.exec(html) ?? [];
  expect((await editor.post(`${at}/sources`, { do: 'cite:', source: id, page: '4' })).status).toBe(303);
  const order = async () =>
    [...(await (await editor.get(`${at}/sources`)).text()).matchAll(/data-order-id="([0-9a-f-]+)"/g)].map(
      ([, one]) => one,
    );
  expect((await order()).indexOf(id)).toBe(1);
  await editor.post(`${at}/sources`, { do: `up:${id}` });
  expect((await order()).indexOf(id)).toBe(0);
  await editor.post(`${at}/sources`, { do: 'save:', [`page_${id}`]: '5–6', [`quotation_${id}`]: '' });
  expect(await (await editor.get(`${at}/sources`)).text()).toContain('value="5–6"');
  await editor.post(`${at}/sources`, { do: `remove:${id}` });
  expect(await order()).toHaveLength(1);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from revision where why = 'sources'
    and thing_id = ${at.split('/').at(-1)}`.execute(database.db);
  expect(rows[0]?.n).toBe(5);
});

test('what is no source is refused, and who may not edit changes nothing', async () => {
  const refused = await editor.post(`${at}/sources`, {
    ...source,
    title: '',
    url: 'javascript:x',
    kind: 'rumour',
  });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('id="url-error"');
  for (const wrong of ['', 'x', '00000000-0000-7000-8000-000000000000'])
    expect((await editor.post(`${at}/sources`, { do: 'cite:', source: wrong })).status).toBe(422);
  expect((await (await desk.as('translator')).post(`${at}/sources`, source)).status).toBe(403);
  const other = await desk.as('editor', { campaignId: await campaign() });
  expect((await other.post(`${at}/sources`, source)).status).toBe(403);
});

async function campaign(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from campaign`.execute(database.db);
  return rows[0]?.id ?? '';
}

test('of what is public the sources are changed by those who publish; a researcher’s are of drafts', async () => {
  const researcher = await desk.as('researcher');
  const { rows } = await sql<{ id: string; public: boolean }>`
    select t.id, exists (select from publication p where p.thing_id = t.id and p.ended_at is null) as public
    from thing t where t.kind = 'item' order by t.id limit 1`.execute(database.db);
  const [item] = rows;
  expect(item?.public).toBe(true);
  const path = `/desk/library/${item?.id}`;
  expect((await researcher.post(`${path}/sources`, source)).status).toBe(403);
  expect(await (await researcher.get(`${path}/sources`)).text()).not.toContain(
    '<form method="post" action="/desk/library',
  );
  await editor.post(`${path}/unpublish`);
  expect((await researcher.post(`${path}/sources`, source)).status).toBe(303);
});
