import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';
import { readIncidentFigures } from './figures-store.ts';

let database: TestDatabase;
let desk: ReturnType<typeof testDesk>;
let researcher: DeskAsker;
let reviewer: DeskAsker;
let editor: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
  editor = await desk.as('editor', { name: 'Sample Editor' });
});

const incident = {
  primary_lang: 'en',
  title: 'A sample incident',
  place: 'Example Square, Sampleville',
  governorate: 'Sample',
  summary: 'Somebody reports that something happened.',
  standing: 'reported',
  date: '2007-05',
  'kinds.shooting': 'yes',
  killed_min: '1',
  killed_max: '3',
  'harmed.civilian': 'yes',
  harmed_by: 'company-staff',
  accountability: 'none',
};
const source = {
  do: 'new:',
  url: 'https://press.example.org/1',
  title: 'A sample report',
  kind: 'press',
};

const idIn = (response: Response) =>
  (response.headers.get('location') ?? '').replace(/\?.*$/, '').split('/').at(-1) ?? '';
const read = async (who: DeskAsker, path: string) => (await who.get(path)).text();
const baseIn = (html: string) => /name="base" value="([\d.]+)"/.exec(html)?.[1] ?? '';
const page = async (path: string) => (await testSite(database.db).app.request(path)).text();
const slugOf = async (id: string) =>
  (await sql<{ slug: string }>`select slug from thing where id = ${id}`.execute(database.db)).rows[0]?.slug ??
  '';
const idOf = async (kind: string, slug: string) =>
  (
    await sql<{ id: string }>`select id from thing where kind = ${kind} and slug = ${slug}`.execute(
      database.db,
    )
  ).rows[0]?.id ?? '';

/** Begins a sample incident with a source. @returns its address in the desk. */
async function begin(more: Record<string, string> = {}): Promise<string> {
  const made = await researcher.post('/desk/incidents/new', { ...incident, ...more });
  expect(made.status).toBe(303);
  const at = `/desk/incidents/${idIn(made)}`;
  await researcher.post(`${at}/sources`, source);
  return at;
}

async function comeOut(at: string, why = ''): Promise<void> {
  const id = at.split('/').at(-1) ?? '';
  const review = `/desk/record/review/${id}`;
  const seen = /name="seen" value="(\d+)"/.exec(await read(reviewer, review))?.[1] ?? '';
  const done = await reviewer.post(review, { seen, langs: 'en', intent: 'publish', public_why: why, why });
  expect(done.status).toBe(303);
}

async function add(at: string, company: string, role: string, standing: string): Promise<Response> {
  const base = baseIn(await read(researcher, `${at}/companies`));
  return researcher.post(`${at}/companies`, { do: 'add:', base, thing: company, role, standing });
}

const involvedIn = async (at: string) =>
  (
    await sql<{
      slug: string;
      role: string;
      standing: string;
    }>`select t.slug, ic.role, ic.standing from incident_company ic
      join thing t on t.id = ic.company_id where ic.incident_id = ${at.split('/').at(-1)} order by t.slug`.execute(
      database.db,
    )
  ).rows;

describe('an incident', () => {
  test('is begun, read by another, comes out, and counts', async () => {
    const before = (await readIncidentFigures(database.db)).killed;
    const at = await begin();
    await add(at, 'zapata', 'staff-acted', 'reported');
    expect((await readIncidentFigures(database.db)).killed).toEqual(before);
    await comeOut(at);
    const after = (await readIncidentFigures(database.db)).killed;
    expect([after.min - before.min, after.max - before.max]).toEqual([1, 3]);
    const html = await page(`/en/record/incidents/${await slugOf(at.split('/').at(-1) ?? '')}`);
    expect(html).toContain('In May 2007.');
    expect(html).toContain('Zapata Engineering');
    expect(html).toContain('A sample report');
  });

  test('fields that contradict each other are refused, each at its place, and what was typed stays', async () => {
    const refused = await researcher.post('/desk/incidents/new', {
      ...incident,
      killed_max: '',
      injured_min: '5',
      injured_max: '2',
      latitude: '33.3',
      date_to: '2006',
      'harmed.civilian': '',
    });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    for (const field of ['killed_max', 'injured_max', 'longitude', 'date_to'])
      expect(html, field).toContain(`id="${field}-error"`);
    expect(html).toContain('A sample incident');
  });
});

describe('who was involved', () => {
  test('is changed at once while nobody sees the incident', async () => {
    const at = await begin();
    expect((await add(at, 'Zapata Engineering', 'principal', 'alleged')).status).toBe(303);
    await add(at, 'erinys', 'staff-acted', 'disputed');
    expect(await involvedIn(at)).toEqual([
      { slug: 'erinys', role: 'staff-acted', standing: 'disputed' },
      { slug: 'zapata', role: 'principal', standing: 'alleged' },
    ]);
    const erinys = await idOf('company', 'erinys');
    await researcher.post(`${at}/companies`, {
      base: baseIn(await read(researcher, `${at}/companies`)),
      do: 'save:',
      [`role_${erinys}`]: 'involved',
      [`standing_${erinys}`]: 'reported',
    });
    await researcher.post(`${at}/companies`, {
      base: baseIn(await read(researcher, `${at}/companies`)),
      do: `remove:${await idOf('company', 'zapata')}`,
    });
    expect(await involvedIn(at)).toEqual([{ slug: 'erinys', role: 'involved', standing: 'reported' }]);
  });

  test('of a public incident waits for another reader, and comes out with it', async () => {
    const at = await begin();
    await add(at, 'zapata', 'involved', 'alleged');
    await comeOut(at);
    const slug = await slugOf(at.split('/').at(-1) ?? '');
    expect((await add(at, 'erinys', 'staff-acted', 'established')).status).toBe(303);
    expect(await involvedIn(at)).toEqual([{ slug: 'zapata', role: 'involved', standing: 'alleged' }]);
    expect(await page(`/en/record/incidents/${slug}`)).not.toContain('Erinys');
    expect(await read(researcher, `${at}/companies`)).toContain('Erinys International');
    // Its author cannot bring it out, nor can it come out unread.
    expect((await editor.post(`${at}/publish`, { why: 'more is known' })).status).toBe(422);
    expect(await involvedIn(at)).toHaveLength(1);
    await comeOut(at, 'more is known');
    expect(await involvedIn(at)).toHaveLength(2);
    const html = await page(`/en/record/incidents/${slug}`);
    expect(html).toContain('Erinys International');
    expect(html).toMatch(/Corrected on [^<]+<bdi>more is known<\/bdi>/);
  });

  test('of a public incident changes in no other way, straight in SQL either', async () => {
    const id = await idOf('incident', 'nisour-square');
    for (const statement of [
      sql`update incident_company set standing = 'alleged' where incident_id = ${id}`,
      sql`delete from incident_company where incident_id = ${id}`,
      sql`insert into incident_company (incident_id, company_id) values (${id}, ${await idOf('company', 'g4s')})`,
    ])
      await expect(statement.execute(database.db)).rejects.toMatchObject({ code: 'TD004' });
  });

  test('survives a save of the other fields, and a restored revision brings it back', async () => {
    const at = await begin();
    await add(at, 'zapata', 'involved', 'alleged');
    const form = await read(researcher, at);
    const involved = /name="involved" value="([^"]*)"/.exec(form)?.[1] ?? '';
    expect(involved).toMatch(/^[0-9a-f-]{36} involved alleged$/);
    const saved = await researcher.post(at, {
      ...incident,
      involved,
      title: 'Another title',
      killed_min: '2',
      base: baseIn(form),
      intent: 'save',
    });
    expect(saved.status).toBe(303);
    expect(await involvedIn(at)).toHaveLength(1);
    await researcher.post(`${at}/companies`, {
      base: baseIn(await read(researcher, `${at}/companies`)),
      do: `remove:${await idOf('company', 'zapata')}`,
    });
    expect(await involvedIn(at)).toEqual([]);
    const { rows } = await sql<{
      id: string;
    }>`select id from revision where thing_id = ${at.split('/').at(-1)}
      and lang is null and data ? 'involved' order by number desc offset 1 limit 1`.execute(database.db);
    expect((await editor.post(`${at}/history/${rows[0]?.id}/restore`)).status).toBe(303);
    expect(await involvedIn(at)).toHaveLength(1);
  });

  test('a change made on an older list is refused, and nothing is lost', async () => {
    const at = await begin();
    const old = baseIn(await read(researcher, `${at}/companies`));
    await add(at, 'zapata', 'involved', 'alleged');
    const late = await editor.post(`${at}/companies`, { do: 'add:', base: old, thing: 'erinys' });
    expect(late.status).toBe(409);
    const told = await late.text();
    expect(told).toContain('Nothing was saved');
    expect(told).toContain('value="erinys"');
    expect(told).toContain('Zapata Engineering');
    expect(await involvedIn(at)).toHaveLength(1);
  });

  test('what was chosen in the list goes along when one more is added, and Enter in its field adds it', async () => {
    const at = await begin();
    await add(at, 'zapata', 'involved', 'alleged');
    const zapata = await idOf('company', 'zapata');
    const base = async () => baseIn(await read(researcher, `${at}/companies`));
    const chosen = { [`role_${zapata}`]: 'principal', [`standing_${zapata}`]: 'reported' };
    const wrong = { do: 'add:', base: await base(), ...chosen, thing: 'no-such-company' };
    const told = await (await researcher.post(`${at}/companies`, wrong)).text();
    expect(told).toMatch(/name="standing_[^"]+"[\s\S]*?<option value="reported" selected/);
    const both = { ...chosen, thing: 'erinys', role: 'involved', standing: 'alleged' };
    const saved = await researcher.post(`${at}/companies`, { do: 'save:', base: await base(), ...both });
    expect(saved.status).toBe(303);
    expect(await involvedIn(at)).toContainEqual({ slug: 'zapata', role: 'principal', standing: 'reported' });
    expect(await involvedIn(at)).toContainEqual({ slug: 'erinys', role: 'involved', standing: 'alleged' });
  });

  test('hostile input changes nothing', async () => {
    const at = await begin();
    for (const company of [
      '',
      'x\0y',
      '\ud800',
      "'; drop table company; --",
      'nisour-square',
      'a'.repeat(5_000),
    ]) {
      const refused = await add(at, company, 'owner', '<b>');
      expect(refused.status, company.slice(0, 20)).toBe(422);
    }
    expect((await add(at, 'zapata', '<script>', '__proto__')).status).toBe(303);
    expect(await involvedIn(at)).toEqual([{ slug: 'zapata', role: 'involved', standing: 'alleged' }]);
    expect((await add(at, 'zapata', 'involved', 'reported')).status).toBe(422);
    const form = baseIn(await read(researcher, at));
    const forged = await researcher.post(at, { ...incident, involved: 'x y z', base: form, intent: 'save' });
    expect(forged.status).toBe(422);
  });

  test('a translator sees the list and cannot change it', async () => {
    const at = await begin();
    await add(at, 'zapata', 'involved', 'alleged');
    const translator = await desk.as('translator');
    const html = await read(translator, `${at}/companies`);
    expect(html).toContain('Zapata Engineering');
    expect(html).not.toContain('value="add:"');
    expect((await translator.post(`${at}/companies`, { do: 'save:' })).status).toBe(403);
  });
});

describe('somebody who chose to be named', () => {
  const victim = {
    primary_lang: 'en',
    name: 'Sample Person',
    account: 'What was said.',
    chose_publicity_on: '2010',
  };

  test('is warned about, needs the day and the source of the choice, and is shown with both', async () => {
    const at = await begin();
    await comeOut(at);
    const incident_id = at.split('/').at(-1) ?? '';
    expect(await read(researcher, `${at}/named`)).toContain('unless they chose it themselves');
    const form = await read(researcher, `/desk/victims/new?incident_id=${incident_id}`);
    expect(form).toContain('unless they chose it themselves');
    for (const missing of ['chose_publicity_on', 'chose_publicity_source', 'incident_id', 'name']) {
      const all = {
        ...victim,
        incident_id,
        chose_publicity_source: 'https://press.example.org/1',
        [missing]: '',
      };
      const refused = await researcher.post('/desk/victims/new', all);
      expect(refused.status, missing).toBe(422);
      expect(await refused.text(), missing).toContain(`id="${missing}-error"`);
    }
    const made = await researcher.post('/desk/victims/new', {
      ...victim,
      incident_id,
      chose_publicity_source: 'https://press.example.org/1',
    });
    expect(made.status).toBe(303);
    const slug = await slugOf(idIn(made));
    expect(slug).not.toContain('sample');
    const shown = `/en/record/incidents/${await slugOf(incident_id)}`;
    expect(await page(shown)).not.toContain('Sample Person');
    await researcher.post(`/desk/victims/${idIn(made)}/sources`, {
      ...source,
      url: 'https://press.example.org/2',
    });
    await comeOut(`/desk/victims/${idIn(made)}`);
    const html = await page(shown);
    expect(html).toContain('Sample Person');
    expect(html).toContain('Chose it: 2010');
    expect(html).toContain('href="https://press.example.org/1"');
    expect(await read(researcher, `${at}/named`)).toContain('Sample Person');
  });
});

describe('the answer of a company', () => {
  test('stands beside the incident once it is read, and says whose it is', async () => {
    const about = await idOf('incident', 'karrada-2007');
    const made = await researcher.post('/desk/responses/new', {
      primary_lang: 'en',
      company_id: 'unity-resources-group',
      about: 'karrada-2007',
      date: '2007-10-10',
      text: 'A sample answer <b>bold</b>',
    });
    expect(made.status).toBe(303);
    const at = `/desk/responses/${idIn(made)}`;
    await researcher.post(`${at}/sources`, source);
    const shown = '/en/record/incidents/karrada-2007';
    expect(await page(shown)).not.toContain('A sample answer');
    await comeOut(at);
    const html = await page(shown);
    expect(html).toContain('A sample answer &lt;b&gt;bold&lt;/b&gt;');
    expect(html.indexOf('A sample answer')).toBeLessThan(html.indexOf('id="harm"'));
    expect(html.slice(html.indexOf('class="response"'))).toContain('Unity Resources Group');
    expect(await read(researcher, `/desk/incidents/${about}/answers`)).toContain('A sample answer');
  });

  test('answers a statement, not whatever has an address', async () => {
    const refused = await researcher.post('/desk/responses/new', {
      primary_lang: 'en',
      company_id: 'blackwater',
      about: 'stop-private-military-companies',
      text: 'A sample',
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="about-error"');
  });
});
