import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe, { type RunOnly } from 'axe-core';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { root } from '../../src/foundation/paths.ts';

const screens = join(root, 'test-results', 'screens');
const validator = new HtmlValidate(new FileSystemConfigLoader());
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of a picture, in px; a long report is taller. */
const tallest = 16_000;
const narrow = { width: 360, height: 780 };
const wide = { width: 1280, height: 900 };

interface Look {
  /** Whole address. */
  url: string;
  status: number;
  /** Of the screenshots, without the width; null keeps none. */
  name: string | null;
  lang: string;
  /** A page of the desk: its cookies are not a visitor's. */
  desk?: boolean;
}

/**
 * Opens a page as a visitor and looks at it: its markup, its headers, what it fetches and keeps, its layout on a
 * telephone and on a wide screen, and what axe says of it, light and dark. Keeps two screenshots.
 *
 * @param open how to get there, where following the address is not enough (a form that is posted)
 * @returns what is wrong, one line each
 */
export async function inspect(
  context: BrowserContext,
  look: Look,
  open: (page: Page) => Promise<Response | null> = (page) => page.goto(look.url),
): Promise<string[]> {
  const page = await context.newPage();
  const faults: string[] = [];
  try {
    await page.setViewportSize(narrow);
    await page.emulateMedia({ colorScheme: 'light' });
    const { origin } = new URL(look.url);
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.protocol !== 'data:') faults.push(`asks ${url.origin} for something`);
    });
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    page.on('console', (message) => {
      // That the page itself was answered with an error status is no fault: it is what we asked for.
      const ownStatus = message.location().url === page.url() && message.text().startsWith('Failed to load');
      if (message.type() === 'error' && !ownStatus) faults.push(`console: ${message.text()}`);
    });
    const response = await open(page);
    if (!response) return ['no answer'];
    faults.push(...faultsOfAnswer(response, look), ...(await faultsOfMarkup(await response.text())));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    faults.push(...(await faultsOfLanguage(page, look.lang)));
    faults.push(
      ...(await faultsOfLayout(page, 'at 360 px')),
      ...(await faultsByAxe(page, 'light, 360 px', { type: 'tag', values: rules })),
    );
    await photograph(page, look, 360);
    await page.setViewportSize(wide);
    faults.push(...(await faultsOfLayout(page, 'at 1280 px')));
    await photograph(page, look, 1280);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A button goes over to the dark within a moment, in which its letters have the colour of its ground.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))).then(() => {}),
    );
    // Only colours depend on the scheme.
    faults.push(...(await faultsByAxe(page, 'dark, 1280 px', { type: 'rule', values: ['color-contrast'] })));
    if (!look.desk && (await context.cookies()).length > 0) faults.push('sets a cookie');
    return faults;
  } finally {
    await page.close();
  }
}

/** The same for a page of the desk, in a browser that is signed in, or is not. */
export function inspectDesk(context: BrowserContext, look: Omit<Look, 'desk'>): Promise<string[]> {
  return inspect(context, { ...look, desk: true });
}

function faultsOfAnswer(response: Response, look: Look): string[] {
  const headers = response.headers();
  const faults: string[] = [];
  if (response.status() !== look.status) faults.push(`answers ${response.status()}, not ${look.status}`);
  const want = (name: string, pattern: RegExp) => {
    if (!pattern.test(headers[name] ?? '')) faults.push(`header ${name}: ${headers[name] ?? 'none'}`);
  };
  want('content-type', /^text\/html; charset=utf-8$/i);
  want('content-security-policy', /^default-src 'none';(?!.*unsafe).*frame-ancestors 'none'/);
  want('x-content-type-options', /^nosniff$/);
  want(
    'referrer-policy',
    /\/(confirm|withdraw|invitation|return|device)\//.test(look.url)
      ? /^no-referrer$/
      : /^(same-origin|no-referrer)$/,
  );
  want('content-language', new RegExp(`^${look.lang}$`));
  if (look.desk || look.status >= 400 || /\/(confirm|withdraw)\//.test(look.url))
    want('cache-control', /no-store/);
  if (!look.desk && 'set-cookie' in headers) faults.push('sets a cookie');
  return faults;
}

async function faultsOfMarkup(html: string): Promise<string[]> {
  const report = await validator.validateString(html, join(root, 'tests', 'page.html'));
  const lines = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `html ${ruleId}: ${message} (${selector ?? ''})`),
  );
  return [...new Set(lines)];
}

/**
 * Text in another language that does not say so: it is read out with the wrong voice and ordered in the wrong direction.
 * Not asked of Kurdish: a draft says in English what nobody has translated yet.
 */
async function faultsOfLanguage(page: Page, lang: string): Promise<string[]> {
  const foreign = {
    ar: '^\\P{Script=Arabic}*([A-Za-z]{2,}[ ,.’-]+){3}\\P{Script=Arabic}*$',
    en: '\\p{Script=Arabic}{2,}',
  }[lang];
  if (!foreign) return [];
  return page.evaluate(
    ([pattern = '', own]) => {
      const faults: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        if (!new RegExp(pattern, 'u').test(text) || node.parentElement?.closest('script')) continue;
        // A name is isolated or says its language; in a choice, and in the title of a picture, it can do neither by markup.
        if (node.parentElement?.closest<HTMLElement>('bdi, option, svg title, [lang]')?.lang === own)
          faults.push(`is not ${own}: “${text.slice(0, 60)}”`);
      }
      return faults.slice(0, 5);
    },
    [foreign, lang],
  );
}

/** What sticks out of the page, and what is cut off within it. */
async function faultsOfLayout(page: Page, where: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const faults: string[] = [];
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide)
      faults.push(`scrolls sideways (${document.documentElement.scrollWidth} px)`);
    const says = (element: Element) => {
      const name = element.tagName.toLowerCase() + [...element.classList].map((one) => `.${one}`).join('');
      return `${name} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    };
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      if (element.closest('.vh, .skip, svg') || style.visibility === 'hidden') continue;
      const box = element.getBoundingClientRect();
      // Nothing to see, or said to screen readers only. A field scrolls what it holds.
      if (box.width <= 1 || box.height <= 1 || element.matches('input, select, textarea')) continue;
      const hides = (value: string) => value === 'hidden' || value === 'clip';
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        faults.push(`is cut off: ${says(element)}`);
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        faults.push(`is cut off below: ${says(element)}`);
      if (box.right <= wide + 1 && box.left >= -1) continue;
      // A part that scrolls by itself (a table, the line of sections) may be wider than the page.
      let around = element.parentElement;
      while (around && !/auto|scroll/.test(getComputedStyle(around).overflowX)) around = around.parentElement;
      if (!around || around === document.documentElement || around === document.body)
        faults.push(`sticks out: ${says(element)}`);
    }
    return [...new Set(faults)].slice(0, 5);
  });
  return found.map((fault) => `${where}: ${fault}`);
}

async function faultsByAxe(page: Page, where: string, runOnly: RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (only) => {
    // The page has just been given axe, as a global.
    const { axe: runner } = window as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await runner.run({ runOnly: only, resultTypes: ['violations'] });
    return found.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes
        .slice(0, 3)
        .map(
          ({ target, failureSummary }) =>
            `${target.join(' ')} — ${(failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 220)}`,
        ),
    }));
  }, runOnly);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `axe ${id} (${where}): ${help}: ${node}`),
  );
}

async function photograph(page: Page, look: Look, width: number): Promise<void> {
  if (look.name === null) return;
  mkdirSync(screens, { recursive: true });
  const path = join(screens, `${look.name}.${look.lang}.${width}.jpeg`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, tallest) };
  await page.screenshot({ path, type: 'jpeg', quality: 60, fullPage: true, clip });
}
