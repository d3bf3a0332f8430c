import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';

const { db } = await testDatabase({ starter: true });
const { app } = testSite(db);

test.each([
  'companies',
  'companies/blackwater',
  'incidents',
  'incidents?kind=shooting',
  'incidents/nisour-square',
  'contracts',
  'contracts/blackwater-wpps',
  'cases',
  'cases/us-v-slough',
  'laws',
  'laws/iq-cpa-order-17',
  'treaty',
  'sources',
  'sources/wapo-2009-xe',
])('%s says how it is cited, can be printed, and has its data beside it', async (path) => {
  for (const lang of ['en', 'ar']) {
    const page = await (await app.request(`/${lang}/record/${path}`)).text();
    expect(page.match(/id="cite"/g)).toHaveLength(1);
    const line = /<p class="cite-line"[^>]*>.*?<\/p>/s.exec(page)?.[0] ?? '';
    expect(line).toContain(`/${lang}/record/${path}"`);
    expect(page).toMatch(/<button[^>]*data-print/);
    const json = /href="(\/api\/v1\/[^"]+)"/.exec(page)?.[1] ?? '';
    const data = await app.request(json);
    expect([data.status, data.headers.get('content-type')]).toEqual([200, 'application/json']);
  }
});

test('who cites an incident cites how surely it stands', async () => {
  for (const [path, standing] of [
    ['en/record/incidents/blackwater-exports-2010', 'alleged'],
    ['en/record/incidents/nisour-square', 'established'],
    ['ar/record/incidents/karrada-2007', 'متنازع عليها'],
  ] as const) {
    const page = await (await app.request(`/${path}`)).text();
    const line = /<p class="cite-line"[^>]*>.*?<\/p>/s.exec(page)?.[0] ?? '';
    expect(line).toContain(` (${standing})</bdi>.`);
  }
});

test('a name that ends with a full stop gets no second one, and the words of a source stay its own', async () => {
  const cited = async (path: string) => {
    const page = await (await app.request(path)).text();
    const line = /<p class="cite-line"[^>]*>.*?<\/p>/s.exec(page)?.[0] ?? '';
    return line.replace(/<[^>]+>/g, '');
  };
  const company = await cited('/en/record/companies/kbr');
  expect(company).toContain('KBR, Inc. As of');
  const source = await cited('/en/record/sources/abc-2009-xe');
  expect(source).toContain(
    ': Source on record: “Scandal-Ridden Blackwater Changes Name” (ABC News, 13 February 2009). http',
  );
  expect(await cited('/ar/record/sources/abc-2009-xe')).toContain(
    '«Scandal-Ridden Blackwater Changes Name» (ABC News، ',
  );
});

test('a long page leads to how it is cited from its beginning', async () => {
  const page = await (await app.request('/ar/record/companies/blackwater')).text();
  expect(page.indexOf('href="#cite"')).toBeGreaterThan(0);
  expect(page.indexOf('href="#cite"')).toBeLessThan(page.indexOf('id="names"'));
});

test.each([
  ['companies?country=IQ', '/api/v1/companies?country=IQ'],
  ['companies/blackwater?on=2008-06', '/api/v1/companies/blackwater?on=2008-06'],
  [
    'incidents?kind=shooting&harmed=civilian&by=company-staff&standing=disputed&reached=none',
    '/api/v1/incidents?types=shooting&harmed=civilian&harmedBy=company-staff&standing=disputed&accountability=none',
  ],
  [
    'cases?country=US&kind=criminal&company=blackwater',
    '/api/v1/cases?country=US&type=criminal&company=blackwater',
  ],
  ['sources?kind=court', '/api/v1/sources?type=court'],
])('%s has the data that it shows beside it', async (path, json) => {
  const page = await (await app.request(`/en/record/${path}`)).text();
  expect(page).toContain(`href="${json.replaceAll('&', '&amp;')}">The same as data (JSON)`);
  expect((await app.request(json)).status).toBe(200);
});

test('a list that is narrowed by more than the data can be says so', async () => {
  const page = await (await app.request('/en/record/contracts?year=2008&company=blackwater')).text();
  expect(page).toContain(
    'href="/api/v1/contracts?company=blackwater">As data, without some of what narrows this list',
  );
});
