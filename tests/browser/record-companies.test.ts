import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { ownersInBoth } from './desk.ts';
import { inspect, inspectDesk } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// A company as a reader goes through it: found by an old name, as it stands, as it stood on a day; and its names as the
// staff edit them.

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

const words = {
  en: {
    show: 'Show',
    today: 'To the company as it is on record today',
    stood: 'As things stood: 1 June 2008.',
  },
  ar: { show: 'عرض', today: 'إلى الشركة كما هي في السجل اليوم', stood: 'كما كانت الحال: 1 حزيران 2008.' },
} as const;

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({ ...telephone, locale: lang });
  });
  afterAll(() => context?.close());

  test('the list, a company, and a company of a day are whole and accessible', async () => {
    const faults: string[] = [];
    for (const [name, path] of [
      ['record-companies', '/record/companies'],
      ['record-companies-found', `/record/companies?q=${encodeURIComponent('بلاك ووتر')}`],
      ['record-company', '/record/companies/blackwater'],
      ['record-company-then', '/record/companies/blackwater?on=2008-06-01'],
      ['record-company-group', '/record/companies/constellis'],
      ['record-company-plain', '/record/companies/zapata'],
    ] as const) {
      const url = `${site.origin}/${lang}${path}`;
      const found = await inspect(context, { url, status: 200, name: `${name}-${lang}`, lang });
      faults.push(...found.map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  test('with letters twice as large nothing lies beyond the edge of a telephone', async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 780 });
    const beyond: string[] = [];
    for (const path of [
      '/record',
      '/record/report',
      '/record/companies/blackwater',
      '/record/history/company/blackwater',
      '/record/incidents/nisour-square',
      '/record/cases/drc-v-custer-battles',
    ]) {
      await page.goto(`${site.origin}/${lang}${path}`);
      const over = await page.evaluate(() => {
        const { documentElement: all } = document;
        all.style.fontSize = '200%';
        return all.scrollWidth - all.clientWidth;
      });
      if (over > 0) beyond.push(`${path}: ${over} px`);
    }
    await page.close();
    expect(beyond).toEqual([]);
  });

  test('an old name, in another script and misspelt, leads to the company that bears another today', async () => {
    const page = await context.newPage();
    for (const q of ['بلاك ووتر', 'Blakwater', 'Xe']) {
      await page.goto(`${site.origin}/${lang}/record/companies`);
      await page.fill('input[name="q"]', q);
      await page.locator('input[name="q"]').press('Enter');
      await page.locator('#found a b').first().click();
      await page.waitForURL(/companies\/blackwater$/);
      await page.locator('h1').getByText('ACADEMI').waitFor();
    }
    await page.close();
  });

  test('in the desk a name is moved in time by the keyboard, its date follows, and all of them are saved', async () => {
    const page = await owners[lang].newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${site.origin}/desk/companies?q=ACADEMI`);
    await page.locator('table.queue a').first().click();
    await page.waitForURL(/companies\/[0-9a-f-]{36}/);
    const path = new URL(page.url()).pathname;
    await page.goto(`${site.origin}${path}/names`);
    const year = page.locator('input[name^="valid_from."]').filter({ hasNotText: '-' });
    const usa = page.locator('tr', { has: page.locator('input[value="Blackwater USA"]') });
    const from = usa.locator('input[name^="valid_from."]');
    const before = Number(await from.inputValue());
    expect(await year.count()).toBeGreaterThan(5);
    const grip = page.getByRole('slider', { name: /^Blackwater USA: / }).first();
    await grip.focus();
    await grip.press(lang === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    expect(Number(await from.inputValue())).toBe(before + 1);
    await page.locator('.desk-foot button.call').click();
    await page.waitForURL(/done=saved/);
    expect(Number(await from.inputValue())).toBe(before + 1);
    const faults = await inspectDesk(owners[lang], {
      url: `${site.origin}${path}/names`,
      status: 200,
      name: `desk-company-names-${lang}`,
      lang,
    });
    expect(faults).toEqual([]);
    await page.goto(`${site.origin}/desk/successions/new`);
    await page.locator('input[name="from_company"]').pressSequentially('blackw');
    await page.locator('#from_company-known option[value="blackwater"]').waitFor({ state: 'attached' });
    await page.close();
  });

  test('what was typed while the session ended is offered again: a company, a source', async () => {
    const page = await owners[lang].newPage();
    page.setDefaultTimeout(30_000);
    for (const [path, field] of [
      ['/desk/companies/new', 'summary'],
      ['/desk/sources/new', 'title'],
    ] as const) {
      await page.goto(site.origin + path);
      await page.fill(`[name="${field}"]`, 'A sample of what took long');
      await expect
        .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })))
        .toContain('A sample of what took long');
      const cookies = await owners[lang].cookies();
      await owners[lang].clearCookies();
      const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await page.locator('.desk-foot button.call').click();
      expect((await refused).status()).toBe(401);
      await page.waitForLoadState();
      await owners[lang].addCookies(cookies);
      await page.goto(site.origin + path);
      await page
        .locator('section[data-kept]')
        .getByText('A sample of what took long')
        .waitFor({ state: 'attached' });
      await page.locator('section[data-kept] button').first().click();
      expect(await page.inputValue(`[name="${field}"]`)).toBe('A sample of what took long');
      await page.locator(`[name="${field}"]`).fill('');
    }
    page.on('dialog', (dialog) => void dialog.accept());
    await page.close();
  });

  test('its citation is copied as one line, and says so', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
    const page = await context.newPage();
    const at = `${site.origin}/${lang}/record/companies/blackwater`;
    await page.goto(at);
    await page.locator('button[data-copy="citation"]').click();
    await expect.poll(() => page.locator('#cite output').textContent()).not.toBe('');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('ACADEMI');
    expect(copied.endsWith(at)).toBe(true);
    expect(copied).not.toContain('\n');
    await page.close();
  });

  test('asked for a day, the company bears the name of that day, and the way back is a link', async () => {
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}/record/companies/blackwater`);
    await page.locator('h1').getByText('ACADEMI').waitFor();
    await page.fill('input[name="on"]', '2008-06-01');
    await page.getByRole('button', { name: words[lang].show, exact: true }).click();
    await page.waitForURL(/on=2008-06-01/);
    await page.getByText(words[lang].stood).waitFor();
    const heading = await page.locator('h1').textContent();
    expect(heading).toContain('Blackwater Worldwide');
    expect(heading).not.toContain('ACADEMI');
    await page.getByRole('link', { name: words[lang].today }).click();
    await page.waitForURL(/blackwater$/);
    await page.locator('h1').getByText('ACADEMI').waitFor();
    await page.close();
  });
});

test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
