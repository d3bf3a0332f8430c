import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { doneBy, meets, questions } from './model.ts';

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

test('a country does what one of its laws in force does; drafts, what was repealed or is only alleged do nothing', () => {
  const law = (
    status: 'in-force' | 'draft' | 'repealed',
    immunity: 'yes' | 'partly' | 'no' | 'unknown',
    standing: 'alleged' | 'reported' = 'reported',
  ) => ({
    status,
    standing,
    does: {
      prohibits: 'unknown',
      licenses: 'unknown',
      immunity,
      jurisdiction: 'unknown',
      remedy: 'unknown',
    } as const,
  });
  expect(doneBy([law('in-force', 'no'), law('in-force', 'partly')], 'immunity')).toBe('partly');
  expect(doneBy([law('in-force', 'no'), law('repealed', 'yes'), law('draft', 'partly')], 'immunity')).toBe(
    'no',
  );
  expect(doneBy([law('repealed', 'yes')], 'immunity')).toBe('unknown');
  expect(doneBy([law('in-force', 'yes', 'alleged'), law('in-force', 'no')], 'immunity')).toBe('no');
  expect(doneBy([law('in-force', 'no')], 'remedy')).toBe('unknown');
});

test('a map for each question says in words what it draws: every country once, and what nobody looked at is no answer', () => {
  const maps = [...pages.laws.matchAll(/<figure class="drawing world">[\s\S]*?<\/figure>/g)].map(
    ([map]) => map,
  );
  expect(maps).toHaveLength(questions.length);
  for (const map of maps)
    expect([...map.matchAll(/href="#country-([A-Z]{2})"/g)].map(([, code]) => code).sort()).toEqual([
      'CH',
      'FR',
      'IQ',
      'US',
      'ZA',
    ]);
  const [, licences = '', immunity = ''] = maps;
  expect(licences).toMatch(/data-meets="as-asked">Yes<\/span><ul>(?:(?!<\/ul>).)*#country-IQ/);
  expect(licences.match(/class="answered" data-meets="as-asked"/g)).toHaveLength(2);
  // A licence to export is none to work: the United States do it in part.
  expect(licences).toMatch(/data-meets="in-part">In part<\/span><ul>(?:(?!<\/ul>).)*#country-US/);
  // The order that granted immunity is repealed: no law in force that is on record says anything of it.
  expect(immunity).not.toContain('>Yes<');
  expect(immunity.match(/class="answered" data-meets="unknown"/g)).toHaveLength(5);
  expect(pages.laws.match(/id="world-land"/g)).toHaveLength(1);
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
