import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { editables } from '../../editables.ts';
import type { Id } from '../../foundation/database/id.ts';
import { eraseBinned } from './history/bin-store.ts';
import { publishPlanned } from './publishing/plan-store.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let editor: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  desk = testDesk(database.db);
  editor = await desk.as('editor', { name: 'Sample Editor' });
});

const article = {
  primary_lang: 'en',
  title: 'A sample headline',
  body: 'The **first** text.',
  date: '2026-11-26',
};

/** Makes an article by the form. @returns its id and the address of its form */
async function makeArticle(form: Record<string, string> = article): Promise<{ id: Id; at: string }> {
  const answer = await editor.post('/desk/news/new', form);
  expect(answer.status).toBe(303);
  const at = (answer.headers.get('location') ?? '').replace(/\?.*$/, '');
  return { id: at.split('/').at(-1) as Id, at }; // the last part of the address of a thing's form is its id
}

/** Fills the form as the page shows it, changes what is given, and posts it. */
async function saveForm(who: DeskAsker, at: string, change: Record<string, string>, path = at) {
  const html = await (await who.get(at)).text();
  return who.post(path.replace(/\?.*$/, ''), { ...fieldsIn(html), ...change });
}

function fieldsIn(html: string): Record<string, string> {
  const form = /<form method="post"[^>]*class="desk-form[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input(?=[^>]*type="(?:text|hidden|url)")[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)].map(
    ([, name = '', text = '']) => [name, unescaped(text)],
  );
  const selects = [...form.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g)].map(
    ([tag, name = '']) => [name, /<option value="([^"]*)" selected/.exec(tag)?.[1] ?? ''],
  );
  return Object.fromEntries([...inputs, ...areas, ...selects]);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const publicPage = async (path: string) => testSite(database.db).app.request(path);

describe('from a draft to the public', () => {
  test('what is new is a draft that only the staff see, then public, then changed without the public seeing it', async () => {
    const { at } = await makeArticle();
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(404);
    const preview = await editor.get(`${at}/preview`);
    expect(await preview.text()).toContain('A sample headline');
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(404);

    expect((await editor.post(`${at}/publish`, { langs: 'en' })).status).toBe(303);
    expect(await (await publicPage('/en/news/a-sample-headline')).text()).toContain('<strong>first</strong>');

    expect((await saveForm(editor, at, { body: 'The second text.', date: '2026-11-27' })).status).toBe(303);
    const unchanged = await (await publicPage('/en/news/a-sample-headline')).text();
    expect(unchanged).toContain('<strong>first</strong>');
    expect(unchanged).toContain('26 November 2026');
    const seen = await (await editor.get(`${at}/preview`)).text();
    expect(seen).toContain('The second text.');
    expect(seen).toContain('27 November 2026');
    await editor.post(`${at}/publish`, { langs: 'en' });
    const changed = await (await publicPage('/en/news/a-sample-headline')).text();
    expect(changed).toContain('The second text.');
    expect(changed).toContain('27 November 2026');
  });

  test('taken from the public it is gone, and can come back', async () => {
    const { at } = await makeArticle();
    await editor.post(`${at}/publish`, { langs: 'en' });
    await editor.post(`${at}/unpublish`);
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(410);
    await editor.post(`${at}/publish`);
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(200);
  });

  test('a new address leads on from the old one, and no two have the same', async () => {
    const { at } = await makeArticle();
    await editor.post(`${at}/publish`, { langs: 'en' });
    expect((await editor.post(`${at}/slug`, { slug: 'Better-Headline' })).status).toBe(303);
    const old = await publicPage('/en/news/a-sample-headline');
    expect(old.status).toBe(301);
    expect(old.headers.get('location')).toContain('/en/news/better-headline');
    const other = await makeArticle({ ...article, title: 'Another' });
    expect((await editor.post(`${other.at}/slug`, { slug: 'a-sample-headline' })).status).toBe(422);
    expect((await editor.post(`${other.at}/slug`, { slug: 'not/a slug' })).status).toBe(422);
  });

  test('planned, it comes out at its time and not before', async () => {
    const { id, at } = await makeArticle();
    expect((await editor.post(`${at}/publish`, { langs: 'en', at: '2020-01-01T10:00' })).status).toBe(422);
    expect((await editor.post(`${at}/publish`, { langs: 'en', at: '2030-01-01T10:00' })).status).toBe(303);
    expect(await publishPlanned(database.db, editables)).toBe(0);
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(404);
    await sql`update planned_publication set at = now() - interval '1 second' where thing_id = ${id}`.execute(
      database.db,
    );
    expect(await publishPlanned(database.db, editables)).toBe(1);
    expect(await publishPlanned(database.db, editables)).toBe(0);
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(200);
  });
});

describe('a plan', () => {
  const due = (id: Id) =>
    sql`update planned_publication set at = now() - interval '1 second' where thing_id = ${id}`.execute(
      database.db,
    );
  const page = () => publicPage('/en/news/a-sample-headline');

  test('is no way to the public for a translator who changes the text until its time', async () => {
    const { id, at } = await makeArticle();
    const arabic = { title: 'عنوان نموذجي', body: 'النص.' };
    await saveForm(editor, `${at}?lang=ar`, arabic, `${at}/text/ar`);
    await editor.post(`${at}/publish`, { langs: ['en', 'ar'], at: '2030-01-01T10:00' });
    const translator = await desk.as('translator');
    const saved = await saveForm(
      translator,
      `${at}?lang=ar`,
      { ...arabic, body: 'نص آخر.' },
      `${at}/text/ar`,
    );
    expect(saved.status).toBe(303);
    await due(id);
    expect(await publishPlanned(database.db, editables)).toBe(0);
    expect((await page()).status).toBe(404);
    expect(await (await editor.get(at)).text()).toContain('may not publish');
    // An editor who looks at it and plans it again stands for it.
    await editor.post(`${at}/publish`, { langs: ['en', 'ar'], at: '2030-01-01T10:00' });
    await due(id);
    expect(await publishPlanned(database.db, editables)).toBe(1);
    expect((await page()).status).toBe(200);
  });

  test('of an editor who has left, or is none any more, brings nothing out', async () => {
    const owner = await desk.as('owner');
    const { id, at } = await makeArticle();
    const leaving = await desk.as('editor');
    await leaving.post(`${at}/publish`, { langs: 'en', at: '2030-01-01T10:00' });
    await owner.post(`/desk/staff/${leaving.id}/end`);
    await due(id);
    expect(await publishPlanned(database.db, editables)).toBe(0);
    expect((await page()).status).toBe(404);
  });
});

describe('two people at one form', () => {
  test('a save over somebody else’s is refused, shows both, and keeps what was typed', async () => {
    const { at } = await makeArticle();
    const second = await desk.as('editor', { name: 'Second Editor' });
    const form = fieldsIn(await (await second.get(at)).text());
    await saveForm(editor, at, { body: 'Changed by the first.' });
    const refused = await second.post(at, { ...form, body: 'Changed by the second.' });
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain('Sample Editor');
    expect(html).toContain('Changed by the first.');
    expect(html).toMatch(/<textarea[^>]*name="body"[^>]*>\n?Changed by the second\.<\/textarea>/);
    const again = await second.post(at, { ...fieldsIn(html) });
    expect(again.status).toBe(303);
    expect(await (await editor.get(at)).text()).toContain('Changed by the second.');
  });

  test('each is told of the other', async () => {
    const { at } = await makeArticle();
    const second = await desk.as('editor', { name: 'Second Editor' });
    await second.get(at);
    expect(await (await editor.get(at)).text()).toContain('Second Editor');
  });
});

describe('translation', () => {
  test('missing, draft, up to date, out of date, and what changed in the source', async () => {
    const { at } = await makeArticle();
    await editor.post(`${at}/publish`, { langs: 'en' });
    const translator = await desk.as('translator', { lang: 'ar' });
    const worklist = async () => (await translator.get('/desk/translations?lang=ar')).text();
    expect(await worklist()).toContain('A sample headline');
    const arabic = { title: 'عنوان نموذجي', body: 'النص الأول.' };
    expect((await saveForm(translator, `${at}?lang=ar`, arabic, `${at}/text/ar`)).status).toBe(303);
    expect(await (await publicPage('/ar/news/a-sample-headline')).text()).not.toContain('عنوان نموذجي');
    expect((await translator.post(`${at}/publish`, { langs: 'ar' })).status).toBe(403);
    await editor.post(`${at}/publish`, { langs: 'ar' });
    expect(await (await publicPage('/ar/news/a-sample-headline')).text()).toContain('عنوان نموذجي');
    expect(await worklist()).not.toContain(at);

    await saveForm(editor, at, { body: 'The **first** and longer text.', intent: 'publish' });
    expect(await worklist()).toContain(at);
    const page = await (await translator.get(`${at}?lang=ar`)).text();
    expect(page).toMatch(/<ins>[^<]*longer[^<]*<\/ins>/);
    await saveForm(
      translator,
      `${at}?lang=ar`,
      { ...arabic, body: 'النص الأول والأطول.', level: 'yes', why: 'تابعت' },
      `${at}/text/ar`,
    );
    await editor.post(`${at}/publish`, { langs: 'ar' });
    expect(await worklist()).not.toContain(at);
  });

  test('a small correction leaves translations as they were', async () => {
    const { at } = await makeArticle();
    await editor.post(`${at}/publish`, { langs: 'en' });
    await saveForm(editor, `${at}?lang=ar`, { title: 'عنوان', body: 'نص' }, `${at}/text/ar`);
    await editor.post(`${at}/publish`, { langs: 'ar' });
    await saveForm(editor, at, { body: 'The **first** text!' });
    await editor.post(`${at}/publish`, { langs: 'en', minor: 'yes' });
    expect(await (await editor.get('/desk/translations?lang=ar')).text()).not.toContain(at);
  });

  test('a translator changes no original, and nothing of another campaign', async () => {
    const { at } = await makeArticle();
    const translator = await desk.as('translator');
    expect((await translator.post(at, { ...article, base: '1.1' })).status).toBe(403);
    expect((await translator.post(`${at}/text/en`, { ...article, base: '1.1' })).status).toBe(404);
    expect((await translator.post(`${at}/text/zz`, { title: 'x' })).status).toBe(404);
  });
});

describe('history and the bin', () => {
  test('an old revision is shown word by word and brought back as a draft', async () => {
    const { at } = await makeArticle();
    await saveForm(editor, at, { body: 'Something else.', why: 'a test of the history' });
    const history = await (await editor.get(`${at}/history`)).text();
    expect(history).toContain('a test of the history');
    const links = [
      ...history.matchAll(
        new RegExp(`href="(${at}/history/[0-9a-f-]+)">Revision \\d+</a> <bdi lang="en"`, 'g'),
      ),
    ].map(([, href]) => href ?? '');
    expect(links).toHaveLength(2);
    const newest = await (await editor.get(links[0] ?? '')).text();
    expect(newest).toMatch(/<del>[^<]*first[^<]*<\/del>|<del>/);
    expect((await editor.post(`${links[1]}/restore`)).status).toBe(303);
    expect(await (await editor.get(at)).text()).toContain('The **first** text.');
  });

  test('the bin takes a thing from the public, gives it back, and erases it after 90 days and not a day before', async () => {
    const { id, at } = await makeArticle();
    await editor.post(`${at}/publish`, { langs: 'en' });
    await editor.post(`${at}/bin`, { why: 'twice the same' });
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(410);
    expect(await (await editor.get('/desk/news')).text()).not.toContain('A sample headline');
    expect((await editor.post(`${at}/publish`, { langs: 'en' })).status).not.toBe(303);
    expect(await (await editor.get('/desk/bin')).text()).toContain('twice the same');
    await editor.post(`/desk/bin/${id}/restore`);
    expect((await editor.post(`${at}/publish`, { langs: 'en' })).status).toBe(303);
    await editor.post(`${at}/bin`);
    await sql`update binned set at = now() - interval '89 days' where thing_id = ${id}`.execute(database.db);
    expect(await eraseBinned(database.db)).toEqual({ erased: 0, stayed: 0 });
    await expect(sql`delete from thing where id = ${id}`.execute(database.db)).rejects.toThrow('append-only');
    await sql`update binned set at = now() - interval '91 days' where thing_id = ${id} and restored_at is null`.execute(
      database.db,
    );
    expect(await eraseBinned(database.db)).toEqual({ erased: 1, stayed: 0 });
    expect((await editor.get(at)).status).toBe(404);
    const { rows } = await sql`select from revision where thing_id = ${id}`.execute(database.db);
    expect(rows).toHaveLength(0);
  });
});

describe('previews for outsiders', () => {
  test('whoever has the link sees the draft, for seven days, and nothing is published by looking', async () => {
    const { at } = await makeArticle();
    const made = await (await editor.post(`${at}/preview-link`, { lang: 'en' })).text();
    const link = /value="http:\/\/tadamun\.example\.org(\/desk\/preview\/[\w-]{43})"/.exec(made)?.[1] ?? '';
    const seen = await desk.desk.app.request(link);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(seen.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await seen.text()).toContain('A sample headline');
    expect((await publicPage('/en/news/a-sample-headline')).status).toBe(404);
    const { rows } = await sql`select from publication`.execute(database.db);
    expect(rows).toHaveLength(0);
    await sql`update preview_link set made_at = made_at - interval '8 days', expires_at = expires_at - interval '8 days'`.execute(
      database.db,
    );
    expect((await desk.desk.app.request(link)).status).toBe(410);
    expect((await desk.desk.app.request(`/desk/preview/${'A'.repeat(43)}`)).status).toBe(410);
  });
});

describe('what is typed', () => {
  test('a mistake is named beside its field and what was typed stays', async () => {
    const answer = await editor.post('/desk/news/new', {
      ...article,
      title: '',
      date: '26.11.2026',
      body: '<script>x</script>',
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('id="title-error"');
    expect(html).toContain('id="date-error"');
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(html).not.toContain('<script>x');
  });

  test('hostile input is kept as text or refused, never an error of ours', async () => {
    for (const title of [
      '\u202eevil',
      'a'.repeat(5_000),
      '\0',
      '\ud800',
      "'; drop table news; --",
      '<img src=x onerror=alert(1)>',
      '   ',
    ]) {
      const answer = await editor.post('/desk/news/new', { ...article, title });
      expect([303, 422]).toContain(answer.status);
    }
    for (const path of [
      '/desk/news/nothing',
      '/desk/news/00000000-0000-7000-8000-000000000000',
      '/desk/news?page=-1&sort=x&in=ar:x&state=y',
      '/desk/news?q=%00',
    ])
      expect([200, 404]).toContain((await editor.get(path)).status);
  });
});
