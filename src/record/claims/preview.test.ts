import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { testSite } from '../../../tests/site.ts';

let database: TestDatabase;
let researcher: DeskAsker;
let desk: ReturnType<typeof testDesk>;
beforeEach(async () => {
  database = await testDatabase({ starter: true });
  desk = testDesk(database.db);
  researcher = await desk.as('researcher');
});

const begin = async (path: string, form: Record<string, string>): Promise<string> => {
  const made = await researcher.post(`${path}/new`, { primary_lang: 'en', ...form });
  expect(made.status, await made.clone().text()).toBe(303);
  return (made.headers.get('location') ?? '').replace(/\?.*$/, '');
};
const read = async (path: string, who = researcher) => (await who.get(path)).text();
const page = async (path: string) => (await testSite(database.db).app.request(path)).text();
const idIn = (at: string) => at.split('/').at(-1) ?? '';
const url = async () =>
  (
    await sql<{ url: string }>`select url from source where url is not null order by id limit 1`.execute(
      database.db,
    )
  ).rows[0]?.url ?? '';
const around = (html: string, id: string) =>
  html.slice(html.indexOf(` id="${id}"`), html.indexOf(` id="${id}"`) + 1500);

describe('the preview of a part shows the page on which it will stand', () => {
  test.each([
    [
      '/desk/stages',
      'step',
      { case_id: 'us-v-slough', kind: 'other', standing: 'reported', date: '2016', what: 'A sample step.' },
      'A sample step.',
      'cases/us-v-slough',
    ],
    [
      '/desk/redress',
      'redress',
      { case_id: 'us-v-slough', kind: 'apology', standing: 'reported', what: 'A sample apology.' },
      'A sample apology.',
      'cases/us-v-slough',
    ],
    [
      '/desk/redress',
      'redress',
      { incident_id: 'karrada-2007', kind: 'apology', standing: 'reported', what: 'A sample apology.' },
      'A sample apology.',
      'incidents/karrada-2007',
    ],
    [
      '/desk/responses',
      'response',
      { company_id: 'unity-resources-group', about: 'karrada-2007', text: 'A sample answer.' },
      'A sample answer.',
      'incidents/karrada-2007',
    ],
    [
      '/desk/victims',
      'victim',
      {
        incident_id: 'karrada-2007',
        name: 'Sample Person',
        account: 'A sample account.',
        chose_publicity_on: '2010',
      },
      'A sample account.',
      'incidents/karrada-2007',
    ],
  ] as const)('%s: %s', async (path, prefix, form, said, shown) => {
    const more: Record<string, string> =
      path === '/desk/victims' ? { chose_publicity_source: await url() } : {};
    const at = await begin(path, { ...form, ...more });
    const form_page = await read(at);
    expect(form_page).toContain(`${at}/preview?lang=en`);
    expect(form_page).toContain(`${at}/preview-link`);
    const html = await read(`${at}/preview?lang=en`);
    const place = `${prefix}-${idIn(at)}`;
    expect(html).toContain('Preview.');
    expect(html).toContain(`href="#${place}"`);
    expect(around(html, place)).toContain(said);
    expect(around(html, place)).toMatch(/^[^>]*><mark[^>]*>in preview<\/mark>/);
    expect(html.match(/<mark/g)).toHaveLength(1);
    expect(html).toContain(`/record/${shown}`);
    // Nothing of it is public.
    expect(await page(`/en/record/${shown}`)).not.toContain(said);
    // In Arabic the page is there too, with the text as it is.
    const arabic = await read(`${at}/preview?lang=ar`);
    expect(arabic).toContain('dir="rtl"');
    expect(arabic).toContain(said);
  });

  test('an owner is shown on the page of the company, and a name that is public already with the names', async () => {
    const at = await begin('/desk/ownership', {
      company_id: 'hart',
      owner: 'A sample owner',
      owner_is: 'organisation',
      end_is: 'unknown',
      standing: 'reported',
    });
    for (const lang of ['en', 'ar'] as const) {
      const owned = await researcher.get(`${at}/preview?lang=${lang}`);
      expect(owned.status).toBe(200);
      const html = await owned.text();
      expect(html).toContain('A sample owner');
      expect(html).toContain(`/${lang}/record/companies/hart`);
    }
    const { rows } = await sql<{ id: string }>`
      select n.id from company_name n join thing t on t.id = n.company_id where t.slug = 'hart' order by n.position limit 1`.execute(
      database.db,
    );
    for (const lang of ['en', 'ar'] as const) {
      const named = await researcher.get(`/desk/company-names/${rows[0]?.id}/preview?lang=${lang}`);
      expect(named.status).toBe(200);
      expect(await named.text()).toContain(`/${lang}/record/companies/hart`);
    }
  });

  test('a part of what is not public yet is shown with it, and an answer to a step on the page of its case', async () => {
    const one = await begin('/desk/cases', {
      title: 'Sample and others v. Example',
      court: 'Sample court',
      outcome: 'Nothing more is known.',
      country: 'IQ',
      kind: 'civil',
      status: 'pending',
      standing: 'reported',
      filed: '2015',
    });
    const step = await begin('/desk/stages', {
      case_id: idIn(one),
      kind: 'filed',
      standing: 'reported',
      date: '2016',
      what: 'A sample step.',
    });
    const html = await read(`${step}/preview?lang=en`);
    expect(html).toContain('Sample and others v. Example');
    expect(around(html, `step-${idIn(step)}`)).toContain('A sample step.');
    const { rows } = await sql<{ id: string }>`select s.id from stage s join thing t on t.id = s.case_id
      where t.slug = 'us-v-slough' order by s.id limit 1`.execute(database.db);
    const answer = await begin('/desk/responses', {
      company_id: 'blackwater',
      about: rows[0]?.id ?? '',
      text: 'A sample answer.',
    });
    const shown = await read(`${answer}/preview?lang=en`);
    expect(shown).toContain('United States v. Slough');
    expect(around(shown, `response-${idIn(answer)}`)).toContain('A sample answer.');
  });

  test('what waits of a public whole does not come with its part, and an outsider sees it by a link', async () => {
    const { rows } = await sql<{
      id: string;
    }>`select id from thing where kind = 'incident' and slug = 'karrada-2007'`.execute(database.db);
    await sql`insert into incident_text (thing_id, lang, state, title, place, governorate, summary, revision)
      values (${rows[0]?.id}, 'en', 'draft', 'A title that waits', '', '', 'What waits.', 99)`.execute(
      database.db,
    );
    const at = await begin('/desk/redress', {
      incident_id: 'karrada-2007',
      kind: 'apology',
      standing: 'reported',
      what: 'A sample apology.',
    });
    const link = /value="http:\/\/tadamun\.example\.org(\/desk\/preview\/[\w-]{43})"/.exec(
      await (await (await desk.as('editor')).post(`${at}/preview-link`, { lang: 'en' })).text(),
    )?.[1];
    const seen = await (await desk.desk.app.request(`http://tadamun.example.org${link}`)).text();
    expect(seen).toContain('A sample apology.');
    expect(seen).not.toContain('A title that waits');
  });
});
