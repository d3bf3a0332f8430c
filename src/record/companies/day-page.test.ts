import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ starter: true });
});
const html = async (path: string) => (await testSite(database.db).app.request(path)).text();
const plain = (page: string) =>
  page
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const part = (page: string, id: string) => {
  const from = page.indexOf(`id="${id}"`);
  const next = page.indexOf('<section', from);
  return from < 0 ? '' : page.slice(from, next < 0 ? undefined : next);
};
const companies = async () =>
  (
    await sql<{
      slug: string;
    }>`select t.slug from thing t join company c on c.id = t.id order by t.slug`.execute(database.db)
  ).rows.map(({ slug }) => slug);

const blackwater = '/en/record/companies/blackwater';
const sentences = (page: string) => page.match(/class="label from-today"/g)?.length ?? 0;

describe.each(['en', 'ar'] as const)('every company at a time, in %s', (lang) => {
  test('names no year after it but in notes that are said to be written from today', async () => {
    const told: string[] = [];
    for (const slug of await companies())
      for (const on of ['1996-05-05', '2008', '2015-07']) {
        const page = await html(`/${lang}/record/companies/${slug}?on=${on}`);
        const main = page
          .slice(page.indexOf('<main'), page.search(/id="(sources|cite)"/))
          // The years of the drawing, the form, the day on which the entry came out, and the notice of the day itself.
          .replace(/<text class="quiet"[^>]*>\d{4}/g, '')
          .replace(/<form[\s\S]*?<\/form>|<p class="notice"[\s\S]*?<\/p>/g, '')
          .replace(/<p id="succession-[\s\S]*?<\/p>/g, '');
        for (const [around, year] of plain(main).matchAll(/.{0,50}\b((?:19|20)\d\d)\b.{0,20}/g))
          if (Number(year) > Number(on.slice(0, 4))) told.push(`${slug} ${on}: ${around}`);
        if (page.includes('id="succession"'))
          expect(part(page, 'succession'), slug).toContain('class="label from-today"');
      }
    expect(told).toEqual([]);
  });
});

describe('what is later than the day', () => {
  test('each part says what of it could not be cut, and the page of today says nothing of it', async () => {
    const page = await html(`${blackwater}?on=2008-06-01`);
    for (const id of ['incidents', 'contracts', 'cases', 'sources'])
      expect(part(page, id), id).toContain('class="label from-today"');
    expect(sentences(await html(blackwater))).toBe(0);
    expect(sentences(await html('/ar/record/companies/blackwater?on=2008-06-01'))).toBe(4);
  });

  test('a sum of a contract that ran is of its whole term; of one that had ended it is told plainly', async () => {
    const whole = 'of the whole term, also after this time';
    const ran = part(await html(`${blackwater}?on=2008-06-01`), 'contracts');
    expect(plain(ran)).toContain(`at least 1,000,000,000 US dollars ${whole}`);
    expect(part(await html(`${blackwater}?on=2010`), 'contracts')).not.toContain(whole);
    expect(part(await html(blackwater), 'contracts')).not.toContain(whole);
  });

  test('a case is told with how it stood: charged, thrown out, convicted, and pardoned only at the end', async () => {
    const courts = async (on: string) => {
      const page = await html(`${blackwater}?on=${on}`);
      const from = page.indexOf('<li id="case-us-v-');
      return plain(page.slice(from, page.indexOf('<li id="case-', from + 9)));
    };
    expect(await courts('2009-06-01')).toMatch(/criminal case.* · pending.*No decision was on record/);
    expect(await courts('2010-06-01')).not.toMatch(/No decision|pardon|convict/i);
    const convicted = await courts('2015-01-01');
    expect(convicted).toMatch(/· conviction .*date unknown The charges were revived/i);
    expect(convicted).not.toMatch(/pardon|2017|2019/i);
    expect(await courts('2021-01-01')).toContain('conviction, then pardon');
  });

  test('its sources are those of what it tells; later ones are marked', async () => {
    const page = await html(`${blackwater}?on=2008-06-01`);
    const sources = part(page, 'sources');
    expect(plain(sources)).toMatch(/Behind the Blackwater Name Change .{0,60}\(later than this time\)/);
    expect(plain(sources)).toMatch(
      /Iraq Probe of U\.S\. Security Firm Grows The Washington Post , September 2007 \d/,
    );
    // Cited by the summary, and by names that it took later.
    expect(plain(sources)).not.toMatch(/name change, again|Changes Name Again/i);
    const cited = new Set([...page.matchAll(/href="#source-(\d+)"/g)].map(([, n]) => n));
    expect([...sources.matchAll(/id="source-(\d+)"/g)].map(([, n]) => n)).toEqual([...cited]);
  });

  test('before its first name it is called by a later one only where that is said, and had not been founded', async () => {
    const page = await html(`${blackwater}?on=1950`);
    expect(page).toMatch(/<title>[^<]*\(a later name\)/);
    expect(plain(page)).not.toMatch(/Founded: 1997/);
    expect(plain(page)).not.toContain('also written');
    expect(plain(await html(`${blackwater}?on=2008`))).toContain('Founded: 1997');
  });

  test('it is cited as the page of that day, and its answers are those up to then', async () => {
    const page = await html(`${blackwater}?on=2008-06-01`);
    expect(plain(part(page, 'cite'))).toMatch(/as it stood \(1 June 2008\).*blackwater\?on=2008-06-01/);
    expect(part(page, 'cite')).toContain('href="/api/v1/companies/blackwater?on=2008-06-01"');
    expect(plain(page)).toContain('No answer of the company up to this time is on record.');
    expect(plain(await html(blackwater))).not.toContain('up to this time');
  });
});
