import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { password, realDesk, setUpApp, totp } from '../testing.ts';

const { db } = await testDatabase({ starter: true });
const { open, enter, site } = realDesk(db);
const editor = { role: 'editor', campaignId: null } as const;
const owner = { role: 'owner', campaignId: null } as const;

describe('an invitation', () => {
  test('lets in once, with a password; an editor is in at once', async () => {
    const { browser, answer, email } = await enter('editor@example.org', [editor]);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk']);
    expect((await browser.get('/desk/account')).status).toBe(200);
    const again = await open().post('/desk/sign-in', { email, password, to: '/desk/account' });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/desk/account']);
  });

  test('of an owner leads to the second factor, and nowhere else before', async () => {
    const { browser, answer } = await enter('owner@example.org', [owner]);
    expect(answer.headers.get('location')).toBe('/desk/account/second-factor');
    expect((await browser.get('/desk')).headers.get('location')).toBe('/desk/account/second-factor');
    const { codes } = await setUpApp(browser);
    expect(codes).toHaveLength(10);
    expect((await browser.get('/desk/account')).status).toBe(200);
    expect((await browser.get('/desk')).status).toBe(200);
  });
});

test('a password and a code, or a recovery code once, open a session; a wrong one does not', async () => {
  const { browser, email } = await enter('moderator@example.org', [{ role: 'moderator', campaignId: null }]);
  const { secret, codes } = await setUpApp(browser);
  const begin = async () => {
    const other = open();
    const answer = await other.post('/desk/sign-in', { email, password, to: '/desk/account' });
    expect(answer.headers.get('location')).toBe('/desk/sign-in/code?to=%2Fdesk%2Faccount');
    expect((await other.get('/desk/account')).headers.get('location')).toContain('/desk/sign-in');
    return other;
  };
  const first = await begin();
  expect((await first.post('/desk/sign-in/code', { code: '000000', to: '/desk/account' })).status).toBe(422);
  const right = await first.post('/desk/sign-in/code', { code: totp(secret), to: '/desk/account' });
  expect([right.status, right.headers.get('location')]).toEqual([303, '/desk/account']);
  expect((await first.get('/desk/account')).status).toBe(200);

  const code = codes[0] ?? '';
  const second = await begin();
  expect((await second.post('/desk/sign-in/code', { code, to: '/desk' })).status).toBe(303);
  const third = await begin();
  expect((await third.post('/desk/sign-in/code', { code, to: '/desk' })).status).toBe(422);
});

test('cookies are of the desk alone, out of reach of scripts, and Secure where the site has TLS', async () => {
  const { browser } = await enter('cookies@example.org', [editor]);
  await browser.post('/desk/sign-out');
  expect(browser.set.length).toBeGreaterThan(2);
  for (const line of browser.set) {
    expect(line).toMatch(/^tadamun\./);
    expect(line).toMatch(/; Path=\/desk(;|$)/);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
  }
  const secure = realDesk(db, { PUBLIC_URL: 'https://secure.example.org' });
  const entered = await secure.enter('secure@example.org', [editor]);
  for (const line of entered.browser.set) expect(line).toMatch(/^__Secure-tadamun\..*; Secure/i);
});

describe('a session', () => {
  test('that was ended is over, on the same cookie', async () => {
    const { browser } = await enter('ended@example.org', [editor]);
    const cookies = new Map(browser.jar);
    await browser.post('/desk/sign-out');
    for (const [name, value] of cookies) browser.jar.set(name, value);
    expect((await browser.get('/desk/account')).status).toBe(303);
  });

  test('of one who has left is over', async () => {
    const { browser, email } = await enter('left@example.org', [editor]);
    await sql`update staff set left_at = now() where email = ${email}`.execute(db);
    expect((await browser.get('/desk/account')).status).toBe(303);
    const again = await open().post('/desk/sign-in', { email, password });
    expect(again.status).toBe(422);
  });

  test('lies idle for three days and ends', async () => {
    const { browser, email } = await enter('idle@example.org', [editor]);
    await sql`update staff_session x set updated_at = now() - interval '73 hours' from staff s
      where s.id = x.staff_id and s.email = ${email}`.execute(db);
    expect((await browser.get('/desk/account')).status).toBe(303);
  });

  test('cannot be planted: signing in makes a new one, and ends the one that the browser had', async () => {
    const { browser: attacker } = await enter('attacker@example.org', [editor]);
    const { email } = await enter('victim@example.org', [editor]);
    const victim = open();
    for (const [name, value] of attacker.jar) victim.jar.set(name, value);
    const planted = [...attacker.jar].find(([name]) => name.includes('session'));
    await victim.post('/desk/sign-in', { email, password });
    expect([...victim.jar].find(([name]) => name.includes('session'))?.[1]).not.toBe(planted?.[1]);
    expect((await attacker.get('/desk/account')).status).toBe(303);
    expect(await (await victim.get('/desk/account')).text()).toContain('victim@example.org');
  });

  test('keeps no address and no words of the browser', async () => {
    const { rows } = await sql<{ ip: string; device: string }>`
      select coalesce(ip_address, '') as ip, device from staff_session`.execute(db);
    expect(new Set(rows.map(({ ip, device }) => `${ip}|${device}`))).toEqual(new Set(['|Firefox · Linux']));
  });
});

describe('a change', () => {
  test('that another site posts is refused, with the session’s cookies', async () => {
    const { browser } = await enter('csrf@example.org', [editor]);
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: '', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of elsewhere)
      expect((await browser.post('/desk/account', { name: 'Stolen' }, headers)).status).toBe(403);
    expect(await (await browser.get('/desk/account')).text()).not.toContain('Stolen');
  });
});

test('only four addresses of better-auth exist; all others are nothing, signed in or not', async () => {
  const { createAuth } = await import('./auth.ts');
  const auth = createAuth(site);
  const reached = new Set([
    'GET /passkey/generate-authenticate-options',
    'POST /passkey/verify-authentication',
    'GET /passkey/generate-register-options',
    'POST /passkey/verify-registration',
  ]);
  const { browser } = await enter('endpoints@example.org', [editor]);
  const paths = new Set(
    Object.values(auth.api).flatMap((endpoint) =>
      'path' in endpoint && typeof endpoint.path === 'string' ? [endpoint.path] : [],
    ),
  );
  expect(paths.size).toBeGreaterThan(30);
  const found: string[] = [];
  for (const path of paths)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      for (const who of [open(), browser]) {
        const address = `/desk/auth${path.replace(/:\w+/g, 'x')}`;
        const answer = await who.ask(address, { method, ...(method === 'POST' && { body: '{}' }) });
        // 405: another method of the same address is one of the four.
        if (answer.status !== 404 && answer.status !== 405) found.push(`${method} ${path}`);
      }
  expect(new Set(found)).toEqual(reached);
});

test('signing in leads to pages of the desk only', async () => {
  const { email } = await enter('redirect@example.org', [editor]);
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/en',
    '/desk//evil.example',
    '/desk\\evil',
    '/deskevil',
  ])
    expect((await open().post('/desk/sign-in', { email, password, to })).headers.get('location')).toBe(
      '/desk',
    );
});
