import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { meets } from './model.ts';

let pages: { laws: string; order: string; draft: string; montreux: string };
let app: ReturnType<typeof testSite>['app'];

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  app = testSite(db).app;
  const page = async (path: string) => (await app.request(path)).text();
  pages = {
    laws: await page('/en/record/laws'),
    order: await page('/en/record/laws/iq-cpa-order-17'),
    draft: await page('/ar/record/laws/int-draft-convention-2010'),
    montreux: await page('/en/record/laws/int-montreux-2008'),
  };
});

test('an answer is measured by what the campaign asks: of immunity it asks that there be none', () => {
  expect(meets('licenses', 'yes')).toBe('as-asked');
  expect(meets('licenses', 'no')).toBe('against');
  expect(meets('immunity', 'yes')).toBe('against');
  expect(meets('immunity', 'no')).toBe('as-asked');
  expect(meets('remedy', 'partly')).toBe('in-part');
  for (const question of ['prohibits', 'immunity'] as const)
    expect(meets(question, 'unknown')).toBe('unknown');
});

test('laws stand by country, what belongs to no one country last', () => {
  const countries = [...pages.laws.matchAll(/<tbody id="country-([A-Z]+)"/g)].map(([, code]) => code);
  expect(countries).toEqual(['FR', 'IQ', 'ZA', 'CH', 'US', 'INT']);
});

test('what nobody has looked at is not yet researched, in words and sign, and never no', () => {
  const row = pages.laws.match(/<tr>(?:(?!<\/tr>)[\s\S])*int-montreux-2008[\s\S]*?<\/tr>/)?.[0] ?? '';
  expect(row.match(/data-meets="unknown">Not yet researched</g)).toHaveLength(5);
  expect(row).not.toContain('>No<');
  expect(pages.montreux).toContain('Not yet researched');
});

test('a law that grants immunity is against what the campaign asks', () => {
  expect(pages.order).toContain('data-meets="against">Yes<');
  expect(pages.order).toContain('/en/record/propose?about=law/iq-cpa-order-17');
});

test('a text leads to its step of the treaty process', () => {
  expect(pages.draft).toContain('/ar/record/treaty#step-2010-07-02-draft-convention-published');
});

test('each step towards a treaty has its address and its sources; no vote is made up', async () => {
  const html = await (await app.request('/en/record/treaty')).text();
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id?.startsWith('step-'))).toHaveLength(27);
  for (const step of html.split('<li id="step-').slice(1)) expect(step).toMatch(/class="footnote"/);
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  expect(html).toContain('How states voted on them is not yet researched');
  expect(html).not.toContain('<table class="stack votes">');
});

test('an empty record says that nothing was researched', async () => {
  const { db } = await testDatabase({ starter: false });
  const empty = testSite(db).app;
  for (const path of ['laws', 'treaty', 'contracts']) {
    const html = await (await empty.request(`/en/record/${path}`)).text();
    expect([path, html.includes('not yet researched')]).toEqual([path, true]);
  }
});
