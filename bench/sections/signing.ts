import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { preparePgbench, type Way } from '../floors/pgbench.ts';
import { type Line, notMeasured } from '../line.ts';
import type { JobResult } from '../load/job.ts';
import { runJob } from '../load/run.ts';
import { campaign } from '../pages.ts';
import { cpuSecondsOf } from '../processes.ts';
import { type Product, startProduct } from '../product.ts';
import type { Run } from '../run.ts';
import { many, median } from '../statistics.ts';

const least = 0.4;
const connections = 32;
/** Signers of one round are numbered from a multiple of it. */
const perRound = 1_000_000;

/**
 * Signing over 32 connections beside pgbench on the same server, in turns; then everything is killed while people sign,
 * started again, and what was acknowledged is looked for. `scratch` is a database with the same tables.
 */
export async function measureSigning(run: Run, product: Product, scratch: string): Promise<Line[]> {
  run.say('Signing');
  const url = product.databaseUrl.replace(/[^/]*$/, scratch);
  const pgbench = await preparePgbench(url, run.folder);
  const [rounds, seconds] = run.quick ? [1, 3] : [3, 4];
  const rated: Round[] = [];
  const held: Round[] = [];
  const floor: Record<Way, Round[]> = { transaction: [], statement: [] };
  const results: JobResult[] = [];
  const signFor = async (time: number): Promise<Round> => {
    const before = cpuOf(product);
    const result = await signing(product.port, time, (results.length + 1) * perRound);
    results.push(result);
    return costOf(result.answered, result.seconds, before, cpuOf(product));
  };
  const benchFor = async (way: Way, round: number): Promise<void> => {
    if (pgbench === null) return;
    const before = cpuOf(product);
    const rate = await pgbench.rate(way, seconds, round);
    floor[way].push(costOf(rate * seconds, seconds, before, cpuOf(product)));
  };
  await signFor(run.quick ? 1 : 2);
  for (let round = 1; round <= rounds; round++) {
    rated.push(await signFor(seconds));
    await withMailHeld(product, async () => {
      await benchFor('transaction', 2 * round);
      await benchFor('statement', 2 * round + 1);
    });
  }
  held.push(await withMailHeld(product, () => signFor(seconds)));
  const refused = results.filter(
    ({ statuses, broken }) => Object.keys(statuses).join() !== '303' || broken > 0,
  );
  if (refused.length > 0) throw new Error(`signing was answered with ${JSON.stringify(refused)}`);

  const ours = rateOf(rated);
  const base = rateOf(floor.transaction);
  const ratio = ours / base;
  const slowest = median(results.slice(1, 1 + rounds).map(({ p95Ms }) => p95Ms));
  const notes = [
    `p95 ${slowest.toFixed(1)} ms`,
    `CPU of one: web ${milliseconds(rated, 'web')}, PostgreSQL ${milliseconds(rated, 'database')} ms (pgbench ${milliseconds(floor.transaction, 'database')})`,
    `with mail held back ${many(rateOf(held))}/s`,
    pgbench
      ? `pgbench with one statement for both ${many(rateOf(floor.statement))}/s, ratio ${(ours / rateOf(floor.statement)).toFixed(2)}`
      : 'pgbench is not installed',
  ];
  const acknowledged = results.reduce((sum, { answered }) => sum + answered, 0);
  return [
    {
      what: 'signing, POST to durable, beside pgbench',
      promise: `≥ ${least} ×`,
      measured: `${many(ours)}/s`,
      ...(pgbench ? { floor: `${many(base)}/s`, ratio } : {}),
      kept: pgbench ? ratio >= least : null,
      note: notes.join('; '),
      figures: { connections, rated, held, floor, durability: await durabilityOf(product.databaseUrl) },
    },
    await killWhileSigning(run, product, acknowledged, (results.length + 1) * perRound),
  ];
}

/** What came out of one round. */
interface Round {
  readonly perSecond: number;
  /** Milliseconds of processor time for one signature. */
  readonly webMs: number;
  readonly databaseMs: number;
}

interface Cpu {
  readonly web: number;
  readonly database: number;
}

function cpuOf(product: Product): Cpu {
  return {
    web: cpuSecondsOf([product.child('web').pid]),
    database: cpuSecondsOf(product.database().map(({ pid }) => pid)),
  };
}

function costOf(done: number, seconds: number, before: Cpu, after: Cpu): Round {
  return {
    perSecond: done / seconds,
    webMs: ((after.web - before.web) / done) * 1_000,
    databaseMs: ((after.database - before.database) / done) * 1_000,
  };
}

function rateOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ perSecond }) => perSecond));
}

function milliseconds(rounds: readonly Round[], whose: 'web' | 'database'): string {
  return median(rounds.map(({ webMs, databaseMs }) => (whose === 'web' ? webMs : databaseMs))).toFixed(2);
}

function signing(port: number, seconds: number, first: number): Promise<JobResult> {
  return runJob({ kind: 'sign', port, path: `/ar${campaign}/declaration/sign`, connections, seconds, first });
}

/** With the jobs process held: the mails of a round of signing would otherwise slow the floor that follows. */
async function withMailHeld<T>(product: Product, work: () => Promise<T>): Promise<T> {
  const { pid } = product.child('jobs');
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

async function killWhileSigning(run: Run, product: Product, before: number, first: number): Promise<Line> {
  const what = 'acknowledged signatures lost by kill -9';
  if (product.family().length === 0)
    return notMeasured(what, '0', 'only Linux tells which processes to kill');
  const load = signing(product.port, 3, first);
  await sleep(1_500);
  await product.kill();
  const interrupted = await load;
  const acknowledged = before + (interrupted.statuses['303'] ?? 0);
  const again = await startProduct({ port: product.port, dataDir: product.dataDir, onSpawn: run.atEnd });
  const stored = await countSignatures(again.databaseUrl);
  await again.stop();
  return {
    what,
    promise: '0',
    measured: many(Math.max(0, acknowledged - stored)),
    kept: stored >= acknowledged,
    note: `everything killed while signing went on: ${many(acknowledged)} acknowledged, ${many(stored)} found after the next start, which took ${(again.readyMs / 1_000).toFixed(1)} s`,
    figures: { acknowledged, stored, recoveryMs: Math.round(again.readyMs) },
  };
}

async function countSignatures(url: string): Promise<number> {
  const [row] = await query(url, 'select count(*)::int as stored from signature');
  return Number(row?.stored);
}

/** What a commit waits for: a kill cannot show whether a power cut would lose something, these settings can. */
async function durabilityOf(url: string): Promise<Record<string, unknown> | undefined> {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const [row] = await query(
    url,
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  );
  return row;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
