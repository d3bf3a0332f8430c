import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import { testSite } from '../../../../tests/site.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { type AsOf, readAsOf } from '../../companies/as-of.ts';
import { namesAt, pageAt } from '../../companies/page/at/page-at.ts';
import type { CompanyPage, Relative } from '../../companies/page/model.ts';
import { readCompany, readRest } from '../../companies/page/page-store.ts';
import { calledText } from '../../companies/page/texts.ts';
import type { Period } from '../../then.ts';

// What the interface says of a time is held against what the page of the company says of it.

const { db } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const { origin } = site.settings.publicUrl;
const get = (path: string) => app.request(origin + path);
const read = async (path: string) => (await get(path)).json();
const t = translator('en');

const asOf = (on: string): AsOf => {
  const read = readAsOf(on, '2026-11-26');
  if (read === null) throw new Error(on);
  return read;
};
/** The page of a company as it stood, as the store and the rule of the page give it. */
async function pageThen(slug: string, on: string): Promise<CompanyPage> {
  const company = await readCompany(db, slug, 'en');
  if (company === null) throw new Error(slug);
  return pageAt({ company, ...(await readRest(db, company.id, 'en')) }, asOf(on));
}
const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
/** Answers of the interface, whose shape another test holds against its document. */
type Said = Awaited<ReturnType<Response['json']>>;
const periodOf = ({ from, to, endIs, ongoingAsOf = null }: Period) => ({
  from,
  to,
  end: endIs,
  ongoingAsOf,
});
const bare = ({ from, to, end, ongoingAsOf }: Said) => ({ from, to, end, ongoingAsOf });
const sorted = (said: readonly Said[]) => said.toSorted(byId);
const named = (relative: Relative | null, on: string) => {
  const called = relative && calledText(t, relative.names, asOf(on));
  return called === null || called.text.includes('(a later name)') ? null : called.text;
};

const slugs = (
  await sql<{
    slug: string;
  }>`select t.slug from thing t join company c on c.id = t.id order by t.slug`.execute(db)
).rows.map(({ slug }) => slug);
const times = ['1950', '1996-05-05', '2004-06', '2007', '2008-06-01', '2011-12-12', '2019'];

describe.each(times)('as things stood in %s', (on) => {
  test('each company is told with the names, successions, owners, contracts, incidents and answers of its page', async () => {
    for (const slug of slugs) {
      const page = await pageThen(slug, on);
      const answer = await read(`/api/v1/companies/${slug}?on=${on}`);
      expect(answer.on, slug).toBe(on);
      const { data } = answer;
      const { id, founded } = page.company;
      expect([data.founded, data.texts.en.summary, data.citations], slug).toEqual([founded, '', []]);
      expect(
        sorted(data.names).map((one: Said) => [one.id, one.name, one.stood, bare(one.period)]),
        slug,
      ).toEqual(
        namesAt(page.company.names, asOf(on))
          .toSorted(byId)
          .map((one) => [one.id, one.name, one.mark, periodOf(one)]),
      );
      const own = page.ties.filter(({ fromCompany, toCompany }) => fromCompany === id || toCompany === id);
      expect(
        sorted(data.successions).map((one: Said) => [
          one.id,
          one.stood,
          one.date,
          one.from.name,
          one.to.name,
        ]),
        slug,
      ).toEqual(
        own.toSorted(byId).map((one) => [one.id, one.mark, one.date, named(one.from, on), named(one.to, on)]),
      );
      expect(
        sorted(data.ownerships)
          .filter(({ company }: Said) => company.id === id)
          .map((one: Said) => [one.id, one.stood, bare(one.period), one.ownerCompany?.name ?? null]),
        slug,
      ).toEqual(
        page.owners.toSorted(byId).map((one) => [one.id, one.mark, periodOf(one), named(one.company, on)]),
      );
      expect(sorted(data.responses).map((one: Said) => one.id)).toEqual(
        page.responses
          .filter(({ about }) => about === id)
          .toSorted(byId)
          .map((one) => one.id),
      );
      const contracts = await read(`/api/v1/contracts?company=${slug}&on=${on}&limit=100`);
      expect(
        sorted(contracts.data).map((one: Said) => [
          one.id,
          one.stood,
          bare(one.period),
          one.texts.en.subject,
        ]),
        slug,
      ).toEqual(page.contracts.toSorted(byId).map((one) => [one.id, one.mark, periodOf(one), '']));
      const incidents = await read(`/api/v1/incidents?company=${slug}&on=${on}&limit=100`);
      expect(
        sorted(incidents.data).map((one: Said) => [
          one.id,
          one.stood,
          one.dateTo,
          one.killed,
          one.wentOn ?? false,
          one.texts.en.summary,
          'accountability' in one,
        ]),
        slug,
      ).toEqual(
        page.incidents
          .toSorted(byId)
          .map((one) => [one.id, one.mark, one.dateTo, one.killed, one.wentOn ?? false, '', false]),
      );
      const cases = await read(`/api/v1/cases?company=${slug}&on=${on}&limit=100`);
      expect(
        sorted(cases.data).map((one: Said) => [
          one.id,
          one.stood,
          one.decided,
          one.status,
          one.texts.en.outcome,
          sorted(one.stages).map((step: Said) => [step.id, step.date, step.type, step.stood ?? null]),
        ]),
        slug,
      ).toEqual(
        page.cases
          .toSorted(byId)
          .map((one) => [
            one.id,
            one.mark,
            one.decided,
            one.stood?.status,
            one.stood?.closed ? one.outcome : '',
            one.stages.toSorted(byId).map((step) => [step.id, step.date, step.kind, step.mark]),
          ]),
      );
    }
  });
});

describe('asked for a time', () => {
  test('lists tell each as it is told alone, and leave out what was yet to come, without short pages', async () => {
    for (const plural of ['companies', 'contracts', 'incidents', 'cases']) {
      const whole = await read(`/api/v1/${plural}?on=2008-06-01&limit=100`);
      expect(whole.data.length, plural).toBeGreaterThan(1);
      for (const one of [whole.data[0], whole.data.at(-1)])
        expect((await read(`/api/v1/${plural}/${one.slug}?on=2008-06-01`)).data).toEqual(one);
      const pages: Said[] = [];
      let path = `/api/v1/${plural}?on=2008-06-01&limit=2`;
      while (path !== '') {
        const page = await read(path);
        if (page.next !== null) expect(page.data).toHaveLength(2);
        pages.push(...page.data);
        path = page.next === null ? '' : page.next.slice(origin.length);
      }
      expect(pages).toEqual(whole.data);
    }
    const then = await read('/api/v1/contracts?on=2004-01-01&limit=100');
    const today = await read('/api/v1/contracts?limit=100');
    expect(then.data.length).toBeLessThan(today.data.length);
  });

  test('a company of then is called what it was called then, wherever it is named', async () => {
    const { data } = await read('/api/v1/contracts?company=blackwater&on=2008-06-01');
    expect(data.length).toBeGreaterThan(0);
    for (const one of data) expect(one.company.name).toBe('Blackwater Worldwide');
    expect(JSON.stringify((await read('/api/v1/companies/blackwater?on=2008-06-01')).data.names)).not.toMatch(
      /ACADEMI|"Xe/,
    );
  });

  test('what a case came to is told from the day on which it did', async () => {
    const told = async (on: string) => (await read(`/api/v1/cases/us-v-slough?on=${on}`)).data;
    const { data } = await read('/api/v1/cases/us-v-slough');
    const early = await told('2009-06-01');
    expect([early.status, early.decided, early.texts.en.outcome]).toEqual(['pending', null, '']);
    expect(early.stages.length).toBeLessThan(data.stages.length);
    const late = await told('2021-01-01');
    expect([late.status, late.texts.en.outcome]).toEqual([data.status, data.texts.en.outcome]);
    expect((await get('/api/v1/cases/us-v-slough?on=2007')).status).toBe(404);
  });

  test('a case of which nobody says when it was filed began by its first step', async () => {
    const at = async (on: string) =>
      (await read(`/api/v1/cases?on=${on}&limit=100`)).data.some((one: Said) => one.slug === 'us-v-slough');
    await sql`alter table court_case disable trigger user`.execute(db);
    const { rows } = await sql<{ id: string; filed: string }>`select c.id, c.filed from court_case c
      join thing t on t.id = c.id where t.slug = 'us-v-slough'`.execute(db);
    const [before] = rows;
    await sql`update court_case set filed = null where id = ${before?.id}`.execute(db);
    expect([await at('2007'), await at('2021')]).toEqual([false, true]);
    expect((await get('/api/v1/cases/us-v-slough?on=2007')).status).toBe(404);
    await sql`update court_case set filed = ${before?.filed} where id = ${before?.id}`.execute(db);
    await sql`alter table court_case enable trigger user`.execute(db);
  });

  test('what was yet to come is not found, with a sentence; today tells it', async () => {
    const later = (await read('/api/v1/contracts?limit=100')).data.find(
      ({ period }: Said) => period.from !== null && period.from > '2008',
    );
    const answer = await get(`/api/v1/contracts/${later.slug}?on=2004`);
    expect(answer.status).toBe(404);
    expect((await answer.json()).detail).toContain('yet to come');
    expect((await get(`/api/v1/contracts/${later.slug}`)).status).toBe(200);
  });

  test.each(['yesterday', '2008-13', '2008-02-30', '2999', '2008-06-01T00:00', '٢٠٠٨', ''])(
    '%s is no time: refused with a sentence that says what is one',
    async (on) => {
      for (const path of ['/api/v1/companies', '/api/v1/companies/blackwater', '/api/v1/incidents']) {
        const answer = await get(`${path}?on=${encodeURIComponent(on)}`);
        expect(answer.status, path).toBe(400);
        expect((await answer.json()).detail).toBe(
          'on is a day, a month or a year that has begun: 2008-06-01, 2008-06 or 2008.',
        );
      }
    },
  );

  test('given twice, or of what has no past here, it is refused; a former slug keeps it', async () => {
    for (const path of [
      '/api/v1/companies/blackwater?on=2008&on=2009',
      '/api/v1/laws?on=2008',
      `/api/v1/treaty/${(await read('/api/v1/treaty?limit=1')).data[0].slug}?on=2008`,
      '/api/v1/buyers?on=2008',
    ])
      expect((await get(path)).status, path).toBe(400);
    const { detail } = await read('/api/v1/treaty?on=2008');
    expect(detail).toContain('ask with “to”');
    await sql`update thing set slug = 'triple-canopy-now' where kind = 'company' and slug = 'triple-canopy'`.execute(
      db,
    );
    const moved = await get('/api/v1/companies/triple-canopy?on=2008');
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      '/api/v1/companies/triple-canopy-now?on=2008',
    ]);
  });

  test('no cache keeps it, and today is told as ever', async () => {
    expect((await get('/api/v1/companies/blackwater?on=2008')).headers.get('x-cache')).toBeNull();
    const today = await read('/api/v1/companies/blackwater');
    expect('on' in today || 'stood' in today.data.names[0]).toBe(false);
    expect(today.data.texts.en.summary).not.toBe('');
  });
});
