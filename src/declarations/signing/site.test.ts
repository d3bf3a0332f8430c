import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { linkIn } from '../../../tests/mailbox.ts';
import { shownIn } from '../../../tests/press.ts';
import { testSite } from '../../../tests/site.ts';
import { createLog } from '../../foundation/log.ts';
import { deliverDue, readKeptMails } from '../../foundation/mail/outbox.ts';
import { takeDeltas } from '../count/store.ts';
import { addLanguageOrErratum, declareVersion, findDeclaration } from '../settings-store.ts';
import { readDeclaration } from '../store.ts';
import { signatureMails } from './mails.ts';

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const path = '/campaigns/stop-private-military-companies/declaration';
const person = {
  kind: 'person',
  country: 'IQ',
  contact_name: 'Sara Example',
  email: 'sara@example.org',
  publicity: 'name',
  consent: 'yes',
};

function post(address: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  return app.request(address, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}
const signatures = async () => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from signature`.execute(db);
  return rows[0]?.n ?? 0;
};

/** Makes the mails that are due, and gives the one to this address. */
async function mailTo(email: string) {
  await deliverDue({
    kinds: signatureMails,
    db,
    keys: site.keys,
    mailer: null,
    origin: 'http://tadamun.example.org',
    log: createLog('fatal', 'test'),
  });
  const kept = (await readKeptMails(db, site.keys, 1_000)).find(({ mail }) => mail?.to === email);
  if (!kept?.mail) throw new Error(`no mail to ${email}`);
  return kept.mail;
}
const pathIn = (mail: { text: string }, word: string) =>
  new URL(linkIn({ text: mail.text } as never, word)).pathname;

describe('the form', () => {
  test('takes a signature and leads to a page of its own, so that reloading posts nothing', async () => {
    const before = await signatures();
    const answer = await post(`/en${path}/sign`, person);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/en${path}/sent`);
    expect(await signatures()).toBe(before + 1);
  });

  test('answers a known address exactly as a new one', async () => {
    const answers = [];
    for (const email of ['known@example.org', 'known@example.org', 'new@example.org']) {
      const answer = await post(`/en${path}/sign`, { ...person, email });
      answers.push([answer.status, answer.headers.get('location'), await answer.text()]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('comes back with what was typed and what is wrong beside each field, in its language, stored nowhere', async () => {
    const before = await signatures();
    const answer = await post(`/ar${path}/sign`, {
      kind: 'organisation',
      organisation_name: 'تموز <b>مثال</b>',
      email: 'office@',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('اكتبوا عنواناً مثل name@example.org.');
    expect(html).toContain('value="تموز &lt;b&gt;مثال&lt;/b&gt;"');
    expect(html).toContain('value="office@"');
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(4);
    expect(await signatures()).toBe(before);
  });

  test('takes the post of a partner site, whatever its Origin, with no cookie set or asked for', async () => {
    for (const headers of [{ origin: 'https://partner.example.org' }, { origin: 'null' }, {}]) {
      const answer = await post(
        `/ar${path}/sign`,
        { ...person, email: `partner${Math.random()}@example.org` },
        headers as Record<string, string>,
      );
      expect(answer.status).toBe(303);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test('never ticks the news beforehand, and says before its first field that it takes no testimony', async () => {
    const html = await (await app.request(`/en${path}`)).text();
    const form = html.slice(html.indexOf('<form class="sheet"'), html.indexOf('</form>'));
    expect(form).toMatch(/name="updates"/);
    expect(form).not.toMatch(/name="updates"[^>]*checked/);
    expect(form.indexOf('safe channels')).toBeGreaterThan(0);
    expect(form.indexOf('safe channels')).toBeLessThan(form.indexOf('<input'));
  });

  test('is slowed for one network, and still takes 300 people of a meeting hall', async () => {
    const from = (n: number) => ({ incoming: { socket: { remoteAddress: '198.51.100.7' } }, n });
    const one = (n: number) =>
      app.request(
        `/en${path}/sign`,
        {
          method: 'POST',
          body: new URLSearchParams({ ...person, email: `hall${n}@example.org` }).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
        from(n),
      );
    for (let n = 0; n < 300; n += 1) expect((await one(n)).status).toBe(303);
    // The rest of the hour's allowance, taken without the work of storing a signature each.
    for (let n = 300; n < 1200; n += 1) site.limits.take('sign', '198.51.100.7', 1200);
    const refused = await one(1200);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3600');
    expect(await refused.text()).toContain('Too many signatures came from your network');
  });

  test('is closed when signing is closed', async () => {
    await sql`update signing_period set closed_at = now(), closed_by = 'test'`.execute(db);
    const before = await signatures();
    expect((await post(`/en${path}/sign`, { ...person, email: 'late@example.org' })).status).toBe(303);
    expect(await signatures()).toBe(before);
    expect(await (await app.request(`/en${path}`)).text()).toContain('Signing is closed.');
    await sql`update signing_period set closed_at = null, closed_by = null`.execute(db);
  });
});

describe('the wording that was read', () => {
  const wordingOf = async (lang: string) => {
    const html = await (await app.request(`/${lang}${path}`)).text();
    return /name="wording" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
  };
  const boundTo = async () =>
    (
      await sql<{
        sum: string;
      }>`select encode(wording_sha256, 'hex') as sum from signature order by created_at desc, id desc limit 1`.execute(
        db,
      )
    ).rows[0]?.sum;

  test('is the one that the signature binds to, also when an erratum came meanwhile', async () => {
    const read = await wordingOf('en');
    const place = await findDeclaration(db, 'stop-private-military-companies');
    const present = (await readDeclaration(db, 'stop-private-military-companies'))?.wordings.find(
      (one) => one.lang === 'en',
    );
    if (!place || !present) throw new Error('no declaration');
    const corrected = await addLanguageOrErratum(
      db,
      place,
      { ...present, title: `${present.title} (corrected)`, erratumNote: 'a slip' },
      'operator',
    );
    await post(`/en${path}/sign`, { ...person, email: 'reader@example.org', wording: read });
    expect(await boundTo()).toBe(read);
    expect(await wordingOf('en')).toBe(corrected);
    await post(`/en${path}/sign`, { ...person, email: 'partner-reader@example.org' });
    expect(await boundTo()).toBe(corrected);
    expect((await app.request(`/en${path}/wordings/${read}`)).status).toBe(200);
  });

  test('of an older version is not signed: the meaning has changed, and the reader is asked again', async () => {
    const read = await wordingOf('ar');
    const place = await findDeclaration(db, 'stop-private-military-companies');
    const present = await readDeclaration(db, 'stop-private-military-companies');
    if (!place || !present) throw new Error('no declaration');
    const wordings = present.wordings
      .filter((one) => one.state === 'published')
      .map((one) => ({ ...one, closing: `${one.closing} And now.` }));
    await post(`/en${path}/sign`, { ...person, email: 'of-the-old@example.org' });
    const link = pathIn(await mailTo('of-the-old@example.org'), 'confirm');
    await post(link, { shown: shownIn(await (await app.request(link)).text()) });
    const asked = await declareVersion(
      db,
      place,
      { declaredOn: '2026-12-01', changeOfMeaning: { en: 'More is asked.' }, wordings },
      'operator',
    );
    // Only who confirmed is asked, by mail; nobody is carried over.
    expect(asked).toBe(1);
    const mail = await mailTo('of-the-old@example.org');
    expect(mail.subject).toContain('The declaration has changed');
    expect(mail.text).toContain('is not carried over');
    const before = await signatures();
    const answer = await post(`/ar${path}/sign`, {
      ...person,
      email: 'old-reader@example.org',
      wording: read,
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('تغيّر الإعلان منذ أن فتحتم هذه الصفحة.');
    expect(await signatures()).toBe(before);
    // Who signed the old version is not carried over: the same address signs the new one apart.
    await post(`/ar${path}/sign`, { ...person, wording: await wordingOf('ar') });
    expect(await signatures()).toBe(before + 1);
  });
});

describe('the link in the mail', () => {
  test('confirms by its button only; a mail scanner that follows it changes nothing', async () => {
    await post(`/en${path}/sign`, { ...person, email: 'scanned@example.org' });
    const mail = await mailTo('scanned@example.org');
    const link = pathIn(mail, 'confirm');
    const state = async () =>
      (
        await sql<{
          state: string;
        }>`select state from signature order by created_at desc, id desc limit 1`.execute(db)
      ).rows[0]?.state;
    for (let i = 0; i < 3; i += 1) {
      const page = await app.request(link);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('x-cache')).toBeNull();
      expect(await page.text()).toContain('Confirm my signature');
    }
    await app.request(link, { method: 'HEAD' });
    expect(await state()).toBe('pending');
    // A post without what the page showed confirms nothing either: the page comes again.
    expect(await (await post(link)).text()).toContain('Confirm my signature');
    expect(await state()).toBe('pending');
    const shown = shownIn(await (await app.request(link)).text());
    const done = await post(link, { shown });
    expect(await done.text()).toContain('Your signature is confirmed. Thank you.');
    expect(await state()).toBe('listed');
    expect(await (await post(link)).text()).toContain('has been confirmed already');
    expect(await (await app.request(link)).text()).toContain('has been confirmed already');

    await takeDeltas(db);
    expect(
      await (await app.request('/en/campaigns/stop-private-military-companies/signatories')).text(),
    ).toContain('Sara Example');
    await app.request(pathIn(mail, 'withdraw'));
    expect(await state()).toBe('listed');
    expect(await (await post(pathIn(mail, 'withdraw'))).text()).toContain(
      'Your signature has been withdrawn.',
    );
    expect(
      await (await app.request('/en/campaigns/stop-private-military-companies/signatories')).text(),
    ).not.toContain('Sara Example');
  });

  test.each(['confirm', 'withdraw'])(
    'that is none of ours leads to a page that says what to do: %s',
    async (what) => {
      for (const token of ['x', 'A'.repeat(43), `${'A'.repeat(42)}%00`, '..%2f..', "' or 1=1 --"]) {
        for (const method of ['GET', 'POST']) {
          const answer = await app.request(`/en${path}/${what}/${encodeURIComponent(token)}`, { method });
          expect(answer.status).toBe(410);
          expect(await answer.text()).toContain('This link does not work.');
        }
      }
    },
  );

  test('leads to the wording that was signed, for ever, with the sum of its canonical text', async () => {
    await post(`/ar${path}/sign`, { ...person, email: 'wording@example.org' });
    const link = pathIn(await mailTo('wording@example.org'), 'wordings');
    const sum = link.split('/').at(-1) ?? '';
    expect(await (await app.request(link)).text()).toContain(sum);
    const canonical = await (await app.request(`${link}.txt`)).text();
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
    expect(Buffer.from(digest).toString('hex')).toBe(sum);
    expect(canonical).toContain('language: ar');
  });
});

test('no hostile input makes a fault of ours, and nothing of it comes back unescaped', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'; drop table signature; --",
      '\u202egnp.exe',
      '\0',
      'a'.repeat(5000),
      '#{7*7}',
      '{{7*7}}',
      '=1+1',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom(
          ...Object.keys(person),
          'organisation_name',
          'website',
          'contact_role',
          'updates',
          'nickname',
          'elapsed',
          '__proto__',
        ),
        hostile,
      ),
      async (fields) => {
        const answer = await post(`/en${path}/sign`, { ...person, ...fields });
        expect([303, 400, 413]).toContain(answer.status);
        const html = await answer.text();
        expect(html).not.toContain('<script>alert');
        expect(html).not.toContain('<img src=x');
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['multipart', 'multipart/form-data; boundary=x', '--x\r\nbroken'],
  ['json', 'application/json', '{"kind":'],
  ['nothing', 'text/plain', ''],
])('a body that is no form (%s) gets the form back', async (_, type, body) => {
  const answer = await app.request(`/en${path}/sign`, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  });
  expect(answer.status).toBe(400);
});

test('a body larger than any form of ours is refused with a page', async () => {
  const answer = await post(`/en${path}/sign`, { ...person, contact_role: 'x'.repeat(100_000) });
  expect(answer.status).toBe(413);
  expect(answer.headers.get('content-type')).toContain('text/html');
});
