import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readUrlFile } from '../src/foundation/database/embedded/url-file.ts';
import { root } from '../src/foundation/paths.ts';
import { request } from './load/request.ts';
import { familyOf, type Process, signalAll } from './processes.ts';

/** The built product, running as `npm start` runs it. */
export interface Product {
  readonly port: number;
  readonly dataDir: string;
  /** From its launch to the first 200 of /readyz. */
  readonly readyMs: number;
  /** The address of its database. */
  readonly databaseUrl: string;
  /** Supervisor, web, jobs and, below the supervisor, PostgreSQL. */
  family(): Process[];
  /** The process of a role. */
  child(role: 'web' | 'jobs'): Process;
  /** The processes of PostgreSQL. */
  database(): Process[];
  /** A Prometheus figure of /metrics without labels. */
  metric(name: string): Promise<number>;
  /** In good order. */
  stop(): Promise<void>;
  /** kill -9 of all of it at once. */
  kill(): Promise<void>;
}

const patienceMs = 60_000;
const askEveryMs = 20;

/** Starts the product and resolves when it is ready. Whoever calls registers `stop` for the end of the run. */
export async function startProduct(options: {
  port: number;
  dataDir: string;
  env?: Readonly<Record<string, string>>;
  /** Gets what ends it, as soon as there is something to end. */
  onSpawn: (end: () => Promise<void>) => void;
}): Promise<Product> {
  const { port, dataDir } = options;
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    // Nothing of the caller's settings: the product is measured as it comes.
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a Ctrl-C in the terminal is for the bench, which then stops everything in order.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
  }
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const family = () => familyOf(child.pid ?? -1);
  const kill = async () => {
    // Stopped first, so that the supervisor cannot start anew what is being killed.
    child.kill('SIGSTOP');
    signalAll(
      family().map(({ pid }) => pid),
      'SIGKILL',
    );
    child.kill('SIGKILL');
    await ended;
  };
  const stop = async () => {
    if (hasEnded(child)) return;
    // A paused process cannot hear that it is to stop.
    signalAll(
      family().map(({ pid }) => pid),
      'SIGCONT',
    );
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(20_000, undefined, { ref: false })]);
    if (!hasEnded(child)) await kill();
  };
  options.onSpawn(stop);
  while (!(await isReady(port))) {
    if (hasEnded(child) || performance.now() - begun > patienceMs) {
      await stop();
      throw new Error(`The product did not start:\n${said}`);
    }
    await sleep(askEveryMs);
  }
  return {
    port,
    dataDir,
    readyMs: performance.now() - begun,
    databaseUrl: options.env?.DATABASE_URL ?? readUrlFile(dataDir) ?? '',
    family,
    child(role) {
      const found = family().find(({ command }) => command.endsWith(`main.js ${role}`));
      if (!found) throw new Error(`there is no ${role} process`);
      return found;
    },
    database() {
      const ours = (each: Process) => each.pid === child.pid || /main\.js (web|jobs)$/.test(each.command);
      return family().filter((each) => !ours(each));
    },
    async metric(name) {
      const { body } = await request(port, '/metrics');
      return Number(new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(body.toString())?.[1]);
    },
    stop,
    kill,
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function isReady(port: number): Promise<boolean> {
  return request(port, '/readyz').then(
    ({ status }) => status === 200,
    () => false,
  );
}
