import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { linkIn } from '../mailbox.ts';
import { launchChromium, telephone } from './chromium.ts';
import { type RunningSite, startSite, until } from './server.ts';
import { campaign, confirmByPost, organisationForm, postForm, queue, signByPost } from './signing.ts';

// Signing as people do it: in a real browser, over the built server and a real mail server.

const declaration = `/campaigns/${campaign}/declaration`;
/** A browser carries the fragment of the form's address over. */
const sent = /\/declaration\/sent(#|$)/;
/** The server takes a form that was filled in faster for a machine's. */
const humanMs = 2600;

let site: RunningSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let people = 0;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
beforeEach(async () => {
  await openPage();
});
afterEach(() => context.close());

async function openPage(options: { javaScriptEnabled?: boolean; locale?: string } = {}): Promise<void> {
  await context?.close();
  context = await browser.newContext({ ...telephone, ...options });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
}

const address = () => `signer${++people}@example.org`;

describe('with the keyboard alone', () => {
  test('the form is reached, filled in, corrected and sent', async () => {
    const email = address();
    await page.goto(`${site.origin}/en${declaration}`);
    await page.keyboard.press('Tab');
    expect(await focused()).toMatchObject({ text: expect.stringMatching(/text/i), tag: 'a' });

    // An empty form: the errors are announced, and each is tied to its field.
    await tabTo('contact_name');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sign/);
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-error-summary'));
    const summary = page.locator('[data-error-summary]');
    expect(await summary.getAttribute('role')).toBe('alert');
    expect(await summary.getByRole('link').count()).toBeGreaterThanOrEqual(4);
    for (const name of ['organisation_name', 'country', 'contact_name', 'email', 'consent']) {
      const field = page.locator(`#${name}`);
      expect(await field.getAttribute('aria-invalid'), name).toBe('true');
      const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
      expect(described, name).toContain(`${name}-error`);
      expect(await page.locator(`#${name}-error`).textContent(), name).not.toBe('');
    }

    // A link of the summary leads to its field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toMatchObject({ id: 'organisation_name' });
    const begun = performance.now();
    await page.keyboard.type('Sample Union of the Keyboard');
    await tabTo('country');
    await page.keyboard.type('Iraq');
    await tabTo('contact_name');
    await page.keyboard.type('Sample Person');
    await tabTo('email');
    await page.keyboard.type(email);
    await tabTo('consent');
    await page.keyboard.press('Space');
    await page.waitForTimeout(Math.max(0, humanMs - (performance.now() - begun)));
    await tabTo('submit');
    await page.keyboard.press('Enter');
    await page.waitForURL(sent);

    const mail = await site.mailTo(email);
    await page.goto(linkIn(mail, 'confirm'));
    await tabTo('submit');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your signature is confirmed' }).waitFor();
  });
});

describe('in Arabic', () => {
  test('errors are said in Arabic, and what was typed stays', async () => {
    await page.goto(`${site.origin}/ar${declaration}`);
    await page.fill('#organisation_name', 'منظمة نموذجية');
    await page.fill('#email', 'not an address');
    await page.click('form[data-sign] button[type=submit]');
    await page.waitForSelector('[data-error-summary]');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('#email-error').textContent()).toMatch(/اكتبوا عنواناً مثل/);
    expect(await page.locator('[data-error-summary]').textContent()).toMatch(/تحتاج إلى تصحيح/);
    expect(await page.inputValue('#organisation_name')).toBe('منظمة نموذجية');
    expect(await page.inputValue('#email')).toBe('not an address');
  });

  test('the mail is in Arabic, right to left, and so is the page behind its link', async () => {
    const email = address();
    await signByPost(site, { ...organisationForm('منظمة البريد', email), country: 'LB' }, 'ar');
    const mail = await site.mailTo(email);
    expect(mail.subject).toMatch(/أكّدوا توقيعكم/);
    expect(mail.html).toMatch(/<html lang="ar" dir="rtl">/);
    await page.goto(linkIn(mail, 'confirm'));
    await page.getByRole('button', { name: 'أؤكّد' }).or(page.locator('main form button')).first().click();
    expect(await page.locator('h1').textContent()).toMatch(/تأكّد توقيعكم/);
  });
});

describe('without JavaScript', () => {
  test('a person signs, confirms, is listed and counted soon, and withdraws', async () => {
    await openPage({ javaScriptEnabled: false });
    const email = address();
    const before = await listed('person');
    await page.goto(`${site.origin}/en${declaration}`);
    await page.check('input[name=kind][value=person]');
    await page.selectOption('#country', 'NO');
    await page.fill('#contact_name', 'Signe Sample');
    await page.fill('#email', email);
    await page.check('#consent');
    await page.click('form[data-sign] button[type=submit]');
    await page.waitForURL(sent);

    // Mail scanners follow links: opening the page changes nothing.
    const mail = await site.mailTo(email);
    const link = linkIn(mail, 'confirm');
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method });
    expect(await listed('person')).toBe(before);
    await page.goto(link);
    await page.locator('main form button').click();
    expect(await page.locator('h1').textContent()).toBe('Your signature is confirmed. Thank you.');

    await until(async () => (await listed('person')) === before + 1);
    const shown = async () => (await text(`/en/campaigns/${campaign}/signatories`)).includes('Signe Sample');
    await until(shown);

    // The page stays, and says so, also when the button is pressed or the link followed again.
    await page.goto(link);
    expect(await page.locator('h1').textContent()).toBe('This signature has been confirmed already.');

    await page.goto(linkIn(mail, 'withdraw'));
    expect(await listed('person')).toBe(before + 1);
    await page.locator('main form button').click();
    expect(await page.locator('h1').textContent()).toBe('Your signature has been withdrawn.');
    await until(async () => (await listed('person')) === before && !(await shown()));
  });
});

describe('with a script', () => {
  test('a second click sends nothing twice, and back again keeps what was typed', async () => {
    const email = address();
    await page.goto(`${site.origin}/en${declaration}`);
    await fillOrganisation('Sample Union of the Double Click', email);
    await page.waitForTimeout(humanMs);
    await page.locator('form[data-sign] button[type=submit]').dblclick();
    await page.waitForURL(sent);
    await site.mailTo(email);
    await page.goBack();
    await page.waitForURL(/\/declaration/);
    expect(await page.inputValue('#email')).toBe(email);
    expect(await page.isEnabled('form[data-sign] button[type=submit]')).toBe(true);
    await page.fill('#contact_name', 'Another Person');
    await page.click('form[data-sign] button[type=submit]');
    await page.waitForURL(sent);

    await page.waitForTimeout(1500);
    const mails = site.mailbox.mails.filter((mail) => mail.to?.some((to) => to.address === email));
    expect(mails.length).toBe(1);
    const pending = await site.command('signatures', 'list', '--state', 'pending');
    expect(pending.match(/Sample Union of the Double Click/g)?.length).toBe(1);
  });

  test('only the fields of the chosen kind are shown', async () => {
    await page.goto(`${site.origin}/en${declaration}`);
    expect(await page.isVisible('#organisation_name')).toBe(true);
    await page.check('input[name=kind][value=person]');
    expect(await page.isVisible('#organisation_name')).toBe(false);
    expect(await page.isVisible('#publicity')).toBe(true);
  });
});

describe('an organisation', () => {
  test('waits for a moderator, then is listed, counted and told', async () => {
    const email = address();
    const name = 'Sample Association of the Queue';
    const before = await listed('organisation');
    const links = await signByPost(site, organisationForm(name, email));
    await confirmByPost(site, links.confirm);
    expect(await text(`/en/campaigns/${campaign}/signatories`)).not.toContain(name);

    const waiting = (await queue(site)).find(({ line }) => line.includes(name));
    if (!waiting) throw new Error('the organisation is not in the queue');
    expect(waiting.line).not.toContain(email);
    expect(await site.command('signatures', 'approve', waiting.id)).toContain('listed');
    await until(async () => (await listed('organisation')) === before + 1);
    await until(async () => (await text(`/en/campaigns/${campaign}/signatories`)).includes(name));
    await until(async () => (await text(`/ar${declaration}`)).includes(name));
    const mail = await site.mailTo(email, 2);
    expect(mail.subject).toMatch(/^Your signature is listed/);
  });

  test('that signs again is answered as if it were the first time', async () => {
    const form = organisationForm('Sample Association of Repetition', address());
    const first = await postForm(site, `/en${declaration}/sign`, form);
    const second = await postForm(site, `/en${declaration}/sign`, form);
    const answer = async (response: Response) => [
      response.status,
      response.headers.get('location'),
      await response.text(),
    ];
    expect(await answer(second)).toEqual(await answer(first));
  });
});

test('the root leads to the language of the browser', async () => {
  for (const [wanted, path] of [
    ['ar-IQ,ar;q=0.9', '/ar'],
    ['de,en;q=0.5', '/en'],
    ['ckb', '/en'],
  ] as const) {
    const answer = await fetch(`${site.origin}/`, {
      headers: { 'accept-language': wanted },
      redirect: 'manual',
    });
    expect(answer.status).toBe(302);
    expect(new URL(answer.headers.get('location') ?? '', site.origin).pathname).toBe(path);
  }
});

test('nothing of all this was a complaint of the server', () => {
  expect(site.complaints()).toEqual([]);
});

/** What the focus is on: its tag, id, and text. */
function focused(): Promise<{ tag: string; id: string; text: string }> {
  return page.evaluate(() => ({
    tag: document.activeElement?.tagName.toLowerCase() ?? '',
    id: document.activeElement?.id ?? '',
    text: document.activeElement?.textContent ?? '',
  }));
}

/** Presses Tab until the focus is on a field (or, `submit`, on the button that sends); it must be visible there. */
async function tabTo(id: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    const reached = await page.evaluate((wanted) => {
      const active = document.activeElement;
      if (!(active instanceof HTMLElement)) return false;
      const form = active.closest('main form');
      if (active.id !== wanted && !(wanted === 'submit' && form && active.matches('button[type=submit]')))
        return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active);
      if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') {
        throw new Error(`the focus cannot be seen on ${wanted}`);
      }
      return true;
    }, id);
    if (reached) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${id}`);
}

async function fillOrganisation(name: string, email: string): Promise<void> {
  await page.fill('#organisation_name', name);
  await page.selectOption('#country', 'IQ');
  await page.fill('#contact_name', 'Sample Person');
  await page.fill('#email', email);
  await page.check('#consent');
}

async function text(path: string): Promise<string> {
  return (await fetch(site.origin + path)).text();
}

/** How many signatories of a kind the public list has, as partner sites read it. */
async function listed(kind: 'organisation' | 'person'): Promise<number> {
  const answer = await fetch(`${site.origin}/en/campaigns/${campaign}/signatories.json`);
  const data: unknown = await answer.json();
  return JSON.stringify(data).split(`"kind":"${kind}"`).length - 1;
}
