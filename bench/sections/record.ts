import { join } from 'node:path';
import pg from 'pg';
import { parseId } from '../../src/foundation/database/id.ts';
import { migrate } from '../../src/foundation/database/migrate.ts';
import { writeCursor } from '../../src/foundation/web/list-cursor.ts';
import { seedNames } from '../../src/record/names/names.world.ts';
import type { Line } from '../line.ts';
import { request } from '../load/request.ts';
import { type Product, startProduct } from '../product.ts';
import type { Run } from '../run.ts';
import { many, median, percentile } from '../statistics.ts';

const promisedMs = 10;
const database = 'bench_record';

/**
 * The list of companies, a company and a company of a day, with 100,000 companies of 300,000 names: each page asked for
 * once, so that all are rendered afresh. What is promised of pages is promised of a site's usual amounts; this is what
 * becomes of it.
 */
export async function measureRecord(run: Run, product: Product): Promise<Line[]> {
  run.say('The record');
  const url = new URL(product.databaseUrl);
  url.pathname = database;
  await onServer(product.databaseUrl, (client) => client.query(`create database ${database}`));
  await migrate(url.href);
  const companies = run.quick ? 10_000 : 100_000;
  const slugs = await onServer(url.href, (client) => seed(client, companies));
  const large = await startProduct({
    port: await run.port(),
    dataDir: join(run.folder, 'record'),
    env: { DATABASE_URL: url.href },
    onSpawn: run.atEnd,
  });
  try {
    const count = run.quick ? 40 : 200;
    const some = (n: number) => slugs[Math.floor((n * slugs.length) / count)] ?? { slug: '', id: '' };
    const after = (n: number) => {
      const { slug, id } = some(n);
      const known = parseId(id);
      return known === null ? '' : writeCursor({ key: slug, id: known });
    };
    const lines = [];
    for (const [what, path] of [
      ['list, anywhere in it', (n: number) => `/ar/record/companies?after=${after(n)}`],
      [
        'list, one country of two hundred',
        (n: number) => `/ar/record/companies?country=IS&after=${after(n)}`,
      ],
      [
        'list, companies with incidents',
        (n: number) => `/ar/record/companies?incidents=yes&after=${after(n)}`,
      ],
      ['company', (n: number) => `/ar/record/companies/${some(n).slug}`],
      ['company of a day', (n: number) => `/ar/record/companies/${some(n).slug}?on=2008-06-01`],
    ] as const)
      lines.push(lineOf(what, companies, await timesOf(large, path, count)));
    return lines;
  } finally {
    await large.stop();
    // Not by force, which may not end the server's own vacuum; without, the server ends that by itself.
    await onServer(product.databaseUrl, (client) => client.query(`drop database ${database}`));
  }
}

function lineOf(what: string, companies: number, times: readonly number[]): Line {
  return {
    what: `record: ${what}`,
    promise: '',
    measured: `${median(times).toFixed(1)} ms`,
    kept: null,
    note: `p95 ${percentile(times, 95).toFixed(1)} ms; ${many(companies)} companies, ${many(companies * 3)} names; ${promisedMs} ms are promised for a site's usual amounts`,
    figures: { companies, medianMs: median(times), p95Ms: percentile(times, 95), count: times.length },
  };
}

/** Milliseconds of pages that nobody has asked for before; the first are for warming up. */
async function timesOf(product: Product, path: (n: number) => string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    const { status } = await request(product.port, path(n), { 'accept-encoding': 'br' });
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${path(n)} answered ${status}`);
  }
  return times.slice(Math.min(10, count / 4));
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/**
 * Companies with their names and a text, a tenth of them bought by the one before, a fiftieth in an incident; what a backup
 * would bring in: no trigger looks at it. @returns what they are, in the order of the list.
 */
async function seed(client: pg.Client, companies: number): Promise<{ slug: string; id: string }[]> {
  // Made anew after the names: an index that grows name by name takes many times as long.
  const { rows: indexes } = await client.query<{ made: string }>(
    `select pg_get_indexdef('company_name_by_key'::regclass) as made`,
  );
  await client.query('drop index company_name_by_key');
  await seedNames(client, companies);
  await client.query(indexes[0]?.made ?? '');
  for (const table of [
    'publication',
    'company',
    'company_text',
    'succession',
    'succession_text',
    'incident',
    'incident_text',
    'incident_company',
  ])
    await client.query(`alter table ${table} disable trigger user`);
  await client.query(`
    create temp table numbered as select c.id, row_number() over (order by t.slug) as n from company c join thing t on t.id = c.id;
    update company c set country = 'IS' from numbered m where m.id = c.id and m.n % 200 = 0;
    insert into company_text (thing_id, lang, state, summary) select id, 'en', 'published', 'An invented company.' from numbered;
    create temp table linked as select gen_random_uuid() as id, a.id as from_company, b.id as to_company
      from numbered a join numbered b on b.n = a.n + 1 where a.n % 10 = 0;
    insert into thing (id, kind, primary_lang) select id, 'succession', 'en' from linked;
    insert into succession (id, from_company, to_company, kind, date) select id, from_company, to_company, 'acquired', '2012' from linked;
    insert into succession_text (thing_id, lang, state, note) select id, 'en', 'published', 'An invented purchase.' from linked;
    create temp table happened as select gen_random_uuid() as id, m.id as company_id, n from numbered m where n % 50 = 0;
    insert into thing (id, kind, slug, primary_lang) select id, 'incident', 'invented-' || n, 'en' from happened;
    insert into incident (id, date, kinds, accountability) select id, '2007', '{shooting}', 'none' from happened;
    insert into incident_text (thing_id, lang, state, title, summary) select id, 'en', 'published', 'An invented incident', 'Invented.' from happened;
    insert into incident_company (incident_id, company_id) select id, company_id from happened;
    insert into publication (id, thing_id, at, actor) select gen_random_uuid(), id, now() - interval '1 day', 'seed'
      from (select id from linked union all select id from happened) x;
    analyze`);
  const { rows } = await client.query<{ slug: string; id: string }>(
    `select slug, id from thing where kind = 'company' order by slug`,
  );
  return rows;
}
