import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { linkIn } from '../mailbox.ts';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspect, inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';
import { campaign, confirmByPost, organisationForm, postForm, signByPost } from './signing.ts';
import { makeWorld } from './world.ts';

// The register as its keepers use it, each way to its end on the public page: steps of verification, suspension, a
// clean-up, a sealed name, an application to join.

let site: RunningSite;
let browser: Browser;
const opened: BrowserContext[] = [];
const base = `/campaigns/${campaign}`;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
  await makeWorld(site);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});

async function desk(roles: 'owner' | 'moderator', lang: 'en' | 'ar'): Promise<Page> {
  const context = await signInToDesk(site, browser, { roles, lang });
  opened.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}
const publicPage = async (path: string) => (await fetch(site.origin + path)).text();
const look = (page: Page, path: string, name: string, lang: string) =>
  inspectDesk(page.context(), { url: site.origin + path, status: 200, name, lang });

// First: the reader is the only one of that name.
test('a sealed name: an owner names its reader, who opens and counts it; the public reads a number', async () => {
  const reader = await desk('moderator', 'ar');
  const owner = await desk('owner', 'en');
  await owner.goto(`${site.origin}/desk/sealed-readers`);
  await owner.selectOption('#staff_id', { label: 'عضو نموذجي' });
  await owner.locator('main form button[type=submit]').last().click();
  expect(await look(owner, '/desk/sealed-readers', 'desk-sealed-readers', 'en')).toEqual([]);
  const form = { ...organisationForm('Hidden Mountain Society', 'hidden@example.org'), sealed: 'yes' };
  await confirmByPost(site, (await signByPost(site, form)).confirm);
  await reader.goto(`${site.origin}/desk/sealed`);
  expect(await reader.content()).not.toContain('Hidden Mountain');
  expect(await look(reader, '/desk/sealed', 'desk-sealed', 'ar')).toEqual([]);
  await reader.locator('input[name=reason]').first().fill('للقرار');
  await reader.getByRole('button', { name: 'إظهار الاسم' }).first().click();
  expect(await reader.content()).toContain('Hidden Mountain Society');
  await reader.getByRole('button', { name: 'احتسابها' }).click();
  await until(async () => (await publicPage(`/ar${base}/signatories`)).includes('منظمة واحدة محجوبة الاسم'));
  for (const path of ['signatories', 'signatories.csv', 'signatories.json', 'register'])
    expect(await publicPage(`/en${base}/${path}`)).not.toContain('Hidden Mountain');
  await owner.goto(`${site.origin}/desk/sealed`);
  expect(await owner.content()).not.toContain('Hidden Mountain');
});

test('a letter is noted in Arabic, and the public reads what it is', async () => {
  const page = await desk('moderator', 'ar');
  await page.goto(`${site.origin}/desk/register?q=Sample+Union`);
  await page.getByRole('link', { name: 'Sample Union of Workers' }).click();
  const entry = new URL(page.url()).pathname;
  await page.fill('#letter-seen_on', '2026-05-03');
  await page.getByRole('button', { name: 'تسجيل كتاب' }).click();
  await expect.poll(() => page.locator('#errors a').count()).toBe(3);
  await page.fill('#letter-officer_1', 'موظفة أولى');
  await page.fill('#letter-officer_2', 'موظف ثانٍ');
  await page.fill('#letter-reason', 'عُرضت في الاجتماع');
  await page.getByRole('button', { name: 'تسجيل كتاب' }).click();
  await until(async () => (await publicPage(`/ar${base}/register`)).includes('اطّلعنا عليه في 3 أيار 2026'));
  expect(await publicPage(`/ar${base}/register`)).not.toContain('موظفة أولى');
  expect(await look(page, '/desk/register', 'desk-register', 'ar')).toEqual([]);
  expect(await look(page, entry, 'desk-register-entry', 'ar')).toEqual([]);
  const visitor = await browser.newContext();
  opened.push(visitor);
  const seen = {
    url: `${site.origin}/ar${base}/register`,
    status: 200,
    name: 'register-verified',
    lang: 'ar',
  };
  expect(await inspect(visitor, seen)).toEqual([]);
});

test('an organisation is suspended and comes back, and the register says from when to when', async () => {
  const page = await desk('moderator', 'en');
  await page.goto(`${site.origin}/desk/register?q=Sample+Union`);
  await page.getByRole('link', { name: 'Sample Union of Workers' }).click();
  const entry = new URL(page.url()).pathname;
  await page.fill('#suspend-reason', 'a question is open');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await until(async () => !(await publicPage(`/en${base}/signatories`)).includes('Sample Union of Workers'));
  await until(async () => /suspended since [^,]+, not counted/.test(await publicPage(`/en${base}/register`)));
  expect(await look(page, entry, 'desk-register-entry', 'en')).toEqual([]);
  await page.fill('#reinstate-reason', 'it was answered');
  await page.getByRole('button', { name: 'End the suspension' }).click();
  await until(async () => (await publicPage(`/en${base}/signatories`)).includes('Sample Union of Workers'));
  await until(async () => /suspended from .+ to/.test(await publicPage(`/en${base}/register`)));
});

describe('a clean-up', () => {
  for (const lang of ['en', 'ar'] as const) {
    test(`${lang}: is looked at, run, told to the public, undone`, async () => {
      const name = `Robot ${lang}`;
      for (const n of [1, 2, 3]) {
        const email = `${lang}${n}@robots.example.org`;
        const form = {
          kind: 'person',
          country: 'DE',
          contact_name: name,
          publicity: 'name',
          consent: 'yes',
          email,
        };
        await confirmByPost(site, (await signByPost(site, form)).confirm);
      }
      const page = await desk('moderator', lang);
      await page.goto(`${site.origin}/desk/cleanups/in/${campaign}`);
      await page.fill('#pattern', `${name}*`);
      await page.fill('#reason', 'one machine');
      await page.locator('main form button[type=submit]').click();
      const path = new URL(page.url()).pathname;
      expect(await page.locator('main .lead').textContent()).toContain('3');
      expect(await look(page, path, 'desk-cleanup', lang)).toEqual([]);
      await page.locator('form[action$="/run"] button').click();
      const removed = lang === 'en' ? '3 signatures removed on' : 'أُزيلت 3 توقيعات';
      await until(async () => {
        const html = await publicPage(`/${lang}${base}/signatories`);
        return html.includes(removed) && !html.includes(name);
      });
      await page.goto(site.origin + path);
      await page.locator('form[action$="/undo"] button').click();
      await until(async () => (await publicPage(`/${lang}${base}/signatories`)).includes(name));
      expect(await look(page, '/desk/cleanups', 'desk-cleanups', lang)).toEqual([]);
      expect(await look(page, `/desk/cleanups/in/${campaign}`, 'desk-cleanup-new', lang)).toEqual([]);
    });
  }
});

test('an organisation joins: form, mail, two members, the desk, and the public list says since when', async () => {
  const page = await desk('owner', 'en');
  await page.goto(`${site.origin}/desk/organisations/join/members`);
  const forms = page.locator('main form');
  for (const index of [0, 1]) {
    await forms.nth(index).locator('input[name=since]').fill('2026-05-03');
    await forms.nth(index).locator('button').click();
  }
  expect(await publicPage('/en/organisations')).toContain('member since 3 May 2026');

  const visitor = await browser.newContext({ javaScriptEnabled: false, locale: 'ar' });
  opened.push(visitor);
  const form = await visitor.newPage();
  await form.goto(`${site.origin}/ar/organisations/join`);
  await form.fill('#name', 'Basra Water Union');
  await form.selectOption('#country', 'IQ');
  await form.fill('#about', 'نراقب من يحرس الماء.');
  await form.selectOption('#member_1', { index: 1 });
  await form.selectOption('#member_2', { index: 2 });
  await form.fill('#contact_name', 'نادية مثال');
  await form.fill('#email', 'nadia@example.org');
  await form.check('#consent');
  await form.locator('form.sheet button[type=submit]').click();
  await form.goto(linkIn(await site.mailTo('nadia@example.org'), 'confirm'));
  await form.locator('main form button, form button.call').last().click();

  await page.goto(`${site.origin}/desk/organisations/join`);
  expect(await look(page, '/desk/organisations/join', 'desk-join', 'en')).toEqual([]);
  await page.getByRole('link', { name: 'Basra Water Union' }).click();
  const path = new URL(page.url()).pathname;
  for (const index of [0, 1]) {
    await page.locator('form[action*="/vouch/"] input[name=reason]').nth(index).fill('told us by telephone');
    await page.locator('form[action*="/vouch/"] button[value=vouches]').nth(index).click();
  }
  expect(await look(page, path, 'desk-join-application', 'en')).toEqual([]);
  expect(await look(page, '/desk/organisations/join/members', 'desk-join-members', 'en')).toEqual([]);
  await page.fill('#accept-reason', 'both members vouch');
  await page.getByRole('button', { name: 'Accept as a member' }).click();
  const told = await site.mailTo('nadia@example.org', 2);
  expect(told.subject).toBe('أنتم أعضاء في المبادرة');
  const arabic = await desk('moderator', 'ar');
  expect(await look(arabic, path, 'desk-join-application', 'ar')).toEqual([]);
});

test('strangers change nothing', async () => {
  const answer = await postForm(site, '/desk/organisations/join', {});
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(site.complaints()).toEqual([]);
});
