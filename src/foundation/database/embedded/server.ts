import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, OperatorError } from '../../errors.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { checkReach, ensureCluster, SUPERUSER } from './cluster.ts';
import { readPostmasterPid, stopOrphans } from './orphans.ts';
import { bareEnv, idsOf } from './run-as.ts';
import { makeSocketFolder } from './socket-folder.ts';
import { chooseSystemUser, type SystemUser } from './system-user.ts';

/** The role and the database of the product: no superuser, as on a server that is named by DATABASE_URL. */
export const APP_ROLE = 'tadamun';

export interface EmbeddedOptions {
  /** Absolute; made when absent. The cluster is its folder `postgres`, the socket lies in `run`. */
  readonly dataDir: string;
  /** False only for tests: nothing waits for the disk, and a power cut loses the cluster. */
  readonly durable?: boolean;
  /** More settings of PostgreSQL, by their names. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Gives up the start, leaving nothing half-made. */
  readonly signal?: AbortSignal;
  /** Gets each line that PostgreSQL logs; it holds no statement and no value. */
  readonly onLog?: (line: string) => void;
}

/** A running PostgreSQL that is ours alone. */
export interface Embedded {
  /** Whether the cluster was made by this start. */
  readonly created: boolean;
  /** Processes of an earlier run that were stopped by this start. */
  readonly orphans: number;
  /** The address of a database, for the product's role unless another is named. */
  url(database: string, role?: string): string;
  /** Resolves when PostgreSQL has ended, for whatever reason, with how. */
  readonly ended: Promise<string>;
  /** Fast shutdown: open transactions are rolled back, the rest is on disk. Resolves when it has ended. */
  stop(): Promise<void>;
}

/** For a small server: 1 to 2 GB of memory that Node needs as well. */
const parameters: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  huge_pages: 'off',
  // Containers have 64 MB of shared memory unless told; a worker's share could exceed it.
  max_parallel_workers_per_gather: '0',
  fsync: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  // The server's own events only: neither statements nor their values, which may be personal data.
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '',
  log_checkpoints: 'off',
  log_statement: 'none',
  log_min_duration_statement: '-1',
};

const notDurable: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const STOP_WITHIN_MS = 30_000;
const KEPT_LINES = 30;

/**
 * Starts the embedded PostgreSQL on a data folder: makes the cluster on the first start, stops orphans of an
 * earlier run, recovers from a crash, and makes sure that the product's role and database are there. It listens on a
 * private socket only. The caller holds the data folder's lock, or is sure in another way that nobody else uses it.
 *
 * @throws OperatorError when it cannot start
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(options.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  // PostgreSQL's processes are recognised by their real folder.
  const dataDir = realpathSync(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  const user = chooseSystemUser(cluster);
  checkReach(dataDir, user);
  const binaries = findBinaries(dataDir, user);
  const durable = options.durable ?? true;
  const created = await ensureCluster(cluster, binaries, user, { durable, signal: options.signal });
  const orphans = await stopOrphans(cluster);
  const sockets = makeSocketFolder(dataDir, user);
  const values = { ...parameters, ...(durable ? {} : notDurable), ...options.parameters };
  const url = (database: string, role = APP_ROLE) =>
    `postgres://${encodeURIComponent(role)}@${encodeURIComponent(sockets)}:5432/${encodeURIComponent(database)}`;
  const server = launch(binaries, cluster, sockets, user, values, options.onLog);
  try {
    await untilReady(server, cluster, options.signal);
    await ensureDatabase(url('postgres', SUPERUSER));
  } catch (error) {
    await endServer(server);
    throw error;
  }
  return { created, orphans, url, ended: server.ended, stop: () => endServer(server) };
}

interface Server {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
  /** The last lines that it logged. */
  readonly lines: readonly string[];
}

function launch(
  binaries: Binaries,
  cluster: string,
  sockets: string,
  user: SystemUser | null,
  values: Readonly<Record<string, string>>,
  onLog: (line: string) => void = () => {},
): Server {
  const own = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
  };
  const args = Object.entries({ ...values, ...own }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', cluster, ...args], {
    cwd: cluster,
    env: bareEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own: a Ctrl-C in the terminal is meant for the supervisor, which stops PostgreSQL last.
    detached: true,
    ...idsOf(user),
  });
  const lines: string[] = [];
  let rest = '';
  const read = (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLog(line);
    }
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(signal ?? `exit code ${code}`));
  });
  return { child, ended, lines };
}

/** Waits for the word `ready` in postmaster.pid (its eighth line: miscadmin.h, LOCK_FILE_LINE_PM_STATUS). Recovery may take its time. */
async function untilReady(server: Server, cluster: string, signal?: AbortSignal): Promise<void> {
  let how: string | null = null;
  void server.ended.then((ending) => {
    how = ending;
  });
  const file = join(cluster, 'postmaster.pid');
  for (;;) {
    signal?.throwIfAborted();
    if (readPostmasterPid(cluster) === server.child.pid && /^(?:.*\n){7}ready/.test(readIfThere(file)))
      return;
    if (how !== null) throw notStarted(server, how);
    await sleep(10);
  }
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function notStarted(server: Server, how: string): OperatorError {
  const reason =
    server.lines.findLast((line) => /^(?:FATAL|PANIC):/.test(line))?.replace(/^\w+:\s*/, '') ?? how;
  return new OperatorError('postgres-failed', `The embedded PostgreSQL did not start: ${reason}.`);
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    if (role.rowCount === 0) await client.query(`create role ${APP_ROLE} login createdb`);
    const database = await client.query('select 1 from pg_database where datname = $1', [APP_ROLE]);
    if (database.rowCount === 0) await client.query(`create database ${APP_ROLE} owner ${APP_ROLE}`);
  } finally {
    await client.end();
  }
}

async function endServer(server: Server): Promise<void> {
  if (server.child.exitCode === null && server.child.signalCode === null) signalServer(server, 'SIGINT');
  const timer = setTimeout(() => signalServer(server, 'SIGQUIT'), STOP_WITHIN_MS);
  await server.ended;
  clearTimeout(timer);
}

function signalServer(server: Server, name: NodeJS.Signals): void {
  try {
    server.child.kill(name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
