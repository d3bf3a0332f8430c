import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../src/foundation/paths.ts';
import { password, realDesk } from '../src/staff/testing.ts';
import { testDatabase } from './database.ts';

const folder = await mkdtemp(join(tmpdir(), 'tadamun-cli-staff-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const { db, url } = await testDatabase({ starter: true });
const { open } = realDesk(db);

/** `npm run tadamun -- staff …`, as an operator would. */
function staff(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'dist/server/cli.js'), 'staff', ...args], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('an owner is invited, listed, reset and kept; another is ended', async () => {
  const entry = { name: 'Sample Owner', lang: 'en', way: 'password', password };
  const invited = await staff('invite', 'owner@example.org', '--role', 'owner');
  const path = new URL(invited.out.trim()).pathname;
  expect(path).toMatch(/^\/desk\/invitation\/[\w-]{43}$/);
  expect((await open().post(path, entry)).status).toBe(303);
  expect((await staff('list')).out).toMatch(/owner@example\.org {2}Sample Owner {2}owner/);
  expect((await staff('end', 'owner@example.org')).err).toContain('last owner');

  const reset = await staff('reset', 'owner@example.org');
  expect((await open().post('/desk/sign-in', { email: 'owner@example.org', password })).status).toBe(422);
  const back = new URL(reset.out.trim()).pathname;
  expect((await open().post(back, { way: 'password', password })).headers.get('location')).toBe(
    '/desk/account/second-factor',
  );

  const editor = await staff(
    'invite',
    'editor@example.org',
    '--role',
    'editor',
    'translator',
    '--lang',
    'ar',
  );
  expect((await open().post(new URL(editor.out.trim()).pathname, entry)).status).toBe(303);
  expect((await staff('end', 'editor@example.org')).code).toBe(0);
  expect((await staff('list')).out).not.toContain('editor@example.org');
});

test.each([
  [['invite', 'nonsense', '--role', 'owner'], 'not a mail address'],
  [['invite', 'a@example.org', '--role', 'god'], 'A role is one of'],
  [
    ['invite', 'a@example.org', '--role', 'owner', '--campaign', 'stop-private-military-companies'],
    'leave --campaign out',
  ],
  [['invite', 'a@example.org', '--role', 'editor', '--campaign', 'none'], 'There is no campaign'],
  [['invite', 'a@example.org', '--role', 'editor', '--lang', 'fr'], 'speaks en and ar'],
  [['reset', 'stranger@example.org'], 'not on the staff'],
])('refuses %j with a sentence', async (args, sentence) => {
  const { code, err } = await staff(...args);
  expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
});
