import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../../tests/desk.ts';
import { testSite } from '../../../../tests/site.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { write } from '../../../foundation/history/history.ts';
import { makeSource } from '../../api/record.world.ts';
import { baseIn, seenIn } from '../../claims/claims.world.ts';
import { writeEntry } from '../../entries/write-store.ts';

// A claim as a dataset brings it: sources of it as a whole, and sources of single fields.

let database: TestDatabase;
let researcher: DeskAsker;
let reviewer: DeskAsker;
let id: Id;
let at: string;
let source: Record<'one' | 'two' | 'date' | 'free' | 'more', Id>;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  const { db } = database;
  const desk = testDesk(db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
  source = {
    one: await makeSource(db, 'one', 'First report'),
    two: await makeSource(db, 'two', 'Second report'),
    date: await makeSource(db, 'of-date', 'Report of the day'),
    free: await makeSource(db, 'of-free', 'Report of something'),
    more: await makeSource(db, 'more', 'One more report'),
  };
  id = newId();
  at = `/desk/incidents/${id}`;
  await db.transaction().execute(async (tx) => {
    await writeEntry(write('operator', 'a sample', tx), {
      kind: 'incident',
      id,
      slug: 'sample-incident',
      primaryLang: 'en',
      own: { date: '2007', kinds: ['killing'], harmed: [], accountability: 'none' },
      links: {},
      texts: [{ lang: 'en', values: { title: 'A sample', summary: 'It happened.' }, outOfDate: false }],
      citations: [
        { source: source.one, field: null, page: '1', quotation: null },
        { source: source.date, field: 'date', page: '7', quotation: 'On that day.' },
        { source: source.two, field: null, page: null, quotation: null },
        { source: source.free, field: 'somethingElse', page: null, quotation: null },
        // The same source for the whole and for a field.
        { source: source.one, field: 'killed', page: '3', quotation: null },
      ],
    });
    await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', ${`staff:${newId()}`})`.execute(
      tx,
    );
  });
});

const sources = async () => (await researcher.get(`${at}/sources`)).text();
const change = async (form: Record<string, string>) => {
  const answer = await researcher.post(`${at}/sources`, form);
  expect(answer.status).toBe(303);
};
const review = `/desk/record/review/`;
/** Somebody else reads what waits, and lets it come out. */
async function comesOut(): Promise<string> {
  const page = await (await reviewer.get(review + id)).text();
  const seen = seenIn(page);
  const answer = await reviewer.post(review + id, {
    seen,
    langs: 'en',
    intent: 'publish',
    public_why: 'A sample',
  });
  expect(answer.status, await answer.clone().text()).toBe(303);
  return page;
}
/** What the public reads: source, field and page, in their order. */
const cited = async () =>
  (
    await sql<{ line: string }>`select concat_ws(' ', s.key, coalesce(c.field, '-'), c.page) as line
      from citation c join source s on s.id = c.source_id where c.thing_id = ${id}
      order by c.field is not null, c.position`.execute(database.db)
  ).rows.map(({ line }) => line);
const ofFields = ['of-date date 7', 'of-free somethingElse', 'one killed 3'];

test('a source of the whole is added, its order changed and it goes, and those of single fields stay', async () => {
  await change({ do: 'cite:', source: source.more, page: '9' });
  expect(await cited()).toEqual(['one - 1', 'two -', ...ofFields]);
  await comesOut();
  expect(await cited()).toEqual(['one - 1', 'two -', 'more - 9', ...ofFields]);
  await change({ do: `up:${source.more}` });
  await change({ do: `remove:${source.one}` });
  await change({ do: 'save:', [`page_${source.more}`]: '10' });
  await comesOut();
  expect(await cited()).toEqual(['more - 10', 'two -', ...ofFields]);
});

test('those of single fields are shown with their field, and go on their own', async () => {
  const page = await sources();
  const [, list = ''] = /<section[^>]*id="of-fields"[^>]*>([\s\S]*?)<\/section>/.exec(page) ?? [];
  expect(list).toContain('Report of the day');
  expect(list).toMatch(/When it happened or began[\s\S]*On that day\./);
  // What the form has no word for is told as the data has it.
  expect(list).toContain('somethingElse');
  expect([...page.matchAll(/data-order-id="([^"]+)"/g)].map(([, one]) => one)).toEqual([
    source.one,
    source.two,
  ]);
  await change({ do: `remove:${source.one} killed` });
  await change({ do: `remove:${source.date} date` });
  const read = await comesOut();
  expect(read).toMatch(/<del>[\s\S]*When it happened or began[\s\S]*Report of the day[\s\S]*<\/del>/);
  expect(await cited()).toEqual(['one - 1', 'two -', 'of-free somethingElse']);
  const past = await (
    await testSite(database.db).app.request('/en/record/history/incident/sample-incident')
  ).text();
  expect(past).toMatch(/<del>[^<]*Report of the day/);
});

test('its form shows what it stands on with the fields, and adds one of the whole', async () => {
  expect(await (await researcher.get(at)).text()).toMatch(
    /Report of the day[\s\S]{0,200}When it happened or began/,
  );
  const base = baseIn(await (await researcher.get(at)).text());
  const form = {
    base,
    title: 'A sample',
    summary: 'It happened.',
    date: '2007',
    intent: 'cite',
    cite_source: 'more',
  };
  await researcher.post(at, form);
  await comesOut();
  expect(await cited()).toEqual(['one - 1', 'two -', 'more -', ...ofFields]);
});

test('the database holds a public claim to the fields that its revision says', async () => {
  const moved = database.db.transaction().execute(async (tx) => {
    await sql`insert into text_publication (id, thing_id, revision, actor)
      values (${newId()}, ${id}, 1, 'staff:second')`.execute(tx);
    await sql`update citation set field = 'harmed' where thing_id = ${id} and field = 'date'`.execute(tx);
  });
  await expect(moved).rejects.toThrow('has the sources that one of its revisions lists');
});

test('a draft loses and keeps them as asked, at once', async () => {
  await reviewer.post(`${at}/unpublish`);
  await sql`update publication set ended_at = now() where thing_id = ${id}`.execute(database.db);
  await change({ do: `remove:${source.two}` });
  await change({ do: `remove:${source.free} somethingElse` });
  expect(await cited()).toEqual(['one - 1', 'of-date date 7', 'one killed 3']);
});
