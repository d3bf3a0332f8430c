import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a run took place, and whether the machine was ours alone. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Over 1, 5 and 15 minutes, before the first measurement. */
  readonly loadBefore: readonly number[];
  /** Share of the processors' time that others used while we only waited, 0 to 1; null where it cannot be read. */
  readonly busyBefore: number | null;
  readonly otherLoad: boolean;
}

/** More than this share of the processors at rest, and the figures are not those of the machine. */
const tolerated = 0.1;
const watchedMs = 1_500;

/** Looks at the machine before anything is measured; takes a second and a half. */
export async function lookAtMachine(): Promise<Machine> {
  const loadBefore = loadavg().map((load) => Number(load.toFixed(2)));
  const busyBefore = await busy();
  return {
    date: new Date().toISOString(),
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Number((totalmem() / 2 ** 30).toFixed(1)),
    loadBefore,
    busyBefore,
    otherLoad: busyBefore === null ? (loadBefore[0] ?? 0) > 0.5 : busyBefore > tolerated,
  };
}

async function busy(): Promise<number | null> {
  const before = readTicks();
  await sleep(watchedMs);
  const after = readTicks();
  if (before === null || after === null || after.all === before.all) return null;
  return Number((1 - (after.idle - before.idle) / (after.all - before.all)).toFixed(2));
}

/** The first line of /proc/stat (proc(5)): user nice system idle iowait irq softirq steal. */
function readTicks(): { idle: number; all: number } | null {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
    return { idle: (ticks[3] ?? 0) + (ticks[4] ?? 0), all: ticks.reduce((sum, each) => sum + each, 0) };
  } catch {
    return null;
  }
}
