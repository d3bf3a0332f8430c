import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { formsOf } from '../../../tests/desk-forms.ts';
import { testSite } from '../../../tests/site.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let researcher: DeskAsker;
let reviewer: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: false });
  desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
});

const company = {
  primary_lang: 'en',
  first_name: 'Sample Guarding',
  first_lang: 'en',
  first_end_is: 'unknown',
  first_standing: 'reported',
  source_url: 'https://example.org/sample',
  source_title: 'A sample report',
  source_kind: 'press',
  country: 'IQ',
  summary: 'A sample company.',
};
const idIn = (answer: Response) => /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')?.[0] ?? '';

async function begin(form: Record<string, string> = company): Promise<string> {
  const answer = await researcher.post('/desk/companies/new', form);
  expect(answer.status).toBe(303);
  return idIn(answer);
}
const namesOf = async (id: string) =>
  (
    await sql<{
      id: string;
      name: string;
      valid_from: string | null;
      valid_to: string | null;
      end_is: string;
      position: number;
    }>`
    select id, name, valid_from, valid_to, end_is, position from company_name where company_id = ${id} order by position`.execute(
      database.db,
    )
  ).rows;
/** A source that was entered by hand. @returns its title, by which a field takes it. */
async function sourceNamed(title: string): Promise<string> {
  expect((await researcher.post('/desk/sources/new', { title, kind: 'press' })).status).toBe(303);
  return title;
}
/** The form of all names as the page shows it, with what is changed. */
async function formOfNames(id: string): Promise<Record<string, string>> {
  const html = await (await researcher.get(`/desk/companies/${id}/names`)).text();
  const form = formsOf(html).find(({ action }) => action.endsWith('/names'));
  return Object.fromEntries(form?.fields ?? []);
}
async function publish(kind: string, id: string, langs: string): Promise<Response> {
  await sql`insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), ${id}, 'staff', ${`staff:${reviewer.id}`})`.execute(
    database.db,
  );
  return reviewer.post(`/desk/${kind}/${id}/publish`, { langs, public_why: 'Dates found' });
}

describe('a new company', () => {
  test('begins as a draft with its first name, and both stand on the source that was given', async () => {
    const id = await begin();
    expect(await namesOf(id)).toMatchObject([{ name: 'Sample Guarding', position: 1 }]);
    const { rows } = await sql<{ kind: string; key: string }>`
      select t.kind, s.title as key from citation c join thing t on t.id = c.thing_id join source s on s.id = c.source_id
      order by t.kind`.execute(database.db);
    expect(rows).toEqual([
      { kind: 'company', key: 'A sample report' },
      { kind: 'company-name', key: 'A sample report' },
    ]);
    expect((await testSite(database.db).app.request('/en/record/companies/sample-guarding')).status).toBe(
      404,
    );
  });

  test('without a source, a name or a country is refused, and what was typed stays', async () => {
    for (const lacking of ['source_title', 'first_name', 'country', 'summary'] as const) {
      const answer = await researcher.post('/desk/companies/new', { ...company, [lacking]: '' });
      expect(answer.status, lacking).toBe(422);
      if (lacking !== 'summary') expect(await answer.text(), lacking).toContain('A sample company.');
    }
    const ongoing = await researcher.post('/desk/companies/new', { ...company, first_end_is: 'ongoing' });
    expect(ongoing.status).toBe(422);
    expect(await ongoing.text()).toContain('Give the day on which it was still going on');
    expect((await sql`select from company`.execute(database.db)).rows).toHaveLength(0);
  });

  test('that seems to be there already is shown first, and made only when it is said to be another', async () => {
    await begin();
    const again = { ...company, first_name: 'Sample Guarding Ltd' };
    const asked = await researcher.post('/desk/companies/new', again);
    expect(asked.status).toBe(409);
    expect(await asked.text()).toContain('Is it one of them?');
    expect((await sql`select from company`.execute(database.db)).rows).toHaveLength(1);
    const made = await begin({ ...again, another: 'yes' });
    expect(await namesOf(made)).toMatchObject([{ name: 'Sample Guarding Ltd' }]);
    expect((await sql`select from source`.execute(database.db)).rows).toHaveLength(1);
  });

  test('is looked for by every name that a company has, in any script, and each found says which name matched and why', async () => {
    const id = await begin();
    const form = await formOfNames(id);
    await researcher.post(`/desk/companies/${id}/names`, {
      ...form,
      'name.new': 'Bromvel Watch',
      'lang.new': 'en',
      'end_is.new': 'unknown',
      'standing.new': 'reported',
    });
    for (const [written, why] of [
      ['Bromvell Watch', '1 letter differs'],
      ['بروم فيل واتش', 'The same sounds in another script'],
    ] as const) {
      const asked = await researcher.post('/desk/companies/new', { ...company, first_name: written });
      expect(asked.status, written).toBe(409);
      const html = await asked.text();
      expect(html).toContain(`href="/desk/companies/${id}"`);
      expect(html).toMatch(/Found by the name <b><bdi[^>]*>Bromvel Watch/);
      expect(html).toContain(why);
    }
    // Another company whose name shares trigrams, and nothing that tells it.
    const other = await researcher.post('/desk/companies/new', {
      ...company,
      first_name: 'Velbrom Guarding Services',
    });
    expect(other.status).toBe(303);
  });

  test('comes out with its names, each reviewed by somebody else, and then stands on the public page', async () => {
    const id = await begin();
    const [name] = await namesOf(id);
    expect((await researcher.post(`/desk/companies/${id}/publish`, { langs: 'en' })).status).toBe(403);
    expect((await publish('companies', id, 'en')).status).toBe(303);
    expect((await publish('company-names', name?.id ?? '', 'en')).status).toBe(303);
    const page = await (
      await testSite(database.db).app.request('/en/record/companies/sample-guarding')
    ).text();
    expect(page).toMatch(/<h1 class="names"><b><bdi>Sample Guarding<\/bdi><\/b><\/h1>/);
  });
});

describe('the names of a company on one page', () => {
  test('are changed together and added to; of a public one the change waits', async () => {
    const id = await begin();
    const [first] = await namesOf(id);
    await publish('companies', id, 'en');
    await publish('company-names', first?.id ?? '', 'en');
    const form = await formOfNames(id);
    const saved = await researcher.post(`/desk/companies/${id}/names`, {
      ...form,
      [`valid_from.${first?.id}`]: '2003',
      [`valid_to.${first?.id}`]: '2009-02',
      [`end_is.${first?.id}`]: 'known',
      'name.new': 'Renamed Sample',
      'lang.new': 'en',
      'valid_from.new': '2009-02',
      'end_is.new': 'unknown',
      'standing.new': 'reported',
    });
    expect(saved.status).toBe(303);
    expect(await namesOf(id)).toMatchObject([
      { name: 'Sample Guarding', valid_from: null, end_is: 'unknown' },
      { name: 'Renamed Sample', valid_from: '2009-02', position: 2 },
    ]);
    expect((await publish('company-names', first?.id ?? '', 'en')).status).toBe(303);
    expect(await namesOf(id)).toMatchObject([
      { valid_from: '2003', valid_to: '2009-02', end_is: 'known' },
      {},
    ]);
  });

  test('that do not go together are refused with the row that is wrong, and nothing is saved', async () => {
    const id = await begin();
    const [first] = await namesOf(id);
    const form = await formOfNames(id);
    const wrong = await researcher.post(`/desk/companies/${id}/names`, {
      ...form,
      [`end_is.${first?.id}`]: 'known',
      'name.new': 'Another',
      'lang.new': 'not a language',
    });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain(`href="#valid_to-${first?.id}"`);
    expect(html).toContain('href="#lang-new"');
    expect(html).toContain('value="Another"');
    expect(await namesOf(id)).toHaveLength(1);
  });

  test('saved over what somebody else saved are refused, and saved when sent again', async () => {
    const id = await begin();
    const [first] = await namesOf(id);
    const form = await formOfNames(id);
    await researcher.post(`/desk/companies/${id}/names`, { ...form, [`name.${first?.id}`]: 'Theirs' });
    const refused = await researcher.post(`/desk/companies/${id}/names`, {
      ...form,
      [`name.${first?.id}`]: 'Mine',
    });
    expect(refused.status).toBe(409);
    expect(await namesOf(id)).toMatchObject([{ name: 'Theirs' }]);
    const told = await refused.text();
    expect(told).toMatch(/<details>[\s\S]*?Theirs[\s\S]*?<\/details>/);
    const again = Object.fromEntries(
      formsOf(told).find(({ action }) => action.endsWith('/names'))?.fields ?? [],
    );
    expect((await researcher.post(`/desk/companies/${id}/names`, again)).status).toBe(303);
    expect(await namesOf(id)).toMatchObject([{ name: 'Mine' }]);
  });

  test('a row that says something but no name is asked for it, and never dropped', async () => {
    const id = await begin();
    const refused = await researcher.post(`/desk/companies/${id}/names`, {
      ...(await formOfNames(id)),
      'valid_from.new': '2009',
      'lang.new': 'en',
      'end_is.new': 'unknown',
      'standing.new': 'reported',
    });
    expect(refused.status).toBe(422);
    const told = await refused.text();
    expect(told).toContain('id="name-new-error"');
    expect(told).toContain('value="2009"');
  });

  test('say by its title which source tells that a name goes on, to who reads them too', async () => {
    const id = await begin({
      ...company,
      first_valid_from: '2015',
      first_end_is: 'ongoing',
      first_ongoing_as_of: '2020-01-05',
      first_ongoing_source: await sourceNamed('A gazette that tells it'),
    });
    const [one] = await namesOf(id);
    for (const who of [researcher, reviewer]) {
      const html = await (await who.get(`/desk/companies/${id}/names`)).text();
      expect(html).toMatch(/Source that says so.*?<bdi>A gazette that tells it<\/bdi>/s);
    }
    const read = await (await reviewer.get(`/desk/companies/${id}/names`)).text();
    expect(read).not.toContain(`ongoing_source.${one?.id}`);
  });

  test('of another company are not changed by this form', async () => {
    const id = await begin();
    const other = await begin({ ...company, first_name: 'Entirely Different' });
    const [name] = await namesOf(other);
    const form = await formOfNames(other);
    await researcher.post(`/desk/companies/${id}/names`, { ...form, [`name.${name?.id}`]: 'Taken over' });
    expect(await namesOf(other)).toMatchObject([{ name: 'Entirely Different' }]);
  });
});

describe('successions and owners', () => {
  test('are entered by the names of their companies, and refused where they say nothing that can be', async () => {
    await begin();
    await begin({ ...company, first_name: 'Entirely Different' });
    const link = {
      primary_lang: 'en',
      from_company: 'sample-guarding',
      to_company: 'entirely-different',
      kind: 'acquired',
      date: '2009',
      standing: 'reported',
      note: 'Bought in 2009, says a report.',
    };
    expect((await researcher.post('/desk/successions/new', link)).status).toBe(303);
    expect(
      (await researcher.post('/desk/successions/new', { ...link, to_company: link.from_company })).status,
    ).toBe(422);
    const owner = {
      primary_lang: 'en',
      company_id: 'sample-guarding',
      owner_is: 'office-holder',
      end_is: 'unknown',
      standing: 'alleged',
      owner: 'Sample Person',
      office: 'A public office',
    };
    expect((await researcher.post('/desk/ownership/new', owner)).status).toBe(303);
    // A person without an office is nobody's to name: the database refuses it.
    expect((await researcher.post('/desk/ownership/new', { ...owner, office: '' })).status).toBe(409);
    const wrongs: Record<string, string>[] = [
      { share_min: '60', share_max: '40' },
      { share_min: '60' },
      { owner_company: 'entirely-different' },
      { owner_is: 'company', owner_company: 'sample-guarding' },
    ];
    for (const wrong of wrongs)
      expect((await researcher.post('/desk/ownership/new', { ...owner, ...wrong })).status).toBe(422);
  });
});

describe('suggestions', () => {
  test('are given for kinds that a field names, to the staff alone', async () => {
    await begin();
    const found = await researcher.get('/desk/suggest/company?q=guard');
    expect(await found.json()).toEqual([{ handle: 'sample-guarding', title: 'Sample Guarding' }]);
    expect((await researcher.get('/desk/suggest/signature?q=guard')).status).toBe(404);
    expect(await (await researcher.get('/desk/suggest/company?q=%25')).json()).toEqual([]);
    const stranger = await desk.desk.app.request(`${desk.origin}/desk/suggest/company?q=guard`);
    expect(stranger.status).toBe(303);
  });
});
