import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskLang } from '../../src/staff/model.ts';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspect, inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';

// A visitor proposes a correction; a researcher takes it and writes; a second person reads and publishes; everybody reads
// what was said before. In either language, by keyboard where something is decided, the visitor without a script.

let site: RunningSite;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.stop();
});

const slugs = { en: 'iq-cpa-order-17', ar: 'iq-law-52-2017' } as const;
const words = {
  en: {
    text: 'The summary leaves out who signed it.',
    why: 'The summary left out who signed it.',
    added: ' It was signed on the last day.',
    source: 'A gazette of this test',
  },
  ar: {
    text: 'لا يذكر الملخص من وقّعه.',
    why: 'لم يذكر الملخص من وقّعه.',
    added: ' It was signed in haste.',
    source: 'جريدة لهذا الاختبار',
  },
} as const;

async function enter(roles: 'researcher' | 'reviewer', lang: DeskLang): Promise<[BrowserContext, Page]> {
  const context = await signInToDesk(site, browser, {
    roles,
    lang,
    options: { reducedMotion: 'reduce' },
  });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return [context, page];
}

/** Presses a button with the keyboard alone. */
async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().focus();
  await page.keyboard.press('Enter');
}

describe.each(['en', 'ar'] as const)('a correction, in %s', (lang) => {
  const say = words[lang];
  const slug = slugs[lang];
  let researcher: Page;
  let edit = '';
  let reference = '';

  test('is proposed without a script or an account', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`${site.origin}/${lang}/record/laws/${slug}`);
    await page.locator(`a[href$="propose?about=law/${slug}"]`).first().click();
    expect(await page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    expect(await page.locator('input[name="about"]').getAttribute('value')).toBe(`law/${slug}`);
    await page.locator('input[name="wants"]').first().check();
    await page.fill('#said', say.text);
    await page.fill('#urls', `https://gazette.example.org/${lang}`);
    await page.locator('form.sheet button[type="submit"]').click();
    await page.waitForURL(/\/record\/propose\/sent\?reference=/);
    reference = new URL(page.url()).searchParams.get('reference') ?? '';
    expect(await page.locator('main').textContent()).toContain(reference);
    expect((await context.cookies()).length).toBe(0);
  });

  test('is taken, and written beside what was proposed, with a source added while writing', async () => {
    const [, page] = await enter('researcher', lang);
    researcher = page;
    await page.goto(`${site.origin}/desk/proposals`);
    await page.getByText(reference).click();
    await press(page, 'button[name="as"][value="edit"]');
    await page.waitForURL(/\/desk\/laws\/[0-9a-f-]{36}\?proposal=/);
    edit = new URL(page.url()).pathname;
    expect(await page.locator('aside').first().textContent()).toContain(say.text);
    const title = page.locator('#title');
    const before = await title.inputValue();
    await title.fill(`${before}${say.added}`);
    const sources = page.locator('#form-sources');
    await sources.locator('summary').click();
    await page.fill('#cite_source', `https://gazette.example.org/${lang}`);
    await page.fill('#cite_title', say.source);
    await page.locator('#cite_kind').selectOption('government');
    await sources.locator('button[value="cite"]').click();
    await until(async () => ((await sources.textContent()) ?? '').includes(say.source));
    expect(await title.inputValue()).toBe(`${before}${say.added}`);
    await page.locator('.desk-foot button[value="save"]').first().click();
    await page.waitForURL(/done=saved/);
    // Nothing of it is public, and its author cannot let it out.
    expect(await (await fetch(`${site.origin}/en/record/laws/${slug}`)).text()).not.toContain(
      say.added.trim(),
    );
    expect(await page.locator('form[action$="/publish"]').count()).toBe(0);
  });

  test('is read word by word by a second person, sent back once, then published by keyboard', async () => {
    const [, page] = await enter('reviewer', lang);
    const review = `${site.origin}/desk/record/review/${edit.split('/').at(-1)}`;
    await page.goto(`${site.origin}/desk/record/review`);
    await page.locator(`a[href="${new URL(review).pathname}"]`).click();
    expect(await page.locator('ins').first().textContent()).toContain(say.added.trim().split(' ')[0] ?? '');
    expect(await page.locator('main').textContent()).toContain(say.source);
    await page.fill('#reason', say.text);
    await press(page, 'button[value="return"]');
    await page.waitForURL(/done=returned/);
    await researcher.goto(site.origin + edit);
    expect(await researcher.locator('#claim').textContent()).toContain(say.text);
    await researcher.locator('#title').fill(`${await researcher.locator('#title').inputValue()}.`);
    await researcher.locator('.desk-foot button[value="save"]').first().click();
    await researcher.waitForURL(/done=saved/);
    await page.goto(review);
    // Without a reason for the public nothing comes out.
    await press(page, 'button[value="publish"]');
    await page.locator('#public_why-error').waitFor();
    await page.fill('#public_why', say.why);
    await press(page, 'button[value="publish"]');
    await page.waitForURL(/done=published/);
  });

  test('stands in the history that everybody reads, and on no page stands who wrote it', async () => {
    await until(async () =>
      (await (await fetch(`${site.origin}/${lang}/record/history/law/${slug}`)).text()).includes(say.why),
    );
    const html = await (await fetch(`${site.origin}/${lang}/record/history/law/${slug}`)).text();
    expect(html).toContain('<ins>');
    expect(html).toContain(say.source);
    expect(html).not.toMatch(/Sample Member|عضو نموذجي/);
  });

  test('nothing that it passes breaks a rule of accessibility', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    contexts.push(context);
    const faults: string[] = [];
    for (const path of [`propose?about=law/${slug}`, `history/law/${slug}`, 'sources'])
      faults.push(
        ...(await inspect(context, {
          url: `${site.origin}/${lang}/record/${path}`,
          status: 200,
          name: null,
          lang,
        })),
      );
    const [desk] = await enter('reviewer', lang);
    for (const path of ['/desk/record/review', '/desk/proposals', '/desk/sources'])
      faults.push(...(await inspectDesk(desk, { url: site.origin + path, status: 200, name: null, lang })));
    expect(faults).toEqual([]);
  });
});
