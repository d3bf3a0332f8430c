import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { newId, parseId } from '../../foundation/database/id.ts';
import { password, realDesk, setUpApp } from '../testing.ts';
import { endMembership, giveRole, listPeople, takeRole } from './store.ts';

const { db } = await testDatabase({ starter: true });
const { as } = testDesk(db);
const { open, enter, origin } = realDesk(db);
const owner = await as('owner', { name: 'First Owner' });
const owns = { role: 'owner', campaignId: null } as const;

const lines = async (subject: string) => {
  const { rows } = await sql<{ actor: string; action: string; detail: Record<string, unknown> }>`
    select actor, action, detail from audit where subject = ${subject} order by at, id`.execute(db);
  return rows;
};

describe('the last owner', () => {
  test('keeps the role and stays: the desk says so, and the database refuses', async () => {
    const take = await owner.post(`/desk/staff/${owner.id}/take`, { role: 'owner', where: '' });
    expect([take.status, await take.text()]).toEqual([422, expect.stringContaining('last owner')]);
    expect((await owner.post(`/desk/staff/${owner.id}/end`)).status).toBe(422);
    for (const change of [
      sql`delete from staff_role where staff_id = ${owner.id}`,
      sql`update staff_role set role = 'editor' where staff_id = ${owner.id}`,
      sql`update staff set left_at = now() where id = ${owner.id}`,
      sql`delete from staff where id = ${owner.id}`,
    ])
      await expect(change.execute(db)).rejects.toMatchObject({ code: 'TD005' });
    expect((await owner.get('/desk/staff')).status).toBe(200);
  });

  test('is still there when two remove each other at once', async () => {
    const second = await as('owner');
    const ends = await Promise.all([endMembership(db, owner.id), takeRole(db, second.id, owns)]);
    expect(ends.sort()).toEqual(['done', 'last-owner']);
    // As it was before.
    await sql`update staff set left_at = null where id = ${owner.id}`.execute(db);
    await giveRole(db, owner.id, owns, 'operator');
    await takeRole(db, second.id, owns);
  });
});

test('roles are given in a campaign and taken away; the log names whom, what, and by whom', async () => {
  const person = await as('translator');
  const campaign = parseId(
    (await sql<{ id: string }>`select id from campaign`.execute(db)).rows[0]?.id ?? '',
  );
  await owner.post(`/desk/staff/${person.id}/give`, { role: 'editor', where: campaign ?? '' });
  await owner.post(`/desk/staff/${person.id}/take`, { role: 'translator', where: '' });
  const row = (await listPeople(db)).find(({ id }) => id === person.id);
  expect(row?.grants).toEqual([
    { role: 'editor', campaignId: campaign, campaign: 'stop-private-military-companies' },
  ]);
  expect(await lines(`staff:${person.id}`)).toMatchObject([
    { actor: `staff:${owner.id}`, action: 'staff.manage', detail: { did: 'give', role: 'editor' } },
    { actor: `staff:${owner.id}`, action: 'staff.manage', detail: { did: 'take', role: 'translator' } },
  ]);
});

test('a role is given nowhere that is no campaign, and an owner owns the whole', async () => {
  const person = await as('translator');
  const campaign = (await sql<{ id: string }>`select id from campaign`.execute(db)).rows[0]?.id ?? '';
  const wrong: Record<string, string>[] = [
    { role: 'editor', where: newId() },
    { role: 'owner', where: campaign },
    { role: 'god', where: '' },
    { role: 'editor', where: 'x' },
  ];
  for (const form of wrong)
    expect((await owner.post(`/desk/staff/${person.id}/give`, form)).status, JSON.stringify(form)).toBe(422);
});

describe('who lost their factors', () => {
  test('has them reset by an owner: sessions end, the old ones are dead, a mailed link leads back in', async () => {
    const { browser, email } = await enter('lost@example.org', [{ role: 'reviewer', campaignId: null }]);
    await setUpApp(browser);
    const { rows } = await sql<{ id: string }>`select id from staff where email = ${email}`.execute(db);
    const id = rows[0]?.id ?? '';
    expect((await owner.post(`/desk/staff/${id}/reset`)).status).toBe(303);
    expect((await browser.get('/desk/account')).status).toBe(303);
    expect((await open().post('/desk/sign-in', { email, password })).status).toBe(422);
    expect(await lines(`staff:${id}`)).toContainEqual(
      expect.objectContaining({ actor: `staff:${owner.id}`, detail: { did: 'reset' } }),
    );
    const queued = await sql`select from outbox where kind = 'staff-reset' and staff_id = ${id}`.execute(db);
    expect(queued.rows).toHaveLength(1);
  });
});

test('who is ended may nothing from that moment, and can be invited again', async () => {
  const { browser, email } = await enter('ending@example.org', [{ role: 'editor', campaignId: null }]);
  const { rows } = await sql<{ id: string }>`select id from staff where email = ${email}`.execute(db);
  expect((await owner.post(`/desk/staff/${rows[0]?.id}/end`)).status).toBe(303);
  expect((await browser.get('/desk')).status).toBe(303);
  expect((await open().post('/desk/sign-in', { email, password })).status).toBe(422);
  const back = await enter(email, [{ role: 'translator', campaignId: null }]);
  expect((await back.browser.get('/desk/account')).status).toBe(200);
  const again = (await listPeople(db)).find((person) => person.email === email);
  expect(again?.grants.map(({ role }) => role)).toEqual(['translator']);
});

describe('an invitation', () => {
  test('is sent by an owner, and dies when it is withdrawn or made anew', async () => {
    const form = { email: 'New@Example.org', lang: 'ar', role: 'editor', where: '' };
    expect((await owner.post('/desk/staff/invite', form)).status).toBe(303);
    expect((await owner.post('/desk/staff/invite', form)).status).toBe(303);
    const { rows } = await sql<{ id: string; email: string; open: boolean }>`
      select id, email, withdrawn_at is null as open from staff_invitation where email = 'new@example.org' order by made_at`.execute(
      db,
    );
    expect(rows.map(({ open: still }) => still)).toEqual([false, true]);
    await owner.post(`/desk/staff/invitations/${rows[1]?.id}/withdraw`);
    expect(await (await owner.get('/desk/staff')).text()).not.toContain('new@example.org');
  });

  test('to an address that is on the staff is refused; so is what is no address', async () => {
    await enter('there@example.org', [{ role: 'editor', campaignId: null }]);
    for (const email of ['there@example.org', 'THERE@example.org', 'nonsense', ''])
      expect(
        (await owner.post('/desk/staff/invite', { email, lang: 'en', role: 'editor', where: '' })).status,
      ).toBe(422);
  });

  test('is used once, also when two use it at once; its page is kept by nobody', async () => {
    const { inviteByLink } = await import('../invitations/first-owner.ts');
    const path = await inviteByLink(db, {
      email: 'race@example.org',
      lang: 'en',
      grants: [],
      by: 'operator',
    });
    const page = await open().get(path);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const form = { name: 'Sample Member', lang: 'en', way: 'password', password };
    const answers = await Promise.all([open().post(path, form), open().post(path, form)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect((await open().get(path)).status).toBe(410);
  });

  test('expires after seven days', async () => {
    const { inviteByLink } = await import('../invitations/first-owner.ts');
    const path = await inviteByLink(db, {
      email: 'late@example.org',
      lang: 'en',
      grants: [],
      by: 'operator',
    });
    await sql`update staff_invitation set expires_at = expires_at - interval '8 days' where email = 'late@example.org'`.execute(
      db,
    );
    expect((await open().get(path)).status).toBe(410);
  });
});

test('a link for the first owner is made while there is none, and kills the one before', async () => {
  const { db: empty } = await testDatabase({ starter: false });
  const { linkForFirstOwner } = await import('../invitations/first-owner.ts');
  const first = await linkForFirstOwner(empty);
  const second = await linkForFirstOwner(empty);
  const desk = realDesk(empty);
  const form = { email: 'first@example.org', name: 'First Owner', lang: 'en', way: 'password', password };
  expect((await desk.open().post(first ?? '', form)).status).toBe(410);
  expect((await desk.open().post(second ?? '', form)).status).toBe(303);
  expect(await linkForFirstOwner(empty)).toBeNull();
  expect(origin).toBe(desk.origin);
});

test('a second factor is not made by whoever has the password alone', async () => {
  const { browser, email } = await enter('thief@example.org', [{ role: 'editor', campaignId: null }]);
  await sql`insert into staff_passkey (id, staff_id, public_key, credential_id, counter, device_type, backed_up)
    select gen_random_uuid(), id, 'x', 'sample', 0, 'singleDevice', false from staff where email = ${email}`.execute(
    db,
  );
  await browser.post('/desk/sign-out');
  await browser.post('/desk/sign-in', { email, password });
  expect((await browser.post('/desk/account/totp', { current: password })).status).toBe(403);
  expect((await browser.get('/desk/auth/passkey/generate-register-options')).status).toBe(403);
  expect(
    (await browser.post('/desk/account/password', { current: password, password: `${password}!` })).status,
  ).toBe(403);
});
