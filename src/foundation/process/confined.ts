import { fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { root } from '../paths.ts';

/** Work on one file. */
export interface ConfinedWork {
  /** Where its bytes lie. Absolute. */
  path: string;
  /** An empty folder for what it makes. Absolute. */
  out: string;
}

export interface WorkLimits {
  /** Until then it is done or ended. */
  ms: number;
  /** Of memory in use; looked at twice a second, where the system says it (Linux). */
  mb: number;
}

/** Looks into a file elsewhere. `died`: it ended without an answer, was too slow, too large, or was stopped. */
export type Confined<Work, Answer> = (
  work: Work,
  limits: WorkLimits,
  stop: AbortSignal,
) => Promise<Answer | 'died'>;

/**
 * Looks into a file in a process of its own: what crashes, hangs or swells there ends there. The process has neither
 * settings nor keys in its environment, and Node lets its script read this program and this one file, write to the
 * one folder of its work, and start nothing. What it says is checked.
 *
 * @param entry the script of the worker.
 * @param shape what it may say.
 */
export function confined<Work extends ConfinedWork, Answer>(
  entry: string,
  shape: z.ZodType<Answer>,
): Confined<Work, Answer> {
  return (work, limits, stop) =>
    new Promise((resolve) => {
      const child = fork(entry, [], {
        execArgv: [
          '--max-old-space-size=256',
          '--permission',
          '--allow-addons',
          ...[...program(), work.path, work.out].map((path) => `--allow-fs-read=${path}`),
          `--allow-fs-write=${work.out}`,
          '--disable-warning=SecurityWarning',
        ],
        env: { MALLOC_ARENA_MAX: '2' },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      let answer: Answer | 'died' = 'died';
      const end = () => child.kill('SIGKILL');
      const late = setTimeout(end, limits.ms);
      const swollen = setInterval(async () => {
        if ((await memoryOf(child.pid)) > limits.mb) end();
      }, 500);
      stop.addEventListener('abort', end);
      child.on('message', (said) => {
        answer = shape.safeParse(said).data ?? 'died';
      });
      child.on('error', end);
      child.on('exit', () => {
        clearTimeout(late);
        clearInterval(swollen);
        stop.removeEventListener('abort', end);
        resolve(answer);
      });
      child.send(work, () => {});
    });
}

/** What the worker's own code is read from; not the whole of the root, in which the data may lie. */
function program(): string[] {
  const modules = join(root, 'node_modules');
  return [...['package.json', 'dist', 'src'].map((name) => join(root, name)), modules, realpathSync(modules)];
}

/** In MiB; 0 where nobody says. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}
