import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { apiPath } from './address.ts';
import { filtersOf } from './filters.ts';
import { recordKinds, toldKinds } from './kinds/kinds.ts';
import { readStatements } from './kinds/statements-store.ts';
import { make, makeCompany } from './record.world.ts';

// Each endpoint's answer is held against the document that the interface gives of itself, by a validator of its own.

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const { origin } = site.settings.publicUrl;
const get = (path: string) => app.request(origin + path);
const openApi = await (await get('/api/v1/openapi.json')).json();
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

// What the starter data has none of yet.
const company = await makeCompany(db, 'example-security', 'Example Security');
const buyer = await make(db, {
  kind: 'buyer',
  slug: 'example-ministry',
  table: 'buyer',
  own: { kind: 'state', country: 'IQ' },
  texts: { en: { name: 'Example Ministry' }, ar: { name: 'وزارة نموذجية' } },
});
await make(db, {
  kind: 'contract',
  slug: 'example-contract',
  table: 'contract',
  own: {
    buyer_id: buyer,
    company_id: company,
    end_is: 'unknown',
    amount: 12_000_000.5,
    currency: 'USD',
    amount_is: 'maximum',
    standing: 'reported',
  },
  texts: { en: { title: 'Guarding a sample site', subject: 'Guards', place: 'Basra' } },
});
await make(db, {
  kind: 'law',
  slug: 'example-law',
  table: 'law',
  own: {
    country: 'INT',
    kind: 'soft-law',
    status: 'in-force',
    prohibits: 'unknown',
    licenses: 'no',
    immunity: 'unknown',
    jurisdiction: 'unknown',
    remedy: 'partly',
  },
  texts: { en: { title: 'A sample text', summary: '' } },
});
await make(db, {
  kind: 'treaty-step',
  slug: 'example-step',
  table: 'treaty_step',
  own: { date: '2010-10', kind: 'vote', votes_for: 32, votes_against: 12, abstentions: 3 },
  texts: { en: { title: 'A sample vote', body: 'A council', summary: '' } },
});

// What hangs on what is not public, to be told by nobody.
const hidden = await makeCompany(db, 'hidden-example', 'Hidden Example', true);
await make(db, {
  kind: 'contract',
  slug: 'hidden-contract',
  table: 'contract',
  own: { buyer_id: buyer, company_id: hidden, end_is: 'unknown', standing: 'reported' },
  texts: { en: { title: 'A hidden contract' } },
});
await make(db, {
  kind: 'response',
  table: 'response',
  own: { company_id: hidden, about: company },
  texts: { en: { text: 'A hidden answer.' } },
});

/** The schema of an answer, as the document has it. */
function schemaOf(path: string): object {
  return openApi.paths[path].get.responses[200].content['application/json'].schema;
}

function expectShape(path: string, answer: unknown) {
  const valid = ajv.compile(schemaOf(path));
  valid(answer);
  expect(valid.errors ?? [], path).toEqual([]);
}

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(openApi));
  expect(result.errors ?? []).toEqual([]);
  expect(openApi.openapi).toMatch(/^3\.1/);
});

test('every example has the shape that it is an example of', () => {
  for (const [path, { get: operation }] of Object.entries<{
    get: { responses: { 200: { content: Record<string, { example: unknown }> } } };
  }>(openApi.paths))
    expectShape(path, operation.responses[200].content['application/json']?.example);
});

for (const told of toldKinds) {
  const path = apiPath(told.kind);
  test(`${path}: list, pages and single things are as documented`, async () => {
    const list = await (await get(`${path}?limit=100`)).json();
    expectShape(path, list);
    expect(list.data.length).toBeGreaterThan(0);
    expect(list.licence.name).toBe('CC BY 4.0');
    for (const one of [list.data[0], list.data.at(-1)]) {
      const answer = await get(new URL(one.api).pathname);
      expect(answer.status).toBe(200);
      const single = await answer.json();
      expectShape(apiPath(told.kind, '{slug}'), single);
      expect(single.data).toEqual(one);
      expect((await (await get(`${path}/${one.id}`)).json()).data).toEqual(one);
    }
    const changed = await (await get(`${path}?order=changed&limit=3`)).json();
    expectShape(path, changed);
    const numbers = changed.data.map((one: { changed: { change: number } }) => one.changed.change);
    expect(numbers).toEqual(numbers.toSorted((a: number, b: number) => b - a));
  });

  test(`${path}: every filter is documented, and finds what it should or refuses`, async () => {
    const documented = openApi.paths[path].get.parameters.map(({ name }: { name: string }) => name);
    for (const filter of filtersOf(told.kind)) {
      expect(documented).toContain(filter.name);
      const value = filter.values?.[0] ?? ('days' in filter.against ? '2007' : 'IQ');
      const answer = await get(`${path}?${filter.name}=${value}`);
      expect([200, 400], `${path}?${filter.name}=${value}`).toContain(answer.status);
      if (answer.status === 200) expectShape(path, await answer.json());
    }
  });
}

test.each(['companies', 'contracts', 'incidents', 'cases'])(
  '%s as they stood are as documented',
  async (plural) => {
    for (const on of ['2004-06-01', '2007-09', '2012']) {
      const list = await (await get(`/api/v1/${plural}?on=${on}&limit=100`)).json();
      expectShape(`/api/v1/${plural}`, list);
      const [{ api }] = list.data;
      expectShape(`/api/v1/${plural}/{slug}`, await (await get(`${new URL(api).pathname}?on=${on}`)).json());
    }
    for (const path of [`/api/v1/${plural}`, `/api/v1/${plural}/{slug}`])
      expect(openApi.paths[path].get.parameters).toContainEqual(
        expect.objectContaining({ name: 'on', example: '2008-06-01' }),
      );
  },
);

test.each(['laws', 'treaty', 'sources', 'buyers'])('%s have no time, and the document says why', (plural) => {
  const { get: operation } = openApi.paths[`/api/v1/${plural}`];
  expect(operation.parameters.map(({ name }: { name: string }) => name)).not.toContain('on');
  expect(operation.description).toContain('There is no “on” here');
});

test('the changes are as documented', async () => {
  const answer = await (await get('/api/v1/changes?limit=1000')).json();
  expectShape('/api/v1/changes', answer);
  expect(answer.data.length).toBeGreaterThan(100);
});

test('figures that nobody knows are null, dates keep their precision, texts say what they are', async () => {
  const contract = (await (await get('/api/v1/contracts/example-contract')).json()).data;
  expect(contract.period).toEqual({
    from: null,
    to: null,
    end: 'unknown',
    ongoingAsOf: null,
    ongoingSource: null,
  });
  expect(contract.value).toEqual({ amount: 12_000_000.5, currency: 'USD', amountIs: 'maximum' });
  expect(contract.company).toMatchObject({ slug: 'example-security', name: 'Example Security' });
  expect(contract.citations[0]).toMatchObject({ page: '12', source: { publisher: 'Example Press' } });
  const { texts } = (await (await get('/api/v1/buyers/example-ministry')).json()).data;
  expect(texts.ar).toEqual({ name: 'وزارة نموذجية', translation: true, outOfDate: false });
  const law = (await (await get('/api/v1/laws/example-law')).json()).data;
  expect(law).toMatchObject({ prohibits: 'unknown', reviewed: true });
  const starter = (await (await get('/api/v1/incidents?limit=1')).json()).data[0];
  expect(starter.reviewed).toBe(false);
});

test('what is told is what the database says is shown, of every kind', async () => {
  for (const kind of recordKinds) {
    const told = (await readStatements(db, kind, {})).map(({ id }) => id);
    const { rows } = await sql<{ id: string }>`select id from thing where kind = ${kind.kind}
      and ${kind.kind === 'source' ? sql`source_shown(id)` : sql`record_shown(id)`} order by id`.execute(db);
    expect(told, kind.kind).toEqual(rows.map(({ id }) => id));
  }
});
