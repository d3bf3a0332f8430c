import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../pdf.ts';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';
import { makeWorld } from './world.ts';

// What leaves the desk: the declaration handed over, signatures taken out, figures, articles shared.

let site: RunningSite;
let browser: Browser;
let context: BrowserContext | undefined;
let article: string;
const campaign = '/campaigns/stop-private-military-companies';

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
  await makeWorld(site);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});

const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{Nd}]/gu, '');

test('an owner makes the hand-over in Arabic, downloads it, and everyone listed stands in it', async () => {
  context = await signInToDesk(site, browser, {
    roles: 'owner',
    lang: 'ar',
    options: { javaScriptEnabled: false },
  });
  const page = await context.newPage();
  await page.goto(`${site.origin}/desk/handover`);
  await page.selectOption('#lang', 'ar');
  await page.fill('#dated_on', '2026-10-09');
  await page.fill('#addressee', 'مجلس النواب العراقي');
  await page.getByRole('button', { name: 'إعداد الوثيقة' }).click();
  const link = page.locator('a[download]');
  await expect
    .poll(
      async () => {
        await page.goto(`${site.origin}/desk/handover`);
        return link.count();
      },
      { interval: 1000 },
    )
    .toBe(1);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const pdf = readPdf(await readFile(await download.path()));
  expect(pdf).toMatchObject({ lang: 'ar', tagged: true });
  const text = bare(pdf.lines.join(' '));
  for (const name of [
    'اتحاد نموذجي للعمال',
    'Sample Union of Workers',
    'Sample Person',
    'مجلس النواب العراقي',
    '9 تشرين الأول 2026',
  ])
    expect(text.split(bare(name)).length - 1, name).toBeGreaterThanOrEqual(1);
  expect(text.split(bare('Sample Union of Workers')).length - 1).toBe(1);
  // Awaits a moderator, or its mail: not signed yet.
  expect(text).not.toContain(bare('جمعية نموذجية لمراقبة الشركات'));
  expect(text).not.toContain(bare('Waiting for its mail'));
});

test('a campaign link is made, signed by, and seen in the figures', async () => {
  context = await signInToDesk(site, browser, { roles: 'editor' });
  const page = await context.newPage();
  await page.goto(`${site.origin}/desk/figures/links`);
  await page.fill('#name', 'Telegram, May');
  await page.fill('#slug', 'telegram-may');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const address = await page.inputValue('#address-telegram-may-en');
  expect(address).toBe(`${site.origin}/en${campaign}/via/telegram-may`);
  await page.goto(address);
  expect(await page.inputValue('input[name=via]')).toBe('telegram-may');
  await page.goto(`${site.origin}/desk/figures`);
  await expect.poll(() => page.getByRole('heading', { name: 'By campaign link' }).count()).toBe(1);
});

test('an article has its texts and its pictures', async () => {
  context = await signInToDesk(site, browser, { roles: 'editor' });
  const page = await context.newPage();
  await page.goto(`${site.origin}/desk/news`);
  const href = await page.locator('main a[href^="/desk/news/"][href*="-7"]').first().getAttribute('href');
  article = new URL(href ?? '', site.origin).pathname;
  await page.goto(`${site.origin}${article}/share`);
  expect(await page.inputValue('#telegram-en')).toContain(`${site.origin}/en/news/`);
  await page.getByRole('button', { name: 'Make the pictures' }).click();
  await expect
    .poll(
      async () => {
        await page.goto(`${site.origin}${article}/share`);
        return page.locator('figure img').count();
      },
      { interval: 1000 },
    )
    .toBeGreaterThanOrEqual(2);
});

test('exports are refused to roles that may not', async () => {
  context = await signInToDesk(site, browser, { roles: 'translator' });
  for (const path of ['/desk/signatures/export', '/desk/handover'])
    expect((await context.request.get(site.origin + path)).status()).toBe(403);
});

test.each(['en', 'ar'] as const)('every page holds up, in %s', async (lang) => {
  context = await signInToDesk(site, browser, { roles: 'owner', lang });
  const pages = [
    ['handover', '/desk/handover'],
    ['export', '/desk/signatures/export'],
    ['figures', '/desk/figures?by=week'],
    ['links', '/desk/figures/links'],
    ['share', `${article}/share`],
  ] as const;
  const faults: string[] = [];
  for (const [name, path] of pages)
    faults.push(
      ...(
        await inspectDesk(context, { url: site.origin + path, status: 200, name: `desk-${name}`, lang })
      ).map((fault) => `${name}: ${fault}`),
    );
  expect(faults).toEqual([]);
});
