import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { publishPlanned } from '../../desk/editing/publishing/plan-store.ts';
import { editables } from '../../editables.ts';
import { waitingFor } from '../../housekeeping/waiting-model.ts';
import { readWaiting } from '../../housekeeping/waiting-store.ts';
import { readPerson } from '../../staff/store.ts';
import { baseIn, sampleLaw, seenIn } from './claims.world.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let researcher: DeskAsker;
let reviewer: DeskAsker;
let id: string;
let at: string;

const source = {
  do: 'new:',
  url: 'https://gazette.example.org/2017/52',
  title: 'A sample gazette',
  kind: 'government',
  page: '12',
  quotation: 'Guards carry a licence.',
};

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
  const made = await researcher.post('/desk/laws/new', sampleLaw);
  at = (made.headers.get('location') ?? '').replace(/\?.*$/, '');
  id = at.split('/').at(-1) ?? '';
  await researcher.post(`${at}/sources`, source);
});

const review = () => `/desk/record/review/${id}`;
const read = async (who: DeskAsker, path: string) => (await who.get(path)).text();
const answer = async (who: DeskAsker, form: Record<string, string>) =>
  who.post(review(), { seen: seenIn(await read(who, review())), langs: 'en', ...form });
const isPublic = async () =>
  (await sql`select from publication where thing_id = ${id} and ended_at is null`.execute(database.db)).rows
    .length === 1;
const edit = async (who: DeskAsker, change: Record<string, string>) =>
  who.post(at, { ...sampleLaw, ...change, base: baseIn(await read(who, at)), intent: 'save' });

describe('a statement that is new', () => {
  test('is in the queue, is read with its sources, and comes out with the reader’s word', async () => {
    expect(await read(reviewer, '/desk/record/review')).toContain('A sample law');
    const page = await read(reviewer, review());
    for (const shown of [
      'A sample law',
      'Iraq',
      'Guards carry a licence.',
      'href="https://gazette.example.org/2017/52"',
    ])
      expect(page).toContain(shown);
    expect(page).toContain('Sample Researcher');
    expect((await answer(reviewer, { intent: 'approve' })).status).toBe(303);
    expect(await isPublic()).toBe(false);
    const editor = await desk.as('editor');
    expect(await read(editor, '/desk/record/review?state=approved')).toContain('A sample law');
    expect((await editor.post(`${at}/publish`, { langs: 'en' })).status).toBe(303);
    expect(await isPublic()).toBe(true);
    expect(await read(editor, '/desk/record/review?state=approved')).not.toContain('A sample law');
  });

  test('comes out at once where the reader publishes it', async () => {
    expect((await answer(reviewer, { intent: 'publish' })).status).toBe(303);
    expect(await isPublic()).toBe(true);
    expect(await read(researcher, at)).toContain('Sample Reviewer read it on');
  });

  test('does not come out unread: the form says why, in bulk it stays', async () => {
    const editor = await desk.as('editor');
    const refused = await editor.post(`${at}/publish`, { langs: 'en' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('somebody who did not write it has to read all of it first');
    await editor.post('/desk/laws/bulk', { do: 'publish', ids: id });
    const saved = await editor.post(at, {
      ...sampleLaw,
      base: baseIn(await read(editor, at)),
      intent: 'publish',
    });
    expect(saved.status).toBe(422);
    expect(await isPublic()).toBe(false);
    expect(await read(editor, at)).not.toContain('value="publish">Save and publish');
  });

  test('does not come out by a plan, unread; the others of its round do, and its page says what is missing', async () => {
    const editor = await desk.as('editor');
    await sql`insert into planned_publication (thing_id, at, langs, actor)
      values (${id}, now() - interval '1 minute', '{en}', ${`staff:${editor.id}`})`.execute(database.db);
    expect(await publishPlanned(database.db, editables)).toBe(0);
    expect(await isPublic()).toBe(false);
    expect(await read(editor, at)).toContain('somebody who did not write it');
  });

  test('without a source nobody can approve it', async () => {
    await sql`delete from citation where thing_id = ${id}`.execute(database.db);
    const refused = await answer(reviewer, { intent: 'approve' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('it has no source');
  });

  test('is kept out of the queue while its author is still at it', async () => {
    await researcher.post(`${at}/working`, { working: 'yes' });
    expect(await read(reviewer, '/desk/record/review')).not.toContain('A sample law');
    expect(await read(researcher, at)).toContain('Ready to be read');
    await researcher.post(`${at}/working`, { working: 'no' });
    expect(await read(reviewer, '/desk/record/review')).toContain('A sample law');
    expect((await reviewer.post(`${at}/working`, { working: 'yes' })).status).toBe(403);
  });
});

describe('nobody reviews what they wrote', () => {
  test('by role: who has none of a reviewer is refused', async () => {
    for (const role of ['researcher', 'editor', 'translator', 'moderator'] as const)
      expect((await (await desk.as(role)).post(review(), { intent: 'approve', seen: '3' })).status).toBe(403);
  });

  test('by rule: a reviewer who wrote part of it is told so, and nothing happens', async () => {
    const both = await desk.as(['researcher', 'reviewer']);
    await edit(both, { title: 'A changed title' });
    const page = await read(both, review());
    expect(page).toContain('You wrote part of what is new here');
    expect(page).not.toContain('name="intent" value="approve"');
    const refused = await both.post(review(), { intent: 'publish', seen: '5', langs: 'en' });
    expect(refused.status).toBe(422);
    expect(await isPublic()).toBe(false);
  });

  test('with one factor a reviewer decides nothing', async () => {
    const refused = await reviewer.ask(review(), {
      method: 'POST',
      headers: { 'x-test-factors': '1' },
      body: new URLSearchParams({ intent: 'approve', seen: '4' }),
    });
    expect(refused.headers.get('location')).toBe('/desk/account/second-factor');
  });

  test('by the database: straight in SQL it is refused', async () => {
    await expect(
      sql`insert into review (id, thing_id, kind, reviewer)
        values (gen_random_uuid(), ${id}, 'staff', ${`staff:${researcher.id}`})`.execute(database.db),
    ).rejects.toMatchObject({ code: 'TD004' });
  });

  test('what was written while somebody read is not approved unseen', async () => {
    const seen = seenIn(await read(reviewer, review()));
    await edit(researcher, { title: 'Smuggled in' });
    const refused = await reviewer.post(review(), { intent: 'publish', seen, langs: 'en' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('Somebody changed it while you read');
    expect(page).toContain('Smuggled in');
    expect(await isPublic()).toBe(false);
  });
});

test('sent back with a reason, it waits for its author, and comes to the queue again once changed', async () => {
  expect((await answer(reviewer, { intent: 'return', reason: ' ' })).status).toBe(422);
  expect((await answer(reviewer, { intent: 'return', reason: 'x'.repeat(1_001) })).status).toBe(422);
  expect((await answer(reviewer, { intent: 'return', reason: 'The page is 13.\nNot 12.' })).status).toBe(303);
  expect(await read(reviewer, '/desk/record/review')).not.toContain('A sample law');
  for (const path of [at, '/desk/record/review?state=returned', review()])
    expect(await read(researcher, path), path).toContain('The page is 13.');
  await edit(researcher, { summary: 'It licenses guards.' });
  expect(await read(reviewer, '/desk/record/review')).toContain('A sample law');
  expect(await read(researcher, at)).not.toContain('The page is 13.');
});

describe('a statement that is public', () => {
  beforeEach(async () => {
    await answer(reviewer, { intent: 'publish' });
  });

  test('is compared word by word with what is proposed, and keeps what it says until that is read', async () => {
    await edit(researcher, { summary: 'It licenses all guards.', status: 'repealed' });
    const page = await read(reviewer, review());
    expect(page).toContain('<del>private</del><ins>all</ins>');
    expect(page).toContain('<del><bdi>In force</bdi></del> <ins><bdi>Repealed or expired</bdi></ins>');
    const { rows } = await sql<{ status: string }>`select status from law where id = ${id}`.execute(
      database.db,
    );
    expect(rows[0]?.status).toBe('in-force');
  });

  test('a correction has a reason that the public reads', async () => {
    await edit(researcher, { summary: 'It licenses all guards.' });
    const refused = await answer(reviewer, { intent: 'publish' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="public_why-error"');
    // Nothing of the answer was kept: it still waits.
    expect(await read(reviewer, '/desk/record/review')).toContain('A sample law');
    expect(
      (await answer(reviewer, { intent: 'publish', public_why: 'The gazette says all guards.' })).status,
    ).toBe(303);
    const { rows } = await sql<{ why: string; corrects: boolean }>`select why, corrects from text_publication
      where thing_id = ${id} order by at desc limit 1`.execute(database.db);
    expect(rows).toEqual([{ why: 'The gazette says all guards.', corrects: true }]);
  });

  test('its sources wait as its words do', async () => {
    const cited = async () =>
      (
        await sql<{ title: string }>`select s.title from citation c join source s on s.id = c.source_id
          where c.thing_id = ${id} order by s.title`.execute(database.db)
      ).rows.map(({ title }) => title);
    const another = { ...source, url: 'https://press.example.org/a', title: 'Another sample', kind: 'press' };
    expect((await researcher.post(`${at}/sources`, another)).status).toBe(303);
    expect(await cited()).toEqual(['A sample gazette']);
    expect(await read(researcher, `${at}/sources`)).toContain('Another sample');
    expect(await read(reviewer, review())).toContain('New source');
    await answer(reviewer, { intent: 'publish', public_why: 'A second source.' });
    expect(await cited()).toEqual(['A sample gazette', 'Another sample']);
    // The last one stays, whatever is asked.
    const html = await read(researcher, `${at}/sources`);
    const ids = [...html.matchAll(/data-order-id="([0-9a-f-]+)"/g)].map(([, one = '']) => one);
    expect((await researcher.post(`${at}/sources`, { do: `remove:${ids[0]}` })).status).toBe(303);
    expect((await researcher.post(`${at}/sources`, { do: `remove:${ids[1]}` })).status).toBe(422);
  });

  test('its sources cannot be changed beside publishing, straight in SQL either', async () => {
    await expect(
      sql`update citation set quotation = 'Never said.' where thing_id = ${id}`.execute(database.db),
    ).rejects.toMatchObject({ code: 'TD004' });
  });

  test('a source added while a form is open is no conflict for it', async () => {
    const base = baseIn(await read(researcher, at));
    await researcher.post(`${at}/sources`, { ...source, url: 'https://press.example.org/b', title: 'B' });
    const saved = await researcher.post(at, {
      ...sampleLaw,
      title: 'A sample law, amended',
      base,
      intent: 'save',
    });
    expect(saved.status).toBe(303);
  });
});

test('the dashboard and the Monday mail count what waits for a reader, not what one wrote oneself', async () => {
  const linesOf = async (who: DeskAsker) => {
    const person = await readPerson(database.db, who.id as Parameters<typeof readPerson>[1]);
    if (!person) throw new Error('no such person');
    return waitingFor(person, await readWaiting(database.db)).map(({ what, n }) => `${what} ${n}`);
  };
  expect(await linesOf(reviewer)).toContain('claims 1');
  expect(await linesOf(researcher)).not.toContain('claims 1');
  const both = await desk.as(['researcher', 'reviewer']);
  await edit(both, { title: 'Another title' });
  expect(await linesOf(both)).not.toContain('claims 1');
  await answer(reviewer, { intent: 'return', reason: 'A reason.' });
  expect(await linesOf(researcher)).toContain('returned 1');
  expect(await linesOf(reviewer)).not.toContain('claims 1');
});

test('who wrote alone what was sent back is told on the dashboard, and at the head of its form', async () => {
  await answer(reviewer, { intent: 'return', reason: 'Which gazette?' });
  const home = await read(researcher, '/desk');
  expect(home).toContain('Statements that a reviewer sent back');
  const form = await read(researcher, at);
  expect(form.indexOf('href="#claim"')).toBeGreaterThan(0);
  expect(form.indexOf('href="#claim"')).toBeLessThan(form.indexOf('name="title"'));
});

test('the public sees nothing of a statement that waits', async () => {
  const { app } = testSite(database.db);
  expect((await app.request('/en/record/laws/a-sample-law')).status).toBe(404);
});
