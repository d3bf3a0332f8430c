import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { formsOf } from '../../../tests/desk-forms.ts';
import { testSite } from '../../../tests/site.ts';
import { roomFor } from './model.ts';

// Somebody with many machines wants that no correction is heard: whatever they send, the form stays open for everything else,
// and the staff find the others among it.

let database: TestDatabase;
let site: ReturnType<typeof testSite>;
let researcher: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  site = testSite(database.db);
  researcher = await testDesk(database.db).as('researcher');
});

const one = 'incident/nisour-square';
const other = 'law/iq-cpa-order-17';
let words = 0;

/** Sends a proposal in words of its own. */
function send(about: string, network = '198.51.100.7', said = `Wort ${'abcdefghij'[words++ % 10]}${words}`) {
  const body = new URLSearchParams({ wants: 'correction', said, about });
  const env = { incoming: { socket: { remoteAddress: network } } };
  return site.app.request('/en/record/propose', { method: 'POST', body }, env);
}
const statuses = async (n: number, ask: (at: number) => Promise<Response> | Response) => {
  const all: number[] = [];
  for (let at = 0; at < n; at += 1) all.push((await ask(at)).status);
  return all;
};

/** What came in before: so many about one statement (null: none), each in words of its own unless `said`. */
const waits = (n: number, slug: string | null, { said = '', hoursAgo = 0 } = {}) =>
  sql`
  insert into proposal (id, origin, reference, wants, kind, about, payload, lang, made_at)
  select gen_random_uuid(), 'visitor', translate(upper(substr(x, 1, 4) || '-' || substr(x, 5, 4)), '01IO', 'GHJK'), 'missing',
    t.kind, t.id, jsonb_build_object('text', case when ${said} = '' then translate(x, '0123456789', 'ghijklmnop') else ${said} || n end,
      'urls', '[]'::jsonb), 'en',
    date_trunc('hour', now()) - ${hoursAgo} * interval '1 hour'
  from generate_series(1, ${n}) n cross join lateral (select md5(n || coalesce(${slug}, '') || ${said}) as x) m
  left join thing t on t.slug = ${slug}`.execute(database.db);
const count = async (state = 'waiting') =>
  (
    await sql<{ n: number }>`select count(*)::int as n from proposal where state = ${state}`.execute(
      database.db,
    )
  ).rows[0]?.n;
const html = async (path: string) => (await researcher.get(path)).text();

const at = '/desk/proposals/group';
/** The page of the one group that waits. */
const group = async () => {
  const [, key = ''] =
    /href="\/desk\/proposals\/group\?of=([^"]+)"/.exec(await html('/desk/proposals')) ?? [];
  return `${at}?of=${key}`;
};
/** What a form of a page would send. */
const formAt = async (path: string, action: string) =>
  Object.fromEntries(formsOf(await html(path)).find((form) => form.action === action)?.fields ?? []);

describe('the form', () => {
  test('hears one network twenty times an hour about one statement, and goes on hearing it about others', async () => {
    expect((await statuses(21, () => send(one))).filter((status) => status === 303)).toHaveLength(20);
    expect((await send(other)).status).toBe(303);
    expect((await send(one, '198.51.100.8')).status).toBe(303);
  });

  test('of a crowded statement hears each network once an hour', async () => {
    await waits(50, 'nisour-square');
    expect(await statuses(2, () => send(one))).toEqual([303, 429]);
    expect((await send(one, '198.51.100.8')).status).toBe(303);
    expect((await send(other)).status).toBe(303);
  });

  test('closes for a statement about which 500 wait, keeps what was typed, and stays open for all others', async () => {
    await waits(500, 'nisour-square');
    const answer = await send(one, '198.51.100.9', 'Written with care');
    expect(answer.status).toBe(429);
    const page = await answer.text();
    expect(page).toContain('Written with care');
    expect(page).toContain('no more can be taken just now');
    expect(page).toContain(`value="${one}"`);
    for (const about of [other, 'incident/no-such-thing', ''])
      expect((await send(about, '198.51.100.9')).status).toBe(303);
  });

  test('with ten thousand waiting still hears of each statement, up to ten', () => {
    expect(roomFor({ aboutOne: 0, inAll: 10_000 })).toBe(1);
    expect(roomFor({ aboutOne: 9, inAll: 1_000_000 })).toBe(1);
    expect(roomFor({ aboutOne: 10, inAll: 10_000 })).toBe(0);
    expect(roomFor({ aboutOne: 10, inAll: 9_999 })).toBe(20);
  });

  test('takes 300 from one hall in an hour, each about what moved them', async () => {
    const { rows } = await sql<{ about: string }>`select t.kind || '/' || t.slug as about from thing t
      join publication p on p.thing_id = t.id and p.ended_at is null where is_claim(t.kind) and t.slug is not null
      order by t.id limit 30`.execute(database.db);
    const hall = await statuses(301, (at) => send(rows[at % rows.length]?.about ?? ''));
    expect(hall.filter((status) => status === 303)).toHaveLength(300);
  }, 60_000);
});

describe('the queue', () => {
  test('shows a flood in a group of its own, and what came by itself beside it', async () => {
    await waits(30, 'nisour-square');
    await waits(12, null, { said: 'The same words over and over ' });
    await send(other, '198.51.100.7', 'A quiet correction');
    const page = await html('/desk/proposals');
    expect(page).toContain('A quiet correction');
    expect(page).toContain('30 proposals about the same');
    expect(page).toContain('12 proposals with the same words');
    // A line for each would bury the one.
    expect(page.match(/href="\/desk\/proposals\/[0-9a-f-]{36}"/g)).toHaveLength(1);
    expect(await html('/desk/proposals?q=over and over')).toMatch(/The same words over and over 7/);
  });

  test('shows what came in one hour, about everything and in all words, as one', async () => {
    await waits(150, null, { hoursAgo: 5 });
    await sql`update proposal set about = t.id, kind = t.kind from (select id, kind, row_number() over (order by id) as n from thing
      where is_claim(kind)) t where t.n = (('x' || substr(md5(proposal.id::text), 1, 6))::bit(24)::int % 60) + 1`.execute(
      database.db,
    );
    expect(await html('/desk/proposals')).toContain('150 proposals within one hour');
  });

  test('declines a whole group but for what came since, tells nobody, and forgets nothing at once', async () => {
    await waits(30, 'nisour-square');
    await sql`update proposal set contact_sealed = '\\x00'`.execute(database.db);
    const page = await group();
    const form = await formAt(page, at);
    expect((await researcher.post(at, { ...form, reason: '' })).status).toBe(422);
    expect((await send(one)).status).toBe(303);
    expect((await researcher.post(at, { ...form, reason: 'A flood.' })).status).toBe(303);
    expect([await count('declined'), await count()]).toEqual([30, 1]);
    expect((await sql`select from outbox where proposal_id is not null`.execute(database.db)).rows).toEqual(
      [],
    );
    expect((await researcher.post(at, { ...form, reason: 'A flood.' })).status).toBe(404);
  });

  test('has a group that was declined wait again, as long as what it said is kept, and no other answer is undone', async () => {
    await waits(30, 'nisour-square');
    await waits(1, null, { said: 'Alone' });
    const page = await group();
    const form = await formAt(page, at);
    expect((await researcher.post(at, { ...form, reason: 'A flood.' })).status).toBe(303);
    const [id] = (
      await sql<{ id: string }>`select id from proposal where state = 'waiting'`.execute(database.db)
    ).rows.map((row) => row.id);
    expect((await researcher.post(`/desk/proposals/${id}/decline`, { reason: 'One.' })).status).toBe(303);
    expect([await count('declined'), await count()]).toEqual([31, 0]);

    const declined = '/desk/proposals?state=declined';
    expect(await html(declined)).toContain('A flood.');
    const back = await formAt(declined, `${at}/back`);
    const moderator = await testDesk(database.db).as('moderator');
    expect((await moderator.post(`${at}/back`, back)).status).toBe(403);
    for (const batch of ['', 'x', '0190a0a0-0000-7000-8000-000000000000', '\0'])
      expect((await researcher.post(`${at}/back`, { ...back, batch })).status).toBe(404);
    expect((await researcher.post(`${at}/back`, back)).status).toBe(303);
    expect([await count('declined'), await count()]).toEqual([1, 30]);
    expect(await html('/desk/proposals')).toContain('30 proposals about the same');
    expect(await html(declined)).not.toContain('A flood.');
    expect((await researcher.post(`${at}/back`, back)).status).toBe(404);
    // The one that was answered by itself stays answered, straight in SQL too.
    await expect(
      sql`update proposal set state = 'waiting', decided_at = null, decided_by = null, reason = null
        where id = ${id}`.execute(database.db),
    ).rejects.toThrow('stays answered');

    // What was erased is not taken back.
    const again = await formAt(page, at);
    expect((await researcher.post(at, { ...again, reason: 'A flood.' })).status).toBe(303);
    const late = await formAt(declined, `${at}/back`);
    await sql`update proposal set payload = '{}' where state = 'declined'`.execute(database.db);
    expect(await html(declined)).not.toContain(`action="${at}/back"`);
    expect((await researcher.post(`${at}/back`, late)).status).toBe(404);
  });

  test('declines nothing where the group is another than was looked at', async () => {
    await waits(30, 'nisour-square');
    const page = await group();
    const form = await formAt(page, at);
    await sql`update proposal set state = 'taken', decided_at = now(), decided_by = 'staff:x'
      where id = (select id from proposal limit 1)`.execute(database.db);
    const answer = await researcher.post(at, { ...form, reason: 'A flood.' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('has changed meanwhile');
    expect(await count('declined')).toBe(0);
  });

  test('takes a made-up group for none', async () => {
    await waits(30, 'nisour-square');
    for (const key of ['', 'about', "about.'", 'about.x', 'words.00', 'hour.0', 'x'.repeat(300)])
      expect((await researcher.get(`/desk/proposals/group?of=${encodeURIComponent(key)}`)).status).toBe(404);
    for (const until of ['', 'now', '9'.repeat(17), '\0']) {
      const answer = await researcher.post('/desk/proposals/group', {
        of: 'about.missing',
        until,
        seen: until === '\0' ? until : '0'.repeat(32),
        reason: 'A flood.',
      });
      expect(answer.status).toBeLessThan(500);
    }
  });

  test('is for those who decide on proposals', async () => {
    await waits(30, 'nisour-square');
    for (const [role, status] of [
      ['reviewer', 404],
      ['moderator', 403],
      ['translator', 403],
    ] as const) {
      const member = await testDesk(database.db).as(role);
      expect((await member.get('/desk/proposals/group')).status, role).toBe(status);
    }
  });
});
