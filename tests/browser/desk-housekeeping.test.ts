import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/foundation/paths.ts';
import { launchChromium } from './chromium.ts';
import { ownersInBoth } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';

// The one who looks after the site: what waits, first steps, settings, backups. On a telephone, in both languages.

let site: RunningSite;
let browser: Browser;
let owners: Awaited<ReturnType<typeof ownersInBoth>>;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
  owners = await ownersInBoth(site, browser);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const pages = [
  '/desk',
  '/desk/first-steps',
  '/desk/backups',
  '/desk/settings',
  '/desk/settings/mails',
  '/desk/settings/mails/ar/confirm',
  '/desk/initiative',
  '/desk/initiative/menu',
  '/desk/initiative/languages',
  '/desk/initiative/channels',
  '/desk/mails',
  '/desk/account/mail',
];

for (const lang of ['en', 'ar'] as const)
  test(`${lang}: every page of the housekeeping is in order on a telephone and wide, light and dark`, async () => {
    const faults: string[] = [];
    for (const path of pages) {
      const name = `${path.slice(1).replaceAll('/', '-')}.${lang}`;
      const look = { url: site.origin + path, status: 200, name, lang };
      for (const fault of await inspectDesk(owners[lang], look)) faults.push(`${path}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

async function open(lang: 'en' | 'ar', path: string): Promise<Page> {
  const page = await owners[lang].newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(site.origin + path);
  return page;
}

test('in the colours of the visitor the menu marks the open entry alone', async () => {
  const page = await open('en', '/desk/settings');
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [width, side] of [
    [1280, 'borderInlineStartColor'],
    [360, 'borderBlockEndColor'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    const lines = await page.locator('.desk-menu a').evaluateAll(
      (links, edge) =>
        links.map((link) => ({
          open: link.hasAttribute('aria-current'),
          line: getComputedStyle(link)[edge],
        })),
      side,
    );
    const of = (open: boolean) => [
      ...new Set(lines.filter((one) => one.open === open).map(({ line }) => line)),
    ];
    expect(of(true), side).toHaveLength(1);
    expect(of(false), side).toHaveLength(1);
    expect(of(true), side).not.toEqual(of(false));
  }
  await page.close();
});

test('the check-list ticks itself: a test mail arrives, a channel is set, a text is read', async () => {
  const page = await open('ar', '/desk/first-steps');
  const done = () => page.locator('li[data-done]').evaluateAll((all) => all.map(({ id }) => id));
  expect(await done()).toEqual(['factor', 'second']);
  await page.getByRole('button', { name: 'إرسال رسالة تجريبية إليّ' }).click();
  await until(() => site.mailbox.mails.some(({ subject }) => subject?.includes('رسالة تجريبية')));
  await until(async () => {
    await page.reload();
    return (await done()).includes('mail');
  });
  await page.getByRole('button', { name: 'الاسم صحيح' }).click();
  await page.waitForURL(/done=saved/);
  await page.getByRole('link', { name: 'إلى قنوات التواصل' }).click();
  await page.fill('#signal', 'sample.01');
  await page.getByRole('button', { name: 'حفظ' }).click();
  await page.waitForURL(/done=saved/);
  await page.goto(`${site.origin}/desk/first-steps`);
  expect(await done()).toEqual(['factor', 'name', 'channel', 'mail', 'second']);
  const shown = await (await fetch(`${site.origin}/en/contact`)).text();
  expect(shown).toContain('sample.01');
  await page.close();
});

test('another colour and another menu are on the public pages at once, in both languages', async () => {
  const page = await open('en', '/desk/settings');
  const teal = page.getByRole('radio', { name: 'Teal' });
  await teal.check();
  await page.locator('form', { has: teal }).getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=saved/);
  await page.goto(`${site.origin}/desk/initiative/menu`);
  // The first line for a link of one's own comes after the pages that the site has.
  const line = (await page.locator('[id^="href-"]').first().getAttribute('id'))?.slice('href-'.length);
  await page.locator(`#href-${line}`).fill('/organisations');
  await page.locator(`#text-${line}-en`).fill('Our members');
  await page.locator(`#text-${line}-ar`).fill('أعضاؤنا');
  await page.locator(`#order-${line}`).fill('1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=saved/);
  const visitor = await browser.newPage();
  for (const [lang, text] of [
    ['en', 'Our members'],
    ['ar', 'أعضاؤنا'],
  ] as const)
    for (const [scheme, signal] of [
      ['light', '#0f6a70'],
      ['dark', /^#(?!0f6a70|ff7a6b)[0-9a-f]{6}$/],
    ] as const) {
      await visitor.emulateMedia({ colorScheme: scheme });
      await visitor.goto(`${site.origin}/${lang}`);
      const used = await visitor.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--signal'),
      );
      expect(used.trim()).toMatch(signal);
      expect(await visitor.locator('nav.sections a').first().textContent()).toBe(text);
    }
  await visitor.close();
  await page.close();
});

test('a backup is planned, made at once, restored for a test, downloaded, and brought back by the command line', async () => {
  const identity = await generateX25519Identity();
  const page = await open('en', '/desk/backups');
  await page.getByRole('checkbox', { name: 'Make a backup every day' }).check();
  await page.getByRole('radio', { name: /age key/ }).check();
  await page.locator('#recipients').fill(await identityToRecipient(identity));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=saved/);
  const runs = page.locator('.runs');
  await until(async () => {
    await page.goto(`${site.origin}/desk/backups`);
    return (await runs.count()) > 0 && /Test of a restore:\s*done/.test((await runs.textContent()) ?? '');
  });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'tadamun-restored-'));
  try {
    await chmod(folder, 0o711);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    await writeFile(join(folder, 'key.txt'), `${identity}\n`);
    const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') };
    const args = [join(root, 'dist/server/cli.js'), 'restore', file, '--identity', join(folder, 'key.txt')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: root });
    expect(stdout).toMatch(/Restored the state of .*: \d{3,} rows/);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  await page.goto(`${site.origin}/desk`);
  expect(await page.locator('main').textContent()).not.toContain('No backup was ever made.');
  await page.close();
});
