import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { contractsWorld } from './contracts.world.ts';
import { checkContract } from './desk-fields.ts';

const { db } = await testDatabase({ starter: false });
const { as } = testDesk(db);
const world = contractsWorld(db);
let researcher: DeskAsker;
let company: { id: string; names: string[] };
let buyer: string;

beforeAll(async () => {
  researcher = await as('researcher');
  company = await world.company('sample-guards', [['First Guards', '1997', null]]);
  buyer = await world.buyer('sample-ministry', { kind: 'state', country: 'IQ', name: 'Sample Ministry' });
});

const form = (more: Record<string, string> = {}) => ({
  primary_lang: 'en',
  title: 'Guarding of a sample site',
  subject: 'Guards.',
  place: '',
  buyer_id: 'sample-ministry',
  company_id: 'sample-guards',
  valid_from: '2008',
  end_is: 'unknown',
  standing: 'reported',
  intent: 'save',
  ...more,
});
const make = (more: Record<string, string> = {}) => researcher.post('/desk/contracts/new', form(more));
const count = async () =>
  Number((await sql<{ n: number }>`select count(*)::int as n from contract`.execute(db)).rows[0]?.n);

describe('a contract', () => {
  test('is begun by naming buyer and company as one knows them, and is a draft', async () => {
    const answer = await make({
      amount: '1500000.50',
      currency: 'USD',
      amount_is: 'minimum',
      place_country: 'IQ',
    });
    expect(answer.status).toBe(303);
    const { rows } = await sql<Record<string, unknown>>`
      select c.buyer_id, c.company_id, c.amount::text, c.amount_is, t.slug from contract c join thing t on t.id = c.id`.execute(
      db,
    );
    expect(rows).toEqual([
      {
        buyer_id: buyer,
        company_id: company.id,
        amount: '1500000.50',
        amount_is: 'minimum',
        slug: 'guarding-of-a-sample-site',
      },
    ]);
    expect((await testSite(db).app.request('/en/record/contracts/guarding-of-a-sample-site')).status).toBe(
      404,
    );
    const shown = await (await researcher.get(answer.headers.get('location') ?? '')).text();
    expect(shown).toContain('value="sample-guards"');
  });

  test('of the same company, buyer and year is shown before another is begun; a second press begins it', async () => {
    const before = await count();
    const answer = await make({ title: 'Another' });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('The record may have this already');
    expect(html).toContain('Guarding of a sample site');
    expect(html).toContain('name="anyway"');
    expect(await count()).toBe(before);
    expect((await make({ title: 'Another', anyway: 'yes' })).status).toBe(303);
    expect((await make({ title: 'Of another year', valid_from: '2012' })).status).toBe(303);
    // Nobody knows its year: it may be any of them.
    expect((await make({ title: 'Undated', valid_from: '' })).status).toBe(409);
  });

  test.each([
    ['an end that is known without a date', { end_is: 'known' }],
    ['a date without an end that is known', { valid_to: '2009' }],
    ['an end before the beginning', { end_is: 'known', valid_to: '2007' }],
    ['going on without a day', { end_is: 'ongoing', ongoing_source: 'x' }],
    ['a sum without a currency', { amount: '5', amount_is: 'paid' }],
    ['a currency in small letters', { amount: '5', currency: 'usd', amount_is: 'paid' }],
    ['a sum of which nobody says what it is', { amount: '5', currency: 'USD' }],
    ['a currency without a sum', { currency: 'USD' }],
    ['a sum below nothing', { amount: '-5', currency: 'USD', amount_is: 'paid' }],
    ['a company that nobody knows', { company_id: 'no-such-company' }],
  ])('with %s is not taken', async (_, wrong) => {
    const before = await count();
    expect((await make({ ...wrong, anyway: 'yes' })).status).toBe(422);
    expect(await count()).toBe(before);
  });

  test('goes on only as of a day, by a source', async () => {
    const source = await world.source();
    const running = { end_is: 'ongoing', ongoing_as_of: '2020-03-01', ongoing_source: source, anyway: 'yes' };
    expect((await make({ ...running, ongoing_as_of: '2020-03' })).status).toBe(422);
    expect((await make({ ...running, ongoing_source: '' })).status).toBe(422);
    expect((await make({ ...running, title: 'Running' })).status).toBe(303);
  });

  test('takes no name of another company', async () => {
    const other = await world.company('other-guards', [['Other Guards', null, null]]);
    const answer = await make({ name_id: other.names[0] ?? '', anyway: 'yes' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('not one of this company');
    expect((await make({ name_id: company.names[0] ?? '', title: 'Named', anyway: 'yes' })).status).toBe(303);
  });
});

test('what the form refuses the database refuses too, and what it takes the database takes', () => {
  expect(checkContract({ end_is: 'unknown' })).toEqual([]);
  expect(checkContract({ end_is: 'unknown', amount: '0', currency: 'USD', amount_is: 'value' })).toEqual([]);
  expect(checkContract({ end_is: 'past', valid_from: '2004' })).toEqual([]);
});

test('a buyer of a like name, in any script, is shown before another is begun, and why', async () => {
  const fields = { primary_lang: 'en', kind: 'state', country: 'IQ', intent: 'save' };
  await world.buyer('bromvel', { kind: 'company', country: 'IQ', name: 'Bromvel Kartan' });
  for (const [name, why] of [
    ['Sampel Ministry', 'The same'],
    ['بروم فيل كارتان', 'The same sounds in another script'],
  ] as const) {
    const answer = await researcher.post('/desk/buyers/new', { ...fields, name });
    expect(answer.status, name).toBe(409);
    if (name !== 'Sampel Ministry') expect(await answer.text()).toContain(why);
  }
  expect(
    (await researcher.post('/desk/buyers/new', { ...fields, name: 'A quite different body' })).status,
  ).toBe(303);
});

test('who may not edit the record begins nothing in it', async () => {
  const translator = await as('translator');
  expect(
    (await translator.post('/desk/contracts/new', form({ title: 'Smuggled', anyway: 'yes' }))).status,
  ).toBe(403);
});
