import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseSignForm } from '../src/declarations/signing/form.ts';
import { signatureMails } from '../src/declarations/signing/mails.ts';
import { sign } from '../src/declarations/signing/sign.ts';
import { readDeclaration } from '../src/declarations/store.ts';
import { readOrMakeKeys } from '../src/foundation/crypto/key-file.ts';
import { parseToken } from '../src/foundation/crypto/token.ts';
import { createLog } from '../src/foundation/log.ts';
import { deliverDue, readKeptMails } from '../src/foundation/mail/outbox.ts';
import { root } from '../src/foundation/paths.ts';
import { testDatabase } from './database.ts';
import { linkIn } from './mailbox.ts';
import { press } from './press.ts';

const folder = await mkdtemp(join(tmpdir(), 'tadamun-cli-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const { db, url } = await testDatabase({ starter: true });
const slug = 'stop-private-military-companies';

/** Runs a command of the built command line, as an operator would. */
function tadamun(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/server/cli.js'), ...args], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** An organisation signs and confirms. */
async function organisation(name: string, email: string) {
  const keys = await readOrMakeKeys(join(folder, 'secret.key'));
  const declaration = await readDeclaration(db, slug);
  const parsed = parseSignForm(
    {
      kind: 'organisation',
      organisation_name: name,
      country: 'IQ',
      contact_name: 'Sara Example',
      email,
      consent: 'yes',
    },
    { organisations: true, persons: true },
  );
  const wording = declaration?.wordings.find((one) => one.lang === 'en');
  if (!declaration || !wording || !parsed.ok) throw new Error('the fixture is wrong');
  await sign(db, keys, {
    ...parsed,
    versionId: declaration.versionId,
    wordingSha256: wording.sha256,
    lang: 'en',
  });
  await deliverDue({
    kinds: signatureMails,
    db,
    keys,
    mailer: null,
    origin: 'https://campaign.example.org',
    log: createLog('fatal', 'test'),
  });
  const kept = (await readKeptMails(db, keys, 50)).find(
    ({ kind, mail }) => kind === 'confirm' && mail?.to === email,
  );
  const token = parseToken(
    linkIn({ text: kept?.mail?.text } as never, 'confirm')
      .split('/')
      .at(-1),
  );
  if (!token) throw new Error('no token');
  await press(db, keys, token);
}

describe('moderating', () => {
  test('lists what waits, approves it once, and says what cannot be', async () => {
    expect((await tadamun(['signatures', 'list'])).out).toBe('Nothing awaits a decision.\n');
    await organisation('Dijla Example', 'office@dijla.example.org');
    const list = await tadamun(['signatures', 'list']);
    expect(list.out).toContain('confirmed  Dijla Example  IQ');
    expect(list.out).not.toContain('office@dijla.example.org');
    expect((await tadamun(['signatures', 'list', '--contacts'])).out).toContain(
      'Sara Example <office@dijla.example.org>',
    );
    const id = list.out.split(' ')[0] ?? '';
    expect(await tadamun(['signatures', 'approve', id])).toMatchObject({ code: 0, out: `${id}: listed.\n` });
    expect(await tadamun(['signatures', 'approve', id])).toMatchObject({
      code: 1,
      err: `The signature ${id} is listed, so it cannot be listed.\n`,
    });
    expect(await tadamun(['signatures', 'approve', 'x'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('x is not an id'),
    });
    expect((await tadamun(['signatures', 'reject', id])).code).not.toBe(0);
    expect(await tadamun(['signatures', 'reject', id, '--reason', 'a test'])).toMatchObject({ code: 0 });
  });

  test('shows kept mails, and answers a request for one’s data', async () => {
    await organisation('Furat Example', 'office@furat.example.org');
    expect((await tadamun(['outbox'])).out).toContain('To: office@furat.example.org');
    const exported = JSON.parse((await tadamun(['person', 'export', 'office@furat.example.org'])).out);
    expect(exported).toMatchObject([
      { organisation_name: 'Furat Example', contact: { name: 'Sara Example' } },
    ]);
    expect((await tadamun(['person', 'erase', 'office@furat.example.org'])).out).toContain(
      '1 contacts of organisations',
    );
    expect(JSON.parse((await tadamun(['person', 'export', 'office@furat.example.org'])).out)).toEqual([]);
    expect((await tadamun(['outbox'])).out).not.toContain('furat.example.org');
    expect(await tadamun(['person', 'export', 'nonsense'])).toMatchObject({
      code: 1,
      err: 'nonsense is not a mail address.\n',
    });
  });
});

describe('the campaign', () => {
  test.each([
    [['link', slug, 'facebook-page', 'javascript:alert(1)'], 'A link begins with https://'],
    [['link', 'no-campaign', 'facebook-page', 'https://example.org'], 'There is no campaign no-campaign'],
    [['link', slug, 'carrier-pigeon', 'https://example.org'], 'A link is one of'],
    [['contact', 'smoke', 'x'], 'A channel is one of'],
    [['language', 'fr', 'on'], 'There is no messages/fr.json'],
    [['language', 'xx', 'on'], 'Write a language such as'],
    [['declaration', 'goal', slug, '0'], 'A goal is a whole number above 0.'],
    [['declaration', 'text', slug, '/nonexistent.json'], 'cannot be read'],
    [['starter', 'load', 'everything'], 'A part is one of'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const { code, err } = await tadamun(args);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('takes links, a goal, a correction of the text, and a part that is loaded already', async () => {
    expect(
      (await tadamun(['link', slug, 'facebook-group', 'https://www.facebook.com/groups/example'])).code,
    ).toBe(0);
    expect(await db.selectFrom('campaign_link').select('url').execute()).toEqual([
      { url: 'https://www.facebook.com/groups/example' },
    ]);
    expect((await tadamun(['declaration', 'goal', slug, '50'])).code).toBe(0);
    expect((await readDeclaration(db, slug))?.goalOrganisations).toBe(50);
    const file = join(folder, 'text.json');
    const wording = (await readDeclaration(db, slug))?.wordings.find((one) => one.lang === 'en');
    await writeFile(file, JSON.stringify({ ...wording, title: 'Corrected' }));
    expect((await tadamun(['declaration', 'text', slug, file, '--erratum', 'a slip'])).out).toMatch(
      /SHA-256 [0-9a-f]{64}/,
    );
    expect((await readDeclaration(db, slug))?.wordings.find((one) => one.lang === 'en')).toMatchObject({
      title: 'Corrected',
      erratum: 1,
    });
    expect((await tadamun(['starter', 'load', 'library'])).out).toBe(
      'library is loaded already, in this version.\n',
    );
  });
});

test('a backup is made, checked, and refused where it would overwrite', async () => {
  const file = join(folder, 'a.backup');
  const passphrase = { TADAMUN_BACKUP_PASSPHRASE: 'a test of five words' };
  expect(await tadamun(['backup', file], passphrase)).toMatchObject({ code: 0 });
  expect((await readFile(file)).includes('office@dijla')).toBe(false);
  expect((await tadamun(['restore', file, '--check'], passphrase)).out).toContain('is whole');
  expect(await tadamun(['backup', file], passphrase)).toMatchObject({ code: 1 });
  expect(await tadamun(['restore', file], passphrase)).toMatchObject({
    code: 1,
    err: expect.stringContaining('would delete'),
  });
  expect(
    await tadamun(['restore', file, '--check'], { TADAMUN_BACKUP_PASSPHRASE: 'not the right words' }),
  ).toMatchObject({ code: 1 });
});
