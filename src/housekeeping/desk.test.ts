import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testDesk } from '../../tests/desk.ts';
import { askRun, beginNextRun, endBackup, listKept } from '../backup/run-store.ts';
import { makeFolder, query, signUp } from '../backup/testing.ts';
import { readSiteSettings } from '../initiative/settings/store.ts';

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
async function textOf(answer: Response | Promise<Response>) {
  return plain(await (await answer).text());
}

test('each person is shown what waits for them, and nothing else', async () => {
  const { db, url } = await testDatabase({ starter: true });
  await signUp(url, 4);
  const { as } = testDesk(db);
  await query(
    url,
    `delete from news_text where lang = 'ar' and thing_id = (select min(id::text)::uuid from news)`,
  );
  const [owner, moderator, translator] = [await as('owner'), await as('moderator'), await as('translator')];
  const researcher = await as('researcher');
  const moderated = await textOf(moderator.get('/desk'));
  expect(moderated).toContain('Organisations to check 2');
  expect(moderated).not.toContain('Missing translations');
  expect(moderated).not.toContain('SMTP_URL');
  // Beside the entry of the menu too.
  expect(moderated).toContain('Signatures 2');
  const translated = await textOf(translator.get('/desk'));
  expect(translated).toContain('Missing translations 1');
  expect(translated).not.toContain('Organisations to check');
  expect(await textOf(researcher.get('/desk'))).toContain('Nothing waits for you.');
  const owned = await textOf(owner.get('/desk'));
  expect(owned).toContain('No backup was ever made.');
  expect(owned).toContain('there is no SMTP_URL');
  expect(owned).toMatch(/Version \d+\.\d+/);
  expect(owned).toContain('First steps');
});

test('a role in one campaign sees the numbers of that campaign', async () => {
  const { db, url } = await testDatabase({ starter: true });
  await signUp(url, 4);
  const { as } = testDesk(db);
  const [campaign] = await query(url, 'select id from campaign');
  const there = await as('moderator', { campaignId: String(campaign?.id) });
  expect(await textOf(there.get('/desk'))).toContain('Organisations to check 2');
  await query(
    url,
    `with t as (insert into thing (id, kind, slug, primary_lang) values (gen_random_uuid(), 'campaign', 'another', 'en') returning id)
     insert into campaign select id, 9 from t`,
  );
  const [other] = await query(url, `select id from thing where slug = 'another'`);
  const elsewhere = await as('moderator', { campaignId: String(other?.id) });
  expect(await textOf(elsewhere.get('/desk'))).toContain('Nothing waits for you.');
});

test('the first steps tick themselves, in both languages', async () => {
  const { db, url } = await testDatabase({ starter: true });
  const { as } = testDesk(db, { SMTP_URL: 'smtp://127.0.0.1:1' });
  const owner = await as('owner');
  const states = async () => {
    const html = await (await owner.get('/desk/first-steps')).text();
    return [...html.matchAll(/<li id="([a-z]+)"([^>]*)>/g)].map(
      ([, step, rest]) => `${step}${rest?.includes('data-done') ? '+' : ''}`,
    );
  };
  expect(await states()).toEqual(['factor+', 'name', 'channel', 'mail', 'backup', 'second', 'texts', 'news']);
  await owner.post('/desk/first-steps/name');
  await owner.post('/desk/first-steps/texts');
  await owner.post('/desk/first-steps/mail');
  await query(url, `update mail_trial set outcome = 'sent', ended_at = now()`);
  await query(url, `insert into contact_channel values ('email', 'office@example.org', null)`);
  await as('editor', { lang: 'ar' });
  expect(await states()).toEqual([
    'factor+',
    'name+',
    'channel+',
    'mail+',
    'backup',
    'second+',
    'texts+',
    'news',
  ]);
  const arabic = await as('owner', { lang: 'ar' });
  const page = await (await arabic.get('/desk/first-steps')).text();
  expect(page).toContain('dir="rtl"');
  expect(page).toContain('نشر خبركم الأول');
  // Others are not asked to set up the site.
  const editor = await as('editor');
  expect((await editor.get('/desk/first-steps')).status).toBe(403);
});

test('the plan of the backups is refused with its mistakes, and kept as typed', async () => {
  const { db } = await testDatabase({ starter: true });
  const { as } = testDesk(db);
  const owner = await as('owner');
  const wrong = await owner.post('/desk/backups/plan', {
    on: 'yes',
    at: '25:00',
    keepDays: '0',
    lock: 'recipients',
    recipients: 'AGE-SECRET-KEY-1QQQ',
  });
  expect(wrong.status).toBe(422);
  const said = await wrong.text();
  expect(said).toContain('Write the time as hours and minutes');
  expect(said).toContain('from 1 to 365');
  expect(said).toContain('is the private half');
  expect(said).toContain('value="25:00"');
  const open = { on: 'yes', at: '03:00', keepDays: '30', lock: 'unencrypted', recipients: '' };
  expect((await owner.post('/desk/backups/plan', open)).status).toBe(422);
  expect((await owner.post('/desk/backups/plan', { ...open, lock: 'passphrase' })).status).toBe(422);
  expect((await readSiteSettings(db)).backup.on).toBe(false);
  const recipient = await identityToRecipient(await generateX25519Identity());
  const right = { ...open, lock: 'recipients', recipients: `${recipient}\n` };
  expect((await owner.post('/desk/backups/plan', right)).status).toBe(303);
  expect((await readSiteSettings(db)).backup).toEqual({
    on: true,
    at: '03:00',
    keepDays: 30,
    lock: 'recipients',
    recipients: [recipient],
  });
  const editor = await as('editor');
  expect((await editor.get('/desk/backups')).status).toBe(403);
  expect((await editor.post('/desk/backups/now')).status).toBe(403);
});

test('a backup is downloaded whole, only by owners, only by a name that we gave; and it is noted', async () => {
  const { db, url } = await testDatabase({ starter: true });
  const folder = await makeFolder();
  const { as } = testDesk(db, { DATA_DIR: folder });
  const owner = await as('owner');
  const name = '2026-03-02-000000.backup';
  await mkdir(join(folder, 'backups'));
  await writeFile(join(folder, 'backups', name), 'the bytes of a backup');
  await askRun(db, { kind: 'backup', askedBy: `staff:${owner.id}` });
  const run = await beginNextRun(db, new Date());
  if (!run) throw new Error('no run');
  const made = {
    name,
    bytes: 21,
    sha256: 'ab'.repeat(32),
    rows: 1,
    files: 0,
    lost: 0,
    closure: 'unencrypted' as const,
  };
  await endBackup(db, run.id, new Date(), made);
  const answer = await owner.post(`/desk/backups/${name}/download`);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(await answer.text()).toBe('the bytes of a backup');
  for (const other of ['..%2Fsecret.key', 'secret.key', '2026-03-02-000001.backup'])
    expect((await owner.post(`/desk/backups/${other}/download`)).status).toBe(404);
  const moderator = await as('moderator');
  expect((await moderator.post(`/desk/backups/${name}/download`)).status).toBe(403);
  expect((await owner.post(`/desk/backups/${name}/delete`)).status).toBe(303);
  await expect(readFile(join(folder, 'backups', name))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await listKept(db)).toEqual([]);
  const lines = await query(url, `select action, route, subject, outcome from audit order by at`);
  expect(lines).toContainEqual({
    action: 'backup.manage',
    route: 'POST /desk/backups/:name/download',
    subject: `backup:${name}`,
    outcome: 'done',
  });
});
