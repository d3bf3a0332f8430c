import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { all, readXml, textOf } from '../../tests/xml.ts';
import { securityTxt } from './machines/security-txt.ts';
import { filesFor, sitemapFile, sitemapIndex, urlsPerFile } from './machines/sitemap.ts';

const origin = 'https://tadamun.example.org';
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db, { PUBLIC_URL: origin });
  get = async (path) => app.request(path);
});

describe('the sitemap', () => {
  test('names pages of this site in every language, each with its alternates, and every one of them answers', async () => {
    const response = await get('/sitemap.xml');
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const urls = all(readXml(await response.text()), 'url');
    const addresses = urls.map((url) => textOf(url, 'loc'));
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toEqual(
      expect.arrayContaining([
        `${origin}/en`,
        `${origin}/ar/record/report`,
        `${origin}/en/news/caci-verdict-2024`,
        `${origin}/ar/library/nova-2011`,
        `${origin}/en/campaigns/stop-private-military-companies/declaration`,
      ]),
    );
    for (const url of urls) {
      const alternates = all(url, 'xhtml:link').map(({ attributes }) => attributes);
      expect(alternates.map(({ hreflang }) => hreflang)).toEqual(['en', 'ar']);
      expect(alternates.map(({ href }) => href)).toContain(textOf(url, 'loc'));
      for (const { href } of alternates) expect(addresses).toContain(href);
    }
    // One after the other: hundreds at once are a flood, which a slow machine turns away.
    const wrong: string[] = [];
    for (const address of addresses) {
      const { status } = await get(new URL(address).pathname);
      if (status !== 200) wrong.push(`${status} ${address}`);
    }
    expect(wrong).toEqual([]);
  });

  test('is cut into files before it outgrows the protocol, and its index names them all', async () => {
    const pages = Array.from({ length: urlsPerFile }, (_, n) => ({ path: `/news/n-${n}`, changedAt: null }));
    const files = filesFor(pages, ['en', 'ar']);
    expect(files).toBe(2);
    const locations = Array.from({ length: files }, (_, file) =>
      all(readXml(sitemapFile(pages, ['en', 'ar'], origin, file)), 'url').map((url) => textOf(url, 'loc')),
    );
    expect(Math.max(...locations.map((list) => list.length))).toBeLessThanOrEqual(urlsPerFile);
    expect(new Set(locations.flat()).size).toBe(pages.length * 2);
    expect(all(readXml(sitemapIndex(files, origin)), 'sitemap').map((one) => textOf(one, 'loc'))).toEqual([
      `${origin}/sitemaps/1.xml`,
      `${origin}/sitemaps/2.xml`,
    ]);
    expect((await get('/sitemaps/1.xml')).status).toBe(200);
    expect((await get('/sitemaps/2.xml')).status).toBe(404);
  });
});

test('robots.txt names the sitemap under the public address', async () => {
  expect(await (await get('/robots.txt')).text()).toContain(`\nSitemap: ${origin}/sitemap.xml\n`);
});

describe('security.txt', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const channels = [
    { kind: 'email', value: 'safe@example.org', note: null },
    { kind: 'pgp', value: '0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567', note: null },
  ] as const;

  test('is not there while no channel is set', async () => {
    expect((await get('/.well-known/security.txt')).status).toBe(404);
    expect(securityTxt({ channels: [], languages: ['en'], origin, now })).toBeNull();
  });

  test('names a contact and expires within a year (RFC 9116)', () => {
    expect(securityTxt({ channels, languages: ['en', 'ar'], origin, now })).toBe(
      [
        'Contact: mailto:safe@example.org',
        `Contact: ${origin}/en/contact`,
        'Expires: 2026-04-01T00:00:00.000Z',
        'Encryption: openpgp4fpr:0123456789abcdef0123456789abcdef01234567',
        'Preferred-Languages: en, ar',
        `Canonical: ${origin}/.well-known/security.txt`,
        '',
      ].join('\n'),
    );
  });

  test('a channel cannot add lines of its own', () => {
    const forged = [
      { kind: 'email', value: 'a@example.org\nContact: mailto:evil@example.org', note: null },
    ] as const;
    expect(securityTxt({ channels: forged, languages: ['en'], origin, now })).not.toContain('evil');
  });
});
