import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, OperatorError } from '../../errors.ts';

const FAST_STOP_MS = 20_000;
const LAST_STOP_MS = 5000;

/**
 * Stops what still runs on a cluster though no server of ours does: a PostgreSQL that outlived a kill of
 * all Node processes, or single backends that outlived a kill of PostgreSQL itself.
 * Trust: the caller holds the data lock, so whatever runs on this cluster is an orphan.
 *
 * @param cluster absolute path of the cluster
 * @returns how many processes were stopped
 * @throws OperatorError when one does not stop
 */
export async function stopOrphans(cluster: string): Promise<number> {
  const postmaster = readPostmasterPid(cluster);
  const runs = postmaster !== null && isPostgresOf(cluster, postmaster);
  const found = new Set(processesIn(cluster));
  if (runs) found.add(postmaster);
  if (found.size > 0) {
    // Fast shutdown of the whole server, which ends its backends in order; then each that is left.
    if (runs) {
      signal([postmaster], 'SIGINT');
      await gone(() => isAlive(postmaster), FAST_STOP_MS);
    }
    const left = () => [...found].filter((pid) => isAlive(pid) && isPostgresOf(cluster, pid));
    signal(left(), 'SIGQUIT');
    await gone(() => left().length > 0, LAST_STOP_MS);
    // Without a postmaster nothing a backend could still write matters: recovery replays the log.
    signal(left(), 'SIGKILL');
    if (!(await gone(() => left().length > 0, LAST_STOP_MS))) {
      throw new OperatorError(
        'orphan',
        `A PostgreSQL process of an earlier run (${left().join(', ')}) still uses ${cluster} and cannot be stopped; end it, or restart the machine.`,
      );
    }
  }
  // The number in a stale file may by now be another program's, or a zombie's that nobody collects: PostgreSQL
  // would refuse to start because of it.
  if (postmaster !== null && exists(postmaster)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return found.size;
}

/** The process id in postmaster.pid; null when there is no such file or no number in it. */
export function readPostmasterPid(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return pid > 1 ? pid : null;
}

/** Whether the process is a postgres that works in this cluster: by its folder, else by its command line. */
function isPostgresOf(cluster: string, pid: number): boolean {
  const cwd = folderOf(pid);
  if (cwd !== null) return cwd === cluster;
  const command = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return /postgres/.test(basename(command.split(' ')[0] ?? '')) && command.includes(cluster);
}

/** All processes whose working folder is the cluster: PostgreSQL's always is (miscinit.c, ChangeToDataDir). */
function processesIn(cluster: string): number[] {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === cluster && /postgres/.test(programOf(pid)));
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function programOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  return exists(pid) && !isZombie(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** A zombie has ended; in a container without an init nobody may ever collect it. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended in between.
    }
  }
}

/** Waits until a condition no longer holds; false when it still does after `withinMs`. */
async function gone(condition: () => boolean, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (condition()) {
    if (performance.now() >= until) return false;
    await sleep(20);
  }
  return true;
}
