import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';

let get: (path: string) => Promise<Response>;
const page = async (path: string) => (await get(path)).text();

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db);
  get = async (path) => app.request(path);
});

const slugsOf = (html: string) =>
  [...html.matchAll(/<h3><a href="\/en\/library\/([a-z0-9-]+)">/g)].map((match) => match[1]);

test('the list leads with our own report, shows every item once, and offers only kinds that are there', async () => {
  const html = await page('/en/library');
  expect(html).toContain('href="/en/record/report"');
  const slugs = slugsOf(html);
  expect(slugs).toContain('nova-2011');
  expect(slugs).toContain('iraq-for-sale');
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(html).toContain('href="/en/library?kind=video"');
  expect(html).not.toContain('kind=album');
});

test('one kind alone; what is no kind shows all and is not kept', async () => {
  const videos = await page('/en/library?kind=video');
  expect(videos).toContain('private-warriors');
  expect(videos).not.toContain('nova-2011');
  expect(videos).not.toContain('href="/en/library/nova-2011"');
  const unknown = await get('/en/library?kind=%3Cscript%3E&after=%00');
  expect(unknown.status).toBe(200);
  expect(unknown.headers.get('x-cache')).toBeNull();
  expect(slugsOf(await unknown.text())).toEqual(slugsOf(await page('/en/library')));
});

test('a document leads to its publisher first; a mirror comes after it, with a word of warning', async () => {
  const html = await page('/en/library/nova-2011');
  const publisher = html.indexOf(
    'href="https://www.iraqicivilsociety.org/archives/419" rel="noreferrer external">Open it',
  );
  const mirror = html.indexOf('rel="noreferrer external">A copy elsewhere: <bdi>vdoc.pub</bdi>');
  expect(publisher).toBeGreaterThan(0);
  expect(mirror).toBeGreaterThan(publisher);
  expect(html.slice(mirror)).toContain('may track its visitors');
  expect(html).toMatch(/<a class="cover" href="https:\/\/www\.iraqicivilsociety\.org/);
});

test('the publisher’s own copy is not called a mirror', async () => {
  expect(await page('/en/library/crs-legal-issues')).not.toContain('may track its visitors');
});

test('a United Nations document shows its symbol', async () => {
  expect(await page('/ar/library/un-mission-iraq-2011')).toContain('<bdi lang="en">A/HRC/18/32/Add.4</bdi>');
});

test('a film is a link and loads nothing from elsewhere; one without an address says so', async () => {
  const film = await page('/en/library/private-warriors');
  expect(film).toContain('class="film"');
  expect(film).not.toMatch(/<(iframe|video|img|script[^>]*src="http)/);
  expect(await page('/en/library/iraq-for-sale')).toContain('No address on the web is known.');
});

test('an item that is not there is not found', async () => {
  expect((await get('/en/library/never-there')).status).toBe(404);
  expect((await get('/ckb/library')).status).toBe(404);
});
