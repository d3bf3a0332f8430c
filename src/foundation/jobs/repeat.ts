import type { Log } from '../log.ts';

/** Something done over and over, never twice at once. */
export interface Repeated {
  /** Resolves when the round that runs has ended; no other begins. */
  stop(): Promise<void>;
}

/**
 * Does something, waits, does it again. A failure is logged and the next round tries anew, after a wait that grows to
 * half a minute while it goes on failing.
 * @param everyMs the wait between the end of a round and the next.
 */
export function repeat(name: string, everyMs: number, log: Log, round: () => Promise<void>): Repeated {
  let stopped = false;
  let failures = 0;
  let wake: () => void = () => {};
  const loop = async () => {
    while (!stopped) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ err: error, round: name }, 'a round failed and will be tried again');
      }
      const wait = Math.min(everyMs * 2 ** failures, Math.max(everyMs, 30_000));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
