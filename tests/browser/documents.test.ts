import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, type World } from '../routes.ts';
import { type RunningSite, startSite } from './server.ts';
import { makeWorld } from './world.ts';

// What machines fetch, from the built server.

let site: RunningSite;
let world: World;

beforeAll(async () => {
  site = await startSite({ starter: 'all' });
  world = await makeWorld(site);
});
afterAll(() => site?.stop());

for (const [route, { path, type }] of Object.entries(documents)) {
  for (const lang of ['en', 'ar']) {
    test(`${lang}: ${route}`, async () => {
      const answer = await fetch(`${site.origin}/${lang}${path(world)}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')?.toLowerCase()).toBe(type);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('set-cookie')).toBe(null);
      const text = await answer.text();
      expect(text.length).toBeGreaterThan(50);
      expect(text).not.toMatch(/@example\.org/);
      if (type.includes('json')) expect(() => JSON.parse(text)).not.toThrow();
    });
  }
}

test('every address of the sitemap is a page that may be indexed', async () => {
  const addresses = await sitemap('/sitemap.xml');
  expect(addresses.length).toBeGreaterThan(40);
  expect(addresses.filter((address) => !address.startsWith(`${site.origin}/`))).toEqual([]);
  for (const address of addresses) {
    const answer = await fetch(address, { redirect: 'manual' });
    expect(answer.status, address).toBe(200);
    const html = await answer.text();
    expect(html, address).toContain(`<link rel="canonical" href="${address}"/>`);
    expect(html, address).not.toContain('noindex');
  }
});

test('every link within the site leads somewhere', async () => {
  const seen = new Set<string>();
  const broken: string[] = [];
  const queue = ['/en', '/ar'];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const answer = await fetch(site.origin + path);
    const html = await answer.text();
    if (answer.status !== 200) broken.push(`${path}: ${answer.status}`);
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
    for (const [, href = ''] of html.matchAll(/\s(?:href|action)="([^"]*)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), site.origin + path);
      if (url.origin !== site.origin || url.pathname.endsWith('/sign')) continue;
      const fragment = decodeURIComponent(url.hash.slice(1));
      if (fragment && url.pathname + url.search === path && !html.includes(`id="${fragment}"`)) {
        broken.push(`${path}: #${fragment}`);
      }
      const next = url.pathname + url.search;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  expect(broken).toEqual([]);
  expect(seen.size).toBeGreaterThan(60);
});

test('robots.txt names the sitemap and security.txt is where it is looked for', async () => {
  expect(await text('/robots.txt')).toContain(`Sitemap: ${site.origin}/sitemap.xml`);
  const security = await fetch(`${site.origin}/.well-known/security.txt`);
  expect([200, 404]).toContain(security.status);
});

test('the process says how it is', async () => {
  expect(await text('/healthz')).toBe('ok\n');
  expect(await text('/readyz')).toBe('ready\n');
  expect(await text('/metrics')).toMatch(/^tadamun_request_seconds_count/m);
  const proxied = await fetch(`${site.origin}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
  expect(proxied.status).toBe(404);
});

test('the server complained of nothing but the proxy that TRUST_PROXY does not name', () => {
  expect(site.complaints()).toEqual([expect.stringContaining('TRUST_PROXY')]);
});

/** The addresses of a sitemap, those of the sitemaps that it names too. */
async function sitemap(path: string): Promise<string[]> {
  const xml = await text(path);
  const places = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, place = '']) =>
    place.replaceAll('&amp;', '&'),
  );
  if (!xml.includes('<sitemapindex')) return places;
  return (await Promise.all(places.map((place) => sitemap(new URL(place).pathname)))).flat();
}

async function text(path: string): Promise<string> {
  return (await fetch(site.origin + path)).text();
}
