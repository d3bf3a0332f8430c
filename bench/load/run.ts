import { execFile, fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Job, JobResult } from './job.ts';

const run = promisify(execFile);

/** Runs a job in a process of its own. */
export function runJob(job: Job): Promise<JobResult> {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(import.meta.resolve('./client.ts')), [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // A client that hangs must not hold up the run.
    const timer = setTimeout(() => child.kill('SIGKILL'), job.seconds * 1_000 + 30_000);
    // The other end of this line is client.ts, which sends one result and nothing else.
    child.once('message', (result) => done(result as JobResult));
    child.once('exit', () => {
      clearTimeout(timer);
      failed(new Error('the load client ended without a result'));
    });
    child.once('error', failed);
    child.send(job);
  });
}

export const pageConnections = 32;

/** How pages are asked for: wrk where it is installed, for it costs the server least; else our own client. */
export const pageClient: 'wrk' | 'node' = spawnSync('wrk', ['-v']).error === undefined ? 'wrk' : 'node';

/**
 * Requests a second for one address over 32 kept connections, brotli accepted.
 * @throws when an answer is not 200: a rate of errors is none.
 */
export async function pageRate(port: number, path: string, seconds: number): Promise<number> {
  if (pageClient === 'node') {
    const result = await runJob({ kind: 'get', port, paths: [path], connections: pageConnections, seconds });
    if (result.statuses['200'] !== result.answered || result.broken > 0) {
      throw new Error(
        `port ${port} answered ${JSON.stringify(result.statuses)}, ${result.broken} connections broke`,
      );
    }
    return result.answered / result.seconds;
  }
  const threads = ['-t1', `-c${pageConnections}`, `-d${seconds}s`];
  const { stdout } = await run('wrk', [
    ...threads,
    '-H',
    'Accept-Encoding: br',
    `http://127.0.0.1:${port}${path}`,
  ]);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  if (!Number.isFinite(rate) || /Non-2xx|Socket errors/.test(stdout)) throw new Error(`wrk said:\n${stdout}`);
  return rate;
}
