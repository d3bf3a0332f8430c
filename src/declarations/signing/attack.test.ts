import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { linkIn } from '../../../tests/mailbox.ts';
import { shownIn } from '../../../tests/press.ts';
import { testSite } from '../../../tests/site.ts';
import { newKeys } from '../../foundation/crypto/keys.ts';
import { parseId } from '../../foundation/database/id.ts';
import { createLog } from '../../foundation/log.ts';
import { type Mail, MailError, type Mailer } from '../../foundation/mail/mailer.ts';
import { deliverDue } from '../../foundation/mail/outbox.ts';
import { claimMails } from '../../foundation/mail/outbox-store.ts';
import { approve } from '../moderation/decide.ts';
import { signatureMails } from './mails.ts';
import { eraseExpired } from './retention-store.ts';

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const path = '/en/campaigns/stop-private-military-companies/declaration';
const log = createLog('fatal', 'test');
const person = {
  kind: 'person',
  country: 'IQ',
  contact_name: 'Sara Example',
  publicity: 'name',
  consent: 'yes',
};

/** Posts from a network of its own, as the listener would hand it over. */
function post(address: string, fields: Record<string, string> = {}, remoteAddress = '192.0.2.1') {
  const init = {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
  return app.request(address, init, { incoming: { socket: { remoteAddress } } });
}
const sign = (email: string, fields: Record<string, string> = {}, from?: string) =>
  post(`${path}/sign`, { ...person, email, ...fields }, from);

/** Sends what is due and gives the mails; `during` runs while the relay has a mail and has not yet answered. */
async function deliver(during: (mail: Mail) => Promise<void> = async () => {}): Promise<Mail[]> {
  const mails: Mail[] = [];
  const mailer: Mailer = {
    async send(mail) {
      await during(mail);
      mails.push(mail);
    },
    close() {},
  };
  await deliverDue({
    db,
    kinds: signatureMails,
    keys: site.keys,
    mailer,
    origin: 'http://tadamun.example.org',
    log,
  });
  return mails;
}
const to = (mails: readonly Mail[], address: string) => mails.findLast((mail) => mail.to === address);
const pathIn = (mail: { text: string } | undefined, word: string) =>
  new URL(linkIn({ text: mail?.text ?? '' } as never, word)).pathname;
const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows;
const newest = async () =>
  (
    await rows(
      sql<{
        id: string;
        publicity: string;
      }>`select id, publicity from signature order by created_at desc, id desc limit 1`,
    )
  )[0];

describe('what one confirms', () => {
  test('the page behind the link shows all that will be stored and published, so that no stranger chooses it unseen', async () => {
    await sign('overwritten@example.org', { publicity: 'counted' });
    await sign(
      'overwritten@example.org',
      { publicity: 'name', contact_name: 'Layla Overwritten' },
      '198.51.100.9',
    );
    const mail = to(await deliver(), 'overwritten@example.org');
    const page = await (await app.request(pathIn(mail, 'confirm'))).text();
    expect(page).toContain('Layla Overwritten');
    expect(page).toContain('With my name');
  });

  test('a stranger who posts an address ten times does not keep its owner from signing', async () => {
    for (let n = 0; n < 10; n += 1)
      await sign('muted@example.org', { contact_name: 'Not Her' }, '198.51.100.9');
    const answer = await sign('muted@example.org', { publicity: 'counted' }, '203.0.113.5');
    expect(answer.status).toBe(303);
    expect((await newest())?.publicity).toBe('counted');
  });

  test('a correction while the first mail is with the relay leaves a link that works', async () => {
    await sign('typo@example.org', { contact_name: 'Tipo' });
    let corrected = false;
    const mails = await deliver(async (mail) => {
      if (corrected || mail.to !== 'typo@example.org') return;
      corrected = true;
      await sign('typo@example.org', { contact_name: 'Typo' });
    });
    const mail = to(mails, 'typo@example.org');
    const { status } = await app.request(pathIn(mail, 'confirm'));
    const waiting = await rows(
      sql`select 1 from outbox o join signature s on s.id = o.signature_id where s.id = ${(await newest())?.id}`,
    );
    expect(status === 200 || waiting.length > 0).toBe(true);
  });
});

describe('mails', () => {
  test('after a refusal for good, signing again asks for a mail again', async () => {
    await sign('refused@example.org');
    await deliver(() => Promise.reject(new MailError('the relay answered 552', true)));
    await sign('refused@example.org', { contact_name: 'Sara Again' });
    const waiting = await rows(
      sql`select 1 from outbox where signature_id = ${(await newest())?.id} and due_at < 'infinity'`,
    );
    expect(waiting).toHaveLength(1);
  });

  test('plus parts at one domain make ten mails an hour to one mailbox at most', async () => {
    for (let n = 0; n < 30; n += 1) await sign(`minister+${n}@gov.example.com`);
    expect((await deliver()).filter((mail) => mail.to.startsWith('minister+')).length).toBeLessThanOrEqual(
      10,
    );
  });

  test('mails that somebody waits for go before those that ask about a new version', async () => {
    await sign('waiting@example.org');
    const signatureId = (await newest())?.id;
    await sql`insert into outbox (id, kind, signature_id, patient, due_at) select gen_random_uuid(), 'new-version', id, true, now() - interval '1 minute' from signature`.execute(
      db,
    );
    const [first] = await claimMails(db, 1);
    await sql`delete from outbox where kind = 'new-version' or signature_id = ${signatureId}`.execute(db);
    expect(first?.kind).toBe('confirm');
  });

  test('with a key file that is not the right one, mails wait for the right one', async () => {
    await sign('lostkey@example.org');
    await deliverDue({
      kinds: signatureMails,
      db,
      keys: newKeys(),
      mailer: { send: async () => {}, close() {} },
      origin: 'http://tadamun.example.org',
      log,
    });
    expect(await rows(sql`select 1 from outbox where signature_id = ${(await newest())?.id}`)).toHaveLength(
      1,
    );
  });
});

describe('what is kept', () => {
  test('who never signed and presses "withdraw" is gone at once', async () => {
    await sign('notme@example.org');
    const { id } = (await newest()) ?? {};
    const mail = to(await deliver(), 'notme@example.org');
    await post(pathIn(mail, 'withdraw'));
    await sql`update signature set created_at = now() - interval '31 days', mail_asked_at = now() - interval '31 days' where id = ${id}`.execute(
      db,
    );
    await eraseExpired(db);
    expect(await rows(sql`select 1 from signature where id = ${id}`)).toHaveLength(0);
  });

  test('who signs again on the 29th day is not erased under a link that is good for 14 days', async () => {
    await sign('late@example.org');
    const { id } = (await newest()) ?? {};
    await deliver();
    await sql`update signature set created_at = now() - interval '29 days', mail_asked_at = now() - interval '29 days' where id = ${id}`.execute(
      db,
    );
    await sign('late@example.org', { contact_name: 'Sara Late' });
    const mail = to(await deliver(), 'late@example.org');
    await sql`update signature set created_at = created_at - interval '2 days', mail_asked_at = mail_asked_at - interval '2 days' where id = ${id}`.execute(
      db,
    );
    await eraseExpired(db);
    expect((await app.request(pathIn(mail, 'confirm'))).status).toBe(200);
  });

  test('a withdrawal erases the kept mails with the address in them', async () => {
    await sign('kept@example.org');
    const { id } = (await newest()) ?? {};
    const mail = to(await deliver(), 'kept@example.org');
    await sql`insert into kept_mail (id, kind, signature_id, sealed) values (gen_random_uuid(), 'confirm', ${id}, 'x'::bytea)`.execute(
      db,
    );
    await post(pathIn(mail, 'withdraw'));
    expect(await rows(sql`select 1 from kept_mail where signature_id = ${id}`)).toHaveLength(0);
  });

  test('a held person whose name was erased after 30 days is not listed without one', async () => {
    await sign('held@example.org', { nickname: 'robot' });
    const id = parseId((await newest())?.id ?? '');
    const link = pathIn(to(await deliver(), 'held@example.org'), 'confirm');
    await post(link, { shown: shownIn(await (await app.request(link)).text()) });
    await sql`update signature set confirmed_at = now() - interval '31 days' where id = ${id}`.execute(db);
    await eraseExpired(db);
    if (id) await approve(db, site.keys, id, { actor: 'operator', mailAfterS: 0 });
    expect(await rows(sql`select 1 from signature where public_name = ''`)).toHaveLength(0);
  });
});

describe('what a moderator goes by', () => {
  test("a domain that another one ends with does not pass for the website's own", async () => {
    // 'example.org' ends with 'le.org'.
    await sign('someone@le.org', {
      kind: 'organisation',
      organisation_name: 'Somebody Else',
      website: 'https://example.org',
    });
    const flags = await rows(
      sql<{ flags: string[] }>`select flags from signature where id = ${(await newest())?.id}`,
    );
    expect(flags[0]?.flags).not.toContain('own-domain');
  });

  test('the database lets no signature stand under a draft wording', async () => {
    const draft = sql`insert into declaration_wording (sha256, version_id, lang, state, title, preamble, articles, closing, canonical)
      select sha256(convert_to('draft for a test', 'UTF8')), id, 'fr', 'draft', 't', 'p', '[]', 'c', 'draft for a test' from declaration_version limit 1`;
    await draft.execute(db);
    const forged = sql`insert into signature (id, version_id, wording_sha256, lang, kind, country, publicity, updates)
      select gen_random_uuid(), version_id, sha256, 'fr', 'person', 'IQ', 'name', false from declaration_wording where state = 'draft' and lang = 'fr'`;
    await expect(forged.execute(db)).rejects.toThrow();
  });
});
