import type { Browser } from 'playwright-core';
import type { Line } from '../line.ts';
import { request } from '../load/request.ts';
import { campaign } from '../pages.ts';
import type { Run } from '../run.ts';
import { cachedPage } from './cached.ts';

/** KB are 1,000 bytes. */
const promised = { text: 20_000, script: 12_000, fonts: 80_000 };

/** What the campaign page weighs over the line, in both languages, and whom it asks for anything. */
export async function measureWeights(run: Run, port: number, browser: Browser): Promise<Line[]> {
  run.say('Weights');
  const lines: Line[] = [];
  for (const lang of ['en', 'ar'] as const) {
    const path = `/${lang}${campaign}`;
    const html = (await cachedPage(port, path)).body.length;
    const loaded = await load(browser, port, path);
    const css = await weigh(port, loaded.styles);
    const script = await weigh(port, loaded.scripts);
    const { fonts, strangers } = loaded;
    const what = `campaign page, ${lang}`;
    lines.push(
      kilobytes(
        `${what}: HTML and CSS`,
        html + css,
        promised.text,
        { html, css },
        `HTML ${html}, CSS ${css} bytes, brotli`,
      ),
      kilobytes(`${what}: JavaScript`, script, promised.script, { script }, `${script} bytes, brotli`),
      kilobytes(
        `${what}: fonts`,
        fonts.bytes,
        promised.fonts,
        fonts,
        `${fonts.files.length} files, as Chromium loaded them at 360 px`,
      ),
      {
        what: `${what}: requests to others`,
        promise: '0',
        measured: String(strangers.length),
        kept: strangers.length === 0,
        ...(strangers.length > 0 ? { note: strangers.join(' ') } : {}),
        figures: { strangers },
      },
    );
  }
  return lines;
}

function kilobytes(what: string, bytes: number, most: number, figures: object, note: string): Line {
  const text = (value: number) => (value / 1_000).toFixed(1);
  return {
    what,
    promise: `≤ ${most / 1_000} KB`,
    measured: `${text(bytes)} KB`,
    kept: bytes <= most,
    note: bytes <= most ? note : `${note}; ${text(bytes - most)} KB too many`,
    figures: { bytes, ...figures },
  };
}

/** The sum of these files as they are sent to a browser that takes brotli. */
async function weigh(port: number, paths: readonly string[]): Promise<number> {
  const answers = await Promise.all(paths.map((path) => request(port, path, { 'accept-encoding': 'br' })));
  return answers.reduce((sum, { body }) => sum + body.length, 0);
}

interface Loaded {
  styles: string[];
  scripts: string[];
  fonts: { bytes: number; files: string[] };
  strangers: string[];
}

async function load(browser: Browser, port: number, path: string): Promise<Loaded> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const origin = `http://127.0.0.1:${port}`;
  const loaded: Loaded = { styles: [], scripts: [], fonts: { bytes: 0, files: [] }, strangers: [] };
  const reading: Promise<void>[] = [];
  try {
    const page = await context.newPage();
    page.on('request', (asked) => {
      const url = new URL(asked.url());
      if (url.protocol !== 'data:' && url.origin !== origin) loaded.strangers.push(url.href);
    });
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      const type = response.request().resourceType();
      if (type === 'stylesheet') loaded.styles.push(pathname);
      if (type === 'script') loaded.scripts.push(pathname);
      if (type === 'font') {
        loaded.fonts.files.push(pathname);
        const add = (body: Buffer) => {
          loaded.fonts.bytes += body.length;
        };
        reading.push(response.body().then(add));
      }
    });
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    // What loads only when it comes into view counts as well.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(500);
    await Promise.all(reading);
  } finally {
    await context.close();
  }
  return loaded;
}
