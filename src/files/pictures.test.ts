import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { putBlob } from '../foundation/files/blobs.ts';
import { write } from '../foundation/history/history.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';
import '../news/store.ts';
import { noteFileUse } from './store.ts';

let data: TestDatabase;
let dataDir: string;
let get: (path: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  data = await testDatabase({ starter: false });
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-pictures-'));
  const { app } = testSite(data.db, { DATA_DIR: dataDir });
  get = async (path, init) => app.request(path, init);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** A picture with two forms, all of whose bytes say what they are. */
async function picture(word: string) {
  const [original, jpeg, avif] = await Promise.all(
    ['original', 'jpeg', 'avif'].map((form) => putBlob(dataDir, Buffer.from(`${word} ${form}`))),
  );
  if (!original || !jpeg || !avif) throw new Error('not put');
  await sql`insert into file (sha256, bytes, media_type, name)
    values (decode(${original.sha256}, 'hex'), ${original.bytes}, 'image/jpeg', ${`${word}.JPG`})`.execute(
    data.db,
  );
  await sql`insert into picture values (decode(${original.sha256}, 'hex'), 800, 600)`.execute(data.db);
  for (const [format, blob] of Object.entries({ jpeg, avif }))
    await sql`insert into picture_variant values (decode(${original.sha256}, 'hex'), ${format}, 480, 360, decode(${blob.sha256}, 'hex'), ${blob.bytes})`.execute(
      data.db,
    );
  return { original: original.sha256, jpeg: jpeg.sha256, avif: avif.sha256 };
}

async function use(slug: string, field: string, published: boolean, text: string) {
  await data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const id = await history.begin({ kind: 'news', slug, primaryLang: 'en' });
    await noteFileUse(tx, id, field, [text]);
    if (published) await history.publish(id);
  });
}

test('the forms of a picture in public use are everybody’s, its original nobody’s', async () => {
  const { original, jpeg, avif } = await picture('seen');
  await use('seen', 'body en', true, `![A street](/files/${original}/seen.JPG)`);
  const asked = await get(`/files/${original}/seen.JPG`);
  expect([asked.status, asked.headers.get('location')]).toEqual([302, `/files/${jpeg}`]);
  const form = await get(`/files/${avif}/seen.avif`);
  expect([form.status, form.headers.get('content-type'), await form.text()]).toEqual([
    200,
    'image/avif',
    'seen avif',
  ]);
  expect((await get(`/files/${jpeg}`)).headers.get('content-disposition')).toMatch(
    /^inline; filename="seen.jpg"/,
  );
  const other = await get(`/files/${avif}/photo.png`);
  expect(other.headers.get('location')).toBe(`/files/${avif}/seen.avif`);
});

test.each([
  ['used by nothing', null, false],
  ['used by a draft', 'body en', false],
  ['used by the draft of what is public', 'draft body en', true],
])('a picture %s is nobody’s, in no form', async (word, field, published) => {
  const { original, jpeg, avif } = await picture(word);
  if (field) await use(word.replaceAll(' ', '-'), field, published, original);
  for (const sha256 of [original, jpeg, avif]) expect((await get(`/files/${sha256}`)).status).toBe(404);
});

test('a form that a text names by mistake counts as its picture', async () => {
  const { original, jpeg } = await picture('mistaken');
  await use('mistaken', 'body en', true, `/files/${jpeg}/mistaken.jpg`);
  expect((await get(`/files/${original}`)).status).toBe(302);
});

test('a download that was cut goes on from where it was', async () => {
  const { original, avif } = await picture('cut');
  await use('cut', 'body en', true, original);
  const part = await get(`/files/${avif}`, { headers: { range: 'bytes=4-' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 4-7/8',
    'avif',
  ]);
  const changed = await get(`/files/${avif}`, { headers: { range: 'bytes=4-', 'if-range': '"another"' } });
  expect([changed.status, await changed.text()]).toEqual([200, 'cut avif']);
  const beyond = await get(`/files/${avif}`, { headers: { range: 'bytes=9-' } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */8']);
});

test('an article shows the pictures that its text names, on its page and in the feed', async () => {
  const { original, jpeg, avif } = await picture('square');
  const body = `Before\n\n![A square](/files/${original}/square.JPG "Baghdad")`;
  await data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const id = await history.begin({ kind: 'news', slug: 'with-picture', primaryLang: 'en' });
    const date = parsePartialDate('2020-01');
    if (!date) throw new Error('no date');
    await tx.insertInto('news').values({ id, campaign_id: null, date, source_url: null }).execute();
    const text = { title: 'Square', body };
    await tx
      .insertInto('news_text')
      .values({ thing_id: id, lang: 'en', state: 'published', ...text, based_on_revision: null })
      .execute();
    await history.revise(id, 'news', 'en', text);
    await noteFileUse(tx, id, 'body en', [body]);
    await history.publish(id);
  });
  const figure = (origin: string) =>
    `<figure><picture><source type="image/avif" srcset="${origin}/files/${avif}/square.avif 480w" sizes="(min-width: 40rem) 36rem, 100vw"><img src="${origin}/files/${jpeg}/square.jpg" alt="A square" width="480" height="360" loading="lazy"></picture><figcaption>Baghdad</figcaption></figure>`;
  expect(await (await get('/en/news/with-picture')).text()).toContain(figure(''));
  const feed = await (await get('/en/feed.json')).json();
  expect(feed.items[0].content_html).toContain(figure('http://tadamun.example.org'));
  expect((await get(`/files/${avif}/square.avif`)).status).toBe(200);
});
