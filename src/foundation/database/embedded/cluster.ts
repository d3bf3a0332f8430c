import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../errors.ts';
import type { Binaries } from './binaries.ts';
import { bareEnv, idsOf, runAs } from './run-as.ts';
import type { SystemUser } from './system-user.ts';

/** The superuser of the embedded server; the product itself connects as a role without its rights, see server.ts. */
export const SUPERUSER = 'postgres';

/**
 * Makes the cluster if there is none, by initdb into a folder beside it that is renamed when complete: a kill on the
 * way leaves nothing that looks like a cluster. Leftovers of such a kill are removed. The caller holds the data lock.
 *
 * @param cluster absolute path of the cluster, in the data folder
 * @param durable whether initdb waits for the disk
 * @returns whether it was made
 * @throws OperatorError when the cluster belongs to another major version, or cannot be made
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  user: SystemUser | null,
  options: { durable: boolean; signal?: AbortSignal },
): Promise<boolean> {
  const parent = dirname(cluster);
  for (const name of readdirSync(parent)) {
    if (name.startsWith('postgres.new-')) rmSync(join(parent, name), { recursive: true, force: true });
  }
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries.major);
    if (user && lstatSync(cluster).uid !== user.uid) giveTo(cluster, user);
    return false;
  }
  const fresh = join(parent, `postgres.new-${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(fresh, { mode: 0o700 });
    if (user) chownSync(fresh, user.uid, user.gid);
    await initdb(fresh, binaries, user, options);
    renameSync(fresh, cluster);
    if (options.durable) syncFolder(parent);
    return true;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/**
 * PostgreSQL's user must be able to pass through every folder down to the data folder.
 *
 * @throws OperatorError `data-unreachable`
 */
export function checkReach(dataDir: string, user: SystemUser | null): void {
  if (!user || runAs(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', dataDir], '/').status === 0) return;
  throw new OperatorError(
    'data-unreachable',
    `PostgreSQL cannot run as root, and its user ${user.name} cannot reach the data folder ${dataDir}; choose one that it can reach, for example DATA_DIR=/var/lib/tadamun npm start.`,
  );
}

function checkVersion(cluster: string, major: number): void {
  const file = join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (found === String(major)) return;
  if (found === '') {
    throw new OperatorError(
      'data-unusable',
      `The folder ${cluster} is not a PostgreSQL cluster; move it away, or choose another data folder with DATA_DIR.`,
    );
  }
  throw new OperatorError(
    'other-postgres',
    `The database in ${cluster} was made by PostgreSQL ${found} and this release has PostgreSQL ${major}; make a backup with the old release (npm run tadamun -- backup FILE), move ${cluster} away, and restore with this one (npm run tadamun -- restore FILE).`,
  );
}

/** Under root a cluster may have come by a copy that left it to root: all in it is given to PostgreSQL's user, itself last. */
function giveTo(cluster: string, user: SystemUser): void {
  for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(cluster, name), user.uid, user.gid);
  chownSync(cluster, user.uid, user.gid);
}

function initdb(
  folder: string,
  binaries: Binaries,
  user: SystemUser | null,
  options: { durable: boolean; signal?: AbortSignal },
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    // Who may connect is decided by the folder of the socket alone: see socket-folder.ts.
    '--auth=trust',
    '--encoding=UTF8',
    // The same order and case rules on every system, independent of its C library (PostgreSQL 17, builtin provider).
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ];
  return new Promise((done, failed) => {
    const settings = { cwd: dirname(folder), env: bareEnv, signal: options.signal, ...idsOf(user) };
    execFile(binaries.initdb, args, settings, (error, _stdout, stderr) => {
      if (!error) return done();
      if (options.signal?.aborted) return failed(options.signal.reason);
      const reason = stderr.split('\n').find((line) => /error|fatal|could not/i.test(line)) ?? error.message;
      failed(
        new OperatorError(
          'initdb-failed',
          `The embedded database could not be made in ${dirname(folder)}: ${reason.replace(/^initdb: /, '').trim()}.`,
          { cause: error },
        ),
      );
    });
  });
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
