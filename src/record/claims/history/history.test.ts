import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../../tests/desk.ts';
import { testSite } from '../../../../tests/site.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import { baseIn, sampleLaw, seenIn } from '../claims.world.ts';
import { type Coming, type PastRevision, stepsOf } from './history-model.ts';
import { readCorrections } from './history-store.ts';

let database: TestDatabase;
let researcher: DeskAsker;
let reviewer: DeskAsker;
let id: string;
let at: string;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  const desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
  const made = await researcher.post('/desk/laws/new', sampleLaw);
  at = (made.headers.get('location') ?? '').replace(/\?.*$/, '');
  id = at.split('/').at(-1) ?? '';
  await cite('https://gazette.example.org/2017', 'A sample gazette');
  await review({});
});

const cite = (url: string, title: string) =>
  researcher.post(`${at}/sources`, { do: 'new:', url, title, kind: 'government' });
const review = async (form: Record<string, string>) => {
  const page = await (await reviewer.get(`/desk/record/review/${id}`)).text();
  const seen = seenIn(page);
  const answer = await reviewer.post(`/desk/record/review/${id}`, {
    intent: 'publish',
    langs: 'en',
    seen,
    ...form,
  });
  expect(answer.status).toBe(303);
};
const edit = async (change: Record<string, string>, why = '') => {
  const base = baseIn(await (await researcher.get(at)).text());
  const saved = await researcher.post(at, { ...sampleLaw, ...change, base, why, intent: 'save' });
  expect(saved.status).toBe(303);
};
const history = async (path = 'law/a-sample-law', lang = 'en') =>
  testSite(database.db).app.request(`/${lang}/record/history/${path}`);

test('each published change stands there, word by word, with its reason; nobody of the staff does', async () => {
  await edit({ summary: 'It licenses all guards.' }, 'a note among ourselves');
  await edit({ summary: 'It licenses all armed guards.', status: 'repealed' }, 'another note');
  await cite('https://press.example.org/a', 'Another sample');
  await review({ public_why: 'The gazette says so.' });
  const page = await (await history()).text();
  for (const said of [
    '<del>private</del><ins>all',
    'armed',
    '<del><bdi>In force</bdi></del> <ins><bdi>Repealed or expired</bdi></ins>',
    'The gazette says so.',
    'Another sample',
    'First published',
    'read by a second person',
  ])
    expect(page).toContain(said);
  // What was saved in between never came out; who wrote, and why they saved, is not the public's.
  for (const secret of ['Sample Researcher', 'Sample Reviewer', 'note', researcher.id, reviewer.id])
    expect(page).not.toContain(secret);
  expect(page).not.toContain('licenses all guards');
});

test('what waits is not there, nor what was never published or is no more', async () => {
  await edit({ summary: 'Not to be read yet.' });
  expect(await (await history()).text()).not.toContain('Not to be read yet');
  expect((await history('law/another')).status).toBe(404);
  expect((await history('news/a-sample-law')).status).toBe(404);
  expect((await history('law/a%00b')).status).toBe(404);
  // It can be taken back while something waits: only coming out asks for a second reader.
  expect((await reviewer.post(`${at}/unpublish`)).status).toBe(303);
  expect((await history()).status).toBe(404);
});

test('it has one address: by id, and by what it was called once, it leads there', async () => {
  expect((await history(`law/${id}`)).headers.get('location')).toBe('/en/record/history/law/a-sample-law');
  const { status, headers } = await history('law/A-Sample-Law');
  expect([status, headers.get('location')]).toEqual([301, '/en/record/history/law/a-sample-law']);
});

test('corrections are told by when and why, and nothing else is one', async () => {
  const thing = parseId(id) as Id;
  expect((await readCorrections(database.db, [thing])).size).toBe(0);
  await edit({ summary: 'It licenses all guards.' });
  await review({ public_why: 'The gazette says so.' });
  expect((await readCorrections(database.db, [thing])).get(thing)?.map(({ why }) => why)).toEqual([
    'The gazette says so.',
  ]);
});

test('it is cached, and made anew when it changes', async () => {
  const answer = await history();
  expect(answer.headers.get('x-cache-tags')).toContain(id);
});

test('a reason without a correction is kept; a correction without a reason is refused, straight in SQL', async () => {
  await expect(
    sql`insert into text_publication (id, thing_id, lang, revision, actor, corrects)
      values (gen_random_uuid(), ${id}, 'en', 1, 'staff:x', true)`.execute(database.db),
  ).rejects.toMatchObject({ code: '23514' });
});

test('of what came with the software the first step is what came, whatever was written since', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const revision = (
    n: number,
    lang: 'en' | null,
    number: number,
    data: object,
    came = false,
  ): PastRevision => ({
    lang,
    number,
    at: day(n),
    came,
    data: { ...data },
  });
  const coming = (n: number, lang: 'en' | null, number: number | null): Coming => ({
    at: day(n),
    lang,
    revision: number,
    why: number === null ? '' : 'because',
    corrects: number !== null,
    begins: number === null,
  });
  const steps = stepsOf(
    [coming(1, null, null), coming(5, 'en', 3), coming(6, null, 3)],
    [
      revision(1, null, 1, { status: 'draft' }, true),
      revision(1, 'en', 1, { title: 'Came' }, true),
      revision(2, 'en', 2, { title: 'Saved' }),
      revision(3, 'en', 3, { title: 'Came out' }),
      revision(4, null, 2, { citations: [{ sourceId: 'x', page: null, quotation: null }] }),
      revision(5, null, 3, { status: 'in-force' }),
    ],
  );
  expect(steps.map(({ after, came }) => [after.texts.get('en')?.title, after.own.status, came])).toEqual([
    ['Came', 'draft', true],
    ['Came out', 'draft', false],
    ['Came out', 'in-force', false],
  ]);
  expect(steps.map(({ after }) => after.citations?.length ?? null)).toEqual([null, null, 1]);
});
