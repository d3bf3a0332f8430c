import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../tests/desk.ts';
import { formsOf } from '../../tests/desk-forms.ts';
import { leastOf } from '../desk/editing/form/fields.ts';
import type { Editable, FieldSpec } from '../desk/editing/model.ts';
import { editables } from '../editables.ts';
import type { ThingKind } from '../foundation/history/tables.ts';
import { make, makeCompany, makeSource } from './api/record.world.ts';

// A finger that presses twice on a slow line: the browser sends the same form again, at once or once the first has been answered.

const { db } = await testDatabase({ starter: false });
const desk = testDesk(db);
const researcher = await desk.as('researcher');
const company = await makeCompany(db, 'a-company', 'Bromvel Watch');
const other = await makeCompany(db, 'another-company', 'Kartan Shields');
const incident = await make(db, {
  kind: 'incident',
  slug: 'an-incident',
  table: 'incident',
  own: { date: '2007', kinds: ['other'], harmed: [], accountability: 'none', standing: 'reported' },
  texts: { en: { title: 'A known incident', summary: 'Something.' } },
});
const buyer = await make(db, {
  kind: 'buyer',
  slug: 'a-buyer',
  table: 'buyer',
  own: { kind: 'state', country: 'IQ' },
  texts: { en: { name: 'A sample ministry' } },
});
const courtCase = await make(db, {
  kind: 'case',
  slug: 'a-case',
  table: 'court_case',
  own: { country: 'US', kind: 'civil', status: 'pending' },
  texts: { en: { title: 'Gralt v. Bromvel', court: '', outcome: 'Not yet decided.' } },
});
/** What a field that names a thing is filled with. */
const known: Readonly<Record<string, string>> = {
  company_id: company,
  from_company: company,
  to_company: other,
  about: incident,
  incident_id: incident,
  case_id: courtCase,
  buyer_id: buyer,
  chose_publicity_source: await makeSource(db),
};

const claims = editables.filter(
  ({ claim, kind, growing, namedElsewhere }) =>
    (claim || kind === 'buyer') && growing === true && !namedElsewhere,
);
let written = 0;

/** What a person writes into a field, and chooses where the form leaves it to them. */
function writtenIn(field: FieldSpec, form: ReadonlyMap<string, string>): string {
  if (field.name === 'case_id') return courtCase;
  // Each of another year: what is alike is asked about.
  if (field.kind === 'date' && ['date', 'valid_from'].includes(field.name)) return `${1950 + written}-05-01`;
  if (!field.required) return '';
  switch (field.kind) {
    case 'thing':
      return known[field.name] ?? '';
    case 'choice':
      return leastOf(field) ?? field.options[0]?.value ?? '';
    case 'choices':
      return field.options[0]?.value ?? '';
    case 'country':
      return 'IQ';
    case 'date':
      return '2010-05-01';
    case 'line':
    case 'text':
    case 'markdown':
      return `Gralt ${field.name} ${written}`;
    default:
      return form.get(field.name) ?? '';
  }
}

/** Opens the form of a kind and fills it; every one is about something else. */
async function filled(editable: Editable) {
  written += 1;
  const page = await (await researcher.get(`${editable.path}/new`)).text();
  const form = formsOf(page).find(({ action }) => action === `${editable.path}/new`);
  const offered = new Map(form?.fields);
  const fields = [...editable.own, ...editable.text];
  return {
    form_key: offered.get('form_key') ?? '',
    primary_lang: 'en',
    ...Object.fromEntries(fields.map((field) => [field.name, writtenIn(field, offered)])),
    intent: 'save',
  };
}

/** The key of a form, as the page gives it. */
async function keyAt(path: string): Promise<string> {
  const form = formsOf(await (await researcher.get(path)).text()).find(({ action }) => action === path);
  return new Map(form?.fields).get('form_key') ?? '';
}

const counted = async (kind: ThingKind) =>
  (await sql<{ n: number }>`select count(*)::int as n from thing where kind = ${kind}`.execute(db)).rows[0]
    ?.n ?? 0;
const placeOf = async (answer: Response) => {
  const place = answer.headers.get('location');
  expect(answer.status, place ?? (await answer.clone().text()).match(/role="alert"[\s\S]{0,600}/)?.[0]).toBe(
    303,
  );
  return place;
};

describe.each(claims.map((editable) => [editable.kind, editable] as const))('%s', (kind, editable) => {
  test('sent twice at once is one', async () => {
    const form = await filled(editable);
    const before = await counted(kind);
    const answers = await Promise.all([1, 2, 3].map(() => researcher.post(`${editable.path}/new`, form)));
    const places = await Promise.all(answers.map(placeOf));
    expect(new Set(places).size).toBe(1);
    expect(await counted(kind)).toBe(before + 1);
    expect((await researcher.get(places[0] ?? '')).status).toBe(200);
  });

  test('sent again afterwards is the one that was made', async () => {
    const form = await filled(editable);
    const before = await counted(kind);
    const first = await placeOf(await researcher.post(`${editable.path}/new`, form));
    expect(await placeOf(await researcher.post(`${editable.path}/new`, form))).toBe(first);
    expect(await counted(kind)).toBe(before + 1);
  });
});

test('whenever the second comes, it is not asked about what the first has made', async () => {
  const editable = claims.find(({ kind }) => kind === 'contract') as Editable; // it is one of them
  for (let wait = 0; wait < 60; wait += 4) {
    const form = await filled(editable);
    const post = () => researcher.post(`${editable.path}/new`, form);
    const answers = await Promise.all([post(), sleep(wait).then(post)]);
    expect(new Set(await Promise.all(answers.map(placeOf))).size).toBe(1);
  }
});

test('who goes back and writes something else makes another', async () => {
  const editable = claims.find(({ kind }) => kind === 'law') as Editable; // it is one of them
  const form = await filled(editable);
  const first = await placeOf(await researcher.post(`${editable.path}/new`, form));
  const second = await researcher.post(`${editable.path}/new`, { ...form, title: 'Quite another wording' });
  expect(await placeOf(second)).not.toBe(first);
});

test('two people who begin the same at the same moment make two, with slugs of their own', async () => {
  const editable = claims.find(({ kind }) => kind === 'law') as Editable; // it is one of them
  const second: DeskAsker = await desk.as('researcher');
  const form = { ...(await filled(editable)), anyway: 'yes' };
  const answers = await Promise.all(
    [researcher, second].map((who) => who.post(`${editable.path}/new`, form)),
  );
  const places = await Promise.all(answers.map(placeOf));
  expect(new Set(places).size).toBe(2);
});

test('a company with its first name, sent twice, is one company with one name', async () => {
  const form = {
    form_key: await keyAt('/desk/companies/new'),
    primary_lang: 'en',
    first_lang: 'en',
    first_end_is: 'unknown',
    first_standing: 'reported',
    first_name: 'Umbrel Tosk Escorts',
    first_kind: 'legal',
    summary: 'A sample.',
    country: 'IQ',
    source_kind: 'press',
    source_title: 'A sample source of its name',
    source_url: 'https://example.org/umbrel',
  };
  const post = () => researcher.post('/desk/companies/new', form);
  const before = [await counted('company'), await counted('company-name')];
  const places = await Promise.all((await Promise.all([post(), post()])).map(placeOf));
  places.push(await placeOf(await post()));
  expect(new Set(places).size).toBe(1);
  expect([await counted('company'), await counted('company-name')]).toEqual(before.map((n) => n + 1));
});

test('a further name, sent twice, is one', async () => {
  const at = `/desk/companies/${other}/names`;
  const form = {
    form_key: await keyAt(at),
    'lang.new': 'en',
    'end_is.new': 'unknown',
    'standing.new': 'reported',
    'name.new': 'Kartan Escorts',
    'kind.new': 'trade',
  };
  const before = await counted('company-name');
  const answers = await Promise.all([1, 2].map(() => researcher.post(at, form)));
  answers.push(await researcher.post(at, form));
  for (const answer of answers) await placeOf(answer);
  expect(await counted('company-name')).toBe(before + 1);
});
