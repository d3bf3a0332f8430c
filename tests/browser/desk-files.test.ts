import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photograph } from '../../src/files/testing.ts';
import { launchChromium } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';

// Files as the staff send them: over a line that breaks, from a page that closes, from a browser without scripts.

let site: RunningSite;
let browser: Browser;
let english: BrowserContext;
let arabic: BrowserContext;
let folder: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'none' }), launchChromium()]);
  english = await signInToDesk(site, browser, { roles: 'editor' });
  arabic = await signInToDesk(site, browser, { roles: 'editor', lang: 'ar' });
  folder = await mkdtemp(join(tmpdir(), 'tadamun-sent-'));
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function openFiles(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${site.origin}/desk/files`);
  await page.waitForSelector('form.upload.live');
  return page;
}

/** The line of the phone: so many bytes a second up. @returns what cuts it and mends it */
async function slowLine(page: Page, bytesPerSecond: number): Promise<(cut: boolean) => Promise<void>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const set = async (offline: boolean) => {
    const line = { offline, latency: 100, downloadThroughput: -1, uploadThroughput: bytesPerSecond };
    await cdp.send('Network.emulateNetworkConditions', line);
  };
  await set(false);
  return set;
}

const part = (page: Page) =>
  page.locator('.sending progress').evaluate((bar: HTMLProgressElement) => bar.value);

test('an upload whose page is closed in the middle goes on where it was, and arrives byte for byte', async () => {
  const text = Array.from({ length: 60_000 }, (_, n) => `line ${n} of a long protocol, word for word\n`).join(
    '',
  );
  const path = await fileOf('protocol.txt', text);
  const first = await openFiles(english);
  await slowLine(first, 400_000);
  await first.setInputFiles('#file', path);
  await until(async () => (await part(first)) > 15);
  expect(await first.locator('.sending span').textContent()).toMatch(/^\d+% sent$/);
  await first.close();

  const second = await openFiles(english);
  const told = second.locator('.sending .unfinished');
  await told.waitFor();
  expect(await told.textContent()).toMatch(/protocol\.txt.* did not arrive whole \(\d+%\)/);
  const offsets: number[] = [];
  let begun = 0;
  second.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    if (request.method() === 'POST') begun += 1;
  });
  await second.setInputFiles('#file', path);
  await second.getByRole('link', { name: 'Open' }).click();
  await second.waitForURL(/\/desk\/files\/[0-9a-f]{64}$/);
  // Nothing was begun anew, nothing of the first part was sent again.
  expect(begun).toBe(0);
  expect(offsets[0]).toBeGreaterThan(0.1 * text.length);
  const kept = await english.request.get(`${second.url()}/original`);
  expect((await kept.body()).equals(await readFile(path))).toBe(true);
  await second.close();
});

test('a line that breaks in the middle is waited for', async () => {
  const path = await fileOf('minutes.txt', 'a minute of the meeting\n'.repeat(80_000));
  const page = await openFiles(english);
  const cut = await slowLine(page, 400_000);
  await page.setInputFiles('#file', path);
  await until(async () => (await part(page)) > 10);
  await cut(true);
  await page.getByText('The line is cut. It goes on by itself when it is back.').waitFor();
  await cut(false);
  await page.getByRole('link', { name: 'Open' }).click();
  await page.waitForURL(/[0-9a-f]{64}$/);
  const kept = await english.request.get(`${page.url()}/original`);
  expect((await kept.body()).equals(await readFile(path))).toBe(true);
  await page.close();
});

test('a picture is dropped, looked into, described, and its middle chosen by a click', async () => {
  const path = await fileOf('ساحة.jpg', await photograph(900, 600));
  const page = await openFiles(arabic);
  const bytes = (await readFile(path)).toString('base64');
  const dropped = await page.evaluateHandle(async (encoded) => {
    const transfer = new DataTransfer();
    const raw = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([raw], 'ساحة.jpg', { type: 'image/jpeg' }));
    return transfer;
  }, bytes);
  await page.dispatchEvent('form.upload', 'drop', { dataTransfer: dropped });
  await page.getByRole('link', { name: 'فتح' }).click();
  await page.waitForURL(/[0-9a-f]{64}$/);
  await page.getByText('بلا وصف بهذه اللغات').waitFor();
  const seen = page.locator('.focal-picture img');
  const { width, height } = (await seen.boundingBox()) ?? { width: 0, height: 0 };
  await seen.click({ position: { x: width * 0.25, y: height * 0.75 } });
  expect(await page.inputValue('#focal_x')).toBe('25');
  expect(await page.inputValue('#focal_y')).toBe('75');
  await page.fill('#alt_ar', 'ساحة عامة في النهار');
  await page.fill('#alt_en', 'A square by day');
  await page.getByRole('button', { name: 'حفظ' }).click();
  await page.waitForURL(/done=saved/);
  expect(await page.getByText('بلا وصف بهذه اللغات').count()).toBe(0);
  // No camera, no place in what is shown.
  const src = await page.locator('.focal-picture img').getAttribute('src');
  const form = await (await arabic.request.get(site.origin + src)).body();
  expect(await sharp(form).metadata()).not.toHaveProperty('exif');
  await page.close();
});

test('without scripts a form sends the same, and what is refused says why', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await english.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`${site.origin}/desk/files`);
  await page.setInputFiles('#file', [
    await fileOf('plain.txt', 'a plain text'),
    await fileOf('drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ]);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(/show=arriving&done=received/);
  await until(async () => {
    await page.goto(`${site.origin}/desk/files?show=refused`);
    return (await page.content()).includes('drawing.png');
  });
  expect(await page.content()).toContain('(HTML, SVG, XML)');
  await until(async () => {
    await page.goto(`${site.origin}/desk/files?q=plain`);
    return (await page.content()).includes('plain.txt</bdi></a>');
  });
  await context.close();
});

for (const [lang, contextOf] of [
  ['en', () => english],
  ['ar', () => arabic],
] as const) {
  test(`the pages, in ${lang}`, async () => {
    const context = contextOf();
    const { items } = await (await context.request.get(`${site.origin}/desk/files/pick.json`)).json();
    const pages = {
      files: '/desk/files',
      'files-refused': '/desk/files?show=refused',
      'files-detail': `/desk/files/${items[0].sha256}`,
      'files-pick': '/desk/files/pick',
    };
    for (const [name, path] of Object.entries(pages)) {
      const look = { url: site.origin + path, status: 200, name: `desk-${name}`, lang };
      expect(await inspectDesk(context, look), name).toEqual([]);
    }
  });
}

test('the server had nothing to complain of', () => expect(site.complaints()).toEqual([]));
