import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { linkIn, openMailbox } from '../../../tests/mailbox.ts';
import { shownIn } from '../../../tests/press.ts';
import { testSite } from '../../../tests/site.ts';
import { createMailer } from '../../foundation/mail/mailer.ts';
import { deliverDue } from '../../foundation/mail/outbox.ts';
import { listOrganisations } from '../store.ts';
import { joinMails } from './mails.ts';
import { eraseJoin } from './store.ts';

const { db } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
const { app, site: visited } = testSite(db);
const { keys } = visited;
// The desk and the site of one installation have one key file.
Object.assign(site, { keys });
const mailbox = await openMailbox();
const mailer = createMailer(mailbox.url, 'Tadamun <noreply@example.org>');
const members = (await listOrganisations(db, 'en')).slice(0, 3);
const [first, second, third] = members.map(({ id }) => id);
let moderator: DeskAsker;

const application = {
  name: 'Basra Water Union',
  name_ar: 'اتحاد مياه البصرة',
  country: 'IQ',
  website: 'https://water.example.org',
  about: 'We watch who guards the water.',
  contact_name: 'Nadia Contact',
  contact_role: 'secretary',
  email: 'nadia@water.example.org',
  member_1: first ?? '',
  member_2: second ?? '',
  consent: 'yes',
};
const post = (path: string, form: Record<string, string>, remoteAddress = '192.0.2.1') =>
  app.request(
    path,
    { method: 'POST', body: new URLSearchParams(form) },
    { incoming: { socket: { remoteAddress } } },
  );
const apply = (fields: Record<string, string> = {}, lang = 'en', from?: string) =>
  post(`/${lang}/organisations/join`, { ...application, ...fields }, from);
const deliver = () =>
  deliverDue({ db, keys, mailer, kinds: joinMails, origin: 'http://tadamun.example.org', log: site.log });
const mailTo = (address: string) =>
  mailbox.mails.findLast((mail) => mail.to?.some((to) => to.address === address));
const pathIn = (address: string, word: string) => new URL(linkIn(mailTo(address), word)).pathname;
const count = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from join_application`.execute(db)).rows[0]?.n ?? 0;
/** Applies and confirms. @returns the id of the application */
const confirmed = async (fields: Record<string, string>, lang = 'en') => {
  await apply(fields, lang);
  await deliver();
  const link = pathIn(fields.email ?? application.email, 'confirm');
  await post(link, { shown: shownIn(await (await app.request(link)).text()) });
  const { rows } = await sql<{
    id: string;
  }>`select id from join_application order by created_at desc limit 1`.execute(db);
  return rows[0]?.id ?? '';
};

beforeAll(async () => {
  moderator = await as('moderator');
});
afterAll(async () => {
  mailer.close();
  await mailbox.close();
});

test('without two members there is no form, and nothing is taken', async () => {
  const html = await (await app.request('/en/organisations/join')).text();
  expect(html).toContain('Applications cannot be made here yet');
  expect(html).not.toContain('name="email"');
  await apply();
  expect(await count()).toBe(0);
});

test('the desk says since when; the public list shows it', async () => {
  for (const [index, id] of [first, second].entries()) {
    const form = { since: '2026-05-03', email: index === 0 ? 'office@first.example.org' : '' };
    expect((await moderator.post(`/desk/organisations/join/members/${id}`, form)).status).toBe(303);
  }
  const wrong = await moderator.post(`/desk/organisations/join/members/${third}`, {
    since: '2026-05-03',
    until: '2026-01-01',
  });
  expect(wrong.status).toBe(422);
  expect(await (await app.request('/en/organisations')).text()).toContain('member since 3 May 2026');
  expect(await (await app.request('/ar/organisations')).text()).toContain('عضو منذ 3 أيار 2026');
  await moderator.post(`/desk/organisations/join/members/${third}`, {
    since: '2020-01-01',
    until: '2021-01-01',
  });
  expect(await (await app.request('/en/organisations')).text()).toContain(
    'member from 1 January 2020 to 1 January 2021',
  );
  // An empty field for the address leaves the one that stands, which is never shown.
  await moderator.post(`/desk/organisations/join/members/${first}`, { since: '2026-05-03', email: '' });
  expect(await (await moderator.get('/desk/organisations/join/members')).text()).not.toContain(
    'first.example.org',
  );
});

describe('an application', () => {
  test('says beside each field what is wrong, and takes no former member', async () => {
    const answer = await apply({
      name: '',
      email: 'none',
      website: 'javascript:alert(1)',
      member_1: third ?? '',
      member_2: second ?? '',
      consent: '',
    });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    for (const field of ['name', 'email', 'website', 'member_1', 'consent'])
      expect(html).toContain(`id="${field}-error"`);
    expect(await (await apply({ member_2: first ?? '' })).text()).toContain(
      'Choose another member than the first.',
    );
    expect(await count()).toBe(0);
  });

  test('goes from the form to the public list: mail, two members, the desk', async () => {
    const ar = { email: 'nadia@water.example.org' };
    expect((await apply(ar, 'ar')).headers.get('location')).toBe('/ar/organisations/join/sent');
    await deliver();
    const mail = mailTo(ar.email);
    expect(mail?.subject).toBe('تأكيد طلب انضمامكم');
    expect(`${mail?.text}${mail?.html}`).not.toContain('Basra');
    const link = pathIn(ar.email, 'confirm');
    const page = await app.request(link);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await page.text();
    expect(html).toContain('Basra Water Union');
    // Following the link changes nothing, and a button pressed without what was shown neither.
    await post(link, { shown: 'x' });
    expect((await sql`select 1 from join_application where state = 'pending'`.execute(db)).rows).toHaveLength(
      1,
    );
    await post(link, { shown: shownIn(html) });
    expect(await (await app.request(link)).text()).toContain('سبق استخدام هذا الرابط');

    await deliver();
    const ask = pathIn('office@first.example.org', 'vouch');
    expect(await (await app.request(ask)).text()).toContain('Basra Water Union');
    expect((await post(ask.replace('/vouch/', '/confirm/'), { shown: shownIn(html) })).status).toBe(410);
    expect((await post(link.replace('/confirm/', '/vouch/'), { answer: 'vouches' })).status).toBe(410);
    await post(ask, { answer: 'vouches' });
    expect(await (await post(ask, { answer: 'declines' })).text()).toContain('already been used');

    const { rows } = await sql<{ id: string }>`select id from join_application`.execute(db);
    const at = `/desk/organisations/join/${rows[0]?.id}`;
    const early = await moderator.post(`${at}/accept`, { reason: 'we know them' });
    expect(early.status).toBe(422);
    expect(await early.text()).toContain('Two members have to vouch first.');
    const desk = await (await moderator.get(at)).text();
    expect(desk).toContain('nadia@water.example.org');
    const other = [...desk.matchAll(/action="[^"]+\/vouch\/([0-9a-f-]{36})"/g)].map(([, id]) => id).at(-1);
    expect((await moderator.post(`${at}/vouch/${other}`, { reason: '', answer: 'vouches' })).status).toBe(
      422,
    );
    await moderator.post(`${at}/vouch/${other}`, { reason: 'told us at the meeting', answer: 'vouches' });
    expect((await moderator.post(`${at}/accept`, { reason: 'both vouch' })).status).toBe(303);
    expect((await moderator.post(`${at}/accept`, { reason: 'again' })).status).toBe(422);
    await deliver();
    expect(mailTo(ar.email)?.subject).toBe('أنتم أعضاء في المبادرة');
    const made = await sql<{ slug: string; state: string; lang: string; since: string; n: number }>`
      select t.slug, x.state, x.lang, o.member_since::text as since, (select count(*)::int from revision r where r.thing_id = o.id) as n
      from organisation o join thing t on t.id = o.id join organisation_text x on x.thing_id = o.id where x.name = 'Basra Water Union'`.execute(
      db,
    );
    expect(made.rows).toMatchObject([{ slug: 'basra-water-union', state: 'draft', lang: 'ar', n: 2 }]);
    expect(await (await app.request('/en/organisations')).text()).not.toContain('Basra Water Union');
  });

  test('is turned down with a reason that is mailed, and nobody decides twice', async () => {
    const id = await confirmed({ email: 'second@water.example.org', name: 'Second Union' });
    const at = `/desk/organisations/join/${id}`;
    expect((await moderator.post(`${at}/reject`, { reason: '' })).status).toBe(422);
    await moderator.post(`${at}/reject`, { reason: 'not yet a year old' });
    await deliver();
    expect(mailTo('second@water.example.org')?.text).toContain('> not yet a year old');
    expect((await moderator.post(`${at}/reject`, { reason: 'again' })).status).toBe(422);
  });

  test('hostile names are text everywhere, in the subject of no mail', async () => {
    const name = '<img src=x onerror=alert(1)>\r\nBcc: all@example.org';
    const id = await confirmed({ email: 'third@water.example.org', name });
    const html = await (await moderator.get(`/desk/organisations/join/${id}`)).text();
    expect(html).not.toContain('<img src=x');
    await deliver();
    expect(mailbox.mails.every((mail) => !/Bcc|img src/.test(mail.subject ?? ''))).toBe(true);
    expect(mailbox.mails.every((mail) => !mail.bcc?.length)).toBe(true);
  });
});

describe('against abuse', () => {
  test('one address has one open application, whoever posts and how often', async () => {
    const before = await count();
    await Promise.all(
      [1, 2, 3].map((n) =>
        apply({ email: 'flood@water.example.org', name: `Flood ${n}` }, 'en', `198.51.100.${n}`),
      ),
    );
    expect(await count()).toBe(before + 1);
    mailbox.mails.length = 0;
    await deliver();
    expect(mailbox.mails.filter((mail) => mail.to?.[0]?.address === 'flood@water.example.org')).toHaveLength(
      1,
    );
  });

  test('robots and floods get the same answer and leave nothing', async () => {
    const before = await count();
    expect((await apply({ email: 'robot@water.example.org', nickname: 'x' })).status).toBe(303);
    expect(await count()).toBe(before);
    const answers = [];
    for (let n = 0; n < 25; n += 1)
      answers.push((await apply({ email: `many${n}@water.example.org` }, 'en', '203.0.113.9')).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
  });

  test('who may not decide sees nothing', async () => {
    const editor = await as('editor');
    const { id } = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow();
    const ofCampaign = await as('moderator', { campaignId: id });
    expect((await editor.get('/desk/organisations/join')).status).toBe(403);
    expect((await editor.get('/desk/organisations/join/members')).status).toBe(403);
    // Who joins, joins the initiative, not a campaign.
    expect((await ofCampaign.get('/desk/organisations/join')).status).toBe(403);
    expect((await moderator.get('/desk/organisations/join/not-an-id')).status).toBe(404);
  });
});

test('contacts are sealed, and erased in their time', async () => {
  const dump = await sql<{
    row: string;
  }>`select a::text as row from join_application a union all select v::text from join_vouch v
    union all select m::text from member_contact m union all select o::text from outbox o`.execute(db);
  const all = dump.rows.map(({ row }) => row).join('\n');
  for (const word of ['Nadia', 'nadia@', 'first.example.org']) {
    expect(all).not.toContain(word);
    expect(all).not.toContain(Buffer.from(word).toString('hex'));
  }
  await sql`update join_application set created_at = now() - interval '31 days', mail_asked_at = now() - interval '31 days' where state = 'pending'`.execute(
    db,
  );
  await sql`update join_application set decided_at = now() - interval '31 days' where decided_at is not null`.execute(
    db,
  );
  await eraseJoin(db);
  const left = await sql<{
    state: string;
    gone: boolean;
  }>`select state, contact_sealed is null and email_hash is null as gone from join_application`.execute(db);
  expect(left.rows.some(({ state }) => state === 'pending')).toBe(false);
  expect(left.rows.filter(({ state }) => state !== 'confirmed').every(({ gone }) => gone)).toBe(true);
});
