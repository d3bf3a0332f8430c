import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';

const { db } = await testDatabase({ starter: true });
const { as } = testDesk(db);
let researcher: DeskAsker;
let reviewer: DeskAsker;
let id: string;

beforeAll(async () => {
  researcher = await as('researcher');
  reviewer = await as('owner');
  const { rows } = await sql<{ id: string }>`
    select id from thing where kind = 'treaty-step' and slug = '2010-10-01-resolution-15-26'`.execute(db);
  id = rows[0]?.id ?? '';
});

const baseIn = (html: string) => /name="base" value="([^"]+)"/.exec(html)?.[1] ?? '';
const open = async () => (await researcher.get(`/desk/treaty/${id}/votes`)).text();
const post = async (typed: Record<string, string>) =>
  researcher.post(`/desk/treaty/${id}/votes`, { base: baseIn(await open()), ...typed });
const page = async () => (await testSite(db).app.request('/en/record/treaty')).text();

describe('who voted how', () => {
  test('a name that is no country and a country in two lists are told, and nothing is kept', async () => {
    const wrong = await post({ for: 'Ruritania', against: '', abstained: '' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Ruritania');
    expect((await post({ for: 'Iraq', against: 'IQ', abstained: '' })).status).toBe(422);
  });

  test('of a public step waits until the step is published, after a second person has read it', async () => {
    expect((await post({ for: 'Iraq, South Africa', against: 'US', abstained: 'Switzerland' })).status).toBe(
      303,
    );
    expect(await open()).toContain('South Africa');
    expect(await page()).not.toContain('id="vote-');
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from treaty_vote`.execute(db);
    expect(rows[0]?.n).toBe(0);
    // The author alone cannot publish it.
    const alone = await researcher.post(`/desk/treaty/${id}/publish`, {
      public_why: 'The votes were added.',
    });
    expect(alone.status).not.toBe(303);
    await sql`insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), ${id}, 'staff', ${`staff:${reviewer.id}`})`.execute(
      db,
    );
    const published = await reviewer.post(`/desk/treaty/${id}/publish`, {
      public_why: 'The votes were added.',
    });
    expect(published.status).toBe(303);
    const html = await page();
    expect(html).toContain('id="vote-2010-10-01-resolution-15-26"');
    expect(html).toMatch(/For <bdi>\(2\)<\/bdi><\/dt><dd>Iraq, South Africa<\/dd>/);
    expect(html).toContain('not known');
  });

  test('a form that was opened before somebody else saved changes nothing', async () => {
    const base = baseIn(await open());
    expect((await post({ for: 'Iraq', against: '', abstained: '' })).status).toBe(303);
    const late = await researcher.post(`/desk/treaty/${id}/votes`, {
      base,
      for: 'Jordan',
      against: '',
      abstained: '',
    });
    expect(late.status).toBe(409);
    expect(await open()).not.toContain('Jordan');
  });
});

test('figures of a vote are all known or none is', async () => {
  const step = {
    primary_lang: 'en',
    title: 'A sample vote',
    date: '2011',
    kind: 'vote',
    standing: 'reported',
    intent: 'save',
  };
  expect((await researcher.post('/desk/treaty/new', { ...step, votes_for: '32' })).status).toBe(422);
  const all = { ...step, votes_for: '32', votes_against: '12', abstentions: '3' };
  expect((await researcher.post('/desk/treaty/new', all)).status).toBe(303);
});

test('a draft of a step is previewed where it will stand', async () => {
  const made = await researcher.post('/desk/treaty/new', {
    primary_lang: 'en',
    title: 'A step to look at',
    date: '2012',
    kind: 'meeting',
    standing: 'reported',
    intent: 'save',
  });
  const at = (made.headers.get('location') ?? '').split('?')[0] ?? '';
  const preview = await researcher.get(`${at}/preview`);
  expect(preview.status).toBe(200);
  expect(await preview.text()).toContain('A step to look at');
  expect(await page()).not.toContain('A step to look at');
});
