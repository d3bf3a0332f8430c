import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';

let get: (path: string) => Promise<Response>;
const page = async (path: string) => (await get(path)).text();

beforeAll(async () => {
  const { db } = await testDatabase({ starter: true });
  const { app } = testSite(db);
  get = async (path) => app.request(path);
});

const casesIn = (html: string) =>
  [...html.matchAll(/<h3><a href="\/en\/record\/cases\/([a-z0-9-]+)">/g)].map((match) => match[1]);
const linesIn = (html: string) => [...html.matchAll(/<tr data-end="([a-z]+)">/g)].map((match) => match[1]);

describe('the page of cases', () => {
  test('shows every incident once with the step it reached, and every case', async () => {
    const html = await page('/en/record/cases');
    expect(linesIn(html)).toHaveLength(24);
    expect(linesIn(html)[0]).toBe('pardoned');
    expect(new Set(casesIn(html)).size).toBe(15);
  });

  test('tells of a case no less than what was held against the claim', async () => {
    const list = (await page('/en/record/cases')).split('id="cases"')[1] ?? '';
    expect(list).toContain('CACI denies any wrongdoing');
    expect(list).toContain('No conviction was entered');
    expect(list).toContain('he found no evidence of fraud on the airport contract');
  });

  test('an incident that lasted is shown with both its dates, on the scoreboard and beside its case', async () => {
    expect(await page('/en/record/cases')).toContain('2003 to 2004');
    const html = await page('/en/record/cases/al-quraishi-v-nakhla');
    expect(html.slice(html.indexOf('id="incidents"'))).toContain('2003 to 2004');
  });

  test('the number beside a step is that of the list it leads to', async () => {
    const html = await page('/en/record/cases');
    const tabs = [
      ...html.matchAll(/href="\/en(\/record\/cases\?reached=[a-z]+)"[^>]*>[^<]+<span>(\d+)<\/span>/g),
    ];
    expect(tabs.length).toBeGreaterThan(4);
    for (const [, path, n] of tabs) expect(linesIn(await page(`/en${path}`)), path).toHaveLength(Number(n));
  });

  test('says that no step was found in the sources, never that there was none', async () => {
    const html = await page('/en/record/cases?reached=none');
    expect(html).toContain('no step found in the sources');
    expect(html).toContain('Redress: none found in the sources');
    expect(casesIn(html)).toEqual([]);
  });

  test.each([
    ['stage=convicted', 3],
    ['stage=pardoned', 1],
    ['redress=compensation', 1],
    ['redress=settlement', 5],
    ['country=IQ', 1],
    ['kind=administrative', 1],
    ['company=triple-canopy&kind=civil', 2],
    ['status=acquitted', 0],
  ])('narrowed to %s: %i', async (query, n) => {
    const html = await page(`/en/record/cases?${query}`);
    expect(casesIn(html)).toHaveLength(n);
    expect(html).toContain(n === 0 ? 'No case on record matches.' : `${n} case`);
    expect(linesIn(html)).toEqual([]);
  });

  test('what means nothing shows all, and is not kept', async () => {
    for (const query of ['kind=war', 'company=no-such-company', 'after=zzz', 'reached=far']) {
      const response = await get(`/en/record/cases?${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-cache'), query).toBeNull();
    }
    const key = (query: string) => keyOfPage(new URL(`http://example.org/en/record/cases?${query}`))?.key;
    expect(key('kind=war&utm_source=x')).toBe('/en/record/cases');
    expect(key('stage=convicted&x=y')).toBe('/en/record/cases?stage=convicted');
  });
});

describe('a case', () => {
  test('tells its steps in time, a step without a day where its source tells it', async () => {
    const html = await page('/en/record/cases/us-v-slough');
    const steps = [...html.matchAll(/<li id="step-[^"]+"><p class="label">(.*?)<\/p><h3>(.*?)<\/h3>/g)];
    expect(steps.map(([, day, kind]) => [day?.replace(/<[^>]+>/g, ''), kind])).toEqual([
      ['December 2008', 'Charged'],
      ['31 December 2009', 'Dismissed'],
      ['date unknown', 'Revived'],
      ['October 2014', 'Conviction'],
      ['August 2017', 'Decision on appeal'],
      ['date unknown', 'Sentence'],
      ['5 September 2019', 'Sentence'],
      ['22 December 2020', 'Pardon'],
    ]);
  });

  test('names a company as it was called when the case began, and leads to it as of then', async () => {
    const html = await page('/en/record/cases/in-re-xe-services');
    expect(html).toMatch(/href="\/en\/record\/companies\/blackwater\?on=2009-01-01"/);
    expect(html).toContain('Last known name:');
  });

  test('in Arabic a company is accused in a criminal case and sued in a civil one', async () => {
    const companies = async (slug: string) => {
      const html = await page(`/ar/record/cases/${slug}`);
      return html.slice(html.indexOf('id="companies"'), html.indexOf('id="incidents"'));
    };
    expect(await companies('us-v-academi')).toContain('متهمة');
    expect(await companies('saleh-v-titan')).toContain('مدّعى عليها');
    expect(await companies('saleh-v-titan')).not.toContain('متهمة');
  });

  test('an award is not told as paid, and an unknown sum is none', async () => {
    const award = await page('/en/record/cases/al-shimari-v-caci');
    expect(award).toContain('Damages awarded by a court, 42,000,000 US dollars');
    expect(award).toContain('An award does not say that it was paid.');
    for (const kind of ['compensation', 'damages'])
      expect(await page(`/en/record/cases?redress=${kind}`)).toContain('/cases/al-shimari-v-caci"');
    const list = await page('/en/record/cases?redress=compensation');
    expect(list).toContain('compensation, or damages awarded by a court');
    expect(list).not.toContain('/cases/al-quraishi-v-nakhla"');
    expect(award).toContain('Whether the sum has been paid is not recorded here.');
    expect(await page('/en/record/cases/in-re-xe-services')).toContain('Settlement, sum not known');
  });

  test('a verdict against a subsidiary is none against its parent', async () => {
    const award = await page('/en/record/cases/al-shimari-v-caci');
    const parties = award.slice(award.indexOf('id="companies"'));
    expect(parties).toMatch(
      /Defendant[\s\S]*?CACI Premier Technology, Inc\.[\s\S]*?Otherwise involved[\s\S]*?CACI International/,
    );
  });

  test('what was settled ended, and was not decided; no case reads as a period that is over', async () => {
    const prosecution = await page('/en/record/cases/us-v-academi');
    expect(prosecution).toMatch(/<dt>Ended<\/dt>/);
    expect(prosecution).not.toMatch(/<dt>Decided<\/dt>/);
    const incident = await page('/en/record/incidents/abu-ghraib');
    expect(incident).toContain('begun 30 June 2008 · decided 12 November 2024');
    expect(incident).toContain('begun 30 June 2008 · ended 10 October 2012');
  });

  test('a suit of which no outcome is known is a step, and where nobody was harmed nothing is owed', async () => {
    const board = await page('/en/record/cases?reached=all');
    const lineOf = (slug: string) =>
      board.split('<tr ').find((line) => line.includes(`/record/incidents/${slug}"`)) ?? '';
    expect(lineOf('karrada-2007')).toContain('a suit; no outcome found');
    expect(lineOf('karrada-2007')).toContain('Redress: none found in the sources');
    expect(lineOf('blackwater-exports-2010')).toContain('Nobody is on record as harmed');
    expect(await page('/en/record/incidents/blackwater-exports-2010')).not.toContain('id="redress"');
    expect(await page('/en/record/incidents/karrada-2007')).toContain('id="redress"');
  });

  test('a conviction on other charges is not told as one for the incident, wherever it stands without its case', async () => {
    const note = 'a conviction; it does not settle all that is told here';
    for (const path of [
      '/en/record/cases?reached=convicted',
      '/en/record/incidents/hit-interpreter-2008',
      '/en/record/incidents?reached=convicted',
      '/en/record/companies/titan',
      '/en/record/report',
    ])
      expect(await page(path), path).toContain(note);
    expect(await page('/ar/record/incidents/hit-interpreter-2008')).toContain(
      'إدانة؛ ولا يحسم ذلك كل ما يُروى هنا',
    );
    const found = await page('/en/record/incidents/armorgroup-shooting-2009');
    expect(found).toContain('a conviction');
    expect(found).not.toContain('does not settle');
  });

  test('without redress it says that none was found, not that there was none', async () => {
    expect(await page('/en/record/cases/us-v-ali')).toContain('No redress was found in the sources.');
  });

  test('every footnote leads to a source on the page', async () => {
    for (const lang of ['en', 'ar']) {
      const html = await page(`/${lang}/record/cases/al-shimari-v-caci`);
      const targets = [...html.matchAll(/href="#(source-\d+)"/g)].map((match) => match[1]);
      expect(targets.length).toBeGreaterThan(4);
      for (const target of targets) expect(html).toContain(`id="${target}"`);
    }
  });

  test('in Arabic a sum and a step are said in Arabic', async () => {
    const html = await page('/ar/record/cases/al-quraishi-v-nakhla');
    expect(html).toContain('تسوية، 5,280,000 دولار أميركي');
    expect(html).toContain('سُوّيت القضية من دون نشر شروط التسوية.');
  });

  test('one that is not there is not found', async () => {
    expect((await get('/en/record/cases/no-such-case')).status).toBe(404);
    expect((await get('/xx/record/cases/us-v-ali')).status).toBe(404);
  });
});

test('an empty record is an honest page', async () => {
  const { db } = await testDatabase({ starter: false });
  const response = await testSite(db).app.request('/en/record/cases');
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toContain('not yet researched');
  expect(html).not.toMatch(/<span>0<\/span>.*tabs/);
});
