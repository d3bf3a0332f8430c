import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** A process with all that it started, and what those started. Linux only: elsewhere nothing is found. */
export function familyOf(pid: number): Process[] {
  const all = allProcesses();
  const found = all.filter((each) => each.pid === pid);
  // A child stands behind its parent in the list that grows, so one walk sees every generation.
  for (const elder of found) found.push(...all.filter(({ parent }) => parent === elder.pid));
  return found;
}

/** Sends a signal; who has ended by then does not matter. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * What a process occupies in MB (10^6 bytes). `own`: its resident set, what `top` shows. `share`: of memory that several
 * processes use only the part that falls to this one, so that a family can be added up. Null when it is gone.
 */
export function memoryOf(pid: number): { own: number; share: number } | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]);
    return { own: (kilobytes('Rss') * 1024) / 1e6, share: (kilobytes('Pss') * 1024) / 1e6 };
  } catch {
    return null;
  }
}

/** Clock ticks a second in /proc (USER_HZ, the same on every Linux that Node runs on). */
const ticksPerSecond = 100;

/**
 * Seconds of processor time that these processes have used so far, their threads and their ended children included. Hardly moved by others who
 * are at work on the machine, so it says something even when times do not. NaN where it cannot be read.
 */
export function cpuSecondsOf(pids: readonly number[]): number {
  let ticks = pids.length === 0 ? Number.NaN : 0;
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0); // utime stime cutime cstime, proc(5)
    } catch {
      // It has ended; what it used is lost to us.
    }
  }
  return ticks / ticksPerSecond;
}

function allProcesses(): Process[] {
  const found: Process[] = [];
  for (const name of readNames()) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      if (state !== 'Z') found.push({ pid: Number(name), parent: Number(parent), command });
    } catch {
      // It has ended in between.
    }
  }
  return found;
}

function readNames(): string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}
