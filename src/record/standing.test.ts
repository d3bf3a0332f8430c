import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { testSite } from '../../tests/site.ts';
import { standings, weaker } from './model.ts';

// Beside the name of a company stands how surely it had part in what is told, wherever that is told.
const { db } = await testDatabase({ starter: true });
const pages = new Map<string, string>();
const page = (path: string) => pages.get(path) ?? '';

beforeAll(async () => {
  const { app } = testSite(db);
  for (const path of ['', '/incidents', '/report', '/companies/titan', '/incidents/dyncorp-taxi-2007'])
    for (const lang of ['en', 'ar'])
      pages.set(`/${lang}${path}`, await (await app.request(`/${lang}/record${path}`)).text());
});

const entry = (html: string, id: string) =>
  new RegExp(`<li id="${id}".*?(?=<li id="(?:incident|case)-|</main>)`, 's').exec(html)?.[0] ?? '';
const standingsIn = (html: string) => [...html.matchAll(/data-standing="([a-z]+)"/g)].map(([, word]) => word);

test('the weaker of two standings is the one that claims less', () => {
  const order = ['alleged', 'disputed', 'reported', 'established'] as const;
  for (const a of standings)
    for (const b of standings) {
      expect(weaker(a, b)).toBe(order[Math.min(order.indexOf(a), order.indexOf(b))]);
      expect(weaker(a, b)).toBe(weaker(b, a));
    }
});

test.each(['en', 'ar'])(
  'a company whose part is only alleged is not called established on its page, in %s',
  (lang) => {
    const told = entry(page(`/${lang}/companies/titan`), 'incident-abu-ghraib');
    expect(standingsIn(told)).toEqual(['alleged', 'established']);
    expect(told).toContain(lang === 'en' ? 'The incident itself' : 'الحادثة نفسها');
  },
);

test.each(['en', 'ar'])('in the list of incidents the weaker part stands behind the name, in %s', (lang) => {
  const told = entry(page(`/${lang}/incidents`), 'incident-abu-ghraib');
  expect(standingsIn(told)).toEqual(['established', 'reported', 'alleged']);
  expect(told).toMatch(/Titan Corporation<\/bdi> <span class="standing" data-standing="alleged">/);
});

test.each(['en', 'ar'])('each incident of the report says how surely it stands, in %s', (lang) => {
  const html = page(`/${lang}/report`);
  const told = [...html.matchAll(/<li id="(incident-[a-z0-9-]+)"/g)].map(([, id = '']) => id);
  expect(told.length).toBeGreaterThan(20);
  for (const id of told) expect(standingsIn(entry(html, id)).length, id).toBeGreaterThan(0);
  // Told under another company, and named here.
  expect(html).toMatch(/data-standing="alleged">[^<]*<\/span>(?:(?!<li).)*<a href="#incident-abu-ghraib"/s);
});

test.each(['en', 'ar'])('the map says it of each incident, in its list and over its marks, in %s', (lang) => {
  const html = page(`/${lang}/incidents`);
  const places = /<ul class="places".*?<\/section>/s.exec(html)?.[0] ?? '';
  const listed = [...places.matchAll(/<li><a href="[^"]*\/record\/incidents\/.*?<\/li>/gs)];
  expect(listed.length).toBe(24);
  for (const [line] of listed) expect(standingsIn(line).length, line).toBe(1);
  expect(html).toMatch(lang === 'en' ? /<title>[^<]+\(alleged\)\. Balad/ : /<title>[^<]+\(مُدّعى بها\)\./);
});

test.each([
  ['en', 'Disputed'],
  ['ar', 'متنازع عليها'],
])('what is shared of an incident begins with how surely it stands, in %s', (lang, word) => {
  const html = page(`/${lang}/incidents/dyncorp-taxi-2007`);
  for (const name of ['name="description"', 'property="og:description"'])
    expect(html).toContain(`<meta ${name} content="${word}: `);
  expect(html).toContain(`"description":"${word}: `);
});

test.each([
  ['en', '4 of the incidents are disputed', 'Of the incidents, 4 are disputed'],
  ['ar', 'ومن الحوادث 4 متنازع عليها', '4 حوادث متنازع عليها'],
])('the sum of people killed says how many of its incidents are disputed, in %s', (lang, said, reported) => {
  const first = /<div class="first">(.*?)<\/div>/s.exec(page(`/${lang}`))?.[1] ?? '';
  expect(first).toContain(said);
  expect(first).toContain('figure=killed&amp;standing=disputed');
  expect(page(`/${lang}/report`)).toContain(reported);
});
