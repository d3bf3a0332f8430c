import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { linkIn, openMailbox } from '../../../tests/mailbox.ts';
import { keyedHash } from '../../foundation/crypto/hash.ts';
import { createLog } from '../../foundation/log.ts';
import { createMailer } from '../../foundation/mail/mailer.ts';
import { deliverDue } from '../../foundation/mail/outbox.ts';
import { staffMails } from '../mails.ts';
import { password, realDesk } from '../testing.ts';
import { noteAttempt } from './device-store.ts';

const { db } = await testDatabase({ starter: true });
const { open, enter, site, origin } = realDesk(db);
const editor = { role: 'editor', campaignId: null } as const;
const mailbox = await openMailbox();
const mailer = createMailer(mailbox.url, 'desk@example.org');
afterAll(async () => {
  mailer.close();
  await mailbox.close();
});
const mail = async () => {
  await deliverDue({
    db,
    keys: site.keys,
    mailer,
    kinds: staffMails,
    origin,
    log: createLog('fatal', 'test'),
  });
  return mailbox.mails.splice(0);
};

const known = await enter('known@example.org', [editor]);
const wrong = 'a wrong password, long enough';
const attempts = () => sql`delete from staff_attempt`.execute(db);
/** Failures at an address, as guessing leaves them. */
const attack = async (email: string, times = 10) => {
  for (let i = 0; i < times; i += 1) await noteAttempt(db, keyedHash(site.keys, 'rate', `staff:${email}`));
};
beforeEach(async () => {
  await attempts();
  await mail();
});

describe('guessing at an address', () => {
  test('ends after ten in an hour from browsers that are not known, with the right password too', async () => {
    await attack(known.email, 9);
    const tenth = await open().post('/desk/sign-in', { email: known.email, password: wrong });
    expect(tenth.status).toBe(422);
    const answer = await open().post('/desk/sign-in', { email: known.email, password });
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain('action="/desk/sign-in/device');
  });

  test('many at once are many', async () => {
    await attack(known.email, 8);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => open().post('/desk/sign-in', { email: known.email, password: wrong })),
    );
    expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(2);
  });

  test('locks nobody out: a browser where the person signed in before is not touched', async () => {
    await attack(known.email);
    await known.browser.post('/desk/sign-out');
    const answer = await known.browser.post('/desk/sign-in', { email: known.email, password });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk']);
  });

  test('a known browser is known to its own people only', async () => {
    const other = await enter('other@example.org', [editor]);
    await attack(known.email);
    expect((await other.browser.post('/desk/sign-in', { email: known.email, password })).status).toBe(429);
  });

  test('a link that is mailed to the address makes a new browser known; it works once, by its button', async () => {
    await attack(known.email);
    const browser = open();
    expect((await browser.post('/desk/sign-in/device', { email: known.email })).status).toBe(200);
    const [sent] = await mail();
    expect(sent?.to?.[0]?.address).toBe(known.email);
    const link = new URL(linkIn(sent, 'device')).pathname;
    expect((await open().get(link)).status).toBe(200);
    expect((await open().get(link)).headers.get('referrer-policy')).toBe('no-referrer');
    expect((await browser.post('/desk/sign-in', { email: known.email, password })).status).toBe(429);
    expect((await browser.post(link)).status).toBe(303);
    expect((await open().post(link)).status).toBe(410);
    expect((await browser.post('/desk/sign-in', { email: known.email, password })).status).toBe(303);
  });

  test('mails three links in an hour and no more', async () => {
    await sql`delete from staff_link`.execute(db);
    for (let i = 0; i < 5; i += 1) await open().post('/desk/sign-in/device', { email: known.email });
    expect(await mail()).toHaveLength(3);
  });

  test('is forgotten after an hour', async () => {
    await attack(known.email);
    await sql`update staff_attempt set at = at - interval '61 minutes'`.execute(db);
    expect((await open().post('/desk/sign-in', { email: known.email, password })).status).toBe(303);
  });
});

describe('an address that belongs to nobody', () => {
  const nobody = 'nobody@example.org';
  const shown = async (answer: Response, email: string) =>
    (await answer.text()).replaceAll(email, 'ADDRESS').replaceAll(encodeURIComponent(email), 'ADDRESS');

  test('is answered in the same words, before and during an attack, and when a link is asked for', async () => {
    for (const path of ['/desk/sign-in', '/desk/sign-in/device']) {
      const one = await open().post(path, { email: known.email, password: wrong });
      const two = await open().post(path, { email: nobody, password: wrong });
      expect(two.status).toBe(one.status);
      expect(await shown(two, nobody)).toBe(await shown(one, known.email));
    }
    await attack(known.email);
    await attack(nobody);
    const one = await open().post('/desk/sign-in', { email: known.email, password: wrong });
    const two = await open().post('/desk/sign-in', { email: nobody, password: wrong });
    expect([one.status, two.status]).toEqual([429, 429]);
    expect(await shown(two, nobody)).toBe(await shown(one, known.email));
    expect((await mail()).filter(({ to }) => to?.[0]?.address === nobody)).toEqual([]);
  });

  test('takes about as long', async () => {
    const time = async (email: string) => {
      const begun = performance.now();
      await open().post('/desk/sign-in', { email, password: wrong });
      return performance.now() - begun;
    };
    const [there, absent] = [[] as number[], [] as number[]];
    for (let i = 0; i < 5; i += 1) {
      there.push(await time(known.email));
      absent.push(await time(nobody));
    }
    // The quickest of each: whatever else the machine does makes a try slower, never quicker. A password that is looked at
    // costs many times what all else costs.
    const ratio = Math.min(...there) / Math.min(...absent);
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });
});

test('a network is slowed after sixty tries in an hour, whatever the addresses; a known browser there is not', async () => {
  const hall = '203.0.113.9';
  const { site: fresh, open: from, enter: invite } = realDesk(db);
  const there = () => from(hall);
  const person = await invite('network@example.org', [editor], { network: hall });
  await person.browser.post('/desk/sign-out');
  for (let i = 0; i < 60; i += 1) expect(fresh.limits.take('desk-sign-in', hall, 60)).toBe(true);
  const slowed = await there().post('/desk/sign-in', { email: 'someone@example.org', password: wrong });
  expect(slowed.status).toBe(429);
  expect(slowed.headers.get('retry-after')).toBe('3600');
  expect((await person.browser.post('/desk/sign-in', { email: person.email, password })).status).toBe(303);
  // Nor does it stand in the way of passkeys.
  expect((await there().get('/desk/auth/passkey/generate-authenticate-options')).status).toBe(200);
});

test('a new browser is told by mail, once, in the person’s language, without saying where it is', async () => {
  const arabic = await enter('arabic@example.org', [editor], { lang: 'ar' });
  expect(await mail()).toEqual([]);
  const browser = open();
  await browser.post('/desk/sign-in', { email: arabic.email, password });
  const [told, ...more] = await mail();
  expect(more).toEqual([]);
  expect(told?.subject).toContain('متصفح جديد');
  expect(told?.text).toContain('Firefox · Linux');
  await browser.post('/desk/sign-out');
  await browser.post('/desk/sign-in', { email: arabic.email, password });
  expect(await mail()).toEqual([]);
});
