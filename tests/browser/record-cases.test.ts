import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// Somebody comes to the record on a telephone, asks what came of it all, and follows a figure down to the sources.

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
    lang: 'en',
    pardon: 'Pardon',
    convictions: 'Conviction',
    settlement: 'Settlement',
    menu: 'The public record',
  },
  ar: { lang: 'ar', pardon: 'عفو', convictions: 'إدانة', settlement: 'تسوية', menu: 'السجل العام' },
} as const;

/** The number of a figure, and the list that it leads to, opened. */
async function follow(page: Page, figure: string): Promise<number> {
  const link = page.locator(`#figure-${figure} dd a`);
  const n = Number(await link.textContent());
  await link.click();
  return n;
}

for (const { lang, pardon, convictions, settlement, menu } of Object.values(words)) {
  test(`${lang}: from a figure to its cases, a case with its steps, what it brought, and the incident`, async () => {
    const context = await browser.newContext(telephone);
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}`);
    await page.locator('nav.sections').getByRole('link', { name: menu, exact: true }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/${lang}/record`);

    expect(await follow(page, 'pardoned')).toBe(1);
    await page.locator('#cases .entries a').first().click();
    const steps = page.locator('#steps .entries > li');
    expect(await steps.last().locator('h3').textContent()).toBe(pardon);
    await expect.poll(() => steps.locator('h3', { hasText: convictions }).count()).toBe(1);

    await page.goto(`${site.origin}/${lang}/record`);
    const settled = await follow(page, 'settled');
    const cases = page.locator('#cases .entries h3 a');
    await expect.poll(() => cases.count()).toBe(settled);
    await cases.filter({ hasText: 'Xe Services' }).first().click();
    expect(await page.locator('#redress .entries h3').first().textContent()).toContain(settlement);
    // The name that the company bore when the case began leads to the company as of then.
    expect(await page.locator('#companies .entries a').first().getAttribute('href')).toMatch(
      /\?on=20\d\d-\d\d-\d\d$/,
    );
    await page.locator('#incidents .entries a').first().click();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/record\/incidents\/[a-z0-9-]+$/);
    await context.close();
  });

  test(`${lang}: the scoreboard is read without eyes, and its numbers lead to their lists`, async () => {
    const context = await browser.newContext(telephone);
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}/record/cases`);
    const rows = page.locator('.reach tbody tr');
    const all = await rows.count();
    // Each line says in words how far it went: the bar only repeats it.
    for (const row of await rows.all())
      expect((await row.locator('th .label').textContent())?.trim()).not.toBe('');
    const tab = page.locator('nav.tabs a[href$="reached=investigated"]');
    const n = Number(await tab.locator('span').textContent());
    await tab.click();
    await expect.poll(() => rows.count()).toBe(n);
    expect(n).toBeLessThan(all);
    await context.close();
  });

  test(`${lang}: every page of it stands on a telephone, in light and dark, and axe finds nothing`, async () => {
    const context = await browser.newContext(telephone);
    for (const path of [
      '/record',
      '/record/cases',
      '/record/cases?redress=settlement',
      '/record/cases/us-v-slough',
      '/record/cases/al-shimari-v-caci',
    ]) {
      const url = `${site.origin}/${lang}${path}`;
      const look = { url, status: 200, name: null, lang };
      expect(await inspect(context, look), path).toEqual([]);
    }
    await context.close();
  });
}

test('narrowing by company works from the keyboard, without script', async () => {
  const context = await browser.newContext({ ...telephone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.origin}/en/record/cases`);
  await page.locator('#company').focus();
  await page.locator('#company').selectOption('triple-canopy');
  await page.locator('.filters button').press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('company')).toBe('triple-canopy');
  await expect.poll(() => page.locator('#cases .entries h3').count()).toBe(2);
  await context.close();
});
