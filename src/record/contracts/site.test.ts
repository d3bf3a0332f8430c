import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';
import { contractsWorld } from './contracts.world.ts';

const { db } = await testDatabase({ starter: false });
const { app } = testSite(db);
const world = contractsWorld(db);
const ask = (path: string) => app.request(path);
const page = async (path: string) => (await ask(path)).text();
const text = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

let contract = '';
beforeAll(async () => {
  const ministry = await world.buyer('sample-ministry', {
    kind: 'state',
    country: 'IQ',
    name: 'Sample <Ministry>',
  });
  const guards = await world.company('sample-guards', [
    ['Second Guards', '2009-02-13', null],
    ['First Guards', '1997', '2009-02-13'],
  ]);
  const of = { company_id: guards.id, buyer_id: ministry };
  contract = await world.contract(
    'across',
    {
      ...of,
      valid_from: '2008-01',
      valid_to: '2009-05',
      amount: 1_500_000,
      currency: 'USD',
      amount_is: 'minimum',
      place_country: 'IQ',
    },
    { ar: { title: 'حراسة منشأة', subject: 'حراسة.', place: 'بغداد' } },
  );
  await world.contract('open', {
    ...of,
    valid_from: '2010',
    amount: 2_000_000,
    currency: 'USD',
    amount_is: 'maximum',
  });
  await world.contract('running', {
    ...of,
    valid_from: '2012',
    end_is: 'ongoing',
    ongoing_as_of: '2020-03-01',
    ongoing_source: await world.source(),
  });
  await world.contract('undated', of);
  const one = await world.company('one-name', [['Only Guards', '1997', null]]);
  await world.contract('of-one-name', {
    company_id: one.id,
    buyer_id: ministry,
    valid_from: '2011',
    amount: 5,
    currency: 'GBP',
    amount_is: 'value',
  });
});

describe('the list', () => {
  test('a kind of buyer of whom no contract is known is not yet researched, and has no 0 anywhere', async () => {
    const html = await page('/en/record/contracts');
    const un = text(html.match(/<tr>(?:(?!<\/tr>)[\s\S])*United Nations agencies[\s\S]*?<\/tr>/)?.[0] ?? '');
    expect(un).toContain('not yet researched');
    expect(un).not.toMatch(/\d/);
    expect(await page('/en/record/contracts?kind=un')).toContain('It may not have been researched');
  });

  test('a sum is never added to one of another meaning', async () => {
    const html = await page('/en/record/contracts');
    const sums = text(html.slice(html.indexOf('id="sums"')));
    expect(sums).toContain('at least 1,500,000 US dollars');
    expect(sums).toContain('at most 2,000,000 US dollars');
    expect(sums).not.toContain('3,500,000');
    expect(sums).toContain('2 contracts have no sum in their sources');
  });

  test('an end that nobody knows reads so, and never as running', async () => {
    const html = text(await page('/en/record/contracts?company=sample-guards'));
    expect(html).toContain('from 2010; end not known');
    expect(html).toContain('dates not known');
    expect(html).toContain('from 2012; still so on 1 March 2020, according to a source');
    expect(html.match(/still so/g)).toHaveLength(1);
  });

  test('names are isolated and escaped', async () => {
    const html = await page('/ar/record/contracts');
    expect(html).toContain('<bdi lang="en">Sample &lt;Ministry&gt;</bdi>');
    expect(html).toContain('حراسة منشأة');
    expect(html).toContain('بالإنكليزية');
  });

  test('parameters that mean something make pages of their own, all else does not', () => {
    const key = (query: string) =>
      keyOfPage(new URL(`http://a.example.org/en/record/contracts${query}`))?.key;
    expect(
      new Set([key(''), key('?year=2008'), key('?kind=un'), key('?later=yes'), key('?buyer=a-b')]).size,
    ).toBe(5);
    for (const junk of [
      '?year=20088',
      '?kind=none',
      '?later=1',
      '?buyer=A%20B',
      '?after=x',
      '?x=y',
      '?year=',
    ])
      expect(key(junk)).toBe(key(''));
  });

  test('a value that means nothing is no reason to remember the page', async () => {
    expect((await ask('/en/record/contracts?year=20088')).headers.get('x-cache')).toBeNull();
    expect((await ask('/en/record/contracts?year=&kind=')).headers.get('x-cache')).toBe('public');
    expect((await ask('/en/record/contracts?year=2008')).headers.get('x-cache-tags')).toContain('contract');
  });
});

describe('a contract', () => {
  test('has the name borne then, what became of it, and leads to the company on a day of the contract', async () => {
    const html = await page('/en/record/contracts/across');
    expect(html).toContain('/en/record/companies/sample-guards?on=2008-02-01');
    expect(text(html)).toMatch(/First Guards.*from 13 February 2009.*Second Guards/);
    expect(text(html)).toContain('held under a later name');
    expect(html).toContain('/en/record/propose?about=contract/across');
    expect((await ask('/en/record/contracts/across')).headers.get('x-cache-tags')).toContain(contract);
  });

  test('that goes on names the source that says so', async () => {
    const html = await page('/en/record/contracts/running');
    expect(text(html)).toContain('still so on 1 March 2020');
    expect(html.match(/id="source-\d"/g)).toHaveLength(2);
    expect(html).toMatch(/according to a source <span class="footnote"><a href="#source-2"/);
  });

  test('without dates does not guess a name', async () => {
    const html = await page('/en/record/contracts/undated');
    expect(text(html)).toContain('(dates of the contract not known)');
    expect(html).not.toContain('?on=');
  });

  test('of a company that bore one name has no empty line for its names', async () => {
    expect(await page('/en/record/contracts/across')).toContain('<dt>Its names</dt>');
    expect(await page('/en/record/contracts/of-one-name')).not.toContain('<dt>Its names</dt>');
  });

  test('that is not there is not found', async () => {
    expect((await ask('/en/record/contracts/no-such')).status).toBe(404);
  });
});

test('no page of contracts asks the database more than eight times', async () => {
  for (const path of [
    '/en/record/contracts',
    '/en/record/contracts?year=2008&later=yes',
    '/ar/record/contracts/running',
  ]) {
    let queries = 0;
    const counted = db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await testSite(counted).app.request(path);
    expect([path, queries <= 8, queries > 2]).toEqual([path, true, true]);
  }
});

test.each(['en', 'ar'])('the buyers of each kind add up to what is said of the kind, in %s', async (lang) => {
  const { db: starter } = await testDatabase({ starter: true });
  const html = await (await testSite(starter).app.request(`/${lang}/record/contracts`)).text();
  const table = /<table class="buyers">.*?<\/table>/s.exec(html)?.[0] ?? '';
  const kinds = [...table.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, rows = '']) =>
    [...rows.matchAll(/<td class="figure">(\d+)<\/td>/g)].map(([, n]) => Number(n)),
  );
  expect(kinds.flat().length).toBeGreaterThan(8);
  for (const [all, ...parts] of kinds)
    if (all !== undefined) expect(parts.reduce((sum, n) => sum + n, 0)).toBe(all);
});
