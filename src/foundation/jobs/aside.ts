import type { Log } from '../log.ts';

/** Work that is begun when somebody finds it due, and goes on beside whoever looks. */
export interface Aside {
  /** Begins it, unless it is at work, or failed a moment ago: whoever looks again begins it then. */
  begin(): void;
  /** Resolves when what is at work has ended; no other begins. */
  stop(): Promise<void>;
}

const longestPauseMs = 30_000;

/**
 * Work that is never done twice at once in this process. A failure is logged, and the work is not begun again for a while,
 * which grows while it goes on failing: what failed must still be found due by whoever looks.
 * @param pauseMs the while after the first failure.
 */
export function aside(name: string, log: Log, work: () => Promise<unknown>, pauseMs = 1_000): Aside {
  let running: Promise<void> | null = null;
  let stopped = false;
  let failures = 0;
  let notBefore = 0;
  const once = async () => {
    try {
      await work();
      failures = 0;
    } catch (error) {
      notBefore = Date.now() + Math.min(pauseMs * 2 ** failures, longestPauseMs);
      failures += 1;
      log.error({ err: error, work: name }, 'work failed and will be tried again');
    } finally {
      running = null;
    }
  };
  return {
    begin() {
      if (!stopped && running === null && Date.now() >= notBefore) running = once();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
