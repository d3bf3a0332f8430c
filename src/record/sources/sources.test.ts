import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { readPublicFile } from '../../files/serving/store.ts';
import { baseIn, sampleLaw, seenIn } from '../claims/claims.world.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let researcher: DeskAsker;
let editor: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  desk = testDesk(database.db);
  researcher = await desk.as('researcher');
  editor = await desk.as('editor');
});

const report = {
  url: 'https://press.example.org/report/',
  title: 'The hearings on private guards in 2009',
  publisher: 'Example Press',
  date: '2009-03',
  kind: 'press',
};
const enter = (form: Record<string, string> = {}) =>
  researcher.post('/desk/sources/new', { ...report, ...form });
const placeOf = (answer: Response) => (answer.headers.get('location') ?? '').replace(/\?.*$/, '');
const count = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from source`.execute(database.db)).rows[0]?.n;
const sourceBase = (html: string) => /name="base" value="(\d+)"/.exec(html)?.[1] ?? '';
const publicPage = async (path: string) => testSite(database.db).app.request(`/en/record/${path}`);

/** A law that cites the report, public. */
async function publishLaw(): Promise<string> {
  const at = placeOf(await researcher.post('/desk/laws/new', sampleLaw));
  await researcher.post(`${at}/sources`, { do: 'new:', ...report, page: '7' });
  const reviewer = await desk.as('reviewer');
  const review = `/desk/record/review/${at.split('/').at(-1)}`;
  const seen = seenIn(await (await reviewer.get(review)).text());
  await reviewer.post(review, { intent: 'publish', seen, langs: 'en' });
  return at;
}

test('an address is one source, however it is written; a title that is nearly known is asked about first', async () => {
  const first = placeOf(await enter());
  expect(placeOf(await enter({ url: 'http://www.press.example.org/report#page=3', title: 'Other' }))).toBe(
    first,
  );
  const near = { url: 'https://elsewhere.example.org/x', title: 'The hearings on private guards, 2009' };
  const asked = await enter(near);
  expect(asked.status).toBe(422);
  expect(await asked.text()).toContain(`href="${first}"`);
  expect(await count()).toBe(1);
  expect((await enter({ ...near, cite_new: 'yes' })).status).toBe(303);
  expect(await count()).toBe(2);
});

test('it is found, put right, and says where it is used; what the public reads of it is changed by who publishes', async () => {
  const at = placeOf(await enter());
  expect(await (await researcher.get('/desk/sources?q=hearings')).text()).toContain(at);
  expect(await (await researcher.get('/desk/sources?q=hearings&kind=court')).text()).not.toContain(at);
  const base = sourceBase(await (await researcher.get(at)).text());
  expect(
    (await researcher.post(at, { ...report, base, publisher: 'Other Press', language: 'en' })).status,
  ).toBe(303);
  const lawAt = await publishLaw();
  const page = await (await researcher.get(at)).text();
  expect(page).toContain(lawAt);
  expect(page).not.toContain(`action="${at}" class`);
  expect((await researcher.post(at, { ...report, title: 'Mine' })).status).toBe(403);
  expect(
    (
      await editor.post(at, {
        ...report,
        base: sourceBase(await (await editor.get(at)).text()),
        title: 'Put right',
        archive_url: 'web.archive.org/web/2009/x',
      })
    ).status,
  ).toBe(303);
  expect(await (await publicPage('sources')).text()).toContain('Put right');
  expect((await (await desk.as('translator')).post(at, report)).status).toBe(403);
});

test('entered twice at once it is one source, with an address or without', async () => {
  const at = await Promise.all([enter(), enter()]);
  expect(new Set(at.map(placeOf)).size).toBe(1);
  const cited = await researcher.post('/desk/laws/new', sampleLaw);
  const sources = `${placeOf(cited)}/sources`;
  const letter = { do: 'new:', title: 'A sample letter', kind: 'company', publisher: 'Example Guards' };
  await Promise.all([researcher.post(sources, letter), researcher.post(sources, letter)]);
  expect(await count()).toBe(2);
});

test('entered once more it is the same source, without an address too: nothing is asked', async () => {
  const forms: readonly Record<string, string>[] = [{}, { url: '', title: 'A sample letter' }];
  for (const form of forms) {
    const first = placeOf(await enter(form));
    const again = await enter(form);
    expect(again.status).toBe(303);
    expect(placeOf(again)).toBe(first);
  }
  expect(await count()).toBe(2);
});

test('whenever the same comes meanwhile, it is not asked about', async () => {
  for (let n = 0; n < 20; n += 1) {
    const form = { url: `https://press.example.org/${n}`, title: randomBytes(12).toString('hex') };
    const late = sleep(n).then(() => enter(form));
    const answers = await Promise.all([enter(form), late]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(answers.map(placeOf)).size).toBe(1);
  }
  expect(await count()).toBe(20);
});

test('who writes over what somebody else said of it meanwhile is told, sees both, and loses nothing', async () => {
  const at = placeOf(await enter());
  const base = sourceBase(await (await researcher.get(at)).text());
  expect((await editor.post(at, { ...report, base, publisher: 'Their Press' })).status).toBe(303);
  const late = await researcher.post(at, { ...report, base, publisher: 'My Press' });
  expect(late.status).toBe(409);
  const told = await late.text();
  expect(told).toContain('Their Press');
  expect(told).toContain('value="My Press"');
  const saved = await researcher.post(at, { ...report, base: sourceBase(told), publisher: 'My Press' });
  expect(saved.status).toBe(303);
});

test('the public sees the sources of what is public, what cites each, and where nobody has looked', async () => {
  await enter({ url: 'https://unused.example.org/', title: 'Used by nothing', cite_new: 'yes' });
  await publishLaw();
  const list = await (await publicPage('sources')).text();
  expect(list).toContain(report.title);
  expect(list).not.toContain('Used by nothing');
  const key = /\/en\/record\/sources\/([^"]+)"/.exec(list)?.[1] ?? '';
  const page = await (await publicPage(`sources/${key}`)).text();
  expect(page).toContain('href="/en/record/laws/a-sample-law"');
  expect(page).toContain('Somebody of those who entered it has looked at it.');
  await sql`update source set seen = false`.execute(database.db);
  expect(await (await publicPage(`sources/${key}`)).text()).toContain('Nobody of those who entered it');
  for (const path of ['sources/none', 'sources/a%00b', 'sources?kind=junk&after=junk', 'sources?q=%00'])
    expect((await publicPage(path)).status).toBeLessThan(500);
});

test('what has no title of its own is named by its first words, which end whole and say that more follows', async () => {
  const { db } = await testDatabase({ starter: true });
  const page = await testSite(db).app.request('/en/record/sources/atlantic-2014-verdict');
  expect(await page.text()).toContain('new trial on the murder count and set aside the thirty-year…');
});

test('a copy is kept with its day and its hash, shown where that is allowed, and else fetched by nobody', async () => {
  await publishLaw();
  const { rows } = await sql<{ id: string; key: string }>`select id, key from source`.execute(database.db);
  const at = `/desk/sources/${rows[0]?.id}`;
  const file = async (name: string) => {
    const sha256 = createHash('sha256').update(name).digest('hex');
    await sql`insert into file (sha256, bytes, media_type, name, uploaded_by)
      values (decode(${sha256}, 'hex'), 10, 'application/pdf', ${name}, ${`staff:${researcher.id}`})`.execute(
      database.db,
    );
    return sha256;
  };
  const [evidence, open] = [await file('evidence.pdf'), await file('open.pdf')];
  const keep = (who: DeskAsker, form: Record<string, string>) =>
    who.post(`${at}/copies`, { accessed_on: '2026-11-26', ground: 'evidence', ...form });
  expect((await keep(researcher, { file: evidence })).status).toBe(303);
  const mistakes: readonly Record<string, string>[] = [
    { file: evidence },
    { file: 'x' },
    { file: 'a'.repeat(64) },
    { file: open, accessed_on: '2999-01-01' },
    { file: open, accessed_on: '2026' },
    { file: open, ground: 'because' },
    { file: open, ground: 'open-licence' },
    { file: open, shown: 'yes' },
  ];
  for (const wrong of mistakes) expect((await keep(editor, wrong)).status, JSON.stringify(wrong)).toBe(422);
  const shown = { file: open, ground: 'open-licence', licence: 'CC BY 4.0', shown: 'yes' };
  // What becomes public by it is for those who publish.
  expect((await keep(researcher, shown)).status).toBe(403);
  expect((await keep(editor, shown)).status).toBe(303);
  const page = await (await publicPage(`sources/${rows[0]?.key}`)).text();
  expect(page).toContain(`href="/files/${open}/open.pdf"`);
  expect(page).toContain(`SHA-256 ${evidence}`);
  expect(page).not.toContain(`/files/${evidence}`);
  expect(page).toContain('archived copy, accessed 26 November 2026');
  expect(await readPublicFile(database.db, open)).not.toBeNull();
  expect(await readPublicFile(database.db, evidence)).toBeNull();
  await expect(
    sql`update source_copy set shown = true where ground = 'evidence'`.execute(database.db),
  ).rejects.toMatchObject({ code: '23514' });
  const copy = /copies\/([0-9a-f-]+)\/drop/.exec(await (await editor.get(at)).text())?.[1];
  expect((await editor.post(`${at}/copies/${copy}/drop`)).status).toBe(303);
});

test('a source is added while a form is open: what was typed is neither saved nor lost', async () => {
  const at = placeOf(await researcher.post('/desk/laws/new', sampleLaw));
  const base = baseIn(await (await researcher.get(at)).text());
  const typed = { ...sampleLaw, title: 'A title half written', base, intent: 'cite' };
  const missing = await researcher.post(at, { ...typed, cite_source: 'https://press.example.org/new' });
  expect(missing.status).toBe(422);
  expect(await missing.text()).toContain('A title half written');
  const added = await researcher.post(at, {
    ...typed,
    cite_source: 'https://press.example.org/new',
    cite_title: 'A new source',
    cite_kind: 'press',
    cite_page: '3',
  });
  expect(added.status).toBe(200);
  const page = await added.text();
  expect(page).toContain('The source is added.');
  expect(page).toContain('value="A title half written"');
  expect(page).toContain('A new source');
  expect(page).not.toContain('value="https://press.example.org/new"');
  const { rows } = await sql<{ title: string }>`select title from law_text`.execute(database.db);
  expect(rows).toEqual([{ title: 'A sample law' }]);
  const saved = await researcher.post(at, { ...typed, base: baseIn(page), intent: 'save' });
  expect(saved.status).toBe(303);
  // By its key, its address or its title one that is known is taken.
  await enter();
  const known = await researcher.post(at, { ...typed, cite_source: 'press.example.org/report' });
  expect(known.status).toBe(200);
  expect(await count()).toBe(2);
  for (const hostile of ['a\0b', 'javascript:alert(1)', 'no such source', 'x'.repeat(5_000)])
    expect((await researcher.post(at, { ...typed, cite_source: hostile })).status).toBe(422);
});

test('who writes a form over somebody’s newer text is told, after a source was added too', async () => {
  const at = placeOf(await researcher.post('/desk/laws/new', sampleLaw));
  const base = baseIn(await (await researcher.get(at)).text());
  await editor.post(at, { ...sampleLaw, title: 'Saved meanwhile', base, intent: 'save' });
  const cited = await researcher.post(at, {
    ...sampleLaw,
    title: 'Mine',
    base,
    intent: 'cite',
    cite_source: 'https://press.example.org/new',
    cite_title: 'A new source',
    cite_kind: 'press',
  });
  const late = await researcher.post(at, {
    ...sampleLaw,
    title: 'Mine',
    base: baseIn(await cited.text()),
    intent: 'save',
  });
  expect(late.status).toBe(409);
});
