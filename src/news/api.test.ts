import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { all, readXml, textOf, type XmlNode } from '../../tests/xml.ts';
import { isLang } from '../foundation/i18n/lang.ts';

const origin = 'https://tadamun.example.org';
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db, { PUBLIC_URL: origin });
  get = async (path) => app.request(path);
});

// RFC 3339, as RFC 4287 section 3.3 asks for it.
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const urn = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function atom(lang: string): Promise<XmlNode> {
  const response = await get(`/${lang}/feed.atom`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  return readXml(await response.text());
}

describe.each(['en', 'ar'])('the Atom feed in %s', (lang) => {
  test('has what RFC 4287 section 4.1.1 asks of a feed', async () => {
    const feed = await atom(lang);
    expect(feed.name).toBe('feed');
    expect(feed.attributes).toEqual({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang });
    expect(textOf(feed, 'id')).toMatch(urn);
    expect(textOf(feed, 'title')).not.toBe('');
    expect(textOf(feed, 'updated')).toMatch(instant);
    expect(all(feed, 'author').map((author) => textOf(author, 'name'))).toEqual([textOf(feed, 'title')]);
    const links = Object.fromEntries(
      all(feed, 'link').map(({ attributes }) => [attributes.rel, attributes.href]),
    );
    expect(links).toEqual({ self: `${origin}/${lang}/feed.atom`, alternate: `${origin}/${lang}/news` });
  });

  test('has what section 4.1.2 asks of an entry, with ids of their own and a newest change', async () => {
    const feed = await atom(lang);
    const entries = all(feed, 'entry');
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of entries) {
      expect(textOf(entry, 'id')).toMatch(urn);
      expect(textOf(entry, 'title')).not.toBe('');
      expect(textOf(entry, 'updated')).toMatch(instant);
      expect(textOf(entry, 'published')).toMatch(instant);
      expect(isLang(entry.attributes['xml:lang'])).toBe(true);
      expect(all(entry, 'content').map(({ attributes }) => attributes)).toEqual([{ type: 'html' }]);
      const alternates = all(entry, 'link').filter(({ attributes }) => attributes.rel === 'alternate');
      expect(
        alternates.map(({ attributes }) => attributes.href?.startsWith(`${origin}/${lang}/news/`)),
      ).toEqual([true]);
      expect(textOf(entry, 'content')).not.toMatch(/(?:href|src)="\//);
    }
    expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(entries.length);
    const newest = entries
      .map((entry) => textOf(entry, 'updated'))
      .toSorted()
      .at(-1);
    expect(textOf(feed, 'updated')).toBe(newest);
  });
});

test('an article has another id in each language, and the feeds too', async () => {
  const [en, ar] = [await atom('en'), await atom('ar')];
  const ids = [en, ar].flatMap((feed) => [
    textOf(feed, 'id'),
    ...all(feed, 'entry').map((entry) => textOf(entry, 'id')),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the JSON Feed has what version 1.1 asks for', async () => {
  const shape = z.object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string().min(1),
    language: z.literal('ar'),
    home_page_url: z.literal(`${origin}/ar/news`),
    feed_url: z.literal(`${origin}/ar/feed.json`),
    authors: z.array(z.object({ name: z.string().min(1), url: z.url() })).min(1),
    items: z
      .array(
        z.object({
          id: z.string().regex(urn),
          url: z.string().startsWith(`${origin}/ar/news/`),
          title: z.string().min(1),
          content_html: z.string().min(1),
          date_published: z.string().regex(instant),
          date_modified: z.string().regex(instant),
          language: z.string().refine(isLang),
        }),
      )
      .min(10),
  });
  const response = await get('/ar/feed.json');
  expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  expect(shape.safeParse(await response.json()).error).toBeUndefined();
});

test('a language that is not offered has no feed; an empty site has a valid one', async () => {
  expect((await get('/ckb/feed.atom')).status).toBe(404);
  expect((await get('/xx/feed.json')).status).toBe(404);
  const { db } = await testDatabase({ starter: false });
  const empty = readXml(await (await testSite(db).app.request('/en/feed.atom')).text());
  expect(all(empty, 'entry')).toEqual([]);
  expect(textOf(empty, 'updated')).toMatch(instant);
});
