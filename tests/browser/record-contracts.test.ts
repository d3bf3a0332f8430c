import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// Who paid whom, under which name; what laws do; the road to a treaty: as somebody walks through it, in both directions.

let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const words = {
  en: {
    un: 'United Nations agencies',
    unresearched: 'not yet researched',
    state: 'States and their authorities',
    contract: 'Protection of US diplomats in Iraq (Worldwide Personal Protective Services)',
    later: 'held under a later name',
    law: 'Coalition Provisional Authority Order 17',
    yes: 'Yes',
    step: 'Resolution 15/26',
  },
  ar: {
    un: 'وكالات الأمم المتحدة',
    unresearched: 'لم يُبحث بعد',
    state: 'الدول وسلطاتها',
    contract: 'حماية الدبلوماسيين الأميركيين في العراق (خدمات الحماية الشخصية العالمية)',
    later: 'سرى باسم لاحق',
    law: 'أمر سلطة الائتلاف المؤقتة رقم 17',
    yes: 'نعم',
    step: 'القرار 15/26',
  },
} as const;

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  const said = words[lang];
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await browser.newContext({ ...telephone, locale: lang });
    page = await context.newPage();
  });
  afterAll(async () => {
    await context?.close();
  });

  test('from the contracts to one of them, and to the company as it was then', async () => {
    await page.goto(`${site.origin}/${lang}/record/contracts`);
    const un = page.locator('.buyers tr', { hasText: said.un });
    expect(await un.textContent()).toContain(said.unresearched);
    expect(await un.textContent()).not.toMatch(/\d/);
    await page.getByRole('link', { name: said.state, exact: true }).click();
    await page.waitForURL('**/record/contracts?kind=state');
    await page.selectOption('select[name=company]', 'blackwater');
    await page.locator('.filters button').click();
    await page.waitForURL(/company=blackwater/);
    await expect.poll(() => page.locator('table.contracts tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: said.contract }).click();
    await page.waitForURL('**/record/contracts/blackwater-wpps');
    const facts = page.locator('.opening .facts');
    expect(await facts.textContent()).toContain('Blackwater USA');
    expect(await facts.textContent()).toContain('Xe Services LLC');
    expect(await facts.textContent()).toContain(said.later);
    await expect
      .poll(() => facts.locator('a[href*="/record/companies/blackwater?on=2005-01-01"]').count())
      .toBe(2);
  });

  test('from the laws to one of them', async () => {
    await page.goto(`${site.origin}/${lang}/record/laws`);
    await page.getByRole('link', { name: said.law }).click();
    await page.waitForURL('**/record/laws/iq-cpa-order-17');
    const does = page.locator('#does');
    expect(await does.locator('dd .does[data-meets=against]').textContent()).toBe(said.yes);
    await expect.poll(() => does.locator('dd', { hasText: said.unresearched }).count()).toBe(4);
  });

  test('from the road to a treaty to a text, and back to its step', async () => {
    await page.goto(`${site.origin}/${lang}/record/treaty#step-2010-10-01-resolution-15-26`);
    const step = page.locator('.timeline > li:target');
    expect(await step.textContent()).toContain(said.step);
    await page.locator('#texts a[href$="/record/laws/int-draft-convention-2010"]').click();
    await page.waitForURL('**/record/laws/int-draft-convention-2010');
    await page.locator('#treaty a').first().click();
    await page.waitForURL('**/record/treaty#step-2010-07-02-draft-convention-published');
  });

  test.each([
    ['contracts', '/record/contracts'],
    ['contracts-later', '/record/contracts?later=yes'],
    ['contract', '/record/contracts/blackwater-wpps'],
    ['laws', '/record/laws'],
    ['law', '/record/laws/iq-cpa-order-17'],
    ['treaty', '/record/treaty'],
  ])('%s is sound on a phone and on a wide screen, light and dark', async (name, path) => {
    const look = { url: `${site.origin}/${lang}${path}`, status: 200, name: `record-${name}`, lang };
    expect(await inspect(context, look)).toEqual([]);
  });
});

test('in the colours of the visitor the open entry alone is marked, and a country without a law is the palest', async () => {
  const page = await browser.newPage({ ...telephone, forcedColors: 'active' });
  await page.goto(`${site.origin}/en/record/cases`);
  const ground = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.backgroundColor = 'Canvas';
    return getComputedStyle(probe).backgroundColor;
  });
  for (const bar of ['.tabs', '.sections']) {
    const lines = await page.locator(`${bar} a`).evaluateAll((links) =>
      links.map((link) => ({
        open: link.hasAttribute('aria-current'),
        line: getComputedStyle(link).borderBlockEndColor,
      })),
    );
    const of = (open: boolean) => [
      ...new Set(lines.filter((one) => one.open === open).map(({ line }) => line)),
    ];
    expect(of(true), bar).toHaveLength(1);
    expect(of(false), bar).toEqual([ground]);
    expect(of(true), bar).not.toEqual(of(false));
  }
  await page.goto(`${site.origin}/en/record/laws`);
  const shades = await page
    .locator('.world')
    .nth(1)
    .evaluate((world) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const dark = (selector: string) => {
        const shape = world.querySelector(selector);
        if (!shape || !canvas) return null;
        canvas.fillStyle = getComputedStyle(shape).fill;
        canvas.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
        return 255 - (red + green + blue) / 3;
      };
      return { none: dark('use, .land'), meets: dark('[data-meets="as-asked"]') };
    });
  expect(shades.none).not.toBeNull();
  expect(shades.meets).toBeGreaterThan(200);
  expect(shades.none).toBeLessThan(80);
  await page.close();
});

test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
