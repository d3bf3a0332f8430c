import { distrustPages } from '../distrust.ts';
import { type Line, notMeasured } from '../line.ts';
import { request } from '../load/request.ts';
import { runJob } from '../load/run.ts';
import { pagesOf } from '../pages.ts';
import { cpuSecondsOf, memoryOf } from '../processes.ts';
import type { Product } from '../product.ts';
import type { Run } from '../run.ts';
import { many } from '../statistics.ts';

const promisedMb = 200;

interface Sizes {
  web: number;
  jobs: number;
  supervisor: number;
  postgres: number;
}

/** After many requests that the cache answers, and after more that are rendered anew. */
export async function measureMemory(run: Run, product: Product): Promise<Line[]> {
  const what = 'memory of the web process';
  if (sizesOf(product) === null) return [notMeasured(what, `≤ ${promisedMb} MB`, 'only Linux tells it')];
  run.say('Memory');
  const [cached, afresh] = run.quick ? [20_000, 500] : [100_000, 5_000];
  const paths = [...(await pagesOf(product.port, 'ar')), ...(await pagesOf(product.port, 'en'))].map(
    ({ path }) => path,
  );
  const lines: Line[] = [];
  const add = (after: string, cost = '') => {
    const sizes = sizesOf(product);
    if (sizes === null) throw new Error('a process of the product is gone');
    lines.push({
      what: `${what}, after ${after}`,
      promise: `≤ ${promisedMb} MB`,
      measured: `${Math.round(sizes.web)} MB`,
      kept: sizes.web <= promisedMb,
      note: `jobs ${Math.round(sizes.jobs)} MB, supervisor ${Math.round(sizes.supervisor)} MB, PostgreSQL all together ${Math.round(sizes.postgres)} MB${cost}`,
      figures: Object.fromEntries(Object.entries(sizes).map(([name, mb]) => [`${name}Mb`, Math.round(mb)])),
    });
  };
  await runJob({ kind: 'get', port: product.port, paths, connections: 32, count: cached, seconds: 60 });
  add(`${many(cached)} requests`);
  const before = cpuOf(product);
  await renderAnew(product, paths, afresh);
  const after = cpuOf(product);
  const each = (role: 'web' | 'database') => (((after[role] - before[role]) / afresh) * 1_000).toFixed(1);
  add(
    `${many(afresh)} more, each rendered`,
    `; CPU a page, all pages mixed: web ${each('web')} ms, PostgreSQL ${each('database')} ms`,
  );
  return lines;
}

/** All pages at once, again and again, each time rendered. */
async function renderAnew(product: Product, paths: readonly string[], count: number): Promise<void> {
  const distrust = await distrustPages(product.databaseUrl);
  const renders = () => product.metric('tadamun_cache_renders');
  const until = (await renders()) + count;
  try {
    // On a busy machine a change may be heard after the requests that follow it: counted is what was rendered.
    while ((await renders()) < until) {
      await distrust.now();
      await Promise.all(paths.map((path) => request(product.port, path, { 'accept-encoding': 'br' })));
    }
  } finally {
    await distrust.close();
  }
}

function cpuOf(product: Product): { web: number; database: number } {
  return {
    web: cpuSecondsOf([product.child('web').pid]),
    database: cpuSecondsOf(product.database().map(({ pid }) => pid)),
  };
}

function sizesOf(product: Product): Sizes | null {
  const family = product.family();
  const [supervisor] = family;
  if (supervisor === undefined) return null;
  const own = (pid: number) => memoryOf(pid)?.own ?? Number.NaN;
  const web = product.child('web').pid;
  const jobs = product.child('jobs').pid;
  return {
    web: own(web),
    jobs: own(jobs),
    supervisor: own(supervisor.pid),
    postgres: product.database().reduce((sum, { pid }) => sum + (memoryOf(pid)?.share ?? 0), 0),
  };
}
