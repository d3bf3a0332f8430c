import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { approve } from '../src/declarations/moderation/decide.ts';
import { keepPreviewLink } from '../src/desk/editing/preview/preview-store.ts';
import { uploadsFolder } from '../src/files/places.ts';
import { hashToken, newToken } from '../src/foundation/crypto/token.ts';
import { readPerson } from '../src/staff/store.ts';
import { password, realDesk, setUpApp, totp } from '../src/staff/testing.ts';
import { testDatabase } from './database.ts';
import { type DeskAsker, testDesk } from './desk.ts';
import { shownIn } from './press.ts';
import { campaignSlug, signAs } from './signatures.ts';
import { testSite } from './site.ts';

// What somebody on the staff with a low role, and somebody outside with a link, tried against the desk.

const { db } = await testDatabase({ starter: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-desk-attack-'));
const world = testDesk(db, { DATA_DIR: dataDir });
const { as, site, desk, origin } = world;
const owner = await as('owner');
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe('an upload', () => {
  const ask = (who: DeskAsker, method: string, path: string, init: RequestInit = {}) =>
    who.ask(path, { ...init, method, headers: { 'tus-resumable': '1.0.0', ...init.headers } });
  const begin = async (who: DeskAsker, length: number) => {
    const answer = await ask(who, 'POST', '/desk/uploads/tus', {
      headers: { 'upload-length': String(length), 'upload-metadata': 'filename YS50eHQ=' },
    });
    return answer.headers.get('location') ?? '';
  };
  const piece = (who: DeskAsker, path: string, text: string) =>
    ask(who, 'PATCH', path, {
      headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: text,
    });

  test('of another is not reached through one’s own, whatever follows it in the address', async () => {
    const [victim, translator] = [await as('editor'), await as('translator')];
    const [theirs, own] = [await begin(victim, 6), await begin(translator, 6)];
    const id = theirs.split('/').at(-1) ?? '';
    for (const end of [`?/${id}`, `?x=/${id}`, `?x=/${id}/`]) {
      await piece(translator, own + end, 'forged');
      await ask(translator, 'DELETE', own + end);
    }
    expect(await readFile(join(uploadsFolder(dataDir), id), 'utf8')).toBe('');
    expect((await ask(victim, 'HEAD', theirs)).headers.get('upload-offset')).toBe('0');
  });
});

describe('the second factor', () => {
  const { open, enter } = realDesk(db);
  const moderator = { role: 'moderator', campaignId: null } as const;

  test('is not guessed at one address while the failures are counted at another', async () => {
    const victim = await enter('victim@example.org', [moderator]);
    await setUpApp(victim.browser);
    const insider = await enter('insider@example.org', [moderator]);
    await setUpApp(insider.browser);
    const name = 'tadamun.two_factor';
    const challengeOf = async (email: string) => {
      const browser = open();
      await browser.post('/desk/sign-in', { email, password });
      return browser.jar.get(name) ?? '';
    };
    const [own, theirs] = [await challengeOf('insider@example.org'), await challengeOf('victim@example.org')];
    // The two who read the cookies must not see two people, by a blank before the sign.
    await open().ask('/desk/sign-in/code', {
      method: 'POST',
      body: new URLSearchParams({ code: '000000' }),
      headers: { cookie: `${name} =${theirs}; ${name}=${own}` },
    });
    const triesAt = async (challenge: string) => {
      const identifier = `2fa-attempts-${decodeURIComponent(challenge).split('.')[0]}`;
      const { rows } = await sql<{ value: string }>`
        select value from staff_verification where identifier = ${identifier}`.execute(db);
      return rows[0]?.value;
    };
    expect([await triesAt(theirs), await triesAt(own)]).toEqual(['0', '1']);
  });

  test('of a challenge that nobody can read is asked for again, not failed on', async () => {
    const answer = await open().ask('/desk/sign-in/code', {
      method: 'POST',
      body: new URLSearchParams({ code: '123456' }),
      headers: { cookie: 'tadamun.two_factor=%' },
    });
    expect([answer.status, answer.headers.get('location')?.startsWith('/desk/sign-in')]).toEqual([303, true]);
  });

  test('by a code is taken once: whoever saw it being typed does not come in by it', async () => {
    const { browser, email } = await enter('overlooked@example.org', [moderator]);
    const { secret } = await setUpApp(browser);
    const signIn = async (code: string) => {
      const other = open();
      await other.post('/desk/sign-in', { email, password });
      return (await other.post('/desk/sign-in/code', { code, to: '/desk' })).status;
    };
    const code = totp(secret);
    expect(await signIn(code)).toBe(303);
    expect(await signIn(code)).toBe(422);
    expect(await signIn(totp(secret, 1))).toBe(303);
  });
});

describe('a sealed name', () => {
  const visited = testSite(db);
  Object.assign(visited.site, { keys: site.keys });
  const sealed = async () => {
    const signed = await signAs(db, site.keys, {
      kind: 'organisation',
      organisation_name: 'Quiet Sample Watch',
      email: 'quiet@example.org',
      sealed: 'yes',
    });
    const path = `/en/campaigns/${campaignSlug}/declaration/confirm/${signed.confirm}`;
    const shown = shownIn(await (await visited.app.request(path)).text());
    await visited.app.request(path, { method: 'POST', body: new URLSearchParams({ shown }) });
    return signed.id;
  };
  const stateOf = async (id: string) =>
    (await sql<{ state: string }>`select state from signature where id = ${id}`.execute(db)).rows[0]?.state;

  test('is decided on by its readers alone, in the register too', async () => {
    const id = await sealed();
    const reader = await as('moderator');
    const other = await as('moderator');
    await owner.post('/desk/sealed-readers', { staff_id: reader.id });
    await approve(db, site.keys, id, { actor: `staff:${reader.id}`, mailAfterS: 0 });
    expect(await stateOf(id)).toBe('listed');
    for (const [way, form] of [
      ['suspend', {}],
      ['reinstate', {}],
      ['member', { member_id: id }],
      ['letter', { seen_on: '2026-01-02', officer_1: 'A', officer_2: 'B' }],
    ] as const) {
      const answer = await other.post(`/desk/register/${id}/${way}`, { reason: 'a sample reason', ...form });
      expect([way, answer.status]).toEqual([way, 404]);
    }
    expect(await stateOf(id)).toBe('listed');
    await owner.post(`/desk/sealed-readers/${reader.id}/dismiss`);
  });

  test('is for no one who was its reader once, left the moderators, and comes back', async () => {
    const reader = await as('moderator');
    await owner.post('/desk/sealed-readers', { staff_id: reader.id });
    expect((await readPerson(db, reader.id))?.named).toEqual(['signature.sealed']);
    await owner.post(`/desk/staff/${reader.id}/take`, { role: 'moderator', where: '' });
    await owner.post(`/desk/staff/${reader.id}/give`, { role: 'moderator', where: '' });
    expect((await readPerson(db, reader.id))?.named).toEqual([]);
    expect((await reader.get('/desk/sealed')).status).toBe(403);
    // And the place is free.
    const next = await as('moderator');
    const last = await as('moderator');
    for (const { id } of [next, last])
      expect((await owner.post('/desk/sealed-readers', { staff_id: id })).status).toBe(303);
    await owner.post(`/desk/staff/${next.id}/end`);
    expect((await sql`select from sealed_reader where staff_id = ${next.id}`.execute(db)).rows).toHaveLength(
      0,
    );
  });
});

describe('a preview link', () => {
  test('that a crowd opens at once leaves the connections to the public pages', async () => {
    const article = await db.selectFrom('thing').select('id').where('kind', '=', 'news').executeTakeFirst();
    if (!article) throw new Error('the starter has news');
    const token = newToken(randomBytes);
    const link = {
      hash: hashToken(token),
      thingId: article.id,
      lang: 'en',
      actor: 'operator',
      now: new Date(),
    } as const;
    await keepPreviewLink(db, link);
    let most = 0;
    let over = false;
    const crowd = Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const bindings = { incoming: { socket: { remoteAddress: `198.51.100.${n % 100}` } } };
        return desk.app.fetch(new Request(`${origin}/desk/preview/${token}`), bindings);
      }),
    ).finally(() => {
      over = true;
    });
    while (!over) {
      const { rows: held } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
          and query not like '%"preview_link"%'`.execute(db);
      most = Math.max(most, held[0]?.n ?? 0);
      await new Promise((done) => setTimeout(done, 5));
    }
    const statuses = (await crowd).map(({ status }) => status);
    expect(most).toBeGreaterThan(0);
    // Two previews, and what ends in a moment. The look-up of a link is not counted: of those many are at work at once.
    expect(most).toBeLessThanOrEqual(6);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
  });

  test('is opened so often from one network, and no more', async () => {
    const statuses: number[] = [];
    const bindings = { incoming: { socket: { remoteAddress: '203.0.113.9' } } };
    for (let n = 0; n < 201; n += 1) {
      const answer = await desk.app.fetch(
        new Request(`${origin}/desk/preview/${newToken(randomBytes)}`),
        bindings,
      );
      statuses.push(answer.status);
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([410, 429]);
  });
});
