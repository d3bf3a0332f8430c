import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { campaignSlug, signAs, signedOrganisation, starterDeclaration } from '../../../tests/signatures.ts';
import { testSite } from '../../../tests/site.ts';
import { parseId } from '../../foundation/database/id.ts';
import { readCount, takeDeltas } from '../count/store.ts';
import { listSignatories } from '../signatories/store.ts';
import { withdraw } from '../signing/decide.ts';
import { reinstate, suspend } from './decide.ts';
import { isOwnDomain, readRegisterCursor, writeRegisterCursor } from './model.ts';
import { listRegister } from './store.ts';

const { db } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
const { app } = testSite(db);
const { keys } = site;
const { versionId } = await starterDeclaration(db);
const moderator = await as('moderator');
const register = async (name: string) =>
  (await listRegister(db, versionId, 'en', { after: null, limit: 500 })).find((entry) => entry.name === name);
const page = async (path: string, lang = 'en') =>
  (await app.request(`/${lang}/campaigns/${campaignSlug}/${path}`)).text();

describe('own domain', () => {
  test('a mail at the domain of the website, by the list of public suffixes', () => {
    expect(isOwnDomain('office@example.org', 'https://www.example.org/about')).toBe(true);
    expect(isOwnDomain('press@mail.example.org', 'https://example.org')).toBe(true);
    expect(isOwnDomain('a@one.co.uk', 'https://two.co.uk')).toBe(false);
    expect(isOwnDomain('a@le.org', 'https://example.org')).toBe(false);
    expect(isOwnDomain('a@example.org', null)).toBe(false);
    expect(isOwnDomain('a@example.org', 'https://example.org.evil.com')).toBe(false);
  });

  test('where anybody has an address it says nothing, whatever website is named', () => {
    for (const domain of ['gmail.com', 'yahoo.co.uk', 'outlook.fr', 'facebook.com', 'proton.me'])
      expect(isOwnDomain(`somebody@${domain}`, `https://${domain}/our-page`), domain).toBe(false);
  });

  test('never without the same registrable domain on both sides', () => {
    const label = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(label, label, label, (one, two, sub) => {
        fc.pre(one !== two);
        expect(isOwnDomain(`a@${one}.org`, `https://${sub}.${two}.org`)).toBe(false);
        expect(isOwnDomain(`a@${sub}.${one}.org`, `https://${one}.org`)).toBe(
          isOwnDomain(`a@${one}.org`, `https://${one}.org`),
        );
      }),
    );
  });
});

test('confirming notes what it proves, and the public reads it in words', async () => {
  await signedOrganisation(db, keys, 'Own Domain Union', { website: 'https://example.org' });
  await signedOrganisation(db, keys, 'No Site Union');
  const rows = await listSignatories(db, versionId, { kind: 'organisation' }, { limit: 50 });
  const kinds = (name: string) => rows.find((row) => row.name === name)?.steps.map(({ kind }) => kind);
  expect(kinds('Own Domain Union')).toEqual(['mail', 'domain']);
  expect(kinds('No Site Union')).toEqual(['mail']);
  expect(await page('signatories')).toContain('confirmed by mail · mail at its own domain');
  expect(await page('signatories', 'ar')).toContain('مؤكَّدة بالبريد');
  expect(await page('register')).toContain('It shows that they read that mailbox, not who they are.');
});

describe('a letter', () => {
  test('is public as a day; the officers are read by those who may, and logged', async () => {
    const { id } = await signedOrganisation(db, keys, 'Letter Union');
    const wrong = await moderator.post(`/desk/register/${id}/letter`, { seen_on: '2999-01-01' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('not in the future');
    const done = await moderator.post(`/desk/register/${id}/letter`, {
      seen_on: '2026-05-03',
      officer_1: 'Amal Officer',
      officer_2: 'Basim Officer',
      reason: 'shown at the meeting',
    });
    expect(done.status).toBe(303);
    expect(await page('register')).toContain('a letter with two officers, seen on 3 May 2026');
    expect(await page('register')).not.toContain('Amal');
    const desk = await (await moderator.get(`/desk/register/${id}`)).text();
    expect(desk).not.toContain('Amal Officer');
    const step = /steps\/([0-9a-f-]{36})\/officers/.exec(desk)?.[1];
    const opened = await moderator.post(`/desk/register/${id}/steps/${step}/officers`);
    expect(await opened.text()).toContain('Amal Officer, Basim Officer');
    const { rows } =
      await sql`select from audit where action = 'signature.contact' and subject = ${`signature:${id}`}`.execute(
        db,
      );
    expect(rows).toHaveLength(1);
    const dump = await sql<{ row: string }>`select verification::text as row from verification`.execute(db);
    expect(
      dump.rows.some(({ row }) => row.includes(Buffer.from('Amal').toString('hex')) || row.includes('Amal')),
    ).toBe(false);
  });

  test('a reason is asked for, and hostile text is text', async () => {
    const { id } = await signedOrganisation(db, keys, '<script>alert(1)</script> Union');
    const form = { seen_on: '2026-05-03', officer_1: 'A B', officer_2: '<b>C</b>', reason: '' };
    const answer = await moderator.post(`/desk/register/${id}/letter`, form);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="&lt;b&gt;C&lt;/b&gt;"');
    expect(html).not.toContain('<script>alert');
  });
});

describe('an organisation that changes', () => {
  const renamed = (id: string, to: string) =>
    db.transaction().execute(async (tx) => {
      // The guard rests, as under a correction that the database itself writes.
      await sql`alter table signature disable trigger guard_signature_state`.execute(tx);
      await sql`update signature set organisation_name = ${to} where id = ${id}`.execute(tx);
      await sql`alter table signature enable trigger guard_signature_state`.execute(tx);
    });
  const letter = { seen_on: '2026-05-03', officer_1: 'A One', officer_2: 'B Two', reason: 'seen' };

  test('its name: the letter lapses, and the desk says whom to ask again', async () => {
    const { id } = await signedOrganisation(db, keys, 'Changing Union');
    await moderator.post(`/desk/register/${id}/letter`, letter);
    await renamed(id, 'CHANGING  Union');
    expect((await register('CHANGING  Union'))?.steps.map(({ kind }) => kind)).toEqual(['mail', 'letter']);
    await renamed(id, 'Another Union');
    expect((await register('Another Union'))?.steps.map(({ kind }) => kind)).toEqual(['mail']);
    const list = await (await moderator.get('/desk/register?show=lapsed')).text();
    expect(list).toContain('Another Union');
    expect(list).not.toContain('Letter Union');
    await moderator.post(`/desk/register/${id}/letter`, letter);
    expect(await (await moderator.get('/desk/register?show=lapsed')).text()).not.toContain('Another Union');
  });

  test('its site: what spoke of the site ends too; another page of the site changes nothing', async () => {
    const { id } = await signedOrganisation(db, keys, 'Moving Union', { website: 'https://www.example.org' });
    await moderator.post(`/desk/register/${id}/letter`, letter);
    await sql`update signature set website = 'https://example.org/new-page' where id = ${id}`.execute(db);
    expect((await register('Moving Union'))?.steps).toHaveLength(3);
    await sql`update signature set website = 'https://elsewhere.example.net' where id = ${id}`.execute(db);
    expect((await register('Moving Union'))?.steps.map(({ kind }) => kind)).toEqual(['mail']);
  });

  test('steps are ended and never rewritten, nor deleted alone', async () => {
    await expect(
      sql`update verification set reason = 'other' where kind = 'letter'`.execute(db),
    ).rejects.toThrow('not rewritten');
    await expect(
      sql`update verification set ended_at = null, ended_by = null, ended_reason = null where ended_at is not null`.execute(
        db,
      ),
    ).rejects.toThrow('not rewritten');
    await expect(sql`delete from verification`.execute(db)).rejects.toThrow('only with its signature');
  });
});

describe('suspension', () => {
  test('leaves list and count, says since when, and comes back with its first day', async () => {
    const { id } = await signedOrganisation(db, keys, 'Suspended Union');
    await takeDeltas(db);
    const before = await readCount(db, versionId);
    const signedOn = (await register('Suspended Union'))?.signedOn;
    await moderator.post(`/desk/register/${id}/suspend`, { reason: 'a question is open' });
    await takeDeltas(db);
    expect((await readCount(db, versionId)).organisations).toBe(before.organisations - 1);
    expect((await listSignatories(db, versionId, {}, { limit: 500 })).map(({ name }) => name)).not.toContain(
      'Suspended Union',
    );
    const html = await page('register');
    expect(html).toContain('1 organisation is suspended and not counted.');
    expect(html).toMatch(/suspended since [^,]+, not counted/);
    expect(html).not.toContain('a question is open');
    expect(await suspend(db, id, 'operator', 'again')).toBe('not-possible');
    expect(await reinstate(db, id, 'operator', 'answered')).toBe('done');
    await takeDeltas(db);
    expect(await readCount(db, versionId)).toEqual(before);
    const entry = await register('Suspended Union');
    expect(entry?.signedOn).toBe(signedOn);
    expect(entry?.suspensions).toHaveLength(1);
    expect(entry?.suspensions[0]?.to).not.toBeNull();
    expect(await listSignatories(db, versionId, { search: 'suspended union' }, { limit: 5 })).toHaveLength(1);
  });

  test('a person is not suspended, and a stranger to the campaign suspends nobody', async () => {
    const person = await signAs(db, keys, { kind: 'person', email: 'p@example.org', publicity: 'name' });
    expect(await suspend(db, person.id, 'operator', 'x')).toBe('not-possible');
    const { id } = await signedOrganisation(db, keys, 'Guarded Union');
    const translator = await as('translator');
    expect((await translator.post(`/desk/register/${id}/suspend`, { reason: 'x' })).status).toBe(403);
    const editor = await as('editor');
    expect((await editor.get(`/desk/register/${id}`)).status).toBe(403);
    expect(
      (await moderator.post('/desk/register/0199aaaa-0000-7000-8000-000000000000/suspend', { reason: 'x' }))
        .status,
    ).toBe(404);
    expect((await register('Guarded Union'))?.state).toBe('listed');
  });
});

describe('leaving', () => {
  test('the register says when, or nothing where that was asked for', async () => {
    const open = await signedOrganisation(db, keys, 'Open Leaver');
    const quiet = await signedOrganisation(db, keys, 'Quiet Leaver');
    await withdraw(db, open.withdraw);
    const path = `/en/campaigns/${campaignSlug}/declaration/withdraw/${quiet.withdraw}`;
    expect(await (await app.request(path)).text()).toContain('name="quietly"');
    await app.request(path, { method: 'POST', body: new URLSearchParams({ quietly: 'yes' }) });
    const html = await page('register');
    expect(html).toMatch(/Open Leaver[\s\S]*left on/);
    expect(html).not.toContain('Quiet Leaver');
  });

  test('who never was listed never stood in the register', async () => {
    const { withdraw: token } = await signedOrganisation(db, keys, 'Never Listed', {}, false);
    expect(await page('register')).not.toContain('Never Listed');
    await withdraw(db, token);
    expect(await page('register')).not.toContain('Never Listed');
  });
});

describe('pages of the register', () => {
  test('go through all, by name, without loss', async () => {
    const all = await listRegister(db, versionId, 'en', { after: null, limit: 500 });
    const paged = [];
    for (let after = null as ReturnType<typeof readRegisterCursor>; ; ) {
      const rows = await listRegister(db, versionId, 'en', { after, limit: 3 });
      paged.push(...rows);
      const last = rows.at(-1);
      if (!last) break;
      after = readRegisterCursor(writeRegisterCursor(last));
      expect(after).not.toBeNull();
    }
    expect(paged.map(({ publicId }) => publicId)).toEqual(all.map(({ publicId }) => publicId));
  });

  test('a cursor that is none of ours is the first page', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = readRegisterCursor(text);
        if (cursor) expect(writeRegisterCursor(cursor)).toBe(text);
      }),
    );
    expect(readRegisterCursor("';drop table signature~x")).toBeNull();
    expect(parseId('x')).toBeNull();
  });
});
