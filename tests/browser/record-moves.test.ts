import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskLang } from '../../src/staff/model.ts';
import { launchChromium, telephone } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite } from './server.ts';

// Two companies are found to be one, and one to be two; a second person does it, and undoes it. What the public reads
// before, between and after: nothing moves by a proposal, no address dies, and taken back all is as it was, with the reason.

let site: RunningSite;
let browser: Browser;
let visitor: Page;
const contexts: BrowserContext[] = [];
const members: Partial<Record<'researcher' | 'reviewer', Page>> = {};

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
  const context = await browser.newContext({ ...telephone, javaScriptEnabled: false });
  contexts.push(context);
  visitor = await context.newPage();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.stop();
});

/** What a visitor reads of an address, and where it led; without how it is cited, which tells of corrections. */
async function reads(path: string): Promise<{ status: number; at: string; says: string[] }> {
  const answer = await visitor.goto(site.origin + path);
  const at = new URL(visitor.url()).pathname;
  return {
    status: answer?.status() ?? 0,
    at,
    says: await visitor.locator('main').locator('h1, .part:not(#cite)').allTextContents(),
  };
}

/** The same, once it is so: what is changed is announced to the pages that are kept. */
const comesTo = (path: string) => expect.poll(() => reads(path), { interval: 500 });

/** The names of a company that stand in the table of its page, struck out or not. */
async function namesOf(slug: string, lang: DeskLang): Promise<string[]> {
  await visitor.goto(`${site.origin}/${lang}/record/companies/${slug}`);
  const names = await visitor.locator('#names table tbody th bdi').allInnerTexts();
  return names.map((name) => name.trim());
}

/** Opens a move as somebody who reads this language, looks at all of the page, and presses one of its buttons. */
async function decide(move: string, lang: DeskLang, intent: 'do' | 'undo'): Promise<void> {
  const page = await memberPage('reviewer', lang);
  await page.goto(site.origin + move);
  await page.locator(`button[name="intent"][value="${intent}"]`).click();
  await page.waitForURL(/done=saved/);
}

async function memberPage(roles: 'researcher' | 'reviewer', lang: DeskLang): Promise<Page> {
  const known = members[roles];
  if (known) return known;
  const context = await signInToDesk(site, browser, { roles, lang });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  members[roles] = page;
  return page;
}

/** The desk's address of a company, found as people find it. */
async function deskOf(page: Page, name: string): Promise<string> {
  await page.goto(`${site.origin}/desk/companies?q=${encodeURIComponent(name)}`);
  await page.locator('table.queue a').first().click();
  await page.waitForURL(/companies\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** Proposes that a done move is taken back; nobody but a second person may do that. */
async function proposeUndo(move: string, lang: DeskLang, reason: string): Promise<void> {
  const page = await memberPage('researcher', lang);
  await page.goto(site.origin + move);
  expect(await page.locator('button[name="intent"]').count()).toBe(0);
  await page.fill('#why', reason);
  await page.locator('form[action$="/undo"] button').click();
  await page.waitForURL(/done=saved/);
  expect(await page.locator('button[name="intent"]').count()).toBe(0);
}

async function looksWhole(role: 'researcher' | 'reviewer', path: string, name: string, lang: DeskLang) {
  const context = members[role]?.context();
  if (!context) throw new Error('nobody is there yet');
  expect(await inspectDesk(context, { url: site.origin + path, status: 200, name, lang })).toEqual([]);
}

describe('a merge, in English', () => {
  const titan = '/en/record/companies/titan';
  const caci = '/en/record/companies/caci';
  const prison = '/en/record/incidents/abu-ghraib';
  const before: Record<string, Awaited<ReturnType<typeof reads>>> = {};
  let move = '';

  test('is proposed with a reason, and changes nothing that the public reads', async () => {
    for (const path of [titan, caci, prison]) before[path] = await reads(path);
    expect(before[titan]?.status).toBe(200);
    const page = await memberPage('researcher', 'en');
    const at = await deskOf(page, 'Titan');
    await page.goto(`${site.origin}${at}/merge`);
    await page.locator('.desk-foot button').click();
    await page.locator('[data-error-summary] a').first().waitFor();
    expect(await page.locator('[data-error-summary] a').allInnerTexts()).toEqual([
      'The company that stays: Fill this in.',
      'Why: Fill this in.',
    ]);
    await page.fill('#into', 'caci');
    await page.fill('#why', 'A sample reason.');
    await page.locator('.desk-foot button').click();
    await page.waitForURL(/\/desk\/merges\/[0-9a-f-]{36}/);
    move = new URL(page.url()).pathname;
    expect(await page.locator('button[name="intent"]').count()).toBe(0);
    for (const path of [titan, caci, prison]) expect(await reads(path)).toEqual(before[path]);
  });

  test('done by a second person, the old address leads on and its names, incidents and sources stand there', async () => {
    const own = await namesOf('titan', 'en');
    expect(own).toContain('Titan Corporation');
    const page = await memberPage('reviewer', 'en');
    await page.goto(`${site.origin}/desk/merges`);
    await page.locator(`a[href="${move}"]`).click();
    expect(await page.locator('main').textContent()).toContain('A sample reason.');
    await looksWhole('reviewer', move, 'desk-merge-proposed', 'en');
    await decide(move, 'en', 'do');
    await comesTo(titan).toMatchObject({ status: 200, at: caci });
    await expect.poll(() => namesOf('caci', 'en'), { interval: 500 }).toEqual(expect.arrayContaining(own));
    await comesTo(prison).not.toMatchObject({ says: before[prison]?.says });
    expect(await visitor.locator('a[href="/en/record/companies/titan"]').count()).toBe(0);
    await visitor.goto(`${site.origin}/en/record/companies?q=Titan+Corporation`);
    expect(await visitor.locator(`main a[href^="${caci}"]`).count()).toBeGreaterThan(0);
  });

  test('taken back by two, every page reads as before', async () => {
    await proposeUndo(move, 'en', 'They are two after all.');
    await decide(move, 'en', 'undo');
    for (const path of [titan, caci, prison]) await comesTo(path).toEqual(before[path]);
    expect(await visitor.locator('#cite').textContent()).toContain('They are two after all.');
    await looksWhole('reviewer', move, 'desk-merge-undone', 'en');
  });
});

describe('a split, in Arabic', () => {
  const old = '/ar/record/companies/blackwater';
  const made = '/ar/record/companies/xe-services-llc';
  const exported = '/ar/record/incidents/blackwater-exports-2010';
  const before: Record<string, Awaited<ReturnType<typeof reads>>> = {};
  let move = '';

  test('is proposed by what goes, and changes nothing that the public reads', async () => {
    for (const page of Object.values(members)) await page.context().close();
    for (const role of ['researcher', 'reviewer'] as const) delete members[role];
    for (const path of [old, exported]) before[path] = await reads(path);
    const page = await memberPage('researcher', 'ar');
    expect(await page.goto(`${site.origin}/desk`).then((answer) => answer?.status())).toBe(200);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    const at = await deskOf(page, 'ACADEMI');
    await page.goto(`${site.origin}${at}/split`);
    await looksWhole('researcher', `${at}/split`, 'desk-split', 'ar');
    for (const goes of ['Xe Services LLC', 'Xe', 'تصدير مُدّعى به لأسلحة وخدمات من دون ترخيص'])
      await page
        .locator('#choose label', { has: page.locator('bdi').getByText(goes, { exact: true }) })
        .locator('input')
        .check();
    await page.fill('#summary', 'شركة نموذجية ظُنّت شركة أخرى.');
    await page.fill('#source', 'atlantic-2014-verdict');
    await page.fill('#why', 'هما شركتان.');
    await page.locator('.desk-foot button').click();
    await page.waitForURL(/\/desk\/merges\/[0-9a-f-]{36}/);
    move = new URL(page.url()).pathname;
    for (const path of [old, exported]) expect(await reads(path)).toEqual(before[path]);
    expect((await reads(made)).status).toBe(404);
  });

  test('done by a second person, who reads what goes, there are two, and what was chosen stands at the new one', async () => {
    await memberPage('reviewer', 'ar');
    await looksWhole('reviewer', move, 'desk-split-proposed', 'ar');
    await decide(move, 'ar', 'do');
    await comesTo(made).toMatchObject({ status: 200, at: made });
    expect((await namesOf('xe-services-llc', 'ar')).sort()).toEqual(['Xe', 'Xe Services LLC']);
    expect(await visitor.locator('#incident-blackwater-exports-2010').count()).toBe(1);
    await comesTo(old).not.toMatchObject({ says: before[old]?.says });
    expect(await namesOf('blackwater', 'ar')).not.toContain('Xe Services LLC');
    expect(await visitor.locator('#incident-blackwater-exports-2010').count()).toBe(0);
    await expect
      .poll(
        async () => {
          await visitor.goto(`${site.origin}${exported}`);
          return visitor.locator(`a[href^="${made}"]`).count();
        },
        { interval: 500 },
      )
      .toBeGreaterThan(0);
  });

  test('taken back by two, the old one reads as before, and the address of the new one is gone for good', async () => {
    await proposeUndo(move, 'ar', 'هما شركة واحدة.');
    await decide(move, 'ar', 'undo');
    for (const path of [old, exported]) await comesTo(path).toEqual(before[path]);
    expect(await visitor.locator('#cite').textContent()).toContain('هما شركة واحدة.');
    await comesTo(made).toMatchObject({ status: 410 });
  });
});

test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
