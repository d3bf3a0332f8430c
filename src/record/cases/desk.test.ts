import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';

let database: TestDatabase;
let researcher: DeskAsker;
let reviewer: DeskAsker;

beforeEach(async () => {
  database = await testDatabase({ starter: true });
  const desk = testDesk(database.db);
  researcher = await desk.as('researcher', { name: 'Sample Researcher' });
  reviewer = await desk.as('reviewer', { name: 'Sample Reviewer' });
});

const sample = {
  primary_lang: 'en',
  title: 'Sample and others v. Example',
  court: 'Sample court, Exampleville',
  parties: 'Former workers against a company.',
  outcome: 'The suit was filed; nothing more is known.',
  country: 'IQ',
  kind: 'civil',
  status: 'pending',
  standing: 'reported',
  filed: '2015',
};
const source = { do: 'new:', url: 'https://press.example.org/case', title: 'A sample report', kind: 'press' };

const idIn = (response: Response) =>
  (response.headers.get('location') ?? '').replace(/\?.*$/, '').split('/').at(-1) ?? '';
const read = async (who: DeskAsker, path: string) => (await who.get(path)).text();
const baseIn = (html: string) => /name="base" value="([\d.]+)"/.exec(html)?.[1] ?? '';
const page = async (path: string) => (await testSite(database.db).app.request(path)).text();
const slugOf = async (id: string) =>
  (await sql<{ slug: string }>`select slug from thing where id = ${id}`.execute(database.db)).rows[0]?.slug ??
  '';
const idOf = async (slug: string) =>
  (
    await sql<{ id: string }>`select id from thing where kind = 'case' and slug = ${slug}`.execute(
      database.db,
    )
  ).rows[0]?.id ?? '';

/** Begins something with a source. @returns its address in the desk. */
async function begin(folder: string, form: Record<string, string>): Promise<string> {
  const made = await researcher.post(`${folder}/new`, form);
  expect(made.status).toBe(303);
  const at = `${folder}/${idIn(made)}`;
  expect((await researcher.post(`${at}/sources`, source)).status).toBe(303);
  return at;
}

async function comeOut(at: string): Promise<void> {
  const review = `/desk/record/review/${at.split('/').at(-1)}`;
  const seen = /name="seen" value="(\d+)"/.exec(await read(reviewer, review))?.[1] ?? '';
  const form = { seen, langs: 'en', intent: 'publish', public_why: 'A sample.', why: '' };
  expect((await reviewer.post(review, form)).status).toBe(303);
}

async function tie(at: string, kind: string, thing: string, role = ''): Promise<Response> {
  const base = baseIn(await read(researcher, `${at}/${kind}`));
  return researcher.post(`${at}/${kind}`, { do: 'add:', base, thing, role });
}

describe('a case', () => {
  test('is begun, tied, told in stages, and comes out with them once another has read it', async () => {
    const at = await begin('/desk/cases', sample);
    const id = at.split('/').at(-1) ?? '';
    expect((await tie(at, 'companies', 'zapata', 'defendant')).status).toBe(303);
    expect((await tie(at, 'incidents', 'zapata-convoy-2005')).status).toBe(303);
    const stage = await begin('/desk/stages', {
      primary_lang: 'en',
      what: 'A sample suit was filed.',
      case_id: id,
      kind: 'filed',
      standing: 'reported',
      date: '2015-03',
    });
    const redress = await begin('/desk/redress', {
      primary_lang: 'en',
      what: 'A sample settlement.',
      case_id: id,
      kind: 'settlement',
      amount: '1000',
      currency: 'USD',
      standing: 'reported',
    });
    expect(await read(researcher, `${at}/steps`)).toContain('A sample suit was filed.');
    const address = `/en/record/cases/${await slugOf(id)}`;
    expect((await testSite(database.db).app.request(address)).status).toBe(404);
    await comeOut(at);
    const bare = await page(address);
    expect(bare).toContain('Zapata Engineering');
    expect(bare).toContain('/en/record/incidents/zapata-convoy-2005');
    // A stage that nobody else has read is not public, though its case is.
    expect(bare).not.toContain('A sample suit was filed.');
    await comeOut(stage);
    await comeOut(redress);
    const whole = await page(address);
    expect(whole).toContain('A sample suit was filed.');
    expect(whole).toContain('Settlement, 1,000 US dollars');
    expect(await page('/en/record/cases?company=zapata')).toContain(sample.title);
  });

  test('keeps the companies that stand until its change was read by another', async () => {
    const at = `/desk/cases/${await idOf('us-v-ali')}`;
    const titan = /name="role_([0-9a-f-]{36})"/.exec(await read(researcher, `${at}/companies`))?.[1] ?? '';
    const base = baseIn(await read(researcher, `${at}/companies`));
    const form = { do: 'save:', base, [`role_${titan}`]: 'defendant' };
    expect((await researcher.post(`${at}/companies`, form)).status).toBe(303);
    expect(await read(researcher, `${at}/companies`)).toContain('waits');
    expect(await page('/en/record/cases/us-v-ali')).toContain('Employer of the accused');
    await comeOut(at);
    expect(await page('/en/record/cases/us-v-ali')).not.toContain('Employer of the accused');
  });

  test('keeps how surely it stands until a change was read by another, and a form that does not say it is refused', async () => {
    const at = `/desk/cases/${await idOf('us-v-ali')}`;
    const html = await read(researcher, at);
    const convicted = { ...sample, kind: 'criminal', status: 'convicted', filed: '2008', decided: '2012' };
    const form = { ...convicted, base: baseIn(html), lang: 'en', slug: 'us-v-ali', intent: 'save' };
    expect((await researcher.post(at, { ...form, standing: '' })).status).toBe(422);
    expect((await researcher.post(at, { ...form, standing: 'disputed' })).status).toBe(303);
    const opening = async () => /<h1.*?<\/p>/s.exec(await page('/en/record/cases/us-v-ali'))?.[0] ?? '';
    expect(await opening()).toContain('data-standing="reported"');
    expect(await read(reviewer, `/desk/record/review/${at.split('/').at(-1)}`)).toMatch(
      /<del>(?:<bdi>)?reported(?:<\/bdi>)?<\/del>\s*<ins>(?:<bdi>)?disputed/,
    );
    await comeOut(at);
    expect(await opening()).toContain('data-standing="disputed"');
  });

  test('takes no company twice, none that is not known, and nothing over a newer change', async () => {
    const at = `/desk/cases/${await idOf('us-v-ali')}`;
    const old = baseIn(await read(researcher, `${at}/companies`));
    expect((await tie(at, 'companies', 'titan', 'defendant')).status).toBe(422);
    expect((await tie(at, 'companies', 'no-such-company', 'defendant')).status).toBe(422);
    expect((await tie(at, 'companies', 'zapata', 'other')).status).toBe(303);
    const late = { do: 'add:', base: old, thing: 'kbr', role: 'other' };
    expect((await researcher.post(`${at}/companies`, late)).status).toBe(409);
  });

  test('cannot be tied beside publishing, straight in SQL either', async () => {
    const id = await idOf('us-v-ali');
    const refused = { code: 'TD004' };
    for (const statement of [
      sql`update case_company set role = 'defendant' where case_id = ${id}`,
      sql`delete from case_company where case_id = ${id}`,
      sql`insert into case_incident (case_id, incident_id)
        select ${id}, t.id from thing t where t.kind = 'incident' and t.slug = 'nisour-square'`,
    ])
      await expect(database.db.transaction().execute((tx) => statement.execute(tx))).rejects.toMatchObject(
        refused,
      );
  });
});

test('what is wrong is said at its field, and nothing is kept', async () => {
  const answer = await researcher.post('/desk/redress/new', {
    primary_lang: 'en',
    what: 'Nothing.',
    case_id: 'us-v-ali',
    kind: 'nothing',
    standing: 'reported',
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Say as of which day nothing was obtained');
  const { rows } = await sql`select from redress where kind = 'nothing'`.execute(database.db);
  expect(rows).toHaveLength(0);
});

test('a translator and a moderator change nothing of a case', async () => {
  const desk = testDesk(database.db);
  const at = `/desk/cases/${await idOf('us-v-ali')}`;
  for (const role of ['translator', 'moderator'] as const) {
    const who = await desk.as(role);
    expect((await who.post(`${at}/companies`, { do: 'add:', base: '1.1', thing: 'kbr' })).status).toBe(403);
    expect((await who.post('/desk/stages/new', { primary_lang: 'en', what: 'x' })).status).toBe(403);
  }
});
