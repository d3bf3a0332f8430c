import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../tests/desk.ts';
import { testSite } from '../../tests/site.ts';

let database: TestDatabase;
let editor: DeskAsker;
let desk: ReturnType<typeof testDesk>;
let at: string;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  editor = await desk.as('editor');
  const made = await editor.post('/desk/library/new', {
    primary_lang: 'en',
    title: 'A sample album',
    abstract: '',
    kind: 'album',
  });
  at = (made.headers.get('location') ?? '').replace(/\?.*$/, '');
  await editor.post(`${at}/publish`, { langs: 'en' });
});

const sum = (name: string) => createHash('sha256').update(name).digest('hex');

/** A picture as the jobs process leaves it, without its bytes. */
async function picture(name: string, alt: string): Promise<string> {
  const sha256 = sum(name);
  const form = sum(`${name} jpeg`);
  for (const one of [sha256, form])
    await sql`insert into file (sha256, bytes, media_type, name, uploaded_by)
      values (decode(${one}, 'hex'), 10, 'image/jpeg', ${`${name}.jpg`}, ${one === sha256 ? `staff:${editor.id}` : null})`.execute(
      database.db,
    );
  await sql`insert into picture (sha256, width, height, focal_x, focal_y) values (decode(${sha256}, 'hex'), 800, 600, 50, 50)`.execute(
    database.db,
  );
  await sql`insert into picture_variant (picture, format, width, height, sha256, bytes)
    values (decode(${sha256}, 'hex'), 'jpeg', 800, 600, decode(${form}, 'hex'), 10)`.execute(database.db);
  await sql`insert into file_text (sha256, lang, alt, credit) values (decode(${sha256}, 'hex'), 'en', ${alt}, '')`.execute(
    database.db,
  );
  return sha256;
}

const page = async () => (await testSite(database.db).app.request('/en/library/a-sample-album')).text();

test('an album shows its pictures in the order that was made, each with what is said of it', async () => {
  const [first, second] = [await picture('one', 'A sample square'), await picture('two', 'A sample bridge')];
  for (const one of [first, second])
    expect((await editor.post(`${at}/pictures`, { do: 'add:', picture: one })).status).toBe(303);
  const place = async (alt: string) => (await page()).indexOf(`alt="${alt}"`);
  expect(await place('A sample square')).toBeGreaterThan(0);
  expect(await place('A sample square')).toBeLessThan(await place('A sample bridge'));
  await editor.post(`${at}/pictures`, { do: `up:${second}` });
  expect(await place('A sample bridge')).toBeLessThan(await place('A sample square'));
  const used = async () =>
    (
      await sql<{ n: number }>`select count(*)::int as n from file_use where field = 'album'`.execute(
        database.db,
      )
    ).rows[0]?.n;
  expect(await used()).toBe(2);
  await editor.post(`${at}/pictures`, { do: `remove:${first}` });
  expect(await place('A sample square')).toBe(-1);
  expect(await used()).toBe(1);
});

test('what is no picture of ours comes into no album, and who may not edit changes nothing', async () => {
  for (const wrong of ['', 'x', sum('nothing')])
    expect((await editor.post(`${at}/pictures`, { do: 'add:', picture: wrong })).status).toBe(303);
  expect(await page()).not.toContain('id="album"');
  expect((await (await desk.as('translator')).post(`${at}/pictures`, { do: 'add:' })).status).toBe(403);
});

test('a file is chosen for an item, and stays chosen', async () => {
  const sha256 = await picture('cover', 'A cover');
  const html = await (await editor.get(at)).text();
  expect(html).toContain(`<option value="${sha256}"`);
  const base = /name="base" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const form = { base, title: 'A sample album', abstract: '', kind: 'other', file_sha256: sha256 };
  expect((await editor.post(at, { ...form, intent: 'publish' })).status).toBe(303);
  expect(await (await editor.get(at)).text()).toMatch(new RegExp(`<option value="${sha256}" selected`));
  expect(await page()).toContain(`/files/${sha256}/`);
});

test('an item is put into a campaign from its own page, by those who edit that campaign', async () => {
  const { rows } = await sql<{ id: string }>`select id from campaign`.execute(database.db);
  const campaign = rows[0]?.id ?? '';
  const shows = async () =>
    (
      await sql<{
        n: number;
      }>`select count(*)::int as n from campaign_item where item_id = ${at.split('/').at(-1)}`.execute(
        database.db,
      )
    ).rows[0]?.n;
  expect((await (await desk.as('moderator')).post(`${at}/campaigns`, { campaign })).status).toBe(403);
  await editor.post(`${at}/campaigns`, { campaign });
  expect(await shows()).toBe(1);
  expect(await (await editor.get(`${at}/campaigns`)).text()).toMatch(
    new RegExp(`value="${campaign}" checked`),
  );
  await editor.post(`${at}/campaigns`, {});
  expect(await shows()).toBe(0);
});
