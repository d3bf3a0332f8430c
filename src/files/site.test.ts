import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { putBlob } from '../foundation/files/blobs.ts';
import { write } from '../foundation/history/history.ts';
import '../library/store.ts';

let data: TestDatabase;
let dataDir: string;
let get: (path: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  data = await testDatabase({ starter: false });
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-files-'));
  const { app } = testSite(data.db, { DATA_DIR: dataDir });
  get = async (path, init) => app.request(path, init);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Keeps a file and makes an item of it. */
async function keep(
  text: string,
  mediaType: string,
  name: string,
  options: { published: boolean; stored?: boolean },
) {
  const bytes = Buffer.from(text);
  const { sha256 } = await putBlob(options.stored === false ? join(dataDir, 'elsewhere') : dataDir, bytes);
  const hash = Buffer.from(sha256, 'hex');
  await data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    await sql`insert into file (sha256, bytes, media_type, name) values (${hash}, ${bytes.length}, ${mediaType}, ${name})`.execute(
      tx,
    );
    const id = await history.begin({ kind: 'item', slug: `item-${sha256.slice(0, 12)}`, primaryLang: 'en' });
    const none = {
      author: null,
      publisher: null,
      year: null,
      language: null,
      url: null,
      publisher_url: null,
    };
    await tx
      .insertInto('item')
      .values({ id, kind: 'other', ...none, url_is: null, un_symbol: null, page: null, file_sha256: hash })
      .execute();
    if (options.published) await history.publish(id);
  });
  return sha256;
}

test('a public file arrives whole, for good, and is not sniffed', async () => {
  const sha256 = await keep('%PDF-1.7 text', 'application/pdf', 'تقرير.pdf', { published: true });
  const response = await get(`/files/${sha256}/${encodeURIComponent('تقرير.pdf')}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('%PDF-1.7 text');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '13',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag: `"${sha256}"`,
  });
  expect(response.headers.get('content-disposition')).toMatch(/^inline; /);
  expect((await get(`/files/${sha256}`)).status).toBe(200);
  const again = await get(`/files/${sha256}`, { headers: { 'if-none-match': `"${sha256}"` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await get(`/files/${sha256}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '13', '']);
});

test('a page in HTML is saved, never opened on this site', async () => {
  const sha256 = await keep('<script>1</script>', 'text/html', 'page.html', { published: true });
  expect((await get(`/files/${sha256}`)).headers.get('content-disposition')).toMatch(/^attachment; /);
});

test('another name leads to the file’s own', async () => {
  const sha256 = await keep('a', 'text/plain', 'a b.txt', { published: true });
  const response = await get(`/files/${sha256}/..%2F..%2Fsecret.key`);
  expect([response.status, response.headers.get('location')]).toEqual([301, `/files/${sha256}/a%20b.txt`]);
});

test('a file of a draft is nobody’s to fetch, nor is one that no item points to', async () => {
  const draft = await keep('draft', 'text/plain', 'draft.txt', { published: false });
  expect((await get(`/files/${draft}`)).status).toBe(404);
  const { sha256: loose } = await putBlob(dataDir, Buffer.from('loose'));
  expect((await get(`/files/${loose}`)).status).toBe(404);
});

test('a file that is missing from the store is not found, and that answer is not kept', async () => {
  const sha256 = await keep('lost', 'text/plain', 'lost.txt', { published: true, stored: false });
  const response = await get(`/files/${sha256}`);
  expect(response.status).toBe(404);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('etag')).toBeNull();
});

test('nothing but a hash is looked up', async () => {
  for (const name of [
    '..%2F..%2Fetc%2Fpasswd',
    'A'.repeat(64),
    'a'.repeat(63),
    `${'a'.repeat(64)}%00`,
    'secret.key',
  ]) {
    expect((await get(`/files/${name}`)).status).toBe(404);
  }
});
