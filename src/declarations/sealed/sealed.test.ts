import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { linkIn, openMailbox } from '../../../tests/mailbox.ts';
import { shownIn } from '../../../tests/press.ts';
import { campaignSlug, signedOrganisation, starterDeclaration } from '../../../tests/signatures.ts';
import { testSite } from '../../../tests/site.ts';
import { backup } from '../../backup/backup.ts';
import { createMailer } from '../../foundation/mail/mailer.ts';
import { deliverDue } from '../../foundation/mail/outbox.ts';
import { actions, may, roles } from '../../staff/model.ts';
import { readPerson } from '../../staff/store.ts';
import { readCount, takeDeltas } from '../count/store.ts';
import { approve } from '../moderation/decide.ts';
import { signatureMails } from '../signing/mails.ts';
import { eraseExpired } from '../signing/retention-store.ts';

const database = await testDatabase({ starter: true });
const { db } = database;
const { as, site } = testDesk(db);
const { app, site: visited } = testSite(db);
const keys = visited.keys;
// The desk and the site of one installation have one key file.
Object.assign(site, { keys });
const mailbox = await openMailbox();
const mailer = createMailer(mailbox.url, 'Tadamun <noreply@example.org>');
const { versionId } = await starterDeclaration(db);
const owner = await as('owner');
let reader: DeskAsker;
let other: DeskAsker;

/** Words that only the sealed organisation uses. */
const secret = {
  kind: 'organisation',
  organisation_name: 'Quiet Zarqa Watch',
  organisation_name_ar: 'مرصد زرقاء الهادئ',
  website: 'https://zarqawatch.example.com/home',
  country: 'IQ',
  contact_name: 'Sample Person',
  email: 'office@quiet.example.org',
  sealed: 'yes',
  consent: 'yes',
};
const names = /zarqa|زرقاء/i;
const base = `/en/campaigns/${campaignSlug}`;
const post = (path: string, form: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(form) });
const deliver = () =>
  deliverDue({
    db,
    keys,
    mailer,
    kinds: signatureMails,
    origin: 'http://tadamun.example.org',
    log: site.log,
  });
const idOf = async () =>
  (
    await sql<{
      id: string;
    }>`select id from signature where publicity = 'counted' and kind = 'organisation' order by created_at desc limit 1`.execute(
      db,
    )
  ).rows[0]?.id ?? '';
const counted = async () => {
  await takeDeltas(db);
  return (await readCount(db, versionId)).organisations;
};
/** Everything that lies in the database, as text, and as the bytes of each bytea. */
const dump = async () => {
  const { rows: tables } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
    db,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) =>
      (await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)).rows.map(
        ({ row }) => row,
      ),
    ),
  );
  return texts.flat().join('\n');
};

beforeAll(async () => {
  reader = await as('moderator', { name: 'First Reader' });
  other = await as('moderator', { name: 'Other Moderator' });
  await owner.post('/desk/sealed-readers', { staff_id: reader.id });
});
afterAll(async () => {
  mailer.close();
  await mailbox.close();
});

describe('who may', () => {
  test('no role opens a sealed name, and two are named at most', async () => {
    for (const role of roles)
      expect(may({ grants: [{ role, campaignId: null }] }, 'signature.sealed', 'any')).toBe(false);
    expect(actions).toContain('signature.sealed');
    const editor = await as('editor');
    expect((await owner.post('/desk/sealed-readers', { staff_id: editor.id })).status).toBe(422);
    const third = await as('moderator');
    expect((await owner.post('/desk/sealed-readers', { staff_id: other.id })).status).toBe(303);
    expect((await owner.post('/desk/sealed-readers', { staff_id: third.id })).status).toBe(422);
    await owner.post(`/desk/sealed-readers/${other.id}/dismiss`);
    expect((await readPerson(db, reader.id))?.named).toEqual(['signature.sealed']);
    for (const asker of [owner, other, editor]) expect((await asker.get('/desk/sealed')).status).toBe(403);
    expect((await reader.post('/desk/sealed-readers', { staff_id: reader.id })).status).toBe(403);
    for (const from of ['/desk/staff', '/desk/register'])
      expect(await (await owner.get(from)).text(), from).toContain('href="/desk/sealed-readers"');
    expect(await (await reader.get('/desk/register')).text()).not.toContain('sealed-readers');
    await expect(sql`insert into sealed_reader values (3, ${third.id}, 'x')`.execute(db)).rejects.toThrow();
  });

  test('who is a moderator no more opens none, named or not', async () => {
    const former = await as('moderator');
    await owner.post('/desk/sealed-readers', { staff_id: former.id });
    expect((await former.get('/desk/sealed')).status).toBe(200);
    await sql`delete from staff_role where staff_id = ${former.id}`.execute(db);
    expect((await former.get('/desk/sealed')).status).toBe(403);
    await owner.post(`/desk/sealed-readers/${former.id}/dismiss`);
  });
});

test('the form says plainly what it protects and what not, and a wrong form keeps the wish', async () => {
  const html = await (await app.request(`${base}/declaration`)).text();
  expect(html).toContain('do not sign here');
  const wrong = await (await post(`${base}/declaration/sign`, { ...secret, email: 'none' })).text();
  expect(wrong).toMatch(/name="sealed"[^>]*checked/);
});

describe('a signature without its name', () => {
  test('is confirmed by who sees all of it, waits for a reader, and is counted without a name anywhere', async () => {
    const before = await counted();
    expect((await post(`${base}/declaration/sign`, secret)).status).toBe(303);
    await deliver();
    const link = new URL(linkIn(mailbox.mails.at(-1), 'confirm')).pathname;
    const page = await (await app.request(link)).text();
    expect(page).toContain('Quiet Zarqa Watch');
    expect(page).toContain('counted without your name');
    await post(link, { shown: shownIn(page) });
    const id = await idOf();

    expect((await other.post(`/desk/sealed/${id}/open`, { reason: 'curious' })).status).toBe(403);
    expect((await owner.post(`/desk/sealed/${id}/open`, { reason: 'I own this' })).status).toBe(403);
    expect((await reader.post(`/desk/sealed/${id}/approve`)).status).toBe(403);
    const list = await (await reader.get('/desk/sealed')).text();
    expect(list).not.toMatch(names);
    expect((await reader.post(`/desk/sealed/${id}/open`, { reason: '' })).status).toBe(422);
    const opened = await reader.post(`/desk/sealed/${id}/open`, { reason: 'to decide' });
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(await opened.text()).toContain('Quiet Zarqa Watch');
    const telling = await reader.post(`/desk/sealed/${id}/reject`, {
      reason: 'quiet  zarqa watch is unknown to us',
    });
    expect(telling.status).toBe(422);
    expect((await reader.post(`/desk/sealed/${id}/approve`)).status).toBe(303);
    expect(await counted()).toBe(before + 1);

    const openings =
      await sql`select staff_id, reason from sealed_opening where signature_id = ${id}`.execute(db);
    expect(openings.rows).toEqual([{ staff_id: reader.id, reason: 'to decide' }]);
    const logged =
      await sql`select 1 from audit where action = 'signature.sealed' and subject = ${`signature:${id}`} and detail @> '{"opened":"name"}'`.execute(
        db,
      );
    expect(logged.rows).toHaveLength(1);
    await deliver();
    const told = mailbox.mails.at(-1);
    expect(told?.text).toContain('without its name');
    expect(mailbox.mails.map((mail) => `${mail.subject} ${mail.text} ${mail.html}`).join(' ')).not.toMatch(
      names,
    );
  });

  test('stands in no list, file, feed or search that anybody can read', async () => {
    const paths = [
      '/signatories',
      '/signatories?q=zarqa',
      '/signatories.csv',
      '/signatories.json',
      '/register',
      '/declaration',
      '',
    ];
    for (const path of [...paths.map((path) => base + path), '/en', '/ar', '/en/feed.atom', '/sitemap.xml'])
      expect(await (await app.request(path)).text(), path).not.toMatch(/quiet zarqa|زرقاء|zarqawatch/i);
    expect(await (await app.request(`${base}/signatories`)).text()).toContain(
      '1 organisation is counted whose name is sealed',
    );
    expect(
      (await (await app.request(`${base}/signatories.json`)).json()).count.organisations_without_name,
    ).toBe(1);
    const id = await idOf();
    for (const path of ['/desk/register', '/desk/register?q=zarqa', '/desk/cleanups', '/desk'])
      expect(await (await other.get(path)).text(), path).not.toMatch(/quiet zarqa|زرقاء|zarqawatch/i);
    expect((await other.get(`/desk/register/${id}`)).status).toBe(404);
    // The address may hold the name: no moderator opens it, a reader neither but by the way of readers.
    for (const asker of [other, owner, reader]) {
      const contact = await asker.post(`/desk/signatures/${id}/contact`);
      expect(contact.status).toBe(403);
      expect(await contact.text()).not.toMatch(/quiet/i);
    }
    for (const path of ['/desk/signatures', '/desk/signatures?state=listed', `/desk/signatures/${id}`])
      expect(await (await other.get(path)).text(), path).not.toMatch(/quiet zarqa|زرقاء|zarqawatch/i);
  });

  test('is nowhere in a full dump, nor in an unencrypted backup', async () => {
    const all = await dump();
    expect(all).not.toMatch(names);
    for (const word of ['Zarqa', 'zarqawatch', 'زرقاء', 'quiet.example.org']) {
      expect(all).not.toContain(Buffer.from(word).toString('hex'));
      expect(all).not.toContain(Buffer.from(word).toString('base64').replace(/=+$/, '').slice(1, -1));
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'tadamun-sealed-'));
    const file = join(dataDir, 'open.backup');
    await backup({
      databaseUrl: database.url,
      dataDir,
      secretKeyFile: join(dataDir, 'secret.key'),
      settings: { open: {}, secret: {} },
      file,
      lock: 'unencrypted',
      now: new Date(),
    });
    const bytes = zstdDecompressSync(readFileSync(file)).toString('latin1');
    expect(bytes).toContain('signature');
    for (const word of ['Zarqa', 'zarqawatch', 'quiet.example.org']) {
      expect(bytes).not.toContain(word);
      expect(bytes).not.toContain(Buffer.from(word).toString('hex'));
    }
    expect(bytes).not.toContain(Buffer.from('زرقاء').toString('latin1'));
  });

  test('is listed by no other hands, whatever way they take', async () => {
    await post(`${base}/declaration/sign`, { ...secret, email: 'second@quiet.example.org' });
    await deliver();
    const link = new URL(linkIn(mailbox.mails.at(-1), 'confirm')).pathname;
    await post(link, { shown: shownIn(await (await app.request(link)).text()) });
    const id = await idOf();
    const by = (staff: DeskAsker) => ({ actor: `staff:${staff.id}`, mailAfterS: 0 }) as const;
    expect(await approve(db, keys, id as never, by(other))).toMatchObject({ outcome: 'sealed' });
    await expect(
      sql`insert into signature_event (id, signature_id, becomes, actor) values (gen_random_uuid(), ${id}, 'listed', ${by(owner).actor})`.execute(
        db,
      ),
    ).rejects.toThrow('one of its two readers');
    await expect(
      sql`update signature set organisation_name = 'Zarqa' where id = ${id}`.execute(db),
    ).rejects.toThrow();
    await expect(
      sql`update signature set website = 'https://x.example.org' where id = ${id}`.execute(db),
    ).rejects.toThrow('signature_sealed');
  });

  test('a withdrawal erases the name for real', async () => {
    const withdraw = new URL(linkIn(mailbox.mails.at(-1), 'withdraw')).pathname;
    expect(await (await app.request(withdraw)).text()).not.toMatch(/zarqa/i);
    await post(withdraw, {});
    const { rows } =
      await sql`select 1 from signature where state = 'withdrawn' and publicity = 'counted' and name_sealed is null`.execute(
        db,
      );
    expect(rows).toHaveLength(1);
  });

  test('a rejected one is erased in time, and no sooner, nor while a clean-up can be undone', async () => {
    await post(`${base}/declaration/sign`, { ...secret, email: 'third@quiet.example.org' });
    await deliver();
    const link = new URL(linkIn(mailbox.mails.at(-1), 'confirm')).pathname;
    await post(link, { shown: shownIn(await (await app.request(link)).text()) });
    const id = await idOf();
    await reader.post(`/desk/sealed/${id}/open`, { reason: 'to decide' });
    expect((await reader.post(`/desk/sealed/${id}/reject`, { reason: 'not known to us' })).status).toBe(303);
    const aged = (days: number) =>
      db.transaction().execute(async (tx) => {
        await sql`alter table signature_event disable trigger append_only`.execute(tx);
        await sql`update signature_event set at = now() - ${days} * interval '1 day' where signature_id = ${id} and becomes = 'rejected'`.execute(
          tx,
        );
        await sql`alter table signature_event enable trigger append_only`.execute(tx);
      });
    const isKept = async () =>
      (await sql`select from signature where id = ${id} and name_sealed is not null`.execute(db)).rows.length;
    await aged(29);
    await eraseExpired(db);
    expect(await isKept()).toBe(1);
    await aged(31);
    const cleanup = '0199aaaa-0000-7000-8000-00000000c1ea';
    await sql`insert into cleanup (id, version_id, conditions, category, reason, made_by, state, started_at, ended_at)
      values (${cleanup}, ${versionId}, '{"name":"x"}', 'invented', 'x', 'operator', 'done', now() - interval '31 days', now() - interval '31 days')`.execute(
      db,
    );
    await sql`insert into cleanup_signature (cleanup_id, signature_id, event_id)
      select ${cleanup}, ${id}, id from signature_event where signature_id = ${id} and becomes = 'rejected'`.execute(
      db,
    );
    await eraseExpired(db);
    expect(await isKept()).toBe(1);
    await sql`update cleanup set started_at = now() - interval '91 days', ended_at = now() - interval '91 days' where id = ${cleanup}`.execute(
      db,
    );
    await eraseExpired(db);
    expect(await isKept()).toBe(0);
    expect((await reader.post(`/desk/sealed/${id}/open`, { reason: 'again' })).status).toBe(404);
    expect((await reader.post(`/desk/sealed/${id}/approve`)).status).toBe(404);
  });

  test('an ordinary name is what it was', async () => {
    await signedOrganisation(db, keys, 'Open Union');
    expect(await (await app.request(`${base}/signatories`)).text()).toContain('Open Union');
    await expect(
      sql`update signature set name_sealed = 'x'::bytea where organisation_name = 'Open Union'`.execute(db),
    ).rejects.toThrow('signature_sealed_alone');
  });
});
