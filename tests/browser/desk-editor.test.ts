import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../src/foundation/paths.ts';
import { renderMarkdown } from '../../src/foundation/text/markdown.ts';
import { launchChromium, telephone } from './chromium.ts';
import { clipboards } from './clipboards.ts';
import { type Forms, pictureSha, startForms } from './desk-forms.tsx';
import { inspect } from './inspect.ts';

let browser: Browser;
let context: BrowserContext;
let forms: Forms;
/** What the console and the policy of the page said against us. */
let complaints: string[];

beforeAll(async () => {
  [browser, forms] = await Promise.all([launchChromium(), startForms()]);
});
afterAll(async () => {
  await browser.close();
  await forms.stop();
});
beforeEach(async () => {
  complaints = [];
  forms.saved = { title: 'Old title', body: '', base: '1.1' };
  context = await browser.newContext({ ...telephone, viewport: { width: 1280, height: 900 } });
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(body: string, lang = 'en', text = lang): Promise<Page> {
  forms.saved.body = body;
  const page = await context.newPage();
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${forms.origin}/desk/form?lang=${lang}&text=${text}`);
  await page.locator('.editor-foot button:not(:empty)').waitFor();
  return page;
}

const commandOf: Record<string, string> = { Picture: 'picture', Link: 'link', صورة: 'picture', فيلم: 'film' };
const markdownIn = (page: Page) => page.locator('textarea[name=body]').inputValue();
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar').getByRole('button', { name, exact: true });

/** Sends the form as a person does, and returns what the server then has. */
async function save(page: Page): Promise<string> {
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/done=saved/);
  return forms.saved.body;
}

describe('writing', () => {
  test('a text is read, changed by keyboard alone, and sent as Markdown', async () => {
    const page = await open('# One\n\nSome **bold** text.');
    await page.locator('#title').focus();
    await page.keyboard.press('Tab');
    // One stop for the whole toolbar, then the text.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Heading');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' More');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+F10');
    for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('List');
    await page.keyboard.press('Enter');
    await page.keyboard.type('first');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second');
    expect(await save(page)).toBe('# One\n\nSome **bold** text. More\n\n- first\n- second');
  });

  test('after a button the next letter is the text’s, however soon it is typed', async () => {
    const page = await open('Text');
    await page.locator('.editor-text').waitFor();
    const at = await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[data-command=bullets]');
      button?.focus();
      button?.click();
      // Asked within the same turn: no frame has passed.
      return document.activeElement?.getAttribute('contenteditable');
    });
    expect(at).toBe('true');
  });

  test('in Arabic the arrow keys follow the line, and buttons say what is on', async () => {
    const page = await open('نص عربي', 'ar');
    await page.getByRole('textbox').nth(1).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await tool(page, 'غامق').getAttribute('aria-pressed')).toBe('true');
    expect(await save(page)).toBe('**نص عربي**');
  });

  test('a form that was only looked at sends what it was given, to the letter', async () => {
    const text = '* a\n* b\n\n\nline  \nbreak and _em_';
    expect(await save(await open(text))).toBe(text);
  });

  test('a text that the editor cannot hold stays Markdown, and says so', async () => {
    const page = await open('> | a |\n> |---|\n> | b |');
    expect(await page.locator('textarea').isVisible()).toBe(true);
    expect(await page.locator('.editor .hint').textContent()).toContain('edited as Markdown');
  });

  test('leads to Markdown and back at any time', async () => {
    const page = await open('One');
    await page.getByRole('button', { name: 'Write Markdown' }).click();
    await page.locator('textarea').fill('**Two**');
    await page.getByRole('button', { name: 'Back to the editor' }).click();
    expect(await page.locator('.editor-text strong').textContent()).toBe('Two');
    expect(await page.locator('.editor-foot .label').textContent()).toBe('Words: 1');
    expect(await save(page)).toBe('**Two**');
  });

  test('each block runs as its first letter says', async () => {
    const page = await open('نص عربي\n\nEnglish words', 'en', 'ar');
    const directions = await page
      .locator('.editor-text p')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    expect(directions).toEqual(['rtl', 'ltr']);
  });

  test('a list runs as its first letter says, its marks with it', async () => {
    const page = await open('- نص\n- English\n\n> English', 'en', 'ar');
    const directions = await page
      .locator('.editor-text :is(ul, blockquote)')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    expect(directions).toEqual(['rtl', 'ltr']);
  });

  test('there is nothing to undo before anything was done', async () => {
    const page = await open('Kept');
    expect(await tool(page, 'Undo').getAttribute('aria-disabled')).toBe('true');
    await page.locator('.editor-text').click();
    await page.keyboard.press('Control+Z');
    expect(await page.locator('.editor-text').textContent()).toBe('Kept');
  });

  test('without JavaScript it is a text area', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    forms.saved.body = 'x';
    const page = await plain.newPage();
    await page.goto(`${forms.origin}/desk/form`);
    await page.locator('textarea').fill('# y');
    expect(await save(page)).toBe('# y');
    await plain.close();
  });
});

describe('links, footnotes, pictures, films', () => {
  test('a link takes only addresses that a page can have', async () => {
    const page = await open('words');
    await page.locator('.editor-text').click();
    await page.keyboard.press('Control+A');
    await tool(page, 'Link').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    expect(await dialog.locator('.error:visible').textContent()).toContain('https://');
    await dialog.getByLabel('Address').fill(`${forms.origin}/en/about`);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await save(page)).toBe('[words](/en/about)');
  });

  test('a link can be inserted with its words, and removed', async () => {
    const page = await open('');
    await page.locator('.editor-text').click();
    await tool(page, 'Link').click();
    await page.getByLabel('Words of the link').fill('us');
    await page.getByLabel('Address').fill('www.example.org');
    await page.keyboard.press('Enter');
    await expect.poll(() => markdownIn(page)).toBe('[us](https://www.example.org)');
    await page.keyboard.press('ArrowLeft');
    await tool(page, 'Link').click();
    await page.getByRole('button', { name: 'Remove the link' }).click();
    expect(await save(page)).toBe('us');
  });

  test('a footnote gets its mark and its place', async () => {
    const page = await open('A claim\n\nAn end');
    await page.locator('.editor-text p').first().click();
    await page.keyboard.press('End');
    await tool(page, 'Footnote').click();
    await page.keyboard.type('Its source');
    const saved = await save(page);
    expect(saved).toBe('A claim[^1]\n\nAn end\n\n[^1]: Its source');
    expect(renderMarkdown(saved)).toContain('id="note-1-ref"');
  });

  test('a picture is not inserted without its words', async () => {
    const page = await open('Before');
    await page.locator('.editor-text').click();
    await page.keyboard.press('Control+End');
    await tool(page, 'Picture').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Insert' }).click();
    expect(await dialog.getByRole('alert').textContent()).toContain('Choose one');
    await dialog.getByRole('radio').nth(1).check();
    await dialog.getByRole('button', { name: 'Insert' }).click();
    expect(await dialog.locator('.field .error:visible').textContent()).toContain('Describe the picture');
    // The words that the picture already has are offered.
    await dialog.getByRole('radio').first().check();
    expect(await dialog.getByLabel('Description').inputValue()).toBe('A square');
    await dialog.getByLabel('Caption').fill('Baghdad, «2007»');
    await dialog.getByRole('button', { name: 'Insert' }).click();
    expect(await save(page)).toBe(
      `Before\n\n![A square](/files/${pictureSha}/square%20in%20Baghdad.jpg "Baghdad, «2007»")`,
    );
  });

  test('the words of a picture can be changed afterwards', async () => {
    const page = await open(`![Old words](/files/${pictureSha}/a.jpg "Caption")`);
    await page.locator('.editor-text img[draggable]').click();
    expect(await tool(page, 'Picture').getAttribute('aria-pressed')).toBe('true');
    await tool(page, 'Picture').click();
    await page.getByLabel('Description').fill('New words');
    await page.getByRole('button', { name: 'Insert' }).click();
    expect(await save(page)).toBe(`![New words](/files/${pictureSha}/a.jpg "Caption")`);
  });

  test('a film must be one', async () => {
    const page = await open('');
    await page.locator('.editor-text').click();
    await tool(page, 'Film').click();
    await page.getByLabel('Title of the film').fill('The hearing');
    await page.getByLabel('Address').fill('https://example.org/film');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').locator('.error:visible').textContent()).toContain(
      'not the address',
    );
    await page.getByLabel('Address').fill('https://youtu.be/abc');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const saved = await save(page);
    expect(renderMarkdown(saved)).toContain('<figure class="film">');
  });
});

describe('what is pasted', () => {
  test.each(clipboards)('$what', async ({ html, markdown, refused }) => {
    const page = await open('');
    await page.locator('.editor-text').click();
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/html', pasted);
      data.setData('text/plain', 'plain');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, html);
    await expect.poll(() => markdownIn(page)).toBe(markdown);
    expect(await page.locator('.editor > .hint').textContent()).toBe(
      refused
        ? 'Pictures cannot be pasted. Put them in under “Files and pictures”, then choose “Picture” here.'
        : '',
    );
  });

  test('a picture alone is refused, and it is said where pictures go', async () => {
    const page = await open('');
    await page.locator('.editor-text').click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    expect(await page.locator('.editor > .hint').textContent()).toContain('Files and pictures');
    expect(await markdownIn(page)).toBe('');
  });
});

describe('looks', () => {
  const sample = `# عنوان النص\n\nفقرة فيها **غامق** و[رابط](/ar) وحاشية[^1].\n\n- بند\n- بند ثانٍ\n\n> An English quotation\n\n| أ | ب |\n|---|---|\n| ج | د |\n\n![ساحة](/files/${pictureSha}/a.png)\n\n[^1]: المصدر`;

  for (const lang of ['en', 'ar'])
    test(`${lang}: no fault, narrow or wide, light or dark`, async () => {
      forms.saved = { ...forms.saved, body: sample };
      const url = `${forms.origin}/desk/form?lang=${lang}&text=ar`;
      const faults = await inspect(context, { url, status: 200, name: 'desk-editor', lang }, async (page) => {
        const response = await page.goto(url);
        await page.locator('.editor-text').waitFor();
        return response;
      });
      expect(faults).toEqual([]);
    });

  test.each([
    ['Picture', 'en'],
    ['Link', 'en'],
    ['صورة', 'ar'],
    ['فيلم', 'ar'],
  ])('the dialog “%s” has no fault, with its errors said', async (name, lang) => {
    const url = `${forms.origin}/desk/form?lang=${lang}&text=${lang}`;
    const look = { url, status: 200, name: `desk-editor-${commandOf[name]}`, lang };
    const faults = await inspect(context, look, async (page) => {
      const response = await page.goto(url);
      await page.locator('.editor-text').click();
      await tool(page, name).click();
      await page.locator('dialog .call').click();
      await page.locator('dialog .error:visible').first().waitFor();
      return response;
    });
    expect(faults).toEqual([]);
  });

  test('every button can be tapped', async () => {
    const page = await open('');
    for (const button of await page.locator('.editor-tools button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });

  test('the editor is loaded only where a text is edited, and weighs what it may', () => {
    const assets = join(root, 'dist', 'client', 'assets');
    const size = (name: RegExp) => {
      const file = readdirSync(assets).find((one) => name.test(one));
      return file ? statSync(join(assets, file)).size : Number.NaN;
    };
    expect(size(/^editor-.*\.js\.br$/)).toBeLessThan(165_000);
    expect(size(/^desk-main-.*\.js\.br$/)).toBeLessThan(10_000);
  });
});
