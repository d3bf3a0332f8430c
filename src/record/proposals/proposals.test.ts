import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isMailDue } from '../../foundation/mail/outbox-store.ts';
import { proposalMails } from './mails.ts';
import { parseProposal } from './model.ts';
import { eraseProposals } from './store.ts';

let database: TestDatabase;
let public_: ReturnType<typeof testSite>;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  public_ = testSite(database.db);
});

const text = 'The gazette of 2017 says otherwise.';
const filled = {
  wants: 'correction',
  said: text,
  urls: 'gazette.example.org/2017/52\nhttps://press.example.org/a',
  about: 'incident/nisour-square',
  name: 'Sample Sender',
  organisation: 'Sample Company Ltd',
  email: 'sender@example.org',
};
const send = (form: Record<string, string>, headers: Record<string, string> = {}, lang = 'en') =>
  public_.app.request(`/${lang}/record/propose`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
const rows = async () =>
  (
    await sql<Record<string, unknown>>`select p.*, t.slug from proposal p left join thing t on t.id = p.about
      order by p.made_at`.execute(database.db)
  ).rows;
const first = async () => (await rows())[0] ?? {};

describe('the form', () => {
  test('is about the statement that its address names, and takes what is sent from any origin, without a cookie', async () => {
    const page = await public_.app.request('/en/record/propose?about=incident/nisour-square');
    expect(await page.text()).toContain('value="incident/nisour-square"');
    const answer = await send(filled, { origin: 'https://elsewhere.example.org' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const [row] = await rows();
    expect(row).toMatchObject({ slug: 'nisour-square', wants: 'correction', state: 'waiting', lang: 'en' });
    expect(row?.payload).toEqual({
      text,
      urls: ['https://gazette.example.org/2017/52', 'https://press.example.org/a'],
    });
    const sent = await public_.app.request(answer.headers.get('location') ?? '');
    expect(await sent.text()).toContain(String(row?.reference));
  });

  test('keeps who sent it sealed, and nothing of their network', async () => {
    await send(filled, { 'x-forwarded-for': '203.0.113.9' });
    const { rows: dumped } = await sql<{ dump: string }>`select p::text as dump from proposal p`.execute(
      database.db,
    );
    for (const secret of ['Sample Sender', 'Sample Company', 'sender@example.org', '203.0.113'])
      expect(dumped[0]?.dump).not.toContain(secret);
    const { rows: outbox } = await sql`select from outbox where proposal_id is not null`.execute(database.db);
    expect(outbox).toHaveLength(0);
  });

  test('says in the visitor’s language what is missing, and keeps what was typed', async () => {
    for (const [lang, said] of [
      ['en', 'Write what you propose.'],
      ['ar', 'اكتبوا ما تقترحونه.'],
    ] as const) {
      const answer = await send({ ...filled, said: ' ', email: 'no address' }, {}, lang);
      expect(answer.status).toBe(400);
      const page = await answer.text();
      expect(page).toContain(said);
      expect(page).toContain('value="no address"');
      expect(page).toContain('value="incident/nisour-square"');
    }
    expect(await rows()).toHaveLength(0);
  });

  test('nothing of it is on any page of the public', async () => {
    await send({ ...filled, said: 'Xylophone of a secret' });
    for (const path of ['/en/record/incidents/nisour-square', '/en/record/report', '/en/record/propose'])
      expect(await (await public_.app.request(path)).text()).not.toContain('Xylophone');
  });

  test('a draft is nobody’s to propose on: the form does not say that it is there', async () => {
    const { rows: hidden } = await sql<{ slug: string }>`
      update publication set ended_at = now(), ended_by = 'operator' where thing_id =
        (select id from thing where kind = 'incident' and slug = 'nisour-square')
      returning (select slug from thing where id = thing_id)`.execute(database.db);
    expect(hidden).toHaveLength(1);
    const page = await public_.app.request('/en/record/propose?about=incident/nisour-square');
    expect(await page.text()).not.toContain('nisour');
    await send(filled);
    expect((await first()).about).toBeNull();
  });
});

describe('what is hostile', () => {
  test('is kept as text or refused, never an error of ours', async () => {
    for (const hostile of [
      { said: 'a\0b' },
      { said: '\ud800' },
      { said: 'x'.repeat(5_001) },
      { said: '﷽'.repeat(4_999) },
      { wants: 'everything' },
      { about: '../../etc/passwd' },
      { about: "incident/'; drop table thing; --" },
      { about: 'source/x' },
      { about: 'proposal/x' },
      { urls: 'javascript:alert(1)' },
      { urls: 'https://user:secret@example.org/' },
      { urls: 'file:///etc/passwd' },
      { urls: Array.from({ length: 11 }, (_, n) => `https://example.org/${n}`).join('\n') },
      { urls: `https://example.org/${'x'.repeat(2_000)}` },
      { name: 'x'.repeat(121) },
      { email: 'a@b\r\nbcc: c@d.example.org' },
    ]) {
      const answer = await send({ ...filled, ...hostile });
      expect(answer.status, JSON.stringify(hostile).slice(0, 60)).toBeLessThan(500);
    }
    const files = new FormData();
    files.set('said', new File(['x'], 'x.txt'));
    files.set('wants', 'correction');
    const parts = await public_.app.request('/en/record/propose', { method: 'POST', body: files });
    expect(parts.status).toBe(400);
    const junk = await public_.app.request('/en/record/propose', { method: 'POST', body: '{"a":1}' });
    expect(junk.status).toBe(400);
    const markup = await send({ ...filled, said: '<script>alert(1)</script>', email: 'x' });
    expect(await markup.text()).not.toContain('<script>alert');
    for (const reference of ['<b>', 'AAAA-AAA0', 'x'.repeat(500)]) {
      const page = await public_.app.request(
        `/en/record/propose/sent?reference=${encodeURIComponent(reference)}`,
      );
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain(reference);
    }
  });

  test('5,000 characters fit, whatever their script, and one more does not', () => {
    for (const letter of ['a', 'ع', '𐎀'])
      expect(parseProposal({ wants: 'missing', said: letter.repeat(5_000) }).ok).toBe(true);
    expect(parseProposal({ wants: 'missing', said: 'a'.repeat(5_001) })).toMatchObject({
      ok: false,
      errors: { said: 'record.propose.error.long' },
    });
  });

  test('a robot that fills the trap leaves nothing', async () => {
    expect((await send({ ...filled, nickname: 'robot' })).status).toBe(303);
    expect(await rows()).toHaveLength(0);
  });
});

describe('in the desk', () => {
  const inDesk = async () => {
    const desk = testDesk(database.db);
    return { desk, researcher: await desk.as('researcher') };
  };

  test('it is for researchers, reviewers and editors', async () => {
    await send(filled);
    const id = String((await first()).id);
    const { desk } = await inDesk();
    for (const [role, status] of [
      ['researcher', 200],
      ['reviewer', 200],
      ['editor', 200],
      ['translator', 403],
      ['moderator', 403],
    ] as const) {
      const member = await desk.as(role);
      expect((await member.get('/desk/proposals')).status, role).toBe(status);
      expect((await member.get(`/desk/proposals/${id}`)).status, role).toBe(status);
    }
    const reviewer = await desk.as('reviewer');
    // Who writes nothing of the record takes nothing into it, and may decline.
    expect((await reviewer.post(`/desk/proposals/${id}/take`, { as: 'edit' })).status).toBe(403);
  });

  test('one that poses as a company says so nowhere but to the staff, who are told that nobody has checked it', async () => {
    await send({
      ...filled,
      wants: 'response',
      about: 'company/blackwater',
      urls: 'https://poser.example.org/a',
    });
    const { desk, researcher } = await inDesk();
    const at = `/desk/proposals/${(await first()).id}`;
    expect(await (await researcher.get(at)).text()).toContain(
      'Nobody has checked that this comes from the company',
    );
    const taken = await researcher.post(`${at}/take`, { as: 'answer' });
    expect(taken.status).toBe(303);
    const { rows: sources } =
      await sql`select title, publisher, seen from source where url like '%poser%'`.execute(database.db);
    expect(sources).toEqual([{ title: 'poser.example.org', publisher: null, seen: false }]);
    const form = (taken.headers.get('location') ?? '').replace(/#.*$/, '');
    expect(await (await researcher.get(form)).text()).toContain('Nobody has checked');
    const id = String((await first()).result);
    // Whoever wrote part of it, be it a source, cannot be the second reader of it.
    const both = await desk.as(['researcher', 'reviewer']);
    await both.post(`/desk/responses/${id}/sources`, { do: 'new:', title: 'A sample', kind: 'press' });
    const review = await (await both.get(`/desk/record/review/${id}`)).text();
    expect(review).toContain('You wrote part of what is new here');
    expect(review).not.toContain('value="publish"');
    const reader = await desk.as('reviewer');
    expect(await (await reader.get(`/desk/record/review/${id}`)).text()).toContain('value="publish"');
    expect(await (await public_.app.request('/en/record/companies/blackwater')).text()).not.toContain(text);
  });

  test('declined, its sender is told the reason in their language, once', async () => {
    await send({ ...filled, urls: '' }, {}, 'ar');
    const id = String((await first()).id);
    const desk = testDesk(database.db);
    // Both sides are one site: they have one ring of keys.
    Object.assign(desk.site, { keys: public_.site.keys });
    const researcher = await desk.as('researcher');
    expect((await researcher.post(`/desk/proposals/${id}/decline`, { reason: '' })).status).toBe(422);
    expect((await researcher.post(`/desk/proposals/${id}/decline`, { reason: 'لا مصدر لذلك.' })).status).toBe(
      303,
    );
    expect((await researcher.post(`/desk/proposals/${id}/decline`, { reason: 'Again.' })).status).toBe(422);
    const { rows: due } = await sql<{
      kind: string;
    }>`select kind from outbox where proposal_id = ${id}`.execute(database.db);
    expect(due).toEqual([{ kind: 'proposal-declined' }]);
    expect(await isMailDue(database.db)).toBe(true);
    const mail = await proposalMails['proposal-declined'].make(id as Id, {
      db: database.db,
      keys: public_.site.keys,
      origin: 'http://tadamun.example.org',
    });
    expect(mail).toMatchObject({ to: 'sender@example.org', lang: 'ar' });
    const said = typeof mail === 'string' ? '' : mail.text;
    expect(said).toContain('لا مصدر لذلك.');
    expect(said).not.toContain(text);
  });

  test('who left no address is told nothing', async () => {
    await send({ ...filled, email: '' });
    const { researcher } = await inDesk();
    await researcher.post(`/desk/proposals/${(await first()).id}/decline`, { reason: 'No source.' });
    const { rows: due } = await sql`select from outbox where proposal_id is not null`.execute(database.db);
    expect(due).toHaveLength(0);
  });

  test('90 days after the decision nobody knows who it was, and a declined one is forgotten', async () => {
    await send(filled);
    await send({ ...filled, said: 'Another one.' });
    await send({ ...filled, said: 'One that waits.' });
    await sql`update proposal set state = 'declined', decided_at = now() - interval '91 days', decided_by = 'staff:x', reason = 'x'
      where payload->>'text' = ${text}`.execute(database.db);
    await sql`update proposal set state = 'taken', decided_at = now() - interval '91 days', decided_by = 'staff:x'
      where payload->>'text' = 'Another one.'`.execute(database.db);
    await eraseProposals(database.db);
    const left = (await rows()).map(({ state, contact_sealed: sealed, payload }) => [
      state,
      sealed !== null,
      (payload as { text?: string }).text,
    ]);
    expect(left).toEqual([
      ['declined', false, undefined],
      ['taken', false, 'Another one.'],
      ['waiting', true, 'One that waits.'],
    ]);
  });

  test('what was answered stays answered, in the database too', async () => {
    await send(filled);
    const { researcher } = await inDesk();
    await researcher.post(`/desk/proposals/${(await first()).id}/decline`, { reason: 'No source.' });
    await expect(
      sql`update proposal set state = 'taken', reason = null`.execute(database.db),
    ).rejects.toMatchObject({ code: 'TD003' });
  });
});
