import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { contractsWorld } from './contracts.world.ts';
import { readContractChoices, readContractFigures, readContractSums } from './figures-store.ts';
import { afterContract, readContractQuery } from './filter.ts';
import { listContracts, readContract } from './store.ts';

const { db } = await testDatabase({ starter: false });
const world = contractsWorld(db);
const query = (text = '') => {
  const parameters = new URLSearchParams(text);
  return readContractQuery((name) => parameters.get(name));
};
const slugs = async (text = '', limit = 50) =>
  (await listContracts(db, 'en', { ...query(text), limit })).map(({ slug }) => slug);

const ministry = await world.buyer('sample-ministry', {
  kind: 'state',
  country: 'IQ',
  name: 'Sample Ministry',
});
const shop = await world.buyer('sample-shop', { kind: 'company', country: 'GB' });
const guards = await world.company('sample-guards', [
  ['Second Guards', '2009-02-13', null],
  ['First Guards', '1997', '2009-02-13'],
  ['FG', '1997', null, { kind: 'abbreviation' }],
]);
const others = await world.company('other-guards', [['Other Guards', null, null]]);
const sum = (amount: number, currency: string, amount_is: string) => ({ amount, currency, amount_is });
const of = (company: { id: string }, buyer: string) => ({ company_id: company.id, buyer_id: buyer });
await world.contract('early', {
  ...of(guards, ministry),
  valid_from: '2004',
  valid_to: '2006',
  ...sum(10, 'USD', 'paid'),
});
await world.contract('across', {
  ...of(guards, ministry),
  valid_from: '2008-01',
  valid_to: '2009-05',
  ...sum(5.5, 'USD', 'paid'),
});
await world.contract('open', { ...of(guards, shop), valid_from: '2004-05', ...sum(7, 'USD', 'maximum') });
await world.contract('undated', { ...of(others, ministry), ...sum(3, 'GBP', 'paid') });
await world.contract('named', { ...of(guards, shop), valid_from: '2004', name_id: guards.names[0] });
await world.contract('hidden', { ...of(guards, ministry), ...sum(99, 'USD', 'paid') }, {}, false);

test('contracts stand newest first, those without a beginning last; nothing unpublished is among them', async () => {
  expect(await slugs()).toEqual(['across', 'open', 'named', 'early', 'undated']);
  expect(await readContract(db, 'hidden', 'en')).toBeNull();
});

test('pages by cursor leave nothing out and repeat nothing', async () => {
  const seen: string[] = [];
  let after = '';
  do {
    const page = await listContracts(db, 'en', { ...query(after === '' ? '' : `after=${after}`), limit: 2 });
    seen.push(...page.map(({ slug }) => slug));
    const last = page.at(-1);
    after = last ? afterContract(last) : '';
  } while (after !== '');
  expect(seen).toEqual(await slugs());
});

test('filters: buyer, what it is, company, year, later name', async () => {
  expect(await slugs('buyer=sample-shop')).toEqual(['open', 'named']);
  expect(await slugs('kind=state&company=sample-guards')).toEqual(['across', 'early']);
  expect(await slugs('kind=un')).toEqual([]);
  expect(await slugs('later=yes')).toEqual(['across', 'named']);
  expect(await slugs('buyer=no-such-buyer')).toEqual([]);
});

test('a year has the contracts of which sources say so: an unknown end does not run on', async () => {
  expect(await slugs('year=2005')).toEqual(['early']);
  expect(await slugs('year=2004')).toEqual(['open', 'named', 'early']);
  expect(await slugs('year=2009')).toEqual(['across']);
  expect(await slugs('year=2015')).toEqual([]);
  expect((await readContractChoices(db, 'en')).years).toEqual(['2009', '2008', '2006', '2005', '2004']);
});

test('sums keep currencies and meanings apart, and say what has none', async () => {
  expect(await readContractSums(db, query())).toEqual({
    contracts: 5,
    withoutSum: 1,
    sums: [
      { currency: 'USD', is: 'paid', contracts: 2, sum: '15.50' },
      { currency: 'GBP', is: 'paid', contracts: 1, sum: '3.00' },
      { currency: 'USD', is: 'maximum', contracts: 1, sum: '7.00' },
    ],
  });
  expect(await readContractSums(db, query('kind=un'))).toEqual({ contracts: 0, withoutSum: 0, sums: [] });
});

test('a kind of buyer of whom nobody knows a contract is not yet researched, which is not 0', async () => {
  const figures = await readContractFigures(db);
  expect(figures.byBuyerKind).toEqual({ state: 3, un: null, company: 2, ngo: null, other: null });
  expect(figures.underLaterName.count).toBe(2);
  expect(figures.underLaterName.ids).toHaveLength(2);
});

test('the database and the rule mean the same by a later name', async () => {
  const dates = [null, '2002', '2003', '2002-06', '2003-01-31'];
  const renamed = await world.company('renamed-guards', [
    ['One', '2000', '2002-06'],
    ['Two', '2002-06', '2003-01-31'],
    ['TWO', '2002', null],
    ['Three', '2003', null],
    ['Tre', '2003', null, { kind: 'transliteration' }],
  ]);
  for (const from of dates)
    for (const to of dates) {
      if (from !== null && to !== null && to < from) continue;
      const made = world.contract(`c-${from}-${to}`, {
        ...of(renamed, shop),
        valid_from: from,
        valid_to: to,
      });
      // Periods that end before they begin are refused.
      await made.catch(() => {});
    }
  for (const name of renamed.names)
    await world.contract(`n-${name}`, { ...of(renamed, shop), name_id: name, valid_from: '2001' });
  await world.contract('running', {
    ...of(renamed, shop),
    valid_from: '2001',
    end_is: 'ongoing',
    ongoing_as_of: '2004-01-01',
    ongoing_source: await world.source(),
  });
  const all = await listContracts(db, 'en', { ...query('company=renamed-guards'), limit: 100 });
  expect(all.length).toBeGreaterThan(20);
  const chosen = await slugs('company=renamed-guards&later=yes', 100);
  for (const one of all)
    expect([one.slug, one.underLaterName]).toEqual([one.slug, chosen.includes(one.slug)]);
  expect(all.filter(({ underLaterName }) => underLaterName).length).toBeGreaterThan(8);
  expect(all.find(({ slug }) => slug === 'running')?.underLaterName).toBe(true);
});
