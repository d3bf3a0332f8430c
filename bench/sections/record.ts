import { join } from 'node:path';
import pg from 'pg';
import { parseId } from '../../src/foundation/database/id.ts';
import { migrate } from '../../src/foundation/database/migrate.ts';
import { writeCursor } from '../../src/foundation/web/list-cursor.ts';
import { signInToDesk } from '../desk.ts';
import { distrustPages } from '../distrust.ts';
import type { Line } from '../line.ts';
import { request } from '../load/request.ts';
import { type Product, startProduct } from '../product.ts';
import { type SeededCompany, seedRecord, type World, worldOf } from '../record-world.ts';
import type { Run } from '../run.ts';
import { many, median, percentile } from '../statistics.ts';

const promisedMs = 10;
const database = 'bench_record';

/**
 * The pages, the lists of the interface and the search of a record of 100,000 companies. Each address is asked for once, or
 * with a parameter that makes it one of its own, so that all are rendered afresh. What is promised of pages is promised of a
 * site's usual amounts; this is what becomes of it.
 */
export async function measureRecord(run: Run, product: Product): Promise<Line[]> {
  run.say('The record');
  const url = new URL(product.databaseUrl);
  url.pathname = database;
  await onServer(product.databaseUrl, (client) => client.query(`create database ${database}`));
  await migrate(url.href);
  const world = worldOf(run.quick ? 10_000 : 100_000);
  const companies = await onServer(url.href, (client) => seedRecord(client, world));
  const large = await startProduct({
    port: await run.port(),
    dataDir: join(run.folder, 'record'),
    env: { DATABASE_URL: url.href },
    onSpawn: run.atEnd,
  });
  try {
    const count = run.quick ? 40 : 200;
    const distrust = await distrustPages(url.href);
    run.atEnd(distrust.close);
    const lines = [];
    for (const [what, path] of onePageEach(companies, count))
      lines.push(lineOf(what, world, await timesOf(large, path, count)));
    for (const [what, path] of afterChanges)
      lines.push(
        lineOf(`${what}, after a change`, world, await timesOf(large, path, count / 10, distrust.now)),
      );
    await distrust.close();
    const cookie = await signInToDesk(large);
    for (const [what, path] of onDesk)
      lines.push(lineOf(`desk, ${what}`, world, await timesOf(large, path, count / 10, undefined, cookie)));
    return lines;
  } finally {
    await large.stop();
    // Not by force, which may not end the server's own vacuum; without, the server ends that by itself.
    await onServer(product.databaseUrl, (client) => client.query(`drop database ${database}`));
  }
}

/** What is asked for once at each of `count` addresses: nobody has asked for the page before, and nothing has changed since. */
function onePageEach(
  companies: readonly SeededCompany[],
  count: number,
): [what: string, path: (n: number) => string][] {
  const some = (n: number) =>
    companies[Math.floor((n * companies.length) / count)] ?? { slug: '', id: '', name: '' };
  const after = (key: string, n: number) => {
    const id = parseId(some(n).id);
    if (id === null) throw new Error('a company has no id');
    return `after=${writeCursor({ key, id })}`;
  };
  const month = (n: number) => `${2003 + (n % 20)}-${String(1 + (n % 12)).padStart(2, '0')}`;
  return [
    ['list, anywhere in it', (n) => `/ar/record/companies?${after(some(n).slug, n)}`],
    ['list, one country of two hundred', (n) => `/ar/record/companies?country=IS&${after(some(n).slug, n)}`],
    ['list, companies with incidents', (n) => `/ar/record/companies?incidents=yes&${after(some(n).slug, n)}`],
    ['company', (n) => `/ar/record/companies/${some(n).slug}`],
    ['company of a day', (n) => `/ar/record/companies/${some(n).slug}?on=2008-06-01`],
    ['search for a name', (n) => `/ar/record/companies?${new URLSearchParams({ q: some(n).name })}`],
    ['incidents, anywhere', (n) => `/ar/record/incidents?${after(month(n), n)}`],
    ['incidents of a company', (n) => `/ar/record/incidents?company=${some(n).slug}`],
    ['contracts, anywhere', (n) => `/ar/record/contracts?${after(month(n), n)}`],
    ['contracts under a later name', (n) => `/ar/record/contracts?later=yes&${after(month(n), n)}`],
    ['cases, anywhere', (n) => `/ar/record/cases?${after(`${month(n)}-01`, n)}`],
    [
      'scoreboard, anywhere',
      (n) => `/ar/record/cases?reached=all&${after(`${1 + (n % 8)}.${month(n)}-01`, n)}`,
    ],
    ['interface, companies', (n) => `/api/v1/companies?${after('made', n)}`],
    ['interface, companies of a country', (n) => `/api/v1/companies?country=IS&limit=10&${after('made', n)}`],
    ['interface, contracts of a company', (n) => `/api/v1/contracts?company=${some(n).slug}`],
  ];
}

/** What has one address: asked for anew after each change of anything, when nothing that was counted is remembered. */
const afterChanges: [what: string, path: (n: number) => string][] = [
  ['front page', () => '/ar/record'],
  ['companies', () => '/ar/record/companies'],
  ['incidents', () => '/ar/record/incidents'],
  ['contracts', () => '/ar/record/contracts'],
  ['cases', () => '/ar/record/cases'],
  ['data', () => '/ar/record/data'],
];

/** Pages of the staff, which no cache keeps. */
const onDesk: [what: string, path: (n: number) => string][] = [
  ['list of companies', (n) => `/desk/companies?page=${n + 1}`],
  ['list of companies, a piece of a name', (n) => `/desk/companies?q=${'abcdefgh'[n % 8]}ra`],
];

function lineOf(what: string, world: World, times: readonly number[]): Line {
  return {
    what: `record: ${what}`,
    promise: '',
    measured: `${median(times).toFixed(1)} ms`,
    kept: null,
    note: `p95 ${percentile(times, 95).toFixed(1)} ms; ${many(world.companies)} companies, ${many(world.companies * 3)} names, ${many(world.incidents)} incidents, ${many(world.contracts)} contracts, ${many(world.cases)} cases; ${promisedMs} ms are promised for a site's usual amounts`,
    figures: { ...world, medianMs: median(times), p95Ms: percentile(times, 95), count: times.length },
  };
}

/** Milliseconds of pages that are in no memory; the first are for warming up. @param before what makes them so. */
async function timesOf(
  product: Product,
  path: (n: number) => string,
  count: number,
  before = async () => {},
  cookie?: string,
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    await before();
    const begun = performance.now();
    const { status } = await request(product.port, path(n), {
      'accept-encoding': 'br',
      ...(cookie !== undefined && { cookie }),
    });
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
