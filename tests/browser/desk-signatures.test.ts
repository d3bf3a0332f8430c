import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';
import { campaign, confirmByPost, organisationForm, signByPost } from './signing.ts';

// The moderator's queue, each decision to its end: on the public page, in the count, in the mailbox of who signed.

let site: RunningSite;
let browser: Browser;
const opened: BrowserContext[] = [];

beforeAll(async () => {
  // Mails about decisions leave at once: what is taken back here has been told already.
  [site, browser] = await Promise.all([
    startSite({ starter: 'all', settings: { UNDO_SECONDS: '0' } }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});

const words = {
  en: {
    welcome: 'Sample Welcome Society',
    refused: 'Sample Refused Society',
    twins: ['Sample Twin Society', 'Sample Twin Sosiety'],
    plain: 'Sample Plain Society',
    note: 'Write to us with the minutes of your founding meeting.',
    told: /The mail about it had left already/,
  },
  ar: {
    welcome: 'جمعية نموذجية مقبولة',
    refused: 'جمعية نموذجية مرفوضة',
    twins: ['جمعية نموذجية توأم', 'جمعية نموذجية توءم'],
    plain: 'جمعية نموذجية بسيطة',
    note: 'اكتبوا إلينا مع محضر اجتماعكم التأسيسي.',
    told: /سبق أن أُرسلت رسالة واحدة/,
  },
} as const;

async function moderator(lang: 'en' | 'ar', javaScriptEnabled: boolean): Promise<Page> {
  const options = { viewport: { width: 1280, height: 900 }, javaScriptEnabled };
  const context = await signInToDesk(site, browser, { roles: 'moderator', lang, options });
  opened.push(context);
  const page = await context.newPage();
  return page;
}
/** What anyone sees of the signatories, and how many organisations are counted. */
async function inPublic(lang: string): Promise<{ html: string; organisations: number }> {
  const html = await (await fetch(`${site.origin}/${lang}/campaigns/${campaign}/signatories`)).text();
  const answer = await fetch(`${site.origin}/${lang}/campaigns/${campaign}/signatories.json`);
  const { count } = (await answer.json()) as { count: { organisations: number } }; // our own answer, tested beside it
  return { html, organisations: count.organisations };
}

test.each(['en', 'ar'] as const)(
  '%s: approve, reject, merge and undo, by keyboard, to the public page',
  async (lang) => {
    const say = words[lang];
    const names: readonly string[] = [say.welcome, say.refused, ...say.twins];
    const address = (name: string) => `office${names.indexOf(name)}.${lang}@example.org`;
    for (const name of names) {
      // The form of the refused was Arabic: so is what they are told, whatever the desk speaks.
      const form = organisationForm(name, address(name));
      const { confirm } = await signByPost(site, form, name === say.refused ? 'ar' : 'en');
      await confirmByPost(site, confirm);
    }
    const before = (await inPublic(lang)).organisations;
    const counted = (n: number) => until(async () => (await inPublic(lang)).organisations === before + n);
    const listed = async (name: string) => (await inPublic(lang)).html.includes(name);

    const page = await moderator(lang, true);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${site.origin}/desk/signatures`);
    const loads: string[] = [];
    page.on('load', () => loads.push(page.url()));
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const decided = (state: string, n: number) =>
      expect.poll(() => page.locator(`tr.decided[data-state=${state}]`).count()).toBe(n);

    // Approve: one key, and it stands in public.
    await page.keyboard.press('j');
    expect(await focused()).toBe(say.welcome);
    await page.keyboard.press('l');
    await decided('listed', 1);
    await until(() => listed(say.welcome));
    await counted(1);
    expect(await page.textContent('#queue-said')).not.toBe('');

    // Reject: a ready reason in Arabic, edited; the mail is shown as it is being written, and comes as it was shown.
    await expect.poll(focused).toBe(say.refused);
    await page.keyboard.press('r');
    await page.waitForSelector('#queue-reject[open] input[type=radio]');
    await page.check('#queue-reject input[value=not-found]');
    const ready = await page.inputValue('#queue-reject textarea');
    expect(ready).toMatch(/^لم نتمكن/);
    await page.fill('#queue-reject textarea', `${ready} ${words.ar.note}`);
    const shown = (await page.textContent('#queue-reject .mail-preview blockquote')) ?? '';
    expect(shown).toBe(`${ready} ${words.ar.note}`);
    await page.click('#queue-reject button.call');
    await decided('rejected', 1);
    const mail = await site.mailTo(address(say.refused), 2);
    expect(mail.subject).toMatch(/^لم يُدرج توقيعكم/);
    expect(mail.text).toContain(shown);
    expect(mail.html).toMatch(/<html lang="ar" dir="rtl">/);
    expect(await listed(say.refused)).toBe(false);

    // Two of one organisation are listed, then merged: one remains.
    for (const name of say.twins) {
      await expect.poll(focused).toBe(name);
      await page.keyboard.press('l');
      await expect.poll(() => page.locator('tr.decided[data-state=listed]').count()).toBeGreaterThan(1);
    }
    await counted(3);
    await page.keyboard.press('?');
    await page.waitForSelector('#queue-help[open]');
    await page.keyboard.press('Escape');
    expect(loads).toEqual([]);
    const [kept, merged] = say.twins;
    await page.goto(`${site.origin}/desk/signatures?tab=listed&sort=newest`);
    for (let n = 0; n < 2; n += 1) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await expect.poll(() => page.locator('[data-queue] input:checked').count()).toBe(2);
    // That it was listed has been mailed: what has not left yet loses its reason by the merge.
    await site.mailTo(address(merged), 2);
    await page.click('button[formaction$="/merge"]');
    await page.getByRole('radio', { name: kept }).check();
    await page.click('button.call');
    await page.waitForURL(/did=merge&n=1/);
    await until(async () => !(await listed(merged)));
    expect(await listed(kept)).toBe(true);
    await counted(2);

    // And back: the page says that a mail had left.
    await site.mailTo(address(merged), 3);
    await page.reload();
    await page.keyboard.press('u');
    await until(() => listed(merged));
    await counted(3);
    await expect.poll(() => page.textContent('#queue-said')).toMatch(say.told);
    expect(faults).toEqual([]);
  },
);

test.each(['en', 'ar'] as const)(
  '%s: the same without JavaScript, and every page of it is whole',
  async (lang) => {
    const say = words[lang];
    const names = [say.plain, `${say.plain} 2`];
    for (const [n, name] of names.entries()) {
      const { confirm } = await signByPost(site, organisationForm(name, `plain${n}.${lang}@example.org`));
      await confirmByPost(site, confirm);
    }
    const page = await moderator(lang, false);
    await page.goto(`${site.origin}/desk/signatures`);
    const row = page.locator('tbody tr').first();
    const path = await row.locator('th a').first().getAttribute('href');
    await row.locator('a[data-reject]').click();
    const reject = page.url();
    await page.check('input[value=not-found]');
    await page.fill('textarea', say.note);
    await page.click('button[name=preview]');
    expect(await page.textContent('.mail-preview blockquote')).toBe(say.note);
    expect(await page.inputValue('textarea')).toBe(say.note);
    await page.goto(`${site.origin}/desk/signatures`);
    for (const name of names) {
      await row.locator('button[name=list]').click();
      await page.waitForURL(/did=list&n=1/);
      await until(async () => (await inPublic(lang)).html.includes(name));
      await page.goto(`${site.origin}/desk/signatures`);
    }
    await page.goto(`${site.origin}/desk/signatures?tab=listed`);
    await page.locator('tbody input[type=checkbox]').first().check();
    await page.locator('tbody input[type=checkbox]').nth(1).check();
    await page.click('button[formaction$="/merge"]');
    const merge = page.url();
    const looks = [
      ['/desk/signatures?tab=listed', 'desk-signatures'],
      [path ?? '', 'desk-signatures-id'],
      [reject.slice(site.origin.length), 'desk-signatures-reject'],
      [merge.slice(site.origin.length), 'desk-signatures-merge'],
      ['/desk/signatures/bulk?back=tab%3Dlisted', 'desk-signatures-bulk'],
    ] as const;
    // Who looks at a page has the browser's own script.
    const looking = await browser.newContext({
      ...telephone,
      storageState: await page.context().storageState(),
    });
    opened.push(looking);
    for (const [at, name] of looks)
      expect(await inspectDesk(looking, { url: site.origin + at, status: 200, name, lang }), at).toEqual([]);
  },
);
