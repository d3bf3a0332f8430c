import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// From the map to an incident, its case, and what those who were harmed obtained: by links alone, without a script.

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
  en: { incident: 'Nisour Square shooting', unknown: 'sum not known', filter: 'Filter' },
  ar: { incident: 'إطلاق النار في ساحة النسور', unknown: 'تسوية', filter: 'تصفية' },
};

describe.each(['en', 'ar'] as const)('in %s', (lang) => {
  const { incident, unknown, filter } = words[lang];

  test('from the map to the incident, its case and its redress', async () => {
    const context = await browser.newContext({ ...telephone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}/record/incidents`);
    // Baghdad has several: its mark leads to its place in the list, where they are folded up.
    await page.locator('.map a[href="#map-1"]').click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#map-1');
    await page.locator('#map-1 summary').click();
    await page.locator('#map-1').getByRole('link', { name: incident }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/${lang}/record/incidents/nisour-square`);
    expect(await page.locator('h1').textContent()).toContain(incident);
    expect(await page.locator('#redress').textContent()).toContain(unknown);
    await page.locator('#cases a[href$="/record/cases/us-v-slough"]').click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/${lang}/record/cases/us-v-slough`);
    await page.goBack();
    await page.locator('#redress a').first().click();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(new RegExp(`^/${lang}/record/cases/`));
    // The case leads back to what it is about.
    await page.locator('a[href$="/record/incidents/nisour-square"]').first().click();
    expect(await page.locator('h1').textContent()).toContain(incident);
    // Who was involved is told as of that day.
    await page.locator('#involved a').first().click();
    await expect.poll(() => new URL(page.url()).search).toBe('?on=2007-09-16');
    await context.close();
  });

  test('filters are a form that a telephone without a script can send', async () => {
    const context = await browser.newContext({ ...telephone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}/record/incidents`);
    await page.locator('.narrow-by summary').click();
    await page.locator('select[name="standing"]').selectOption('established');
    await page.getByRole('button', { name: filter, exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('standing')).toBe('established');
    await expect.poll(() => page.locator('.entries > li').count()).toBe(3);
    await page.locator('.years a').first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('year')).toBe('2003');
    await expect.poll(() => page.locator('.entries > li').count()).toBe(1);
    await context.close();
  });

  test.each([
    '',
    '?kind=shooting',
    '?figure=killed',
    '/nisour-square',
    '/abu-ghraib',
    '/blackwater-exports-2010',
  ])('nothing is wrong with /record/incidents%s, to the eye or to axe', async (path) => {
    const context = await browser.newContext(telephone);
    const url = `${site.origin}/${lang}/record/incidents${path}`;
    expect(await inspect(context, { url, status: 200, name: null, lang })).toEqual([]);
    await context.close();
  });
});
