import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { distrustPages } from '../distrust.ts';
import type { Floor } from '../floors/floor.ts';
import { type PlainPage, startPlainPages } from '../floors/plain-page.ts';
import type { Line } from '../line.ts';
import { request } from '../load/request.ts';
import { pagesOf } from '../pages.ts';
import { type Product, startProduct } from '../product.ts';
import { countQueries } from '../query-counter.ts';
import type { Run } from '../run.ts';
import { median, percentile } from '../statistics.ts';

const promisedMs = 10;
const promisedQueries = 8;
/** Requests of each page that are not counted. */
const warmUp = 10;
/** Ours and the floor in turns, so that what disturbs one disturbs both. */
const turns = 4;
/** As long as it takes until a change is heard. */
const pauseMs = 3;

/**
 * Each page rendered anew for each request, one at a time, its database included, in turns with a bare server that asks
 * the database as often for nothing and sends the same HTML; and the number of its queries, counted on the line
 * between a web process and the database `scratch`.
 */
export async function measureAfresh(run: Run, product: Product, scratch: string): Promise<Line[]> {
  run.say('Pages afresh');
  const count = run.quick ? 40 : 300;
  const pages = await pagesOf(product.port, 'ar');
  const queries = await queriesOf(run, product, scratch);
  const distrust = await distrustPages(product.databaseUrl);
  const lines: Line[] = [];
  const plain: PlainPage[] = [];
  for (const { path } of pages) {
    const { body } = await request(product.port, path);
    plain.push({ path, html: body.toString('base64'), queries: queries.get(path) ?? 0 });
  }
  const floor = await startPlainPages(await run.port(), product.databaseUrl, plain);
  run.atEnd(floor.stop);
  try {
    for (const { name, path } of pages) {
      const times: number[] = [];
      const floors: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        times.push(...(await timesOf(product, path, distrust.now, count / turns)));
        floors.push(...(await plainTimesOf(floor, path, count / turns)));
      }
      const asked = queries.get(path) ?? Number.NaN;
      lines.push({
        what: `page afresh: ${name}`,
        promise: `≤ ${promisedMs} ms, ≤ ${promisedQueries} queries`,
        measured: `${median(times).toFixed(1)} ms, ${asked} queries`,
        floor: `${median(floors).toFixed(1)} ms`,
        ratio: median(times) / median(floors),
        kept: median(times) <= promisedMs && asked <= promisedQueries,
        note: `p95 ${percentile(times, 95).toFixed(1)} ms; ${count} times, Arabic`,
        figures: {
          path,
          count,
          medianMs: median(times),
          p95Ms: percentile(times, 95),
          queries: asked,
          floorMedianMs: median(floors),
        },
      });
    }
  } finally {
    await floor.stop();
    await distrust.close();
  }
  return lines;
}

/** Milliseconds of `count` requests to the floor, each after the pause that ours has before it. */
async function plainTimesOf(floor: Floor, path: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count + warmUp; round++) {
    await sleep(pauseMs);
    const begun = performance.now();
    const { status } = await request(floor.port, path, { 'accept-encoding': 'br' });
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`the floor answered ${path} with ${status}`);
  }
  return times.slice(warmUp);
}

/** Milliseconds of `count` requests whose answer was rendered for them. */
async function timesOf(
  product: Product,
  path: string,
  distrust: () => Promise<void>,
  count: number,
): Promise<number[]> {
  const renders = () => product.metric('tadamun_cache_renders');
  const times: number[] = [];
  let before = await renders();
  for (let round = 0; times.length < count + warmUp; round++) {
    if (round > 3 * (count + warmUp)) throw new Error(`${path} comes from the cache`);
    await distrust();
    const begun = performance.now();
    const { status } = await request(product.port, path, { 'accept-encoding': 'br' });
    const ms = performance.now() - begun;
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    // On a busy machine the change may be heard late: then the old page was sent, and the time says nothing.
    const after = await renders();
    if (after > before) times.push(ms);
    before = after;
  }
  return times.slice(warmUp);
}

/** Runs a second product on `scratch`, whose every word to the database is overheard. It also migrates and fills it. */
async function queriesOf(run: Run, product: Product, scratch: string): Promise<Map<string, number>> {
  const socket = decodeURIComponent(/@([^:/]+)/.exec(product.databaseUrl)?.[1] ?? '');
  const port = await run.port();
  const counter = await countQueries(port, join(socket, '.s.PGSQL.5432'));
  run.atEnd(counter.stop);
  const url = new URL(`postgres://tadamun@127.0.0.1:${port}`);
  url.pathname = scratch;
  const overheard = await startProduct({
    port: await run.port(),
    dataDir: join(run.folder, 'overheard'),
    env: { DATABASE_URL: url.href },
    onSpawn: run.atEnd,
  });
  const queries = new Map<string, number>();
  for (const { path } of await pagesOf(overheard.port, 'ar')) {
    // The list of news has been asked for already: from a place after which all of it comes, it is rendered again.
    const everything = Buffer.from('2999 ffffffff-ffff-7fff-bfff-ffffffffffff').toString('base64url');
    const fresh = path.endsWith('/news') ? `${path}?after=${everything}` : path;
    const before = counter.asked();
    await request(overheard.port, fresh);
    const asked = counter.asked() - before;
    if (asked === 0) throw new Error(`${fresh} was not rendered: its queries cannot be counted`);
    queries.set(path, asked);
  }
  await overheard.stop();
  await counter.stop();
  return queries;
}
