import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { password, totp } from '../../src/staff/testing.ts';
import { linkIn } from '../mailbox.ts';
import { launchChromium, telephone } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';

// Coming in as people do: the first owner by the link of the start, others by a mailed one, with a passkey or with a
// password and a code, in both languages, with scripts and without.

let site: RunningSite;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all', host: 'localhost' }), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});

async function openPage(options: { javaScriptEnabled?: boolean; locale?: string } = {}): Promise<Page> {
  context = await browser.newContext({ ...telephone, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** A device with a finger to verify, which keeps passkeys. */
async function authenticator(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** The first owner: the start says the link. */
const firstLink = () => /http:\/\/\S+\/desk\/invitation\/\S+/.exec(site.said())?.[0] ?? '';

test('the first owner comes in by the link of the start, with a passkey, and invites in Arabic', async () => {
  const page = await openPage();
  await authenticator(page);
  // The site may answer before it has said all.
  await until(() => firstLink() !== '');
  await page.goto(firstLink());
  await page.fill('#email', 'first@example.org');
  await page.fill('#name', 'First Owner');
  await page.locator('input[name=way][value=passkey]').check();
  await page.getByRole('button', { name: 'Join' }).click();
  await page.waitForURL(/second-factor/);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.waitForURL(`${site.origin}/desk`);

  // Signed out, and in again by the passkey alone.
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  if (page.url().includes('sign-in')) {
    await page
      .getByRole('button', { name: 'Sign in with a passkey' })
      .click()
      .catch(() => undefined);
    // The script may have led on already: two navigations, of which one is given up.
    await until(() => page.url() === `${site.origin}/desk`);
    await page.waitForLoadState();
  }

  // The link is used up.
  const late = await page.request.get(firstLink());
  expect(late.status()).toBe(410);

  await page.goto(`${site.origin}/desk/staff`);
  await page.fill('#email', 'arabic@example.org');
  await page.locator('#lang-ar').check();
  await page.locator('select[name=role]').first().selectOption('moderator');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.waitForURL(/done=invited/);
  const mail = await site.mailTo('arabic@example.org');
  expect(mail.text).toMatch(/وصلتكم دعوة/);
  const link = linkIn(mail, 'invitation');

  const without = await browser.newContext({ ...telephone, javaScriptEnabled: false });
  const other = await without.newPage();
  other.setDefaultTimeout(30_000);
  await other.goto(link);
  expect(await other.locator('html').getAttribute('dir')).toBe('rtl');
  await other.fill('#name', 'مشرفة نموذجية');
  await other.locator('input[name=way][value=password]').check();
  await other.fill('#password', password);
  await other.getByRole('button', { name: 'انضمام' }).click();
  await other.waitForURL(/second-factor/);
  await other.fill('#current', password);
  await other.getByRole('button', { name: 'إعداد تطبيق' }).click();
  const secret = ((await other.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await other.fill('#code', totp(secret));
  await other.getByRole('button', { name: 'إتمام' }).click();
  await expect.poll(() => other.locator('code').count()).toBe(10);
  const code = (await other.locator('code').first().textContent()) ?? '';
  await other.goto(`${site.origin}/desk`);
  await other.locator('form[action="/desk/sign-out"] button').click();
  await other.waitForURL(/sign-in/);

  // Password and recovery code, without a script.
  await other.goto(`${site.origin}/desk/sign-in?lang=ar`);
  await other.fill('#email', 'arabic@example.org');
  await other.fill('#password', password);
  await other.getByRole('button', { name: 'دخول', exact: true }).click();
  await other.waitForURL(/sign-in\/code/);
  await other.fill('#code', code);
  await other.getByRole('button', { name: 'دخول', exact: true }).click();
  await other.waitForURL(`${site.origin}/desk`);
  await without.close();
});

describe.each(['en', 'ar'] as const)('the pages of accounts in %s', (lang) => {
  test('have no fault', async () => {
    const faults: Record<string, string[]> = {};
    const outside = await browser.newContext({ ...telephone, locale: lang });
    const look = async (where: BrowserContext, path: string, name: string) => {
      const found = await inspectDesk(where, {
        url: new URL(path, site.origin).href,
        status: 200,
        name,
        lang,
      });
      if (found.length > 0) faults[path] = found;
    };
    await look(outside, `/desk/sign-in?lang=${lang}`, 'desk-sign-in');
    const link = (
      await site.command('staff', 'invite', `look.${lang}@example.org`, '--role', 'owner', '--lang', lang)
    ).trim();
    await look(outside, link, 'desk-invitation');
    await outside.close();
    context = await signInToDesk(site, browser, { roles: 'owner', lang });
    for (const path of ['account', 'staff', 'audit']) await look(context, `/desk/${path}`, `desk-${path}`);
    expect(faults).toEqual({});
  });
});

test('nothing was complained about', () => {
  expect(site.complaints()).toEqual([]);
});
