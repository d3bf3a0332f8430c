import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspect, inspectDesk } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// A table into the record, by the product's own processes and without a script; and the record out of it.

let site: RunningSite;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await site?.stop();
});

test('a researcher sends a table, says what its columns hold, sees what is wrong and what is there, and takes a row', async () => {
  context = await signInToDesk(site, browser, {
    roles: 'researcher',
    lang: 'en',
    options: { javaScriptEnabled: false },
  });
  const page = await context.newPage();
  // Looked at by another, with scripts: axe is one.
  const looking = await signInToDesk(site, browser, { roles: 'researcher', lang: 'en' });
  const looked = (name: string) =>
    inspectDesk(looking, { url: page.url().replace(/\?.*/, ''), status: 200, name, lang: 'en' });
  await page.goto(`${site.origin}/desk/import`);
  await page.selectOption('#kind', 'law');
  await page.setInputFiles('#file', {
    name: 'laws.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Name of the text,Country,type,status\nA sample law,IQ,licenses,in-force\nAnother,Iraq,order,draft\n',
    ),
  });
  await page.getByRole('button', { name: 'Read it' }).click();
  // Who sent it is on its page at once, and reads how far it is.
  const until = (there: () => Promise<number>) =>
    expect
      .poll(
        async () => {
          const again = page.getByRole('link', { name: 'Look again' });
          if ((await again.count()) > 0) await again.click();
          return there();
        },
        { interval: 1000 },
      )
      .toBe(1);
  await until(() => page.getByText('What each column holds').count());
  await page.selectOption('#column-0', 'title:en');
  await page.getByRole('button', { name: 'Save and look again' }).click();
  await expect.poll(() => page.locator('td .error').count()).toBe(1);
  expect(await looked('import-preview')).toEqual([]);
  await page.getByRole('button', { name: 'Propose 2 rows' }).click();
  await until(() => page.getByLabel('Choose A sample law').count());
  expect(await page.getByText('1 row was left out').count()).toBe(1);
  await page.getByLabel('Choose A sample law').check();
  expect(await looked('import-rows')).toEqual([]);
  await page.getByRole('button', { name: 'Take the chosen as new' }).click();
  await page.getByRole('link', { name: 'A sample law' }).click();
  expect(await page.locator('h1').textContent()).toContain('A sample law');
  expect((await fetch(`${site.origin}/api/v1/laws/a-sample-law`)).status).toBe(404);
  await looking.close();
});

test('the whole record is made by itself, and its page and its archive are there', async () => {
  await expect
    .poll(async () => (await (await fetch(`${site.origin}/api/v1/dataset`)).json()).data.length, {
      timeout: 90_000,
      interval: 2000,
    })
    .toBe(1);
  const html = await (await fetch(`${site.origin}/en/record/data`)).text();
  const href = /href="(\/api\/v1\/dataset\/[^"]+\.tar\.gz)"/.exec(html)?.[1];
  const archive = await fetch(site.origin + href);
  expect([archive.status, archive.headers.get('content-type')]).toEqual([200, 'application/gzip']);
  const first = Buffer.from(await archive.arrayBuffer()).subarray(0, 2);
  expect([...first]).toEqual([0x1f, 0x8b]);
});

test('the page of the data is sound on a telephone and on a wide screen, in both languages', async () => {
  const visitor = await browser.newContext();
  for (const lang of ['en', 'ar'])
    expect(
      await inspect(visitor, {
        url: `${site.origin}/${lang}/record/data`,
        status: 200,
        name: 'record-data-made',
        lang,
      }),
      lang,
    ).toEqual([]);
  await visitor.close();
});
