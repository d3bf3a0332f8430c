import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Forms, startForms } from './desk-forms.tsx';

let browser: Browser;
let context: BrowserContext;
let forms: Forms;

beforeAll(async () => {
  [browser, forms] = await Promise.all([launchChromium(), startForms()]);
});
afterAll(async () => {
  await browser.close();
  await forms.stop();
});
beforeEach(async () => {
  Object.assign(forms, {
    saved: { title: 'Old title', body: 'Old text', base: '1.1' },
    others: [],
    presenceCalls: 0,
    next: 'save',
  });
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Baghdad' });
});
afterEach(() => context.close());

async function open(query = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${forms.origin}/desk/form?lang=en&text=en${query}`);
  await page.locator('.editor-foot button:not(:empty)').waitFor();
  return page;
}

const notice = (page: Page) => page.locator('[data-kept]:is(section)');
const keptIn = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('tadamun:')).length);
const saveButton = (page: Page) => page.locator('main button[type=submit]');

async function type(page: Page, title: string, body: string): Promise<void> {
  await page.fill('#title', title);
  await page.locator('.editor-text').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(body);
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(body);
}

describe('what was typed and not saved', () => {
  test('is offered again after the window is gone, and taken over by one press', async () => {
    const first = await open();
    await type(first, 'New title', 'New text');
    await first.close();
    const again = await open();
    // Never put back unasked.
    expect(await again.inputValue('#title')).toBe('Old title');
    expect(await notice(again).textContent()).toMatch(/You typed something here on \d+ \w+ (at )?\d\d:\d\d/);
    await notice(again).getByText('News').click();
    expect(await notice(again).locator('.kept-text').first().textContent()).toBe('New title');
    await again.getByRole('button', { name: 'Take it over' }).click();
    expect(await again.inputValue('#title')).toBe('New title');
    expect(await again.locator('.editor-text').textContent()).toBe('New text');
    await saveButton(again).click();
    await again.waitForURL(/done=saved/);
    expect(forms.saved).toMatchObject({ title: 'New title', body: 'New text' });
    expect(await keptIn(again)).toBe(0);
    expect(await notice(again).count()).toBe(0);
  });

  test('shows only the fields that differ', async () => {
    const first = await open();
    await first.fill('#title', 'New title');
    await expect.poll(() => keptIn(first)).toBe(1);
    await first.close();
    const again = await open();
    await expect.poll(() => notice(again).locator('summary').allTextContents()).toEqual(['News']);
  });

  test('can be thrown away', async () => {
    const first = await open();
    await type(first, 'New title', 'New text');
    await first.close();
    const again = await open();
    await again.getByRole('button', { name: 'Throw it away' }).click();
    expect(await keptIn(again)).toBe(0);
    await again.reload();
    expect(await notice(again).count()).toBe(0);
  });

  test('survives a session that has ended', async () => {
    const page = await open();
    await type(page, 'New title', 'New text');
    forms.next = 'signed-out';
    await saveButton(page).click();
    await page.getByText('Signed out').waitFor();
    forms.next = 'save';
    await page.goto(`${forms.origin}/desk/form?lang=en&text=en`);
    expect(await notice(page).textContent()).toContain('New title');
  });

  test('survives a line that is down, on a page that says it was saved before', async () => {
    const page = await open();
    await type(page, 'First title', 'First text');
    await saveButton(page).click();
    await page.waitForURL(/done=saved/);
    await page.locator('.editor-foot button:not(:empty)').waitFor();
    await type(page, 'Second title', 'Second text');
    const saved = page.url();
    await context.setOffline(true);
    const failed = page.waitForEvent('requestfailed', (request) => request.isNavigationRequest());
    await saveButton(page).click();
    await failed;
    await context.setOffline(false);
    await page.goto(saved);
    expect(await notice(page).textContent()).toContain('Second title');
  });

  test('is not offered beside itself when the server refuses it, and is still kept', async () => {
    const page = await open();
    await type(page, 'New title', 'New text');
    forms.next = 'refuse';
    await saveButton(page).click();
    await page.locator('.editor-foot button:not(:empty)').waitFor();
    expect(await page.inputValue('#title')).toBe('New title');
    expect(await notice(page).count()).toBe(0);
    expect(await keptIn(page)).toBe(1);
    await page.close();
    forms.next = 'save';
    expect(await notice(await open()).textContent()).toContain('New title');
  });

  test('is not offered beside what the server made of it, where the form came back with it', async () => {
    const page = await open();
    await type(page, 'A title', 'New text');
    forms.next = 'put-right';
    await saveButton(page).click();
    await expect.poll(() => page.inputValue('#title')).toBe('a-title');
    await page.locator('.editor-foot button:not(:empty)').waitFor();
    await expect.poll(() => keptIn(page)).toBe(1);
    expect(await notice(page).count()).toBe(0);
    await page.close();
    forms.next = 'save';
    expect(await notice(await open()).textContent()).toContain('a-title');
  });

  test('is another person’s on the same machine: nobody else is offered it', async () => {
    const first = await open();
    await type(first, 'New title', 'New text');
    await first.close();
    expect(await notice(await open('&member=bea')).count()).toBe(0);
  });

  test('says when somebody has saved since', async () => {
    const first = await open();
    await type(first, 'New title', 'New text');
    await first.close();
    forms.saved = { title: 'Their title', body: 'Their text', base: '1.2' };
    expect(await notice(await open()).textContent()).toContain('Since then another version has been saved');
  });

  test('does not mix between two windows', async () => {
    const one = await open();
    await type(one, 'One', 'Text one');
    const two = await open();
    expect(await two.locator('.notice[role=status]:not([hidden])').textContent()).toContain('another window');
    await type(two, 'Two', 'Text two');
    expect(await keptIn(two)).toBe(2);
    await one.close();
    await two.close();
    const again = await open();
    await expect.poll(() => notice(again).count()).toBe(2);
  });

  test('goes after 14 days', async () => {
    const first = await open();
    await type(first, 'New title', 'New text');
    await first.evaluate(() => {
      for (const [name, text] of Object.entries(localStorage))
        localStorage.setItem(name, text.replace(/"at":\d+/, `"at":${Date.now() - 14.1 * 86_400_000}`));
    });
    await first.close({ runBeforeUnload: false });
    const again = await open();
    await expect.poll(() => keptIn(again)).toBe(0);
    expect(await notice(again).count()).toBe(0);
  });

  test('goes when somebody signs out, who is asked first', async () => {
    const page = await open();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(`${dialog.type()} ${dialog.message()}`);
      void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
    });
    await type(page, 'New title', 'New text');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(asked[0]).toContain('confirm There is text in this browser');
    expect(await keptIn(page)).toBe(1);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Bye').waitFor();
    expect(await keptIn(page)).toBe(0);
  });
});

describe('leaving', () => {
  test('warns only of what is not saved', async () => {
    const page = await open();
    let warned = 0;
    page.on('dialog', (dialog) => {
      warned += 1;
      void dialog.accept();
    });
    await page.locator('#title').click();
    await page.reload();
    expect(warned).toBe(0);
    await page.locator('.editor-foot button:not(:empty)').waitFor();
    await page.locator('#title').pressSequentially('x');
    await page.reload();
    expect(warned).toBe(1);
    await page.getByRole('button', { name: 'Throw it away' }).click();
    await page.locator('#title').pressSequentially('y');
    await saveButton(page).click();
    await page.waitForURL(/done=saved/);
    expect(warned).toBe(1);
  });
});

describe('others', () => {
  test('who have the form open are named', async () => {
    forms.others = ['Bea', 'Carim'];
    const page = await open();
    await expect
      .poll(() => page.locator('[data-presence-said]').textContent())
      .toBe('At work on this too: Bea, Carim. Talk to each other before you save.');
    expect(forms.presenceCalls).toBe(1);
  });

  test('nobody is named where nobody is', async () => {
    const page = await open();
    await expect.poll(() => forms.presenceCalls).toBe(1);
    expect(await page.locator('[data-presence-said]').isHidden()).toBe(true);
  });
});
