import { beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { newId } from '../foundation/database/id.ts';
import { write } from '../foundation/history/history.ts';
import { parsePartialDate } from '../foundation/text/partial-date.ts';
import { newsPerPage } from './site.tsx';
import './store.ts';

let data: TestDatabase;
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
  data = await testDatabase({ starter: false });
  const { app } = testSite(data.db);
  get = async (path) => app.request(path);
  for (let n = 1; n <= newsPerPage * 2 + 3; n += 1) {
    await publish(
      `story-${n}`,
      `2020-01-${String(Math.ceil(n / 2)).padStart(2, '0')}`,
      `Story ${n}`,
      'First *line*.\n\n<script>x</script>',
    );
  }
});

async function publish(slug: string, on: string, title: string, body: string, lang: 'en' | 'ar' = 'en') {
  const date = parsePartialDate(on);
  if (!date) throw new Error(`${on} is no date`);
  return data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const id = await history.begin({ kind: 'news', slug, primaryLang: lang });
    await tx.insertInto('news').values({ id, campaign_id: null, date, source_url: null }).execute();
    await tx
      .insertInto('news_text')
      .values({ thing_id: id, lang, state: 'published', title, body, based_on_revision: null })
      .execute();
    await history.revise(id, 'news', lang, { title, body });
    await history.publish(id);
    return id;
  });
}

test('paging shows every article once, newest first, and ends', async () => {
  const seen: string[] = [];
  let next: string | null = '/en/news';
  for (let pages = 0; next !== null && pages < 9; pages += 1) {
    const response: Response = await get(next);
    expect(response.status).toBe(200);
    const html: string = await response.text();
    seen.push(
      ...[...html.matchAll(/<h2><a href="\/en\/news\/(story-\d+)">/g)].map((match) => match[1] ?? ''),
    );
    next = /<a href="([^"]*)" rel="next">/.exec(html)?.[1] ?? null;
  }
  expect(seen).toHaveLength(newsPerPage * 2 + 3);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen[0]).toBe(`story-${newsPerPage * 2 + 3}`);
});

test('what is no cursor shows the first page, and is not kept', async () => {
  const first = await (await get('/en/news')).text();
  for (const after of ['zzz', '..%2F..', "'; drop table news", '%00', 'a'.repeat(300)]) {
    const response = await get(`/en/news?after=${encodeURIComponent(after)}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-cache')).toBeNull();
    expect((await response.text()).match(/\/en\/news\/story-\d+"/g)).toEqual(
      first.match(/\/en\/news\/story-\d+"/g),
    );
  }
});

test('an article shows its text without the markup that was typed into it, and the articles beside it', async () => {
  const html = await (await get('/en/news/story-5')).text();
  expect(html).toContain('First <em>line</em>.');
  expect(html).not.toContain('<script>x');
  expect(html).toContain('href="/en/news/story-6"');
  expect(html).toContain('href="/en/news/story-4"');
});

test('an article that exists in another language alone is shown in it, and says so', async () => {
  await publish('arabic-only', '2019-05', 'خبر', 'نص الخبر.', 'ar');
  const html = await (await get('/en/news/arabic-only')).text();
  expect(html).toContain('<div class="prose" lang="ar" dir="rtl">');
  expect(html).toContain('In Arabic');
});

test('a former address leads to the present one; what is no more public is gone; what never was is not found', async () => {
  const moved = await publish('old-slug', '2019-01', 'Moved', 'Text.');
  await data.db.updateTable('thing').set({ slug: 'new-slug' }).where('id', '=', moved).execute();
  const redirect = await get('/en/news/old-slug');
  expect(redirect.status).toBe(301);
  expect(redirect.headers.get('location')).toBe('/en/news/new-slug');

  const ended = await publish('taken-down', '2019-02', 'Down', 'Text.');
  await data.db
    .updateTable('publication')
    .set({ ended_at: new Date(Date.now() + 60_000), ended_by: 'staff:tester' })
    .where('thing_id', '=', ended)
    .execute();
  expect((await get('/en/news/taken-down')).status).toBe(410);

  const draft = newId();
  await data.db
    .insertInto('thing')
    .values({ id: draft, kind: 'news', slug: 'draft', primary_lang: 'en' })
    .execute();
  expect((await get('/en/news/draft')).status).toBe(404);
  expect((await get('/en/news/never-there')).status).toBe(404);
});
