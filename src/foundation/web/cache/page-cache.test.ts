import { createServer, type RequestOptions, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { pageKey } from './keys.ts';
import { createPageCache, type PageCacheOptions } from './page-cache.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

const publicHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'x-cache': 'public',
  'x-cache-tags': 'a',
};
const longPage = `<p>${'Tadamun تضامن '.repeat(500)}</p>`;

async function serve(render: PageCacheOptions['render'], options: Partial<PageCacheOptions> = {}) {
  const cache = createPageCache({
    render,
    keyOf: (url) => (url.pathname.startsWith('/desk') ? null : pageKey(url, ['q'])),
    publicUrl: new URL('https://tadamun.example.org'),
    log: { warn() {}, error() {} },
    settleMs: 60_000,
    ...options,
  });
  cache.heard();
  const server = createServer((req, res) => {
    if (!cache.handle(req, res)) res.writeHead(418).end('not ours');
  }).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  // A server on TCP has an address with a port, never a path.
  const { port } = server.address() as AddressInfo;
  const get = (path: string, headers: Record<string, string> = {}, more: RequestOptions = {}) =>
    new Promise<Got>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, headers, agent: false, ...more }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  return { cache, get, port };
}

const page = (body = longPage, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { ...publicHeaders, ...headers } });

test('sends a page in the coding asked for, with its length and a tag of its own', async () => {
  const { get, cache } = await serve(() => page());
  const plain = await get('/en');
  const gzip = await get('/en', { 'accept-encoding': 'gzip' });
  const br = await get('/en', { 'accept-encoding': 'gzip, br' });
  expect(plain.body.toString()).toBe(longPage);
  expect(gunzipSync(gzip.body).toString()).toBe(longPage);
  expect(brotliDecompressSync(br.body).toString()).toBe(longPage);
  expect([plain, gzip, br].map(({ headers }) => headers['content-encoding'])).toEqual([
    undefined,
    'gzip',
    'br',
  ]);
  expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
  for (const { status, headers, body } of [plain, gzip, br]) {
    expect(status).toBe(200);
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers.vary).toBe('accept-encoding');
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(headers.etag).toMatch(/^"[\w-]{22}(-br|-gzip)?"$/);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  }
  expect(cache.stats).toMatchObject({ renders: 1, hits: 2, misses: 1, entries: 1 });
});

test('keeps the security headers and the Cache-Control of the page, and drops its request id', async () => {
  const kept = {
    'content-security-policy': "default-src 'self'",
    'cache-control': 'public, max-age=9',
    vary: 'Origin',
  };
  const { get } = await serve(() => page(longPage, { ...kept, 'x-request-id': 'abc' }));
  for (const { headers } of [await get('/en'), await get('/en')]) {
    expect(headers).toMatchObject({ ...kept, vary: 'Origin, accept-encoding' });
    expect(headers['x-request-id']).toBeUndefined();
  }
});

test('answers 304 to who has it, in the same coding only', async () => {
  const { get, cache } = await serve(() => page());
  const accept = { 'accept-encoding': 'br' };
  const { etag = '' } = (await get('/en', accept)).headers;
  const again = (tag: string, headers = accept) => get('/en', { ...headers, 'if-none-match': tag });
  const same = await again(String(etag));
  expect(same).toMatchObject({ status: 304, headers: { etag, vary: 'accept-encoding' } });
  expect(same.body).toHaveLength(0);
  expect(same.headers['content-length']).toBeUndefined();
  expect((await again(`W/${etag}`)).status).toBe(304);
  expect((await again(`"x", ${etag}`)).status).toBe(304);
  expect((await again('*')).status).toBe(304);
  expect((await again('"x"')).status).toBe(200);
  expect((await again(String(etag), { 'accept-encoding': 'gzip' })).status).toBe(200);
  expect(cache.stats.notModified).toBe(4);
});

test('what every site may read can be asked for again from there: the 304 allows it like the page', async () => {
  const allowed = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag' };
  const { get } = await serve(() =>
    page(longPage, { ...allowed, 'content-security-policy': "default-src 'self'" }),
  );
  const { etag = '' } = (await get('/en')).headers;
  const again = await get('/en', { 'if-none-match': String(etag) });
  expect(again).toMatchObject({ status: 304, headers: allowed });
  expect(again.headers['content-security-policy']).toBeUndefined();
});

test('HEAD has the headers of GET and no body, fresh or kept, and does not use another render', async () => {
  const { get, cache } = await serve(() => page());
  const first = await get('/en', {}, { method: 'HEAD' });
  const { headers } = await get('/en');
  const second = await get('/en', {}, { method: 'HEAD' });
  for (const head of [first, second]) {
    expect(head.body).toHaveLength(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...headers, date: '' });
  }
  expect(cache.stats.renders).toBe(1);
});

test('leaves other methods and other paths to the caller', async () => {
  const { get } = await serve(() => page());
  for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE', 'TRACE']) {
    expect((await get('/en', {}, { method })).status).toBe(418);
  }
  expect((await get('/desk')).status).toBe(418);
});

test('a page that may not be kept goes out unkept, and 404 is never kept', async () => {
  let renders = 0;
  const { get, cache } = await serve((key) => {
    renders += 1;
    if (key === '/gone') return new Response('no such page', { status: 404, headers: publicHeaders });
    return new Response('secret', { headers: { 'x-request-id': 'abc' } });
  });
  await get('/token');
  expect((await get('/token')).headers).toMatchObject({ 'cache-control': 'no-store', 'x-request-id': 'abc' });
  await get('/gone');
  const gone = await get('/gone');
  expect(gone.status).toBe(404);
  expect(gone.headers['x-cache']).toBeUndefined();
  expect(renders).toBe(4);
  expect(cache.stats.entries).toBe(0);
});

test('a redirect is kept, without conditions', async () => {
  const { get, cache } = await serve(
    () => new Response(null, { status: 301, headers: { location: '/en', 'x-cache': 'public' } }),
  );
  expect((await get('/old', { 'if-none-match': '*' })).status).toBe(301);
  expect((await get('/old', { 'if-none-match': '*' })).headers.location).toBe('/en');
  expect(cache.stats.renders).toBe(1);
});

test('parameters that do not count make no entries and hit the page', async () => {
  const seen: string[] = [];
  const { get, cache } = await serve((key) => {
    seen.push(key);
    return page();
  });
  for (let i = 0; i < 50; i++) await get(`/en?utm_source=${i}&q=x`);
  await get('/en?q=x&fbclid=1');
  expect(seen).toEqual(['/en?q=x']);
  expect(cache.stats).toMatchObject({ entries: 1, hits: 50 });
});

test('the bodies get smaller when the page has settled and is asked for again, and tags given out before stay good', async () => {
  const body = Array.from({ length: 3000 }, (_, i) => `<li>${(i * 7919) % 1000} organisation</li>`).join('');
  const { get, cache } = await serve(() => page(body), { settleMs: 1 });
  const accept = { 'accept-encoding': 'br' };
  const first = await get('/en', accept);
  await sleep(20);
  expect(cache.stats.upgrades).toBe(0);
  await get('/en', accept);
  while (cache.stats.upgrades === 0) await sleep(5);
  const second = await get('/en', accept);
  expect(second.body.length).toBeLessThan(first.body.length);
  expect(brotliDecompressSync(second.body).toString()).toBe(body);
  expect(second.headers.etag).not.toBe(first.headers.etag);
  const old = await get('/en', { ...accept, 'if-none-match': String(first.headers.etag) });
  expect(old).toMatchObject({ status: 304, headers: { etag: first.headers.etag } });
  cache.invalidate(['a']);
  await get('/en');
  await sleep(20);
  expect((await get('/en', accept)).headers.etag).toBe(second.headers.etag);
  expect(cache.stats).toMatchObject({ renders: 2, upgrades: 1 });
});

test('a tag drops exactly the pages that show it, and * all of them', async () => {
  let version = 0;
  let clock = 0;
  const { get, cache } = await serve(
    (key) => page(`${key} ${version}`, { 'x-cache-tags': key === '/a' ? 'a,common' : 'b,common' }),
    { now: () => clock },
  );
  const bodies = async () => [(await get('/a')).body.toString(), (await get('/b')).body.toString()];
  expect(await bodies()).toEqual(['/a 0', '/b 0']);
  version = 1;
  cache.invalidate(['a']);
  clock += 1001;
  expect(await bodies()).toEqual(['/a 1', '/b 0']);
  version = 2;
  cache.invalidate(['common']);
  clock += 1001;
  expect(await bodies()).toEqual(['/a 2', '/b 2']);
  version = 3;
  cache.invalidate(['*']);
  expect(await bodies()).toEqual(['/a 3', '/b 3']);
  version = 4;
  cache.clear();
  expect(await bodies()).toEqual(['/a 4', '/b 4']);
});

test('without an old page a failed render shows the error, and nothing of it is kept', async () => {
  let fail = true;
  const { get, cache } = await serve(() => {
    if (fail) throw new Error('no database');
    return page();
  });
  const failed = await get('/en');
  expect(failed).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } });
  expect(failed.body.toString()).not.toContain('database');
  fail = false;
  expect((await get('/en')).status).toBe(200);
  expect(cache.stats).toMatchObject({ failures: 1, renders: 2 });
});

test('who leaves before the render ends harms nobody', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { get, cache, port } = await serve(() => promise);
  const leaving = request({ port, host: '127.0.0.1', path: '/en' });
  leaving.on('error', () => {}).end();
  while (cache.stats.renders === 0) await sleep(5);
  leaving.destroy();
  await sleep(20);
  const staying = get('/en');
  await sleep(20);
  resolve(page());
  expect((await staying).body.toString()).toBe(longPage);
  expect(cache.stats).toMatchObject({ renders: 1, entries: 1 });
});

test('stays within its bound under a flood of pages', async () => {
  const { get, cache } = await serve((key) => page(key.padEnd(5000)), { maxBytes: 200_000 });
  for (let i = 0; i < 200; i++) await get(`/page-${i}`);
  expect(cache.stats.bytes).toBeLessThanOrEqual(200_000);
  expect(cache.stats.evictions).toBeGreaterThan(100);
  expect((await get('/page-0')).body.toString().trim()).toBe('/page-0');
});
