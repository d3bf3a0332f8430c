import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { linkIn, openMailbox } from '../../../tests/mailbox.ts';
import { press } from '../../../tests/press.ts';
import { addressHash } from '../../foundation/crypto/hash.ts';
import { newKeys } from '../../foundation/crypto/keys.ts';
import { hashToken, parseToken, type Token } from '../../foundation/crypto/token.ts';
import { createLog } from '../../foundation/log.ts';
import { createMailer } from '../../foundation/mail/mailer.ts';
import { deliverDue, readKeptMails } from '../../foundation/mail/outbox.ts';
import { readCount, rebuildCount, takeDeltas } from '../count/store.ts';
import { approve, reject } from '../moderation/decide.ts';
import { listSignatories } from '../signatories/store.ts';
import { readDeclaration } from '../store.ts';
import { confirm, withdraw } from './decide.ts';
import { parseSignForm } from './form.ts';
import { signatureMails } from './mails.ts';
import { shownSum } from './model.ts';
import { eraseByAddress, exportPerson } from './person.ts';
import { eraseExpired } from './retention-store.ts';
import { openContact, type SignRequest, sign } from './sign.ts';
import { readToken } from './store.ts';

const { db } = await testDatabase({ starter: true });
const keys = newKeys();
const mailbox = await openMailbox();
const mailer = createMailer(mailbox.url, 'Tadamun <noreply@example.org>');
const log = createLog('fatal', 'test');
const outbox = { db, keys, kinds: signatureMails, mailer, origin: 'https://campaign.example.org', log };
const operator = { actor: 'operator', mailAfterS: 0 } as const;
const slug = 'stop-private-military-companies';
const declaration = await readDeclaration(db, slug);
if (!declaration) throw new Error('the starter has a declaration');
const wording = (lang: string) => {
  const found = declaration.wordings.find((one) => one.lang === lang);
  if (!found) throw new Error(`no wording in ${lang}`);
  return found;
};

afterAll(async () => {
  mailer.close();
  await mailbox.close();
});
beforeEach(() => mailbox.refuseWith(null));

const form = {
  kind: 'person',
  country: 'IQ',
  contact_name: 'Layla Example',
  email: 'layla@example.org',
  publicity: 'name',
  consent: 'yes',
};

function request(fields: Record<string, string>, lang: 'en' | 'ar' = 'en'): SignRequest {
  const parsed = parseSignForm({ ...form, ...fields }, { organisations: true, persons: true });
  if (!parsed.ok) throw new Error(`the form is wrong: ${JSON.stringify(parsed.errors)}`);
  return {
    ...parsed,
    versionId: declaration?.versionId ?? never(),
    wordingSha256: wording(lang).sha256,
    lang,
  };
}
function never(): never {
  throw new Error('unreachable');
}

/** Signs, sends what is due, and gives the mails that went to the address. */
async function signAndMail(fields: Record<string, string>, lang: 'en' | 'ar' = 'en') {
  const { address } = request(fields, lang);
  const before = mailbox.mails.length;
  await sign(db, keys, request(fields, lang));
  await deliverDue(outbox);
  return mailbox.mails
    .slice(before)
    .filter((mail) => mail.to?.some((to) => to.address?.toLowerCase() === address.sameAs));
}

function tokenOf(link: string): Token {
  const token = parseToken(new URL(link).pathname.split('/').at(-1));
  if (!token) throw new Error('the link has no token');
  return token;
}

/** An hour goes by for a signature's mails. */
async function anHourLater(email: string) {
  const { address } = request({ email });
  await sql`update signature set mail_asked_at = mail_asked_at - interval '61 minutes' where email_hash = ${addressKey(address.sameAs)}`.execute(
    db,
  );
  await sql`update outbox set due_at = due_at - interval '61 minutes'`.execute(db);
}
const addressKey = (text: string) => addressHash(keys, text);

async function stateOf(email: string) {
  const { address } = request({ email });
  const { rows } = await sql<{ state: string; flags: string[]; public_name: string | null }>`
    select state, flags, public_name from signature where email_hash = ${addressKey(address.sameAs)} order by created_at`.execute(
    db,
  );
  return rows;
}

async function counted() {
  await takeDeltas(db);
  return readCount(db, declaration?.versionId ?? never());
}

describe('a person signs', () => {
  test('is mailed, confirms, stands in the list and the count at once', async () => {
    const before = await counted();
    const [mail] = await signAndMail({ email: 'first@example.org' });
    expect(mail?.subject).toBe(`Confirm your signature: ${wording('en').title}`);
    expect(await stateOf('first@example.org')).toMatchObject([{ state: 'pending' }]);
    expect((await counted()).persons).toBe(before.persons);

    const token = tokenOf(linkIn(mail, 'confirm'));
    expect(await press(db, keys, token)).toMatchObject({ outcome: 'confirmed', becomes: 'listed' });
    expect((await counted()).persons).toBe(before.persons + 1);
    expect(await stateOf('first@example.org')).toMatchObject([
      { state: 'listed', public_name: 'Layla Example' },
    ]);

    expect(await press(db, keys, token)).toMatchObject({ outcome: 'already' });
    expect((await counted()).persons).toBe(before.persons + 1);
  });

  test('two clicks at the same moment confirm once', async () => {
    const [mail] = await signAndMail({ email: 'twice@example.org' });
    const token = tokenOf(linkIn(mail, 'confirm'));
    const before = (await counted()).persons;
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => press(db, keys, token)));
    expect(outcomes.filter((one) => one.outcome === 'confirmed')).toHaveLength(1);
    expect((await counted()).persons).toBe(before + 1);
  });

  test.each([
    ['name', 'Layla Example'],
    ['initials', 'L. E.'],
    ['counted', null],
  ])('as %s, the public sees %s', async (publicity, shown) => {
    const email = `as-${publicity}@example.org`;
    const [mail] = await signAndMail({ email, publicity });
    const before = (await counted()).persons;
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    expect(await stateOf(email)).toMatchObject([{ state: 'listed', public_name: shown }]);
    expect((await counted()).persons).toBe(before + 1);
  });

  test('in Arabic, the mail is Arabic, right to left, and binds to the Arabic wording', async () => {
    const [mail] = await signAndMail({ email: 'arabic@example.org' }, 'ar');
    expect(mail?.subject).toBe(`أكّدوا توقيعكم: ${wording('ar').title}`);
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail?.text).toContain('الرابط صالح لمرة واحدة خلال 14 يوماً');
    expect(linkIn(mail, 'wordings')).toContain(wording('ar').sha256);
    expect(linkIn(mail, 'confirm')).toMatch(/^https:\/\/campaign\.example\.org\/ar\//);
  });
});

describe('signing again', () => {
  test('while pending: the newest data wins, what was seen before is not confirmed, and the older link dies with the newer mail', async () => {
    const [first] = await signAndMail({ email: 'again@example.org', contact_name: 'Old Name' });
    const old = tokenOf(linkIn(first, 'confirm'));
    const seen = await readToken(db, hashToken(old), 'confirm');
    const sum = seen ? shownSum(seen.signature, openContact(keys, seen.signature)) : '';
    expect(await signAndMail({ email: 'again@example.org', contact_name: 'New Name' })).toHaveLength(0);
    expect(await confirm(db, keys, old, sum)).toMatchObject({ outcome: 'changed' });
    await anHourLater('again@example.org');
    await deliverDue(outbox);
    expect(await press(db, keys, old)).toEqual({ outcome: 'unknown' });
    const second = mailbox.mails.at(-1);
    expect(second?.to?.[0]?.address).toBe('again@example.org');
    await press(db, keys, tokenOf(linkIn(second, 'confirm')));
    expect(await stateOf('again@example.org')).toMatchObject([{ state: 'listed', public_name: 'New Name' }]);
  });

  test('with the same data keeps the link, and mails at most once an hour', async () => {
    const [first] = await signAndMail({ email: 'patient@example.org' });
    for (let i = 0; i < 5; i += 1)
      expect(await signAndMail({ email: 'patient@example.org' })).toHaveLength(0);
    await anHourLater('patient@example.org');
    const before = mailbox.mails.length;
    await deliverDue(outbox);
    expect(
      mailbox.mails.slice(before).filter((mail) => mail.to?.[0]?.address === 'patient@example.org'),
    ).toHaveLength(1);
    expect(await press(db, keys, tokenOf(linkIn(first, 'confirm')))).toMatchObject({ outcome: 'confirmed' });
  });

  test('once confirmed: counts once, and the mail offers to withdraw', async () => {
    const [mail] = await signAndMail({ email: 'known@example.org' });
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    const before = (await counted()).persons;
    await anHourLater('known@example.org');
    const [again] = await signAndMail({ email: 'Known@example.org', contact_name: 'Somebody Else' });
    expect(again?.subject).toContain('Your signature:');
    expect(() => linkIn(again, 'confirm')).toThrow();
    expect(await stateOf('known@example.org')).toMatchObject([
      { state: 'listed', public_name: 'Layla Example' },
    ]);
    expect((await counted()).persons).toBe(before);
    expect(await withdraw(db, tokenOf(linkIn(again, 'withdraw')))).toMatchObject({ outcome: 'withdrawn' });
    expect((await counted()).persons).toBe(before - 1);
  });

  test('the same mailbox in another spelling is the same signatory', async () => {
    const [mail] = await signAndMail({ email: 'a.signatory@gmail.com' });
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    await sign(db, keys, request({ email: 'asignatory+two@googlemail.com' }));
    const { rows } = await sql<{ n: number }>`select count(*) as n from signature
      where canonical_hash = ${addressKey(request({ email: 'asignatory@gmail.com' }).address.canonical)}`.execute(
      db,
    );
    expect(rows[0]?.n).toBe(1);
  });

  test('one address may sign as a person and for an organisation, each once', async () => {
    await signAndMail({ email: 'both@example.org' });
    await signAndMail({
      email: 'both@example.org',
      kind: 'organisation',
      organisation_name: 'Example Society',
    });
    expect(await stateOf('both@example.org')).toHaveLength(2);
  });

  test('after a withdrawal it starts anew', async () => {
    const [mail] = await signAndMail({ email: 'returns@example.org' });
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    await withdraw(db, tokenOf(linkIn(mail, 'withdraw')));
    const [anew] = await signAndMail({ email: 'returns@example.org' });
    expect(await press(db, keys, tokenOf(linkIn(anew, 'confirm')))).toMatchObject({ outcome: 'confirmed' });
    expect((await stateOf('returns@example.org')).map((row) => row.state)).toEqual(['withdrawn', 'listed']);
  });

  test('many at once leave one signature and one mail', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => sign(db, keys, request({ email: 'burst@example.org' }))),
    );
    const before = mailbox.mails.length;
    await deliverDue(outbox);
    expect(
      mailbox.mails.slice(before).filter((mail) => mail.to?.[0]?.address === 'burst@example.org'),
    ).toHaveLength(1);
    expect(await stateOf('burst@example.org')).toHaveLength(1);
  });
});

describe('an organisation signs', () => {
  const organisation = {
    kind: 'organisation',
    organisation_name: 'Tammuz Example',
    organisation_name_ar: 'تموز المثال',
    website: 'tammuz.example.org',
  };

  test('waits for a moderator, shows among those awaiting, and counts when listed', async () => {
    const before = await counted();
    const [mail] = await signAndMail({ ...organisation, email: 'office@tammuz.example.org' });
    expect(await press(db, keys, tokenOf(linkIn(mail, 'confirm')))).toMatchObject({ becomes: 'confirmed' });
    expect(await counted()).toMatchObject({
      organisations: before.organisations,
      awaiting: before.awaiting + 1,
    });
    const { rows } = await sql<{
      id: string;
    }>`select id from signature where organisation_name = 'Tammuz Example'`.execute(db);
    // The id comes straight from the table.
    const id = rows[0]?.id as Parameters<typeof approve>[2];
    expect(await approve(db, keys, id, operator)).toEqual({ outcome: 'done' });
    expect(await counted()).toMatchObject({
      organisations: before.organisations + 1,
      awaiting: before.awaiting,
    });
    await deliverDue(outbox);
    expect(mailbox.mails.at(-1)?.subject).toContain('Your signature is listed');
    const [listed] = await listSignatories(
      db,
      declaration.versionId,
      { kind: 'organisation', search: 'تموز' },
      { limit: 5 },
    );
    expect(listed).toMatchObject({
      name: 'Tammuz Example',
      nameAr: 'تموز المثال',
      country: 'IQ',
      website: 'https://tammuz.example.org/',
    });
    expect(await approve(db, keys, id, operator)).toMatchObject({
      outcome: 'not-possible',
      state: 'listed',
    });
  });

  test('signing through two people is flagged for the moderator, not refused', async () => {
    const [mail] = await signAndMail({
      ...organisation,
      organisation_name: 'TAMMUZ  example',
      email: 'second@tammuz.example.org',
    });
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    const [row] = await stateOf('second@tammuz.example.org');
    expect(row?.state).toBe('confirmed');
    expect(row?.flags).toContain('same-organisation');
  });

  test('turned away, it is told the reason, and may be listed after all', async () => {
    const [mail] = await signAndMail({
      ...organisation,
      organisation_name: 'Doubtful Example',
      email: 'office@doubtful.example.org',
    });
    await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    const { rows } = await sql<{
      id: string;
    }>`select id from signature where organisation_name = 'Doubtful Example'`.execute(db);
    const id = rows[0]?.id as Parameters<typeof approve>[2]; // straight from the table
    await reject(db, keys, id, operator, 'We could not find this organisation.');
    await deliverDue(outbox);
    expect(mailbox.mails.at(-1)?.text).toContain('> We could not find this organisation.');
    expect(await approve(db, keys, id, operator)).toEqual({ outcome: 'done' });
  });
});

describe('what looks like a machine', () => {
  test.each([
    ['honeypot', { honeypot: true }],
    ['too-fast', { elapsedMs: 400 }],
  ])('(%s) is held when it confirms, and does not count', async (flag, extra) => {
    const email = `${flag}@example.org`;
    await sign(db, keys, { ...request({ email }), ...extra });
    await deliverDue(outbox);
    const before = (await counted()).persons;
    expect(
      await press(
        db,
        keys,
        tokenOf(
          linkIn(
            mailbox.mails.findLast((mail) => mail.to?.[0]?.address === email),
            'confirm',
          ),
        ),
      ),
    ).toMatchObject({
      becomes: 'suspect',
    });
    expect((await counted()).persons).toBe(before);
    expect((await stateOf(email))[0]?.flags).toContain(flag);
  });

  test('a disposable address is held', async () => {
    await signAndMail({ email: 'someone@mailinator.com' });
    const [row] = await stateOf('someone@mailinator.com');
    expect(row?.flags).toContain('disposable-address');
  });
});

describe('mail that does not go out', () => {
  test('is tried again later, its reason kept without the address', async () => {
    mailbox.refuseWith(451);
    expect(await signAndMail({ email: 'later@example.org' })).toHaveLength(0);
    const { rows } = await sql<{
      attempts: number;
      last_error: string;
      due: boolean;
    }>`select attempts, last_error, due_at > now() as due
      from outbox where last_error is not null`.execute(db);
    expect(rows).toEqual([{ attempts: 1, last_error: 'the relay answered 451', due: true }]);
    mailbox.refuseWith(null);
    await sql`update outbox set due_at = now()`.execute(db);
    const before = mailbox.mails.length;
    await deliverDue(outbox);
    expect(mailbox.mails.slice(before).some((mail) => mail.to?.[0]?.address === 'later@example.org')).toBe(
      true,
    );
  });

  test('is given up at once when the relay says never', async () => {
    mailbox.refuseWith(550);
    await signAndMail({ email: 'nobody@example.org' });
    const { rows } = await sql<{
      given: boolean;
    }>`select due_at = 'infinity' as given from outbox where last_error = 'the relay answered 550'`.execute(
      db,
    );
    expect(rows).toEqual([{ given: true }]);
    await sql`delete from outbox where due_at = 'infinity'`.execute(db);
  });

  test('without a relay is kept sealed, for the operator alone', async () => {
    await sign(db, keys, request({ email: 'kept@example.org' }));
    await deliverDue({ ...outbox, mailer: null });
    const [kept] = await readKeptMails(db, keys, 1);
    expect(kept?.mail?.to).toBe('kept@example.org');
    expect(
      await press(db, keys, tokenOf(linkIn({ text: kept?.mail?.text } as never, 'confirm'))),
    ).toMatchObject({ outcome: 'confirmed' });
    expect((await readKeptMails(db, newKeys(), 1))[0]?.mail).toBeNull();
  });
});

describe('what is kept, and for how long', () => {
  test('an unconfirmed signature goes after 30 days, a contact 30 days after confirming unless news were wanted', async () => {
    const confirmed = async (email: string, updates: string) => {
      const [mail] = await signAndMail({ email, updates });
      await press(db, keys, tokenOf(linkIn(mail, 'confirm')));
    };
    await signAndMail({ email: 'never-confirmed@example.org' });
    await confirmed('goes@example.org', '');
    await confirmed('stays@example.org', 'yes');
    await sql`update signature set created_at = created_at - interval '31 days', mail_asked_at = mail_asked_at - interval '31 days',
      confirmed_at = confirmed_at - interval '31 days'`.execute(db);
    await eraseExpired(db);
    expect(await stateOf('never-confirmed@example.org')).toEqual([]);
    const sealed = async (email: string) => {
      const [row] = (await exportPerson(db, keys, email)) ?? [];
      return row?.email;
    };
    expect(await sealed('goes@example.org')).toBe('erased');
    expect(await sealed('stays@example.org')).toBe('stays@example.org');
    expect((await stateOf('goes@example.org'))[0]?.public_name).toBe('Layla Example');
  });

  test('an expired link says so and confirms nothing', async () => {
    const [mail] = await signAndMail({ email: 'late@example.org' });
    await sql`update signature_token set expires_at = now() - interval '1 second' where purpose = 'confirm'`.execute(
      db,
    );
    expect(await press(db, keys, tokenOf(linkIn(mail, 'confirm')))).toEqual({ outcome: 'expired' });
    expect(await stateOf('late@example.org')).toMatchObject([{ state: 'pending' }]);
  });

  test("one's data is exported and erased for real, also after the address was", async () => {
    const exported = await exportPerson(db, keys, 'GOES@example.org');
    expect(exported).toMatchObject([{ state: 'listed', shown_as: 'Layla Example', email: 'erased' }]);
    const before = (await counted()).persons;
    expect(await eraseByAddress(db, keys, 'goes@example.org')).toEqual({ signatures: 1, contacts: 0 });
    expect(await exportPerson(db, keys, 'goes@example.org')).toEqual([]);
    expect((await counted()).persons).toBe(before - 1);
  });
});

describe('the count', () => {
  test('rebuilt from nothing is the same, and equals the signatures themselves', async () => {
    const kept = await counted();
    await rebuildCount(db);
    expect(await counted()).toEqual(kept);
    const { rows } = await sql<{ organisations: number; persons: number; awaiting: number }>`select
      count(*) filter (where kind = 'organisation' and state = 'listed') as organisations,
      count(*) filter (where kind = 'person' and state = 'listed') as persons,
      count(*) filter (where kind = 'organisation' and state = 'confirmed') as awaiting from signature`.execute(
      db,
    );
    expect(rows[0]).toEqual(kept);
  });

  test('stays exact while signatures change and counters and a rebuild run at once', async () => {
    const emails = Array.from({ length: 40 }, (_, i) => `crowd-${i}@example.org`);
    await Promise.all(emails.map((email) => sign(db, keys, request({ email }))));
    await deliverDue(outbox);
    const links = emails.map((email) =>
      linkIn(
        mailbox.mails.findLast((mail) => mail.to?.[0]?.address === email),
        'confirm',
      ),
    );
    await Promise.all([
      ...links.map((link) => press(db, keys, tokenOf(link))),
      ...Array.from({ length: 10 }, () => takeDeltas(db)),
      rebuildCount(db),
      rebuildCount(db),
    ]);
    const after = await counted();
    await rebuildCount(db);
    expect(await counted()).toEqual(after);
  });
});

describe('the database defends a signature', () => {
  test('its state changes by an event only', async () => {
    await expect(
      sql`update signature set state = 'listed', listed_at = now()`.execute(db),
    ).rejects.toMatchObject({ code: 'TD003' });
    await expect(
      sql`insert into signature_event (id, signature_id, becomes, actor)
        select gen_random_uuid(), id, 'listed', 'x' from signature where state = 'withdrawn' limit 1`.execute(
        db,
      ),
    ).rejects.toMatchObject({ code: 'TD003' });
  });

  test('a wording is never changed or deleted, and its hash is that of its text', async () => {
    await expect(sql`update declaration_wording set title = 'Other'`.execute(db)).rejects.toMatchObject({
      code: 'TD001',
    });
    await expect(sql`delete from declaration_wording`.execute(db)).rejects.toMatchObject({ code: 'TD001' });
    await expect(
      sql`insert into declaration_wording (sha256, version_id, lang, state, title, preamble, articles, closing, canonical)
        values (sha256('x'), ${declaration.versionId}, 'fr', 'published', 't', '', '[]', '', 'not x')`.execute(
        db,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

test('a full dump holds no address, no hidden name and no token that was used here', async () => {
  const secret = 'unfindable.person@example.org';
  const [mail] = await signAndMail({
    email: secret,
    contact_name: 'Unfindable Person',
    publicity: 'counted',
    updates: 'yes',
  });
  const confirmLink = linkIn(mail, 'confirm');
  await press(db, keys, tokenOf(confirmLink));
  const { rows: tables } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  let dump = '';
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`select x::text as line from ${sql.table(name)} x`.execute(
      db,
    );
    dump += rows.map((row) => row.line).join('\n');
  }
  const bytes = (text: string) => [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ];
  for (const hidden of [
    secret,
    'unfindable',
    'Unfindable Person',
    tokenOf(confirmLink),
    tokenOf(linkIn(mail, 'withdraw')),
  ]) {
    for (const form of bytes(hidden)) expect(dump.includes(form), `the dump holds ${hidden}`).toBe(false);
  }
  // The check itself can fail: what is public is found.
  expect(dump).toContain('Layla Example');
});
