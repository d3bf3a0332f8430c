import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { OperatorError } from '../errors.ts';
import type { Log } from '../log.ts';
import { readChildMessage } from './child.ts';

export interface ChildPlan {
  /** The role, passed as the argument of the entry: `web` or `jobs`. */
  readonly name: string;
  /** The script that both the supervisor and the child run. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  /** Limit of the JavaScript heap, in MiB. */
  readonly heapMb: number;
  /** Whether it gives way to others for the processor. */
  readonly nice: boolean;
  readonly log: Log;
}

/** A child process that is started again whenever it ends by itself. */
export interface Supervised {
  /** Asks it to end, waits, and kills it when it takes too long or when `hasten` fires. */
  stop(hasten: AbortSignal): Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** A child that ran this long counts as healthy: the next pause is the first again. */
const HEALTHY_AFTER_MS = 60_000;
/** A little more than the child gives itself, see child.ts. */
const KILL_AFTER_MS = 12_000;
const NICE = 10;

/**
 * Starts a child and resolves when it is ready. Afterwards it is started again when it ends: after 1 s, 2 s, 4 s, … 30 s.
 *
 * @param abort that the whole server is to end: gives up the start, and nothing is started again
 * @throws OperatorError when the child ends before it was ready for the first time, with the sentence it gave, if any
 */
export async function supervise(plan: ChildPlan, abort: AbortSignal): Promise<Supervised> {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let pause = FIRST_PAUSE_MS;

  const start = (ready: () => void, ended: (sentence: string) => void) => {
    const begun = performance.now();
    // A small young generation: short-lived strings are collected sooner, and the process keeps tens of megabytes less.
    const heap = [`--max-old-space-size=${plan.heapMb}`, '--max-semi-space-size=8'];
    const current = fork(plan.entry, [plan.name], {
      env: plan.env,
      execArgv: [...process.execArgv.filter((arg) => !/^--(?:input-type|eval|inspect)/.test(arg)), ...heap],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = current;
    if (plan.nice) lowerPriority(current, plan.log);
    let sentence = '';
    let over = false;
    current.on('message', (message) => {
      const said = readChildMessage(message);
      if (said && 'ready' in said) ready();
      else if (said) sentence = said.failed;
    });
    const end = (how: string) => {
      if (over) return;
      over = true;
      child = null;
      ended(
        sentence ||
          `The ${plan.name} process ended with ${how} before it was ready; what it wrote above says why.`,
      );
      if (stopping || abort.aborted || !everReady) return;
      if (performance.now() - begun > HEALTHY_AFTER_MS) pause = FIRST_PAUSE_MS;
      plan.log.error({ child: plan.name, how, sentence, pause }, 'a process ended and is started again');
      timer = setTimeout(() => start(noop, noop), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
    current.on('error', (error) => end(error.message));
    current.on('exit', (code, signal) => end(signal ?? `exit code ${code}`));
  };

  let everReady = false;
  const stop = async (hasten: AbortSignal) => {
    stopping = true;
    clearTimeout(timer);
    if (child) await endChild(child, hasten);
  };
  try {
    abort.throwIfAborted();
    await new Promise<void>((done, failed) => {
      abort.addEventListener('abort', () => failed(abort.reason), { once: true });
      start(
        () => {
          everReady = true;
          done();
        },
        (sentence) => failed(new OperatorError('child-failed', sentence)),
      );
    });
  } catch (error) {
    await stop(AbortSignal.timeout(KILL_AFTER_MS));
    throw error;
  }
  return { stop };
}

function endChild(child: ChildProcess, hasten: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(kill, KILL_AFTER_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    if (hasten.aborted) kill();
    else {
      hasten.addEventListener('abort', kill, { once: true });
      child.kill('SIGTERM');
    }
  });
}

function lowerPriority(child: ChildProcess, log: Log): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, Math.min(NICE, constants.priority.PRIORITY_LOW));
  } catch (error) {
    log.warn({ err: error }, 'the priority of the jobs process could not be lowered');
  }
}

function noop(): void {}
