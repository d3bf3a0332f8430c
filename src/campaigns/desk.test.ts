import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';
import type { Id } from '../foundation/database/id.ts';

const slug = 'stop-private-military-companies';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let campaignId: Id;
let editor: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  const found = await sql<{
    id: Id;
  }>`select id from thing where kind = 'campaign' and slug = ${slug}`.execute(database.db);
  campaignId = found.rows[0]?.id as Id; // the starter brings it
  editor = await desk.as('editor', { campaignId, name: 'Sample Editor' });
});

const page = async (path: string) => testSite(database.db).app.request(path);
const campaignPage = async (lang = 'en') => (await page(`/${lang}/campaigns/${slug}`)).text();
const at = (part: string) => `/desk/campaigns/${campaignId}/${part}`;
const idIn = (location: string | null) => (location ?? '').replace(/\?.*$/, '').split('/').at(-1) ?? '';

/** @returns in which order two sections stand on the public page. */
async function isBefore(first: string, second: string): Promise<boolean> {
  const html = await campaignPage();
  const [a, b] = [html.indexOf(`id="${first}"`), html.indexOf(`id="${second}"`)];
  expect(a).toBeGreaterThan(0);
  expect(b).toBeGreaterThan(0);
  return a < b;
}

async function revisions(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from revision
    where thing_id = ${campaignId} and lang is null and actor = ${`staff:${editor.id}`}`.execute(database.db);
  return rows[0]?.n ?? 0;
}

describe('sections', () => {
  test('are moved, dragged, hidden and shown again, each with a revision', async () => {
    expect(await isBefore('who', 'challenge')).toBe(true);
    expect((await editor.post(at('sections'), { do: 'up:challenge' })).status).toBe(303);
    expect(await isBefore('challenge', 'who')).toBe(true);
    await editor.post(at('sections'), { do: 'hide:challenge' });
    expect(await campaignPage()).not.toContain('id="challenge"');
    await editor.post(at('sections'), { do: 'show:challenge' });
    await editor.post(at('sections'), { do: 'order:signatories,who,challenge' });
    expect(await isBefore('signatories', 'who')).toBe(true);
    expect(await isBefore('who', 'challenge')).toBe(true);
    expect(await revisions()).toBe(4);
  });

  test('what is no section changes nothing', async () => {
    const before = await campaignPage();
    for (const what of ['up:nothing', 'hide:', 'drop table:x', '', 'order:,,,'])
      expect((await editor.post(at('sections'), { do: what })).status).toBe(303);
    expect(await campaignPage()).toBe(before);
  });
});

describe('points', () => {
  const point = { primary_lang: 'en', text: 'A sample objective of this test', kind: 'objective' };

  test('the page of the campaign leads to a form that knows campaign and kind', async () => {
    const list = await (await editor.get(at('points'))).text();
    expect(list).toContain(`/desk/points/new?campaign_id=${campaignId}&amp;kind=ask`);
    const form = await (await editor.get(`/desk/points/new?campaign_id=${campaignId}&kind=ask`)).text();
    expect(form).toContain('<option value="ask" selected');
    expect(form).toContain(`<option value="${campaignId}" selected`);
  });

  test('a draft is not public, a published one is, in its place; one in the bin is gone', async () => {
    const made = await editor.post('/desk/points/new', { ...point, campaign_id: campaignId });
    const id = idIn(made.headers.get('location'));
    expect(await campaignPage()).not.toContain(point.text);
    await editor.post(`/desk/points/${id}/publish`, { langs: 'en' });
    expect(await campaignPage()).toContain(point.text);
    for (let step = 0; step < 8; step += 1)
      await editor.post(at('points'), { kind: 'objective', do: `up:${id}` });
    const listed = await (await editor.get(at('points'))).text();
    expect(/data-order-id="([0-9a-f-]+)"/.exec(listed)?.[1]).toBe(id);
    await editor.post(`/desk/points/${id}/unpublish`);
    expect(await campaignPage()).not.toContain(point.text);
    await editor.post(`/desk/points/${id}/publish`);
    const binned = await editor.post(`/desk/points/${id}/bin`);
    expect(binned.headers.get('location')).toContain(at('points'));
    expect(await campaignPage()).not.toContain(point.text);
    expect(await (await editor.get(at('points'))).text()).not.toContain(point.text);
    // The order of those that are left can still be changed, and the one from the bin comes back.
    const second = /do" value="down:([0-9a-f-]+)"/.exec(await (await editor.get(at('points'))).text())?.[1];
    expect((await editor.post(at('points'), { kind: 'objective', do: `down:${second}` })).status).toBe(303);
    await editor.post(`/desk/bin/${id}/restore`);
    expect(await (await editor.get(at('points'))).text()).toContain(point.text);
  });

  test('the points that came with the software are public, and can be taken from the public', async () => {
    const { rows } = await sql<{ id: Id; text: string }>`select p.id, x.text from campaign_point p
      join campaign_point_text x on x.thing_id = p.id and x.lang = 'en' where p.kind = 'objective' order by position limit 1`.execute(
      database.db,
    );
    const [starter] = rows;
    const plain = async () => (await campaignPage()).replaceAll('&#39;', "'");
    expect(await plain()).toContain(starter?.text);
    await editor.post(`/desk/points/${starter?.id}/unpublish`);
    expect(await plain()).not.toContain(starter?.text);
  });

  test('a point that becomes one of another kind finds a place there', async () => {
    const made = await editor.post('/desk/points/new', { ...point, campaign_id: campaignId });
    const id = idIn(made.headers.get('location'));
    await sql`update campaign_point set kind = 'ask' where id = ${id}`.execute(database.db);
    await editor.post(`/desk/points/${id}/publish`, { langs: 'en' });
    expect(await campaignPage()).toContain(point.text);
  });
});

describe('links and items of the library', () => {
  test('links are set, refused where they are none, and taken away', async () => {
    expect((await editor.post(at('links'), { telegram: 'https://t.me/example' })).status).toBe(303);
    expect(await campaignPage()).toContain('https://t.me/example');
    const refused = await editor.post(at('links'), { telegram: 'javascript:alert(1)' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="telegram-error"');
    await editor.post(at('links'), { telegram: '' });
    expect(await campaignPage()).not.toContain('https://t.me/example');
  });

  test('one item is featured, items are ordered, removed and added', async () => {
    const html = await (await editor.get(at('items'))).text();
    const ids = [...html.matchAll(/data-order-id="([0-9a-f-]+)"/g)].map(([, id = '']) => id);
    expect(ids.length).toBeGreaterThan(2);
    await editor.post(at('items'), { do: `feature:${ids[1]}` });
    await editor.post(at('items'), { do: `feature:${ids[2]}` });
    const { rows } = await sql<{
      item: string;
    }>`select item_id as item from campaign_item where featured`.execute(database.db);
    expect(rows).toEqual([{ item: ids[2] }]);
    await editor.post(at('items'), { do: `remove:${ids[2]}` });
    expect(await (await editor.get(at('items'))).text()).not.toContain(`data-order-id="${ids[2]}"`);
    expect((await editor.post(at('items'), { item: ids[2] ?? '' })).status).toBe(303);
    expect(await (await editor.get(at('items'))).text()).toContain(`data-order-id="${ids[2]}"`);
    expect((await editor.post(at('items'), { item: campaignId })).status).toBe(404);
  });
});

describe('a new campaign', () => {
  const fields = {
    primary_lang: 'en',
    name: 'A second campaign',
    tagline: '',
    who_we_are: '',
    challenge: '',
  };

  test('is begun by an owner, has its sections, is nowhere in public before it is published, and then has a page', async () => {
    const lead = await desk.as('owner');
    expect((await (await desk.as('editor')).post('/desk/campaigns/new', fields)).status).toBe(403);
    const made = await lead.post('/desk/campaigns/new', fields);
    expect(made.status).toBe(303);
    const id = idIn(made.headers.get('location'));
    for (const path of ['/en', '/en/campaigns', '/sitemap.xml', '/en/act', '/en/about'])
      expect(await (await page(path)).text(), path).not.toMatch(/second.campaign/i);
    expect((await page('/en/campaigns/a-second-campaign')).status).toBe(404);
    expect(await (await lead.get(`/desk/campaigns/${id}/sections`)).text()).toContain(
      'data-order-id="signatories"',
    );
    await lead.post(`/desk/campaigns/${id}/publish`, { langs: 'en' });
    const shown = await page('/en/campaigns/a-second-campaign');
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('A second campaign');
    expect(await (await page('/sitemap.xml')).text()).not.toContain('a-second-campaign/declaration');
  });

  test('the editor of one campaign changes no other', async () => {
    const lead = await desk.as('owner');
    const id = idIn((await lead.post('/desk/campaigns/new', fields)).headers.get('location'));
    const other = await desk.as('editor', { campaignId: id as Id });
    for (const [path, form] of [
      ['sections', { do: 'up:who' }],
      ['points', { kind: 'ask', do: 'up:x' }],
      ['links', { telegram: 'https://t.me/example' }],
      ['items', { do: 'up:x' }],
    ] as const) {
      expect((await other.post(at(path), form)).status, path).toBe(403);
      expect((await other.post(`/desk/campaigns/${id}/${path}`, form)).status, path).toBe(303);
      expect((await (await desk.as('translator')).post(at(path), form)).status, path).toBe(403);
    }
    const point = { primary_lang: 'en', text: 'Put elsewhere', kind: 'ask', campaign_id: campaignId };
    expect((await other.post('/desk/points/new', point)).status).toBe(422);
  });
});
