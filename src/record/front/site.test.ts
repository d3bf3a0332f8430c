import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import type { Db } from '../../foundation/database/database.ts';
import { frontFigures } from './model.ts';

let db: Db;
let get: (path: string) => Promise<Response>;
let html: Record<'en' | 'ar', string>;
const page = async (path: string) => (await get(path)).text();

beforeAll(async () => {
  ({ db } = await testDatabase({ starter: true }));
  const { app } = testSite(db);
  get = async (path) => app.request(path);
  html = { en: await page('/en/record'), ar: await page('/ar/record') };
});

/** The figures of the page: what is said of each, and the list it leads to. */
const figuresIn = (text: string) =>
  new Map(
    [...text.matchAll(/<(div|tr) id="figure-([a-z-]+)">(.*?)<\/\1>/gs)].map(([, , name = '', inner = '']) => [
      name,
      {
        said: inner.replace(/<(dt|th)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ''),
        path: /<(?:dd|td)[^>]*>.*?href="([^"]+)"/s.exec(inner)?.[1] ?? null,
      },
    ]),
  );

/** How many things a list shows, on its first page, which holds all of the starter record. */
function linesOf(path: string, text: string): number {
  if (path.includes('reached=')) return [...text.matchAll(/<tr data-end="/g)].length;
  const folder = new URL(path, 'http://example.org').pathname;
  return new Set(
    [...text.matchAll(new RegExp(`href="${folder}/([a-z0-9-]+)["?#]`, 'g'))].map(([, slug]) => slug),
  ).size;
}

describe('the front of the record', () => {
  test('each figure leads to the list that makes it up, and the list has just as many lines', async () => {
    const figures = [...figuresIn(html.en)].filter(([, { path }]) => path !== null);
    expect(figures.length).toBeGreaterThan(8);
    for (const [name, { said, path }] of figures) {
      const response = await get(path ?? '');
      expect(response.status, name).toBe(200);
      expect(linesOf(path ?? '', await response.text()), name).toBe(Number(said));
    }
  });

  test('the people killed by companies’ staff are a range, with what is unknown beside it', () => {
    const first = /<div class="first">(.*?)<\/div>/s.exec(html.en)?.[1] ?? '';
    expect(first).toContain('figure=killed');
    expect(first).toContain('(figure unknown in 1)');
    const said = /<dd><a [^>]+>(.*?)<\/a><\/dd>/s.exec(first)?.[1];
    expect(said).not.toBe('51');
    expect(said).toMatch(/^\d+( to \d+)?$/);
  });

  test('who they were stands beside it, each group with the list of its incidents', async () => {
    const first = /<div class="first">(.*?)<\/div>/s.exec(html.en)?.[1] ?? '';
    const groups = [...first.matchAll(/href="([^"]+harmed=[^"]+)">([^<]+)<\/a>/g)].map(([, path, said]) => [
      path?.replaceAll('&amp;', '&'),
      said,
    ]);
    expect(groups).toEqual([
      ['/en/record/incidents?harmed=civilian&figure=killed', 'civilians (17 to 20)'],
      ['/en/record/incidents?harmed=guard&figure=killed', 'guards of other bodies (4)'],
      ['/en/record/incidents?harmed=company-guard&figure=killed', 'guards of the company (2)'],
    ]);
    for (const [n, [path]] of groups.entries())
      expect(linesOf(path ?? '', await page(path ?? ''))).toBe([3, 2, 1][n]);
    expect(first).toContain('4 of the incidents are disputed, with 7 of these deaths.');
    expect(html.ar).toContain('ومن الحوادث 4 متنازع عليها، وعدد القتلى فيها 7.');
  });

  test('says when it last changed, and apart from that when the facts were checked', () => {
    expect(html.en).toContain('Last change of the record:');
    expect(html.en).toContain('The facts that came with the software were last checked on 22 November 2026.');
    expect(html.ar).toContain('آخر مرة في 22 تشرين الثاني 2026.');
  });

  test('a number heard by itself says what it counts', () => {
    for (const text of [html.en, html.ar]) {
      const links = [...text.matchAll(/<a id="(count-[a-z-]+)" aria-labelledby="([a-z -]+)"/g)];
      expect(links.length).toBeGreaterThan(8);
      for (const [, id, labels = ''] of links) {
        expect(labels.split(' ')[0]).toBe(id);
        for (const label of labels.split(' ')) expect(text.split(`id="${label}"`), label).toHaveLength(2);
      }
    }
  });

  test('guards and workers whom armed groups killed are in no figure of killings by companies', async () => {
    // The sum of all deaths on record, which a study once printed as that of the companies.
    const { rows } = await sql<{ all: number; theirs: number }>`
      select sum(killed_max)::int as all, (sum(killed_max) filter (where harmed_by = 'armed-group'))::int as theirs
      from incident`.execute(db);
    const [sums] = rows;
    expect(sums?.theirs).toBeGreaterThan(10);
    for (const text of [html.en, html.ar]) {
      const first = /<div class="first">.*?<dd>(.*?)<\/dd>/s.exec(text)?.[1] ?? '';
      expect(first).not.toContain(String(sums?.all));
    }
  });

  test('the list of all sources is one step away, and a name change without a date says that it has none', () => {
    for (const lang of ['en', 'ar'] as const) {
      expect(html[lang]).toContain(`href="/${lang}/record/sources"`);
      const register = /<table class="register.*?<\/table>/s.exec(html[lang])?.[0] ?? '';
      expect(register.match(/<td/g)?.length).toBeGreaterThan(5);
      expect(register).not.toMatch(/<td[^>]*><\/td>/);
    }
  });

  test('what nobody has researched reads so, and never as none', () => {
    const figures = figuresIn(html.en);
    expect(figures.get('buyer-un')).toEqual({ said: 'not yet researched', path: null });
    for (const { said } of figures.values()) expect(said).not.toBe('0');
    expect(html.ar).toContain('لم يُبحث بعد');
  });

  test('searches names by a form without script, and shows names that were given up', () => {
    expect(html.en).toMatch(/<form method="get" action="\/en\/record\/companies"[^>]*role="search"/);
    expect(html.en).toMatch(/<s>.*Blackwater.*<\/s>/);
    expect(html.en).toContain('/en/record/companies?q=');
  });

  test('says that it was not reviewed yet, and that nothing changed since it came out', () => {
    expect(html.en).toContain('data-tone="review"');
    expect(html.en).toContain('Nothing has been changed since the record was published.');
  });

  test('leads to every part, to the report and to the data', () => {
    for (const path of ['companies', 'incidents', 'contracts', 'cases', 'laws', 'treaty', 'report', 'data'])
      expect(html.en).toContain(`href="/en/record/${path}"`);
  });
});

test('an empty record says that nothing was researched yet, nowhere 0', async () => {
  const { db: empty } = await testDatabase({ starter: false });
  const response = await testSite(empty).app.request('/en/record');
  expect(response.status).toBe(200);
  const figures = figuresIn(await response.text());
  expect(figures.size).toBeGreaterThan(8);
  for (const [name, { said, path }] of figures)
    expect([name, said, path]).toEqual([name, 'not yet researched', null]);
});

test('a record with cases and without a pardon says that none is on record; that was looked into', () => {
  const figures = frontFigures({
    sums: {
      companies: 1,
      incidents: 2,
      contracts: 0,
      cases: 3,
      laws: 0,
      treatySteps: 0,
      sources: 1,
      changedAt: null,
      unreviewedSince: null,
      checkedOn: null,
    },
    steps: { investigated: 2 },
    cases: {
      cases: 3,
      convicted: 1,
      pardoned: 0,
      compensated: 0,
      settled: 2,
      disputed: { convicted: 1, pardoned: 0 },
    },
    contracts: {
      byBuyerKind: { state: null, un: null, company: null, ngo: null, other: null },
      underLaterName: { count: 0, ids: [] },
    },
  });
  const of = (name: string) => figures.find((figure) => figure.name === name);
  expect(of('pardoned')).toMatchObject({ n: 0, path: '/record/cases?stage=pardoned' });
  expect(of('convicted')).toMatchObject({ n: 1, disputed: 1 });
  expect(of('later-name')).toMatchObject({ n: null, path: null });
  expect(of('no-step')).toMatchObject({ n: 0 });
});
