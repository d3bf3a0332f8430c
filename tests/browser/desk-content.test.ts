import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { ownersInBoth } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';
import { campaign, confirmByPost, signByPost } from './signing.ts';

// A campaign and its declaration made in the desk, in both languages, each journey ending on the public page.

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
    up: 'Move up: Get involved',
    hide: 'Hide Our challenge',
    show: 'Show Our challenge',
    add: 'Add an objective',
    point: 'A sample objective',
    translated: 'هدف نموذجي',
    publish: 'Save and publish',
    erratum: 'Publish the erratum',
    note: 'A slip of the pen',
    look: 'Look at it before declaring',
    declare: /^Declare version \d/,
    change: 'More is asked.',
  },
  ar: {
    up: 'نقل إلى الأعلى: شاركوا',
    hide: 'إخفاء التحدي الذي نواجهه',
    show: 'إظهار التحدي الذي نواجهه',
    add: 'إضافة هدف',
    point: 'هدف نموذجي آخر',
    translated: 'Another sample objective',
    publish: 'حفظ ونشر',
    erratum: 'نشر التصويب',
    note: 'خطأ مطبعي',
    look: 'معاينة قبل الإصدار',
    declare: /^إصدار النسخة \d/,
    change: 'نطالب بأكثر.',
  },
} as const;

async function open(lang: 'en' | 'ar', path: string): Promise<Page> {
  const page = await owners[lang].newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(site.origin + path);
  return page;
}

const seen = async (path: string) => (await fetch(site.origin + path)).text();
/** The page cache hears of a change a moment after it. */
const follows = (seen: () => Promise<boolean>) => until(seen);
const campaignPage = (lang: string) => seen(`/${lang}/campaigns/${campaign}`);
const declarationPage = (lang: string) => seen(`/${lang}/campaigns/${campaign}/declaration`);

/** The part of the first campaign at this place. */
async function openPart(lang: 'en' | 'ar', part: string): Promise<Page> {
  const page = await open(lang, '/desk/campaigns');
  const href = await page.locator('a[href^="/desk/campaigns/0"]').first().getAttribute('href');
  await page.goto(`${site.origin}${href}/${part}`);
  return page;
}

async function openDeclaration(lang: 'en' | 'ar'): Promise<{ page: Page; path: string }> {
  const page = await open(lang, '/desk/declarations');
  await page.locator('.desk-order a').first().click();
  await page.waitForURL(/declarations\/[0-9a-f-]{36}/);
  return { page, path: new URL(page.url()).pathname };
}

for (const lang of ['en', 'ar'] as const)
  describe(`in ${lang}`, () => {
    const say = words[lang];
    const other = lang === 'en' ? 'ar' : 'en';

    test('a section is moved and hidden, and the public page follows', async () => {
      const page = await openPart(lang, 'sections');
      const place = async (id: string) => (await campaignPage(lang)).indexOf(`id="${id}"`);
      const before = (await place('involved')) - (await place('sign'));
      expect(before).toBeGreaterThan(0);
      await page.getByRole('button', { name: say.up }).click();
      await page.waitForURL(/done=saved/);
      await follows(async () => (await place('involved')) < (await place('sign')));
      await page.getByRole('button', { name: say.hide }).click();
      await page.getByRole('button', { name: say.show }).waitFor();
      await follows(async () => (await place('challenge')) === -1);
      await page.getByRole('button', { name: say.show }).click();
      await page.getByRole('button', { name: say.hide }).waitFor();
      await follows(async () => (await place('challenge')) > 0);
      // For the other language's journey.
      await page.locator('button[value="down:involved"]').click();
      await follows(async () => (await place('involved')) > (await place('sign')));
      await page.close();
    });

    test('a point is added from its campaign, translated and published', async () => {
      const page = await openPart(lang, 'points');
      await page.getByRole('link', { name: say.add }).click();
      await page.fill('textarea[name="text"]', say.point);
      await page.locator('button[name="intent"][value="save"]').click();
      await page.waitForURL(/\/desk\/points\/[0-9a-f-]{36}/);
      expect(await campaignPage(lang)).not.toContain(say.point);
      const path = new URL(page.url()).pathname;
      await page.getByRole('button', { name: say.publish }).click();
      await page.waitForURL(/done=published/);
      await follows(async () => (await campaignPage(lang)).includes(say.point));
      await page.goto(`${site.origin}${path}?lang=${other}`);
      await page.fill('textarea[name="text"]', say.translated);
      await page.getByRole('button', { name: say.publish }).click();
      await page.waitForURL(/done=published/);
      await follows(async () => (await campaignPage(other)).includes(say.translated));
      await page.close();
    });

    test('an erratum is read beside the text, and the old wording stays readable', async () => {
      const email = `signer-${lang}@example.org`;
      const person = {
        kind: 'person',
        country: 'IQ',
        contact_name: 'Sara Example',
        email,
        publicity: 'name',
      };
      await confirmByPost(site, (await signByPost(site, { ...person, consent: 'yes' }, lang)).confirm);
      const { page, path } = await openDeclaration(lang);
      const old = /wordings\/([0-9a-f]{64})/.exec(await declarationPage(lang))?.[1];
      await page.goto(`${site.origin}${path}/texts/${lang}`);
      const closing = `${await page.inputValue('textarea[name="closing"]')} (${lang})`;
      await page.fill('textarea[name="closing"]', closing);
      await page.fill('input[name="erratum_note"]', say.note);
      await page.getByRole('button', { name: say.erratum }).click();
      await page.waitForURL(/done=saved/);
      await follows(async () => (await declarationPage(lang)).includes(closing));
      const now = /wordings\/([0-9a-f]{64})/.exec(await declarationPage(lang))?.[1];
      expect(now).not.toBe(old);
      const wordings = `/${lang}/campaigns/${campaign}/declaration/wordings`;
      expect(await seen(`${wordings}/${now}`)).toContain(say.note);
      expect((await fetch(`${site.origin}${wordings}/${old}`)).status).toBe(200);
      await page.close();
    });
  });

for (const lang of ['en', 'ar'] as const)
  test(`${lang}: an owner declares a new version, looks at it twice, and both are counted apart`, async () => {
    const say = words[lang];
    const { page, path } = await openDeclaration(lang);
    await page.goto(`${site.origin}${path}/version`);
    await page.fill('textarea[name="en_change"]', words.en.change);
    await page.fill('textarea[name="ar_change"]', words.ar.change);
    await page.fill(`textarea[name="${lang}_closing"]`, `${say.change} ${say.change}`);
    await page.getByRole('button', { name: say.look }).click();
    await page.getByRole('button', { name: say.declare }).waitFor();
    expect(await declarationPage(lang)).not.toContain(`${say.change} ${say.change}`);
    await page.getByRole('button', { name: say.declare }).click();
    await page.waitForURL(/done=published/);
    await follows(async () => (await declarationPage(lang)).includes(`${say.change} ${say.change}`));
    const shown = await declarationPage(lang);
    expect(shown).toContain('id="versions"');
    if (lang === 'en') expect(shown).toMatch(/Version 1[\s\S]{0,200}2 people\./);
    await page.close();
  });

for (const lang of ['en', 'ar'] as const)
  test(`${lang}: the pages are in order on a telephone and wide, light and dark`, async () => {
    const faults: string[] = [];
    const start = await openPart(lang, 'sections');
    const above = new URL(start.url()).pathname.replace(/\/sections$/, '');
    const { path } = await openDeclaration(lang);
    const parts = ['', '/sections', '/points', '/items', '/links', '/declaration'].map(
      (part) => above + part,
    );
    const texts = ['', '/texts/ckb', `/texts/${lang}`, '/version'].map((part) => path + part);
    const article = await open(lang, '/desk/news');
    const news = await article.locator('a[href^="/desk/news/0"]').first().getAttribute('href');
    const library = await open(lang, '/desk/library');
    const item = await library.locator('a[href^="/desk/library/0"]').first().getAttribute('href');
    const all = [
      ...parts,
      '/desk/declarations',
      ...texts,
      `${news}/sources`,
      `${item}/pictures`,
      `${item}/campaigns`,
    ];
    for (const one of all) {
      const name = `${one
        .slice(1)
        .replaceAll(/[0-9a-f-]{36}/g, 'one')
        .replaceAll('/', '-')}.${lang}`;
      const look = { url: site.origin + one, status: 200, name, lang };
      for (const fault of await inspectDesk(owners[lang], look)) faults.push(`${one}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
