import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { openDatabase } from '../src/foundation/database/database.ts';
import {
  broadSearchPage,
  busyPage,
  failurePage,
  gonePage,
  methodPage,
  missingPage,
  tooLargePage,
  tooManyPage,
} from '../src/ui/errors.tsx';
import type { PageEnv } from '../src/ui/respond.tsx';
import { testDatabase } from './database.ts';
import { testAssets, testSite } from './site.ts';

let app: ReturnType<typeof testSite>['app'];

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  app = testSite(db).app;
});

describe('where the address says a language', () => {
  test('not found is a page of the site in that language, never cached', async () => {
    for (const [lang, words] of [
      ['en', 'We could not find this page'],
      ['ar', 'لم نجد هذه الصفحة'],
    ]) {
      const answer = await app.request(`/${lang}/no/such/page`);
      const html = await answer.text();
      expect(answer.status).toBe(404);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-cache')).toBeNull();
      expect(html).toContain(`<html lang="${lang}"`);
      expect(html).toContain(words);
      expect(html).toContain('class="masthead"');
      expect(html).toContain('<meta name="robots" content="noindex"');
    }
  });
});

describe('where it does not', () => {
  test('both languages say it, each with its direction', async () => {
    for (const path of ['/zz', '/no-such-page', '/xx/yy']) {
      const answer = await app.request(path);
      const html = await answer.text();
      expect(answer.status).toBe(404);
      expect(html).toContain('We could not find this page');
      expect(html).toMatch(/lang="ar" dir="rtl"/);
      expect(html).toContain('لم نجد هذه الصفحة');
      expect(html).not.toContain('class="masthead"');
    }
  });
});

describe('asked in a way that an address does not have', () => {
  test.each([
    ['DELETE', '/en', 'GET, HEAD, OPTIONS'],
    ['POST', '/ar/record/companies/blackwater', 'GET, HEAD, OPTIONS'],
    ['PUT', '/en/record/propose', 'GET, HEAD, POST, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['PUT', '/sitemap.xml', 'GET, HEAD, OPTIONS'],
    ['POST', '/desk', 'GET, HEAD, OPTIONS'],
    ['GET', '/desk/sign-out', 'POST, OPTIONS'],
    ['DELETE', '/api/v1/companies', 'GET, HEAD, OPTIONS'],
  ])('%s %s is refused, and told what there is; OPTIONS says the same', async (method, path, allow) => {
    const origin = 'http://tadamun.example.org';
    const answer = await app.request(origin + path, { method, headers: { origin } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    if (path.startsWith('/ar/')) expect(await answer.text()).toContain('لا يُفتح هذا العنوان بهذه الطريقة');
    const options = await app.request(origin + path, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(await options.text()).toBe('');
    expect(options.headers.get('allow')).toBe(allow);
  });

  test('where there is nothing, there is nothing in any way', async () => {
    for (const path of ['/en/no/such/page', '/zz', '/desk/no-such-page', '/api/v1/nothing'])
      expect((await app.request(path)).status, path).toBe(404);
    for (const path of ['/en/no/such/page', '/no/such-page', '/desk/no-such-page'])
      for (const method of ['HEAD', 'OPTIONS'])
        expect((await app.request(path, { method })).status, `${method} ${path}`).toBe(404);
    expect((await app.request('/en/record/companies/nobody')).status).toBe(404);
    expect((await app.request('/en/record/companies/blackwater', { method: 'HEAD' })).status).toBe(200);
  });
});

test.each([
  {
    what: 'a database that is away',
    status: 503,
    ar: 'يتعذّر على الموقع',
    en: 'The site cannot do this just now',
  },
  { what: 'a fault', status: 500, ar: 'حدث خطأ', en: 'Something went wrong' },
])(
  '$what is answered without the database, with a number to report, and without what went wrong',
  async (said) => {
    const { db, close } = openDatabase('postgres://nobody@127.0.0.1:1/none');
    const { site } = testSite(db);
    const get = () => Promise.reject(new Error('postgres at 127.0.0.1 said ECONN'));
    const memo = said.status === 500 ? { ...site.memo, get } : site.memo;
    const down = createApp({ ...site, memo }, testAssets);
    for (const path of ['/ar', '/en/about']) {
      const answer = await down.request(path);
      const html = await answer.text();
      expect(answer.status).toBe(said.status);
      expect(answer.headers.get('retry-after')).toBe(said.status === 503 ? '30' : null);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const id = answer.headers.get('x-request-id');
      expect(id).toBeTruthy();
      expect(html).toContain(id ?? '');
      expect(html).not.toMatch(/ECONN|127\.0\.0\.1|postgres/);
      expect(html).toContain(said.ar);
      expect(html).toContain(said.en);
      expect(html.indexOf(said.ar) < html.indexOf(said.en)).toBe(path === '/ar');
    }
    await close();
  },
);

test('each error has its status and is kept by nobody', async () => {
  const errors = new Hono<PageEnv>()
    .get('/400', (c) => broadSearchPage(c))
    .get('/404', (c) => missingPage(c))
    .get('/405', (c) => methodPage(c))
    .get('/410', (c) => gonePage(c))
    .get('/413', (c) => tooLargePage(c))
    .get('/429', (c) => tooManyPage(c))
    .get('/500', (c) => failurePage(c))
    .get('/503', (c) => busyPage(c));
  const retryAfter = new Map([
    [429, '3600'],
    [503, '30'],
  ]);
  for (const status of [400, 404, 405, 410, 413, 429, 500, 503]) {
    const answer = await errors.request(`/${status}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('retry-after')).toBe(retryAfter.get(status) ?? null);
    expect(await answer.text()).toContain('<h1>');
  }
});
