import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { comesOutAs } from '../../../tests/claims.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';
import { type Id, newId } from '../../foundation/database/id.ts';

const { db } = await testDatabase({ starter: true });
const { app } = testSite(db);
const get = async (path: string) => app.request(path);
const page = async (path: string) => (await get(path)).text();
const entries = (html: string) => [...html.matchAll(/ id="incident-([a-z0-9-]+)"/g)].map(([, slug]) => slug);

describe.each(['en', 'ar'] as const)('the list in %s', (lang) => {
  let html: string;
  beforeAll(async () => {
    html = await page(`/${lang}/record/incidents`);
  });

  test('has all incidents of the starter record, the latest first, each with its standing', () => {
    expect(entries(html)).toHaveLength(24);
    expect(entries(html)[0]).toBe('balad-2017');
    expect(html.match(/class="standing"/g)?.length).toBeGreaterThanOrEqual(24);
  });

  test('calls a company as it was called then', () => {
    const entry = html.slice(html.indexOf('id="incident-nisour-square"'));
    expect(entry.slice(0, entry.indexOf('</li>'))).toMatch(/<bdi( lang="en")?>Blackwater/);
    expect(entry.slice(0, entry.indexOf('</li>'))).not.toContain('ACADEMI');
  });
});

test('those whom armed groups killed stand in a row of their own, and no row adds all up', async () => {
  const html = await page('/en/record/incidents');
  const table = html.slice(html.indexOf('<table class="stack harm">'));
  const rows = table.slice(0, table.indexOf('</table>')).split('<tr>').slice(2);
  const row = (what: string) => rows.find((one) => one.includes(what)) ?? '';
  expect(row('>staff of the company<')).toContain('>23 to 26</td>');
  expect(row('>an armed group<')).toContain('>25</td>');
  expect(table).not.toMatch(/>(48|51|57)( to \d+)?</);
});

test('an unknown figure is not 0, and a dispute about bills has no number of dead', async () => {
  const html = await page('/en/record/incidents');
  const entryOf = (slug: string) => {
    const from = html.indexOf(`id="incident-${slug}"`);
    return html.slice(from, html.indexOf('</li>', from));
  };
  expect(entryOf('watahba-square')).toContain('Killed: figure unknown');
  expect(entryOf('nisour-square')).toContain('Killed: 14 to 17');
  expect(entryOf('custer-battles-dinar')).not.toContain('Killed');
});

describe('filters', () => {
  test.each([
    ['kind=trafficking', ['nepali-workers-2004']],
    ['year=2017', ['balad-2017']],
    ['company=erinys', ['erinys-taxi-2007']],
    ['harmed=detainee', ['abu-ghraib']],
    ['by=subcontractor', ['najlaa-workers-2008']],
    ['standing=established', ['armorgroup-shooting-2009', 'nisour-square', 'abu-ghraib']],
    ['reached=pardoned', ['nisour-square']],
    ['figure=alleged', ['watahba-square']],
    ['kind=shooting&by=unsaid&company=aegis', ['aegis-video-2005']],
    ['kind=torture&year=2017', []],
  ])('%s', async (query, slugs) => {
    expect(entries(await page(`/en/record/incidents?${query}`))).toEqual(slugs);
  });

  test('the figure of people killed leads to the incidents that make it up, and says so', async () => {
    const html = await page('/en/record/incidents?figure=killed');
    expect(entries(html)).toHaveLength(6);
    expect(html).toContain('make up the figure of people killed');
    expect(html).not.toContain('falluja-ambush-2004');
  });

  test('junk narrows nothing, answers 200 and makes no entry of the cache', async () => {
    for (const query of [
      'kind=drop%20table',
      'year=20x7',
      'company=%27%3B--',
      'harmed=%00',
      'by=%F0%9F%92%A3',
      'standing=proven',
      `reached=${'a'.repeat(500)}`,
      'figure=all',
      'after=AAAA',
    ]) {
      const response = await get(`/en/record/incidents?${query}`);
      expect(response.status, query).toBe(200);
      expect(response.headers.get('x-cache'), query).toBeNull();
      expect(entries(await response.text()), query).toHaveLength(24);
      const url = new URL(`http://tadamun.example.org/en/record/incidents?${query}`);
      expect(keyOfPage(url)?.key, query).toBe('/en/record/incidents');
    }
    const unknown = await get('/en/record/incidents?company=no-such-company');
    expect(unknown.headers.get('x-cache')).toBeNull();
    expect(await unknown.text()).toContain('No incident on record matches.');
  });

  test('what means something is part of the address, in one order', () => {
    const key = (query: string) => keyOfPage(new URL(`http://x/ar/record/incidents?${query}`))?.key;
    expect(key('year=2007&kind=killing&utm=1')).toBe(key('kind=killing&year=2007'));
    expect(key('year=2007')).not.toBe(key('year=2008'));
  });
});

test('what ends one page of the list begins the next, with nothing twice and nothing lost', async () => {
  const { afterIncident } = await import('./query.ts');
  const { listPageOfIncidents } = await import('./list/store.ts');
  const { readIncidentQuery } = await import('./query.ts');
  const { after: _, ...all } = readIncidentQuery(() => undefined);
  const seen: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const rows = await listPageOfIncidents(db, 'en', all, {
      after: readIncidentQuery((name) => (name === 'after' ? after : undefined)).after,
      limit: 5,
    });
    if (rows.length === 0) break;
    seen.push(...rows.map(({ slug }) => slug));
    const last = rows.at(-1);
    after = last && afterIncident(last);
  }
  expect(seen).toHaveLength(24);
  expect(new Set(seen).size).toBe(24);
});

describe('the page of an incident', () => {
  test('says date and place no sharper than they are known', async () => {
    const square = await page('/en/record/incidents/nisour-square');
    expect(square).toContain('On 16 September 2007.');
    expect(square).toContain('The map shows the town, not the spot.');
    const bills = await page('/en/record/incidents/al-asad-guards-2009');
    expect(bills).toContain('In 2009.');
    expect(bills).not.toMatch(/On \d+ \w+ 2009\./);
    expect(await page('/en/record/incidents/blackwater-exports-2010')).toContain(
      'no nearer than the country',
    );
    expect(await page('/en/record/incidents/abu-ghraib')).toContain('From 2003 to 2004.');
  });

  test('names each company as it was called, with its part, and leads to it as of that day', async () => {
    const html = await page('/en/record/incidents/nisour-square');
    expect(html).toContain('href="/en/record/companies/blackwater?on=2007-09-16"');
    const part = html.slice(html.indexOf('id="involved"'), html.indexOf('id="where"'));
    expect(part).toContain('its own staff acted');
    expect(part).toContain('data-standing="established"');
    expect(part).toMatch(/Last known name: <bdi[^>]*>ACADEMI/);
  });

  test('two companies in one incident stand as surely as each does by itself', async () => {
    const html = await page('/en/record/incidents/abu-ghraib');
    const part = html.slice(html.indexOf('id="involved"'), html.indexOf('id="where"'));
    const [parent = '', found = '', titan = ''] = part.split('<tr>').slice(2);
    expect(found).toMatch(/caci-premier-technology[\s\S]*data-standing="established"/);
    expect(parent).toMatch(/companies\/caci[?"][\s\S]*data-standing="reported"/);
    expect(titan).toContain('data-standing="alleged"');
  });

  test('leads on to its cases, and says of what is not on record that it is no finding', async () => {
    const html = await page('/en/record/incidents/nisour-square');
    expect(html).toContain('href="/en/record/cases/us-v-slough"');
    const closed = await page('/en/record/incidents/baghdad-airport-closure-2005');
    expect(closed).toContain('That is not to say that there was none.');
  });

  test('footnotes count from 1 and each leads to a source of the page', async () => {
    for (const path of ['/en/record/incidents/nisour-square', '/ar/record/incidents/abu-ghraib']) {
      const html = await page(path);
      const refs = [...html.matchAll(/href="#source-(\d+)"/g)].map(([, n]) => Number(n));
      expect(refs.length).toBeGreaterThan(0);
      const first = [...new Set(refs)];
      expect(first).toEqual(first.map((_, n) => n + 1));
      for (const n of first) expect(html).toContain(`id="source-${n}"`);
    }
  });

  test('has its data, its history and a way to correct it', async () => {
    const html = await page('/en/record/incidents/nisour-square');
    expect(html).toContain('href="/api/v1/incidents/nisour-square"');
    expect(html).toContain('href="/en/record/history/incident/nisour-square"');
    expect(html).toContain('href="/en/record/propose?about=incident/nisour-square"');
  });

  test('what is no incident is not found, whatever is asked for', async () => {
    for (const slug of ['no-such', 'us-v-slough', '%27--', 'x'.repeat(900)])
      expect((await get(`/en/record/incidents/${slug}`)).status, slug).toBe(404);
  });

  test('what was taken from the public is gone', async () => {
    await sql`update publication set ended_at = now(), ended_by = 'operator'
      where thing_id = (select id from thing where slug = 'zapata-convoy-2005')`.execute(db);
    expect((await get('/en/record/incidents/zapata-convoy-2005')).status).toBe(410);
    expect(await page('/en/record/incidents')).not.toContain('zapata-convoy-2005');
  });
});

test('at most eight queries make a page, whatever it shows', async () => {
  for (const path of [
    '/en/record/incidents',
    '/ar/record/incidents?figure=killed',
    '/en/record/incidents/abu-ghraib',
    '/ar/record/incidents/nisour-square',
  ]) {
    let queries = 0;
    const counted = db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    expect((await testSite(counted).app.request(path)).status).toBe(200);
    expect([path, queries <= 8, queries > 2]).toEqual([path, true, true]);
  }
});

test('a name in another script is isolated, and says its language, in a line of either direction', async () => {
  const hostile = 'شركة‮<b>x</b>';
  const other = await testDatabase({ starter: true });
  await other.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: Id }>`select n.id from company_name n
      join thing t on t.id = n.company_id where t.slug = 'zapata'`.execute(tx);
    const name = rows[0]?.id ?? newId();
    await comesOutAs(tx, { kind: 'company-name', id: name }, { name: hostile, lang: 'ar' });
    await sql`update company_name set name = ${hostile}, lang = 'ar' where id = ${name}`.execute(tx);
  });
  const there = testSite(other.db).app;
  const shown = 'شركة‮&lt;b&gt;x&lt;/b&gt;';
  for (const path of ['', '/zapata-convoy-2005']) {
    const en = await (await there.request(`/en/record/incidents${path}`)).text();
    expect(en, path).toContain(`<bdi lang="ar">${shown}</bdi>`);
    const ar = await (await there.request(`/ar/record/incidents${path}`)).text();
    expect(ar, path).toContain(`<bdi>${shown}</bdi>`);
  }
});

test('an empty record is an honest page', async () => {
  const empty = await testDatabase({ starter: false });
  const html = await (await testSite(empty.db).app.request('/en/record/incidents')).text();
  expect(html).toContain('not yet researched');
  expect(html).not.toMatch(/<t?d+>0</);
});
