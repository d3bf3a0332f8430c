import { Logger, run, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Log } from '../log.ts';

/** The tasks of a queue. They get no payload: what is to be done stands in tables of its own. */
export type Tasks<Task extends string> = Readonly<Record<Task, () => Promise<void>>>;

/** A queue in the database, whose tasks this process works on. */
export interface Queue<Task extends string> {
  /**
   * Has a task done soon, unless one of its kind waits already (its key is taken) or is at work in this process: no kind
   * takes every place. Asked again and again by those who look whether something is due, so nothing is missed. Another
   * process may do the same task meanwhile, and so may this one after it was killed: what a task does is leased.
   */
  ask(task: Task): Promise<void>;
  /** Resolves when the tasks under way have ended; no other begins. */
  stop(): Promise<void>;
}

/**
 * Works on a queue.
 * @param crontab which tasks are done by the clock, in graphile-worker's words.
 */
export async function openQueue<Task extends string>(
  pool: Pool,
  tasks: Tasks<Task>,
  crontab: string,
  log: Log,
): Promise<Queue<Task>> {
  const atWork = new Set<string>();
  const taskList: TaskList = Object.fromEntries(
    Object.entries<() => Promise<void>>(tasks).map(([name, task]) => [
      name,
      async () => {
        atWork.add(name);
        await task().finally(() => atWork.delete(name));
      },
    ]),
  );
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    crontab,
    logger: quietLogger(log),
  });
  return {
    async ask(task: string) {
      if (atWork.has(task)) return;
      await runner.addJob(task, {}, { jobKey: task, jobKeyMode: 'preserve_run_at', maxAttempts: 3 });
    },
    stop: () => runner.stop(),
  };
}

/** graphile-worker's own words, at the level of ours; its payloads hold nothing, so nothing of them is said. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ worker: message }, 'jobs');
    else if (level === 'warning') log.warn({ worker: message }, 'jobs');
    else log.debug({ worker: message }, 'jobs');
  });
}
