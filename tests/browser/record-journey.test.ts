import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, telephone } from './chromium.ts';
import { signInToDesk } from './desk.ts';
import { inspect } from './inspect.ts';
import { type RunningSite, startSite, until } from './server.ts';

// The whole way of something new: an editor enters a company with a name that it gave up, its owner, an incident and the
// case about it; a second person, in Arabic, reads all of it, sends one back and lets the others out; the editor mends that
// one. Then everybody reads it, and the figures of the front have changed.

const [before, now] = ['Example Shield Group', 'حراس نموذجيون'] as const;
const incident = 'Shots at an example bridge';
const lawsuit = 'Families v. Example Shield';
/** What each is called in its address. */
const slugs = ['example-shield-group', 'shots-at-an-example-bridge', 'families-v-example-shield'] as const;
const paper = { source_url: 'https://gazette.example.org/12', source_title: 'An example gazette, number 12' };
const reason = 'يقول المصدر إنهم خمسة على الأقل.';

let site: RunningSite;
let browser: Browser;
let contexts: BrowserContext[] = [];
let editor: Page;
let reader: Page;
let figures: Record<string, number[]>;
/** When nothing of it was there yet. */
let began: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ starter: 'all' }), launchChromium()]);
  contexts = [
    await signInToDesk(site, browser, { roles: 'editor' }),
    await signInToDesk(site, browser, { roles: 'reviewer', lang: 'ar' }),
    await browser.newContext(telephone),
  ];
  const [one, two] = contexts;
  if (!one || !two) throw new Error('nobody is signed in');
  [editor, reader] = [await one.newPage(), await two.newPage()];
  for (const page of [editor, reader]) page.setDefaultTimeout(60_000);
  figures = await figuresOfTheFront();
  began = new Date().toISOString();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.stop();
});

/** The numbers of each figure, as English readers see them. */
async function figuresOfTheFront(): Promise<Record<string, number[]>> {
  const html = await (await fetch(`${site.origin}/en/record`)).text();
  const found = [...html.matchAll(/id="figure-([a-z-]+)".*?<dd>(.*?)<\/dd>/gs)].map(
    ([, name = '', text = '']) =>
      [
        name,
        text
          .replace(/<[^>]*>/g, '')
          .match(/\d+/g)
          ?.map(Number) ?? [],
      ] as const,
  );
  return Object.fromEntries(found);
}

/** Fills in fields by their names: texts are typed, choices chosen, boxes ticked. */
async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const tag = await field.evaluate((one) => `${one.tagName} ${one.getAttribute('type')}`);
    if (tag.startsWith('SELECT')) await field.selectOption(value);
    else if (tag.endsWith('checkbox')) await field.check();
    else await field.fill(value);
  }
}

/** Saves the form of something new. @returns its address. */
async function begin(path: string, values: Record<string, string>): Promise<string> {
  if (new URL(editor.url()).pathname !== path) await editor.goto(site.origin + path);
  await fill(editor, values);
  await editor.locator('.desk-foot button.call').click();
  await editor.waitForURL(/\/[0-9a-f-]{36}\?done=saved$/);
  return new URL(editor.url()).pathname;
}

/** Saves the form that is open with a source that nobody entered yet, or that is known by its address. */
async function saveWith(source: Record<string, string>): Promise<void> {
  await fill(editor, source);
  await editor.locator('.desk-foot button[value="save"]').click();
  await editor.waitForURL(/lang=en&done=saved$/);
}

async function tie(path: string, values: Record<string, string>): Promise<void> {
  await editor.goto(site.origin + path);
  await fill(editor, values);
  await editor.locator('button[value="add:"]').click();
  await editor.waitForURL(/done=saved$/);
}

test('the editor enters a company with two names and its owner, their sources while writing', async () => {
  const company = await begin('/desk/companies/new', {
    first_name: before,
    first_kind: 'legal',
    first_valid_from: '٢٠١٢',
    first_valid_to: '٢٠١٥',
    first_end_is: 'known',
    ...paper,
    country: 'IQ',
    summary: 'An example company that guards convoys.',
  });
  await editor.goto(`${site.origin}${company}/names`);
  await fill(editor, {
    'name.new': now,
    'lang.new': 'ar',
    'kind.new': 'legal',
    'valid_from.new': '٢٠١٥',
    'end_is.new': 'ongoing',
    'ongoing_as_of.new': '2020-01-05',
    'ongoing_source.new': paper.source_url,
  });
  await editor.locator('.desk-foot button.call').click();
  await editor.waitForURL(/done=saved$/);
  const row = editor.locator('tr', { has: editor.locator(`input[value="${now}"]`) });
  const name = await row.locator('a[href^="/desk/company-names/"]').first().getAttribute('href');
  await editor.goto(site.origin + (name ?? '').replace(/\/sources$/, ''));
  await saveWith({ cite_source: paper.source_url });
  // By the name that it bears today, which was not the first to be entered.
  await begin('/desk/ownership/new', {
    owner: 'Example Holding',
    owner_is: 'company',
    company_id: now,
    valid_from: '2016',
  });
  await saveWith({
    cite_source: 'https://register.example.org/7',
    cite_title: 'A register of companies',
    cite_kind: 'government',
  });
});

test('an incident on the map in which its staff acted, and the case about it with stages and redress', async () => {
  const at = await begin('/desk/incidents/new', {
    title: incident,
    place: 'An example bridge',
    summary: 'Guards shot at three cars.',
    date: '2016-03-05',
    latitude: '٣٤٫١٩',
    longitude: '43.87',
    place_precision: 'city',
    'kinds.killing': 'yes',
    killed_min: '٤',
    killed_max: '9',
    'harmed.civilian': 'yes',
    harmed_by: 'company-staff',
    accountability: 'judgment',
  });
  await saveWith({
    cite_source: 'https://reports.example.org/bridge',
    cite_title: 'What happened at the bridge',
    cite_kind: 'ngo',
  });
  await tie(`${at}/companies`, { thing: now, role: 'staff-acted', standing: 'reported' });

  const suit = await begin('/desk/cases/new', {
    title: lawsuit,
    outcome: 'The court found for the families.',
    country: 'IQ',
    kind: 'civil',
    status: 'judgment',
    filed: '2018',
    decided: '2019-05',
  });
  const judgment = { cite_source: 'https://court.example.org/1' };
  await saveWith({ ...judgment, cite_title: 'The judgment', cite_kind: 'court' });
  await tie(`${suit}/companies`, { thing: now, role: 'defendant' });
  await tie(`${suit}/incidents`, { thing: incident });
  for (const [part, values] of [
    ['steps', { what: 'The families filed their claim.', kind: 'filed', date: '2018' }],
    ['steps', { what: 'The court gave judgment.', kind: 'judgment', date: '2019-05' }],
    ['redress', { what: 'Each family was to be paid.', kind: 'compensation', date: '2019-05' }],
  ] as const) {
    await editor.goto(`${site.origin}${suit}/${part}`);
    await editor.locator('main a[href*="/new?case_id="]').click();
    await begin(new URL(editor.url()).pathname, values);
    await saveWith(judgment);
  }
});

test('a second person reads each word of it, sends the incident back and lets the others out', async () => {
  const queue = `${site.origin}/desk/record/review`;
  await reader.goto(queue);
  const waiting = await reader
    .locator('table a[href^="/desk/record/review/"]')
    .evaluateAll((links) => links.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? '']));
  expect(waiting).toHaveLength(9);
  for (const [href = '', title] of waiting) {
    await reader.goto(site.origin + href);
    const main = (await reader.locator('main').textContent()) ?? '';
    expect(main).toContain('Sample Member');
    if (title === incident) {
      for (const word of ['Guards shot at three cars.', 'What happened at the bridge', before])
        expect(main).toContain(word);
      await reader.fill('#reason', reason);
      await reader.locator('button[value="return"]').click();
      await reader.waitForURL(/done=returned/);
    } else {
      await reader.locator('button[value="publish"]').click();
      await reader.waitForURL(/done=published/);
    }
  }
  await reader.goto(queue);
  expect(await reader.locator('table a[href^="/desk/record/review/"]').count()).toBe(0);
});

test('the editor is told, mends it and hands it in again; read once more, it is published', async () => {
  await editor.goto(`${site.origin}/desk`);
  await editor.locator('main a[href$="state=returned"]').click();
  expect(await editor.locator('main').textContent()).toContain(reason);
  await editor.getByRole('link', { name: incident }).click();
  const review = editor.url();
  await editor.goto(review.replace('/record/review/', '/incidents/'));
  await editor.locator('a[href="#claim"]').waitFor();
  // More at the least than at the most: nothing is saved.
  await fill(editor, { killed_min: '50' });
  await editor.locator('.desk-foot button[value="save"]').click();
  await editor.locator('#killed_max-error').waitFor();
  await fill(editor, { killed_min: '٥' });
  await editor.locator('.desk-foot button[value="save"]').click();
  await editor.waitForURL(/lang=en&done=saved$/);
  await reader.goto(review);
  await reader.locator('button[value="approve"]').click();
  await reader.waitForURL(/done=approved/);
  await editor.locator('form[action$="/publish"] button.call').click();
  await editor.waitForURL(/done=published/);
});

test('everybody reads it in both languages, and the figures of the front have changed', async () => {
  const [least = 0, most = 0] = figures.killed ?? [];
  const more = (name: string) => [(figures[name]?.[0] ?? 0) + 1];
  const wanted = {
    killed: [least + 5, most + 9],
    incidents: more('incidents'),
    cases: more('cases'),
    compensated: more('compensated'),
  };
  await until(async () => {
    const { killed, incidents, cases, compensated } = await figuresOfTheFront();
    return JSON.stringify({ killed, incidents, cases, compensated }) === JSON.stringify(wanted);
  });
  const changes = await (await fetch(`${site.origin}/api/v1/changes?since=${began}`)).text();
  for (const slug of slugs) expect(changes).toContain(`"${slug}"`);

  const [, , anyone] = contexts;
  if (!anyone) throw new Error('nobody reads');
  const page = await anyone.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  for (const lang of ['en', 'ar'] as const) {
    await page.goto(`${site.origin}/${lang}/record/companies/example-shield-group`);
    await page.locator('h1 s, h1 del').getByText(before).waitFor();
    await page.locator('h1').getByText(now).waitFor();
    expect(await page.locator('main').textContent()).toContain('Example Holding');
    await page.locator('#incidents a', { hasText: incident }).first().click();
    await page.waitForURL(/incidents\/shots-at-an-example-bridge/);
    const told = page.locator('main');
    expect(await told.textContent()).toContain(lang === 'en' ? '5 to 9' : 'من 5 إلى 9');
    await page.locator('#cases a', { hasText: lawsuit }).first().click();
    await page.waitForURL(/cases\/families-v-example-shield/);
    expect(await page.locator('#steps .entries > li').count()).toBe(2);
    for (const path of [
      'companies/example-shield-group',
      'incidents/shots-at-an-example-bridge',
      'cases/families-v-example-shield',
    ])
      faults.push(
        ...(await inspect(anyone, {
          url: `${site.origin}/${lang}/record/${path}`,
          status: 200,
          name: null,
          lang,
        })),
      );
  }
  expect(faults).toEqual([]);
  expect(site.complaints()).toEqual([]);
});
