import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// A company on the public side, as a reader goes through it: the page, and the page of a day.

let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
}, 30_000);

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
  }, 120_000);

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
  }, 60_000);
});

test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
