import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';

let html: Record<'en' | 'ar', string>;

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db);
  const page = async (lang: string) => (await app.request(`/${lang}/record/report`)).text();
  html = { en: await page('en'), ar: await page('ar') };
});

const idsOf = (page: string) => [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
const chapterOf = (page: string, slug: string) => {
  const from = page.indexOf(`<section class="part chapter" id="company-${slug}"`);
  const next = page.indexOf('<section class="part', from + 1);
  return from < 0 ? '' : page.slice(from, next);
};

describe.each(['en', 'ar'] as const)('the report in %s', (lang) => {
  test('every link within it leads somewhere, and no id stands twice', () => {
    const ids = idsOf(html[lang]);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html[lang].matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(targets.length).toBeGreaterThan(300);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('an incident that lasted is told with both its years', () => {
    const told = html[lang].split('id="incident-abu-ghraib"')[1] ?? '';
    expect(told.slice(0, 400).replace(/<[^>]+>/g, '')).toContain(
      lang === 'en' ? '2003 to 2004' : 'من 2003 إلى 2004',
    );
  });

  test('every incident, case and chapter has its footnotes, and footnotes count from 1 in reading order', () => {
    const text = html[lang].replaceAll(/ id="company-[a-z0-9-]+-h"/g, '');
    const told = text.split(/(?= id="(?:company|incident|case)-)/).slice(1);
    expect(told.length).toBeGreaterThan(60);
    for (const part of told) expect(part.includes('class="footnote"'), part.slice(0, 80)).toBe(true);
    const order = [...html[lang].matchAll(/href="#source-(\d+)"/g)].map((match) => Number(match[1]));
    const first = [...new Set(order)];
    expect(first).toEqual(first.map((_, n) => n + 1));
    expect(html[lang]).not.toContain(`id="source-${first.length + 1}"`);
  });

  test('strikes out names that ended, and no owner', () => {
    expect(chapterOf(html[lang], 'blackwater')).toMatch(/<s>.*Blackwater.*<\/s>.*<b>.*ACADEMI.*<\/b>/);
    expect(html[lang]).not.toMatch(/<s>[^/]*Constellis Holdings/);
    expect(chapterOf(html[lang], 'armorgroup').match(/<s>/g)).toBeNull();
  });
});

test('the sum of people killed is that of companies’ own staff, with what is unknown beside it', () => {
  // 14 to 17 + 1 + 3 + 2 + 0 + 1 + 2 of the starter data; one more is alleged only. Ambushes and kidnappings add none.
  expect(html.en).toMatch(
    /In one more the killing is only alleged, and counted in no sum\.<\/dt><dd>23 to 26<\/dd>/,
  );
});

test('an unknown end of a name is not today, and no date is sharper than its source', () => {
  expect(chapterOf(html.en, 'triple-canopy')).toContain('from 2003; end not known');
  expect(chapterOf(html.en, 'triple-canopy')).not.toMatch(/today|present|since/);
  expect(chapterOf(html.en, 'blackwater')).not.toContain('present name');
  expect(html.en).toContain('<time datetime="2003">2003</time>');
});

test('what is claimed in a suit is not printed as a kind of deed', () => {
  expect(html.en).not.toMatch(/<d[dt]>(fraud|trafficking|killing|torture|shooting)<\/d[dt]>/i);
  expect(chapterOf(html.en, 'custer-battles')).not.toContain('<dt>Killed</dt>');
});

test('the deaths of a company’s guards are told as done by an armed group', () => {
  const told = chapterOf(html.en, 'gardaworld');
  expect(told).toContain('<dt>Killed</dt><dd>4</dd>');
  expect(told).toContain('<dd>an armed group</dd>');
});

test('an incident of two companies is told once, and the second chapter leads to it', () => {
  expect(chapterOf(html.en, 'caci')).toContain('id="incident-abu-ghraib"');
  expect(chapterOf(html.en, 'titan')).toContain('href="#incident-abu-ghraib"');
  expect(html.en.match(/ id="incident-abu-ghraib"/g)).toHaveLength(1);
});

test('in Arabic a company without an Arabic name stays in Latin letters, isolated', () => {
  expect(html.ar).toContain('<bdi lang="en">Zapata Engineering</bdi>');
  expect(chapterOf(html.ar, 'blackwater')).toContain('بلاك ووتر');
});

test('an empty record is an honest page', async () => {
  const { db } = await testDatabase({ starter: false });
  const response = await testSite(db).app.request('/en/record/report');
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).toContain('The record holds no company yet.');
  expect(page).not.toContain('<dd>0</dd>');
});
