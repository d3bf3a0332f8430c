import type { APIRequestContext, Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/foundation/database/database.ts';
import type { DeskLang } from '../../src/staff/model.ts';
import { testDesk } from '../desk.ts';
import { launchChromium } from './chromium.ts';
import { postForm, signInToDesk } from './desk.ts';
import { inspectDesk } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';
import { makeWorld } from './world.ts';

// Every page of the desk, found as people find it: by following the links from the overview. A page that no link leads to
// fails here, as does one that nobody has looked at.

/** Not pages: what they answer is fetched, and has its own tests. */
const documents = [
  '/desk/audit.csv',
  '/desk/files/:sha256{[0-9a-f]{64}}/original',
  '/desk/files/:sha256{[0-9a-f]{64}}/:form{[1-9][0-9]{0,4}\\.(avif|webp|jpg)}',
];
/** Pages of the public side, shown as they will be; protocols; and what has a test of its own. */
const elsewhere = [
  /\/preview$/,
  /^\/desk\/preview\//,
  /^\/desk\/auth\//,
  /^\/desk\/uploads\//,
  /^\/desk\/signatures\/export\/file$/,
  /^\/desk\/(sign-in|invitation|return|account\/second-factor)/,
];
/**
 * Not on the way of an owner of this site: pages of things that it has none of, where no link leads yet, and of names
 * that are for their two readers. Their journeys look at each: desk-content, desk-signatures, desk-register, desk-files,
 * record-import.
 */
const absent = [
  '/desk/declarations/new',
  '/desk/signatures/bulk',
  '/desk/sealed',
  '/desk/organisations/join/:id',
  '/desk/cleanups/:id',
  '/desk/files/pick',
  '/desk/files/pick.json',
  '/desk/handover/:id/file',
  '/desk/suggest/:kind',
  '/desk/import/:id',
];

/** Declares the walk through the desk in one language. */
export function describeDesk(lang: DeskLang): void {
  let site: RunningSite;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
    await makeWorld(site);
    context = await signInToDesk(site, browser, { roles: 'owner', lang });
    await fill(site, context.request);
  });
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await site?.stop();
  });

  test(`every page of the desk is whole, reachable and accessible, in ${lang}`, async () => {
    const patterns = await deskPatterns();
    const waiting = ['/desk'];
    const seen = new Map<string, string>();
    const faults: string[] = [];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const pattern = patterns.find(({ shape }) => shape.test(path.replace(/\?.*$/, '')))?.path;
      // A form in another language of the text is another page than the first.
      const kind = `${pattern}${/[?&]lang=/.test(path) ? ' translation' : ''}`;
      if (pattern === undefined || seen.has(kind)) continue;
      seen.set(kind, path);
      const answer = await context.request.get(site.origin + path);
      if (answer.status() !== 200) faults.push(`${path}: ${answer.status()}`);
      if (documents.includes(pattern) || elsewhere.some((one) => one.test(pattern))) continue;
      const name = `desk${path.replace(/[0-9a-f-]{36,64}/g, 'id').replace(/[^a-z]+/gi, '-')}`.replace(
        /-$/,
        '',
      );
      const found = await inspectDesk(context, { url: site.origin + path, status: 200, name, lang });
      faults.push(...found.map((fault) => `${path}: ${fault}`));
      waiting.push(...linksIn(await answer.text()));
    }
    expect(faults).toEqual([]);
    const unseen = patterns
      .map(({ path }) => path)
      .filter((path) => !seen.has(path) && !elsewhere.some((one) => one.test(path)))
      // Pictures are fetched by the pages that show them.
      .filter((path) => !absent.includes(path) && !/\b(avif|png)\b|\/files\/shown\//.test(path));
    expect(unseen).toEqual([]);
    expect(site.complaints()).toEqual([]);
  }, 1_800_000);
}

/** The desk's own addresses in a page, in their order. */
function linksIn(html: string): string[] {
  const found = [...html.matchAll(/ href="(\/desk[^"#]*)/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  );
  return [...new Set(found)];
}

/** The routes that a browser opens, the most exact first, as the application has them. */
async function deskPatterns(): Promise<{ path: string; shape: RegExp }[]> {
  const { db, close } = openDatabase('postgres://nobody@127.0.0.1:1/none');
  const { desk } = testDesk(db);
  await close();
  const paths = [...new Set(desk.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))];
  return paths
    .sort((a, b) => a.split(':').length - b.split(':').length)
    .map((path) => ({
      path,
      shape: new RegExp(
        `^${path.replace(/:\w+(\{((?:[^{}]|\{[^}]*\})+)\})?/g, (_, _braces, own) => (own ? `(?:${own})` : '[^/]+'))}$`,
      ),
    }));
}

/** Things without which some pages have no example: a file, something in the bin, a flood of proposals. */
async function fill(site: RunningSite, request: APIRequestContext): Promise<void> {
  const post = (path: string, form: Record<string, string>) => postForm(request, site.origin, path, form);
  const made = await post('/desk/news/new', {
    primary_lang: 'en',
    title: 'A sample draft',
    body: 'Words.',
    date: '2026-11-26',
  });
  const draft = new URL(made.url()).pathname;
  await post(`${draft}/bin`, { why: 'a sample' });
  await post('/desk/victims/new', {
    primary_lang: 'en',
    name: 'Sample Person',
    incident_id: 'nisour-square',
    chose_publicity_on: '2010',
    chose_publicity_source: 'atlantic-2014-verdict',
  });
  await post('/desk/responses/new', {
    primary_lang: 'en',
    company_id: 'blackwater',
    about: 'nisour-square',
    text: 'A sample answer.',
  });
  await post('/desk/ownership/new', {
    primary_lang: 'en',
    company_id: 'hart',
    owner: 'A sample owner',
    owner_is: 'organisation',
    end_is: 'unknown',
    standing: 'reported',
  });
  const companies = await (await request.get(`${site.origin}/desk/companies?q=hart`)).text();
  const [company = ''] = /\/desk\/companies\/[0-9a-f-]{36}/.exec(companies) ?? [];
  await post(`${company}/merge`, { into: 'zapata', why: 'A sample.' });
  await post('/en/record/propose', { wants: 'missing', said: 'A sample of what is missing.' });
  // So many in the same words stand in a group of their own.
  for (let n = 0; n < 10; n += 1)
    await post('/en/record/propose', { wants: 'missing', said: 'The same words, again and again.' });
  const file = { name: 'sample.png', mimeType: 'image/png', buffer: onePixel };
  await request.post(`${site.origin}/desk/uploads`, {
    multipart: { file },
    headers: { origin: site.origin },
  });
  await until(
    async () =>
      /\/desk\/files\/[0-9a-f]{64}/.test(await (await request.get(`${site.origin}/desk/files`)).text()),
    60_000,
  );
}

/** A grey PNG of one pixel. */
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
