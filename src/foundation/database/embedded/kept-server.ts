import type { Log } from '../../log.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './server.ts';

/** The embedded PostgreSQL of a running server: started again once when it ends by itself. */
export interface KeptServer {
  /** As it was first started; the addresses stay the same after a new start. */
  readonly first: Embedded;
  /** Resolves with a sentence when PostgreSQL is gone for good. Never, when it is stopped by `stop`. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** A second end within this time is no accident any more. */
const ONCE_PER_MS = 10 * 60_000;

/**
 * Starts the embedded PostgreSQL and keeps it: when it ends by itself it is started again, with a line in the log; when
 * that fails, or it ends again within ten minutes, it is lost.
 */
export async function keepEmbedded(options: EmbeddedOptions, log: Log): Promise<KeptServer> {
  const first = await startEmbedded(options);
  let current = first;
  let stopping = false;
  let restarting: Promise<unknown> = Promise.resolve();
  const lost = new Promise<string>((lose) => {
    let restartedAt = Number.NEGATIVE_INFINITY;
    const watch = async () => {
      const how = await current.ended;
      if (stopping) return;
      const now = performance.now();
      if (now - restartedAt < ONCE_PER_MS) {
        lose(
          `The embedded PostgreSQL ended again (${how}); see the log above, and start Tadamun again when its cause is mended.`,
        );
        return;
      }
      restartedAt = now;
      log.error({ how }, 'PostgreSQL ended by itself and is started again');
      try {
        current = await startEmbedded(options);
        void watch();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        lose(`The embedded PostgreSQL ended (${how}) and could not be started again: ${reason}`);
      }
    };
    const begin = () => {
      restarting = watch();
    };
    begin();
  });
  const stop = async () => {
    stopping = true;
    await current.stop();
    await restarting;
    await current.stop();
  };
  return { first, lost, stop };
}
