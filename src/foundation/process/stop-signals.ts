/** That the one who runs the server wants it to end. */
export interface StopSignals {
  /** Fires on the first SIGTERM, SIGINT or SIGHUP. */
  readonly stop: AbortSignal;
  /** Fires on a later one: open requests are not waited for any more. */
  readonly hasten: AbortSignal;
}

/** The reason of `stop`: what throws it was not wrong, only interrupted. */
export class StopRequested extends Error {}

/**
 * Signals this close together are one keypress: a Ctrl-C comes from the terminal, from npm, and from npm's
 * shell, each within milliseconds.
 */
const ONE_KEYPRESS_MS = 700;

/** Takes over the signals that end a process. */
export function catchStopSignals(): StopSignals {
  const stop = new AbortController();
  const hasten = new AbortController();
  let first = 0;
  const receive = () => {
    if (!stop.signal.aborted) {
      first = performance.now();
      stop.abort(new StopRequested('asked to stop'));
    } else if (performance.now() - first > ONE_KEYPRESS_MS) hasten.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, receive);
  return { stop: stop.signal, hasten: hasten.signal };
}

/** Resolves when the signal fires. */
export function fired(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
