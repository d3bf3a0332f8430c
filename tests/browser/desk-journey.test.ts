import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeskLang } from '../../src/staff/model.ts';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { type RunningSite, startSite, until } from './server.ts';

// What an editor does on an ordinary day, in either language, ending on the public page each time.

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

async function enter(
  roles: 'editor' | 'translator' | 'owner',
  lang: DeskLang,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const context = await signInToDesk(site, browser, { roles, lang, options });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

const publicText = async (path: string) => (await fetch(site.origin + path)).text();

/** The words of the desk that a journey presses, in both languages. */
const words = {
  en: {
    save: 'Save draft',
    publish: 'Publish',
    link: 'Make a link',
    outside: 'Show it to somebody outside',
    restore: 'Bring this back',
    title: 'A day at the desk',
    body: 'The *first* version of the text.',
    second: 'The second version of the text.',
    translated: 'يوم في المكتب',
    other: 'ar',
    picture: 'Picture',
    insert: 'Insert',
    alt: 'A grey square, for a test',
    slug: 'a-day-at-the-desk',
  },
  ar: {
    save: 'حفظ مسودة',
    publish: 'نشر',
    link: 'إنشاء رابط',
    outside: 'عرضه على شخص من خارج الفريق',
    restore: 'استرجاع هذه النسخة',
    title: 'يوم عمل في المكتب',
    body: 'النص *الأول* للخبر.',
    second: 'النص الثاني للخبر.',
    translated: 'A working day, translated',
    other: 'en',
    picture: 'صورة',
    insert: 'إدراج',
    alt: 'مربع رمادي للاختبار',
    slug: 'ywm-aml-fy-almktb',
  },
} as const;

describe.each(['en', 'ar'] as const)('news, by an editor who reads %s', (lang) => {
  const say = words[lang];
  let page: Page;
  let form: string;
  let slug: string;

  test('is written, shown to an outsider by a link, published, and read', async () => {
    page = await enter('editor', lang);
    await bringPicture(page);
    await page.goto(`${site.origin}/desk/news/new`);
    expect(await page.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    await page.fill('#title', say.title);
    await type(page, say.body);
    await insertPicture(page, say);
    await page.getByRole('button', { name: say.save }).click();
    await page.waitForURL(/\/desk\/news\/[0-9a-f-]{36}\?done=saved/);
    form = new URL(page.url()).pathname;
    slug = await page.locator('#slug').inputValue();
    expect(slug).toMatch(/^[a-z0-9-]+$/);
    expect((await fetch(`${site.origin}/${lang}/news/${slug}`)).status).toBe(404);

    await page.getByText(say.outside).click();
    await page.getByRole('button', { name: say.link }).click();
    const link = await page.locator('#preview-link').inputValue();
    const outsider = await fetch(link);
    expect(outsider.status).toBe(200);
    expect(await outsider.text()).toContain(say.title);

    await page.goto(site.origin + form);
    await page.locator('.desk-panel').getByRole('button', { name: say.publish, exact: true }).click();
    await page.waitForURL(/done=published/);
    await until(async () => (await publicText(`/${lang}/news/${slug}`)).includes(say.title));
    const html = await publicText(`/${lang}/news/${slug}`);
    expect(html).toMatch(/<em>/);
    // The picture is there, with its words, in the formats that we made, and is served to everybody.
    expect(html).toContain(`alt="${say.alt}"`);
    const source = /<source[^>]*type="image\/avif"[^>]*srcset="([^" ]+)/.exec(html)?.[1] ?? '';
    const picture = await fetch(site.origin + source);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/avif']);
  });

  test('is translated side by side; a change of the source shows as out of date until it is followed', async () => {
    const translator = await enter('translator', lang);
    await translator.goto(`${site.origin}${form}?lang=${say.other}`);
    await translator.fill('#title', say.translated);
    await type(translator, 'Words of the translation.');
    await translator.getByRole('button', { name: say.save }).click();
    await translator.waitForURL(/done=saved/);
    await page.goto(`${site.origin}${form}?lang=${say.other}`);
    await page.locator('.desk-panel').getByRole('button', { name: say.publish, exact: true }).click();
    await page.waitForURL(/done=published/);
    await until(async () => (await publicText(`/${say.other}/news/${slug}`)).includes(say.translated));

    await page.goto(site.origin + form);
    await type(page, say.second);
    await page.locator('button[value=publish]').click();
    await page.waitForURL(/done=published/);
    await until(async () => (await publicText(`/${lang}/news/${slug}`)).includes(say.second));
    await translator.goto(`${site.origin}${form}?lang=${say.other}`);
    expect(await translator.locator(`.tabs [aria-current] .state`).getAttribute('data-state')).toBe(
      'out-of-date',
    );
    expect(await translator.locator('.pair ins').count()).toBeGreaterThan(0);
    await translator.locator('input[name=level]').check();
    await translator.getByRole('button', { name: say.save }).click();
    await translator.waitForURL(/done=saved/);
    expect(await translator.locator('.pair ins').count()).toBe(0);
  });

  test('an old revision comes back by one button', async () => {
    await page.goto(`${site.origin}${form}/history`);
    // The oldest of the language's own revisions.
    await page.locator(`tbody tr:has(bdi[lang=${lang}]) a`, { hasText: /1$/ }).last().click();
    await page.getByRole('button', { name: say.restore }).click();
    await page.waitForURL(/done=restored/);
    await page.locator('.desk-panel').getByRole('button', { name: say.publish, exact: true }).click();
    await page.waitForURL(/done=published/);
    await until(async () => /<em>/.test(await publicText(`/${lang}/news/${slug}`)));
  });

  test('two people at one text: the second save is refused with both versions, and loses nothing', async () => {
    const other = await enter('editor', lang, { javaScriptEnabled: false });
    await other.goto(site.origin + form);
    await page.goto(site.origin + form);
    await type(page, `${say.second} 1`);
    await page.getByRole('button', { name: say.save }).click();
    await page.waitForURL(/done=saved/);
    await other.fill('#body', `${say.second} 2`);
    await other.getByRole('button', { name: say.save }).click();
    expect(await other.locator('.desk-conflict').first().textContent()).toContain('1');
    expect(await other.locator('#body').inputValue()).toBe(`${say.second} 2`);
    await other.getByRole('button', { name: say.save }).click();
    await other.waitForURL(/done=saved/);
    expect(await other.locator('#body').inputValue()).toBe(`${say.second} 2`);
  });
});

/** Brings a picture in as anybody does, through the form; ready when the jobs process has looked at it. */
async function bringPicture(page: Page): Promise<void> {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#808080' } })
    .png()
    .toBuffer();
  await page.goto(`${site.origin}/desk/files`);
  await page.setInputFiles('#file', { name: 'grey.png', mimeType: 'image/png', buffer: picture });
  await page.locator('form:has(#file) button[type=submit]').click();
  await until(async () => {
    const list = await page.request.get(`${site.origin}/desk/files/pick.json`);
    return JSON.parse(await list.text()).items.length > 0;
  });
}

/** Puts the first picture that is offered at the end of the text, with its words. */
async function insertPicture(
  page: Page,
  say: { picture: string; insert: string; alt: string },
): Promise<void> {
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
  await page.getByRole('toolbar').getByRole('button', { name: say.picture, exact: true }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('input[type=radio]').first().check();
  await dialog.locator('input[id$="-alt"]').fill(say.alt);
  await dialog.getByRole('button', { name: say.insert }).click();
}

/** Types a text into the editor as it stands: with scripts it is one for rich text, else a text area. */
async function type(page: Page, text: string): Promise<void> {
  const rich = page.locator('[contenteditable=true]').first();
  await rich.waitFor();
  await rich.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}
