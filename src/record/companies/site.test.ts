import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';

let database: TestDatabase;
let get: (path: string) => Promise<Response>;
beforeAll(async () => {
  database = await testDatabase({ starter: true });
  const { app } = testSite(database.db);
  get = async (path) => app.request(path);
});
const html = async (path: string) => (await get(path)).text();
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
const heading = (page: string) => plain(/<h1[\s\S]*?<\/h1>/.exec(page)?.[0] ?? '').trim();
const blackwater = '/en/record/companies/blackwater';

describe.each(['en', 'ar'] as const)('the page of a company in %s', (lang) => {
  test('strikes out its former names before the present one, and no owner', async () => {
    const page = await html(`/${lang}/record/companies/blackwater`);
    expect(page).toMatch(
      /<h1 class="names"><s>.*Blackwater.*<\/s>.*Xe Services LLC.*<\/s> <b>.*ACADEMI.*<\/b>/,
    );
    expect(page).toMatch(/href="\/\w\w\/record\/companies\/constellis"/);
    expect(page).not.toMatch(/<s>[^/]*Constellis/);
  });

  test('every link within it leads somewhere, no id stands twice, and every footnote has its source', async () => {
    for (const slug of ['blackwater', 'constellis', 'g4s', 'kbr', 'titan']) {
      const page = await html(`/${lang}/record/companies/${slug}`);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, slug).toBe(ids.length);
      const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
      expect(targets.length, slug).toBeGreaterThan(5);
      expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
      const order = [...page.matchAll(/href="#source-(\d+)"/g)].map(([, n]) => Number(n));
      const first = [...new Set(order)];
      expect(first, slug).toEqual(first.map((_, n) => n + 1));
      expect(page).not.toContain(`id="source-${first.length + 1}"`);
    }
  });
});

test('what was done says under which name, and a statement has its permanent address, history and data', async () => {
  const page = await html(blackwater);
  expect(plain(part(page, 'incident-nisour-square'))).toMatch(
    /Under the name former name: Blackwater As what its own staff acted Place/,
  );
  expect(plain(part(page, 'contract-blackwater-wpps'))).toContain('former name: Blackwater');
  expect(page).toContain('href="/en/record/incidents/nisour-square"');
  expect(page).toContain('href="/api/v1/companies/blackwater"');
  expect(page).toContain('/en/record/history/company/blackwater');
});

describe('to those who accuse or are accused it is fair', () => {
  test('that no answer stands by itself does not say that the company never answered', async () => {
    const answered = await html('/en/record/companies/caci');
    const page = plain(answered);
    expect(part(answered, 'reply')).toContain('href="/en/record/propose?about=company/caci"');
    expect(page).toMatch(/CACI denies/);
    expect(page).not.toContain('No answer of the company is on record');
    expect(page).toContain('Where a source tells what it said, the texts above say so.');
  });

  test('a company is not said to have hired those who killed, where an armed group did', async () => {
    const page = plain(await html('/en/record/incidents/nepali-workers-2004'));
    expect(page).toContain('an armed group');
    expect(page).not.toMatch(/those who (acted|did it) worked for/);
    expect(page).toContain('a company that worked for it under a contract is part of the account');
  });
});

test('on the axis an incident that lasted says how long, and stands no surer than the part of the company in it', async () => {
  const axis = async (slug: string) => part(await html(`/en/record/companies/${slug}`), 'names');
  const abuse = 'Abuse of detainees at Abu Ghraib prison: 2003 to 2004';
  expect(await axis('titan')).toContain(`${abuse}, alleged`);
  expect(await axis('titan')).not.toContain(`${abuse}, established`);
  expect(await axis('blackwater')).toContain('Nisour Square shooting: 16 September 2007, established');
});

describe('heard without its page', () => {
  test('no two links to pages of the record say the same and lead to different ones', async () => {
    for (const path of [
      '/en/record/companies/armorgroup',
      '/ar/record/companies/armorgroup',
      '/en/record/companies/triple-canopy',
      '/en/record/treaty',
      '/ar/record/treaty',
    ]) {
      const page = await html(path);
      const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
      const leads = new Map<string, Set<string>>();
      for (const [, attributes = '', inner = ''] of main.matchAll(/<a ([^>]*)>(.*?)<\/a>/gs)) {
        const to = /href="(\/[^"#]*)/.exec(attributes)?.[1];
        if (to === undefined) continue;
        const said = /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? plain(inner).trim();
        leads.set(said, (leads.get(said) ?? new Set()).add(to));
      }
      expect(leads.size, path).toBeGreaterThan(5);
      expect(
        [...leads].filter(([, to]) => to.size > 1),
        path,
      ).toEqual([]);
    }
  });

  test('a name and a publisher in another language than the page say which', async () => {
    const page = await html('/ar/record/companies/blackwater');
    expect(page).toContain('<span aria-current="page" lang="en">ACADEMI</span>');
    expect(page).toContain('<bdi lang="en">The Washington Post</bdi>');
    expect(await html(blackwater)).toContain('<bdi>The Washington Post</bdi>');
  });
});

test('an end that is not known is never read as ongoing', async () => {
  const page = await html('/en/record/companies/triple-canopy');
  expect(plain(part(page, 'names'))).toContain('from 2003; end not known');
  expect(plain(page)).not.toMatch(/\b(to date|until today|present name)\b/);
});

describe('as it stood', () => {
  test('on 1 June 2008 it is Blackwater Worldwide: not yet ACADEMI, not in the Constellis group, without the pardon', async () => {
    const page = await html(`${blackwater}?on=2008-06-01`);
    expect(heading(page)).toMatch(/^former name: Blackwater USA .*Blackwater Worldwide$/);
    const main = page.slice(page.indexOf('<main'), page.indexOf('id="sources"'));
    const text = plain(
      main.replace(/<p class="notice" data-tone="review">.*?<\/p>|<text class="quiet"[^>]*>\d{4}/g, ''),
    );
    expect(text.match(/.{0,60}(ACADEMI|Xe Services|Constellis|pardon|2009|201\d|202\d).{0,60}/gi)).toBeNull();
    expect(text).toContain('As things stood: 1 June 2008.');
    expect(text).toContain('Nisour Square');
    expect(page).toContain(`href="${blackwater}">`);
  });

  test('a contract of 2012 can be read with who the company was in 2007, and is not yet on its page of then', async () => {
    const later = await html('/en/record/companies/triple-canopy?on=2012');
    expect(plain(part(later, 'contracts'))).toContain('US Department of State');
    const then = await html('/en/record/companies/triple-canopy?on=2004');
    expect(plain(part(then, 'contracts'))).toContain('None on record');
  });

  test('what the dates leave open is marked as such', async () => {
    const names = plain(part(await html(`${blackwater}?on=2007-06-01`), 'names'));
    expect(names).toMatch(/Blackwater Worldwide .{0,40}from 2007 about then/);
    expect(names).toMatch(/Blackwater (\d )*kind not known from 1997 (?!about)/);
    expect(plain(part(await html(`${blackwater}?on=2009-06`), 'contract-blackwater-wpps'))).toContain(
      'ended by then',
    );
  });

  test('before its first name it has none', async () => {
    const page = await html(`${blackwater}?on=1950`);
    expect(heading(page)).toBe('No name on record for that time');
    // What is on record of later is no gap of the research.
    expect(plain(part(page, 'incidents'))).toContain('None on record by that time.');
    const notes = new Set([...page.matchAll(/href="#source-(\d+)"/g)].map(([, n]) => n));
    expect(page.match(/ id="source-\d+"/g) ?? []).toHaveLength(notes.size);
  });

  test('a month and a year are times, in the digits of any keyboard, with one address in ASCII; what is no time, or has not come, is said to be none, above the company of today', async () => {
    for (const on of ['2008-06', '2008']) {
      const answer = await get(`${blackwater}?on=${on}`);
      expect(await answer.text()).toContain('As things stood');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    for (const on of ['yesterday', '2008-13', '2999', '2008-06-01T00:00', '%00', '<script>']) {
      const answer = await get(`${blackwater}?on=${encodeURIComponent(on)}`);
      const page = await answer.text();
      expect(answer.status, on).toBe(400);
      expect(heading(page), on).toContain('ACADEMI');
      expect(plain(page).split('Write a day, a month or a year that has begun').length, on).toBe(3);
      expect(page, on).toMatch(/<input id="on"[^>]* aria-invalid="true"/);
      expect(answer.headers.get('cache-control'), on).toBe('no-store');
    }
    for (const on of ['٢٠٠٨-٠٦-٠١', '۲۰۰۸-۰۶-۰۱', '2008-06-01 ']) {
      const answer = await get(`/ar/record/companies/blackwater?on=${encodeURIComponent(on)}`);
      expect(answer.status, on).toBe(301);
      expect(answer.headers.get('location'), on).toBe('/ar/record/companies/blackwater?on=2008-06-01');
    }
    const key = (query: string) => keyOfPage(new URL(`http://example.org${blackwater}${query}`))?.key ?? null;
    expect(key('?on=yesterday')).toBeNull();
    expect(key('?on=')).toBe(blackwater);
    expect(key('?on=2008-06-01')).toBeNull();
    expect(key('?other=1')).toBe(blackwater);
  });
});

describe('the list', () => {
  test('has each company under its names, and who holds it as another mark', async () => {
    const page = await html('/en/record/companies');
    expect(page).toMatch(/<s>[^s]*<span class="vh">[^<]*<\/span><bdi>Blackwater<\/bdi><\/s>.*<b>.*ACADEMI/);
    expect(plain(page)).toMatch(/in the group of Constellis Holdings ?, July 2014/);
    expect(page.match(/href="\/en\/record\/companies\/[a-z0-9-]+"/g)?.length).toBeGreaterThan(30);
    // A company that changed its name may stand under a former one: letters and a sentence say so.
    expect(plain(part(page, 'list'))).toContain('may stand under a former one');
    const initials = [...page.matchAll(/<th scope="rowgroup"[^>]*>(\w)</g)].map(([, letter]) => letter);
    expect(initials).toEqual([...new Set(initials)].sort());
    expect(
      page.slice(0, page.indexOf('ACADEMI')).lastIndexOf('rowgroup" colspan="2" class="label">B'),
    ).toBeGreaterThan(0);
  });

  test('is narrowed to a country and to companies with incidents', async () => {
    const british = await html('/en/record/companies?country=GB');
    expect(british).toContain('/record/companies/aegis"');
    expect(british).not.toContain('/record/companies/blackwater"');
    const withIncidents = await html('/en/record/companies?incidents=yes');
    expect(withIncidents).toContain('/record/companies/blackwater"');
    expect(withIncidents).not.toContain('/record/companies/constellis"');
  });

  test('goes on from a cursor through all of them, each once; junk is the first page and kept by no cache', async () => {
    const { db } = await testDatabase({ starter: false });
    await sql`
      with made as (
        insert into thing (id, kind, slug, primary_lang) select gen_random_uuid(), 'company', 'sample-' || n, 'en'
          from generate_series(1, 120) n returning id, slug),
      cited as (insert into thing (id, kind, slug, primary_lang)
        values ('01900000-0000-7000-8000-0000000000aa', 'source', null, 'en') returning id)
      select from made, cited`.execute(db);
    await sql`insert into source (id, key, kind, title) values ('01900000-0000-7000-8000-0000000000aa', 's', 'press', 'S')`.execute(
      db,
    );
    await sql`insert into company (id, country) select id, 'IQ' from thing where kind = 'company'`.execute(
      db,
    );
    await db.transaction().execute(async (tx) => {
      await sql`insert into revision (id, thing_id, number, actor, why, data)
        select gen_random_uuid(), id, 1, 'staff:author', 'a sample', '{"country": "IQ"}' from company`.execute(
        tx,
      );
      await sql`insert into citation (id, thing_id, source_id)
        select gen_random_uuid(), id, '01900000-0000-7000-8000-0000000000aa' from company`.execute(tx);
      await sql`insert into review (id, thing_id, kind, reviewer) select gen_random_uuid(), id, 'staff', 'staff:second' from company`.execute(
        tx,
      );
      await sql`insert into publication (id, thing_id, actor) select gen_random_uuid(), id, 'staff:second' from company`.execute(
        tx,
      );
    });
    const { app } = testSite(db);
    const seen: string[] = [];
    let next: string | undefined = '/en/record/companies';
    for (let pages = 0; next && pages < 10; pages += 1) {
      const page: string = await (await app.request(next)).text();
      seen.push(...[...page.matchAll(/record\/companies\/(sample-\d+)"/g)].map(([, slug]) => slug ?? ''));
      next = /<a href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    const junk = await get('/en/record/companies?after=junk&country=XX');
    expect(junk.status).toBe(200);
    expect(junk.headers.get('cache-control')).toBe('no-store');
    const key = (query: string) => keyOfPage(new URL(`http://example.org/en/record/companies${query}`))?.key;
    expect(key('?after=junk&country=XX&incidents=maybe')).toBe('/en/record/companies');
    expect(key('?country=GB')).toBe('/en/record/companies?country=GB');
  });
});

describe('a search by name', () => {
  test.each([
    ['بلاك ووتر', 'blackwater', 'بلاك ووتر'],
    ['Blakwater', 'blackwater', 'Blackwater'],
    ['Xe', 'blackwater', 'Xe'],
    ['ACADEMI', 'blackwater', 'ACADEMI'],
  ])('%s leads to its company, and says by which name and when that was borne', async (q, slug, name) => {
    const page = await html(`/en/record/companies?q=${encodeURIComponent(q)}`);
    const first = page.slice(page.indexOf('id="found"'));
    expect(/record\/companies\/([a-z0-9-]+)"/.exec(first)?.[1]).toBe(slug);
    expect(plain(first)).toMatch(new RegExp(`Found by the name ${name}.{0,120}Match: \\d+ of 100`));
  });

  test('a match is whole only where no letter differs', async () => {
    const score = async (q: string) =>
      /Match: (\d+) of 100/.exec(plain(await html(`/en/record/companies?q=${q}`)))?.[1];
    expect(await score('Blackwater')).toBe('100');
    expect(Number(await score('Blakwater'))).toBeLessThan(100);
  });

  test('is kept by no cache, and says so where nothing is found', async () => {
    const answer = await get('/en/record/companies?q=Zzyzx%20Qwerty');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(plain(await answer.text())).toContain('No company on record has a name like this');
    expect(keyOfPage(new URL('http://example.org/en/record/companies?q=xe'))).toBeNull();
    for (const q of ['%00', '%', '"', '\u202e', 'x'.repeat(2_000)])
      expect((await get(`/en/record/companies?q=${encodeURIComponent(q)}`)).status, q).toBeLessThan(500);
  });
});

test('an empty record has an honest list; an unknown company is not found', async () => {
  const { db } = await testDatabase({ starter: false });
  const { app } = testSite(db);
  const page = await (await app.request('/en/record/companies')).text();
  expect(plain(page)).toContain('not yet researched');
  expect((await app.request(blackwater)).status).toBe(404);
});
