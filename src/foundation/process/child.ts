/** What a child process (web, jobs) says to the supervisor. */
export type ChildMessage = { ready: true } | { failed: string };

/** The line from a child process to its supervisor. */
export interface ChildIpc {
  /** Says that the child does its work now: the web process listens, the jobs process takes jobs. */
  ready(): void;
  /**
   * Registers what ends the child's work in good order: finish what is open, close the database.
   * Called once, on SIGTERM or when the supervisor is gone; the process then exits with 0, after 10 s at the latest.
   */
  onStop(stop: () => Promise<void>): void;
}

/** A child that was told to stop, or whose supervisor is gone, has ended after this time. */
export const STOP_WITHIN_MS = 10_000;

/**
 * Connects a child process to its supervisor. From here on SIGTERM stops it in good order, SIGINT is left to the
 * supervisor (a terminal sends it to both), and a supervisor that is gone takes the child with it.
 */
export function connectToSupervisor(): ChildIpc {
  const stops: (() => Promise<void>)[] = [];
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const results = await Promise.allSettled(stops.map((each) => each()));
    process.exit(results.some(({ status }) => status === 'rejected') ? 1 : 0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  process.on('disconnect', stop);
  if (!process.connected) stop();
  return {
    ready: () => tellSupervisor({ ready: true }),
    onStop: (each) => stops.push(each),
  };
}

/** Sends a message, unless the supervisor is gone: the child is then stopping anyway. */
export function tellSupervisor(message: ChildMessage, sent: () => void = () => {}): void {
  if (process.send && process.connected) process.send(message, undefined, undefined, () => sent());
  else sent();
}

/** Reads what came over the line from a child; null when it is none of ours. */
export function readChildMessage(message: unknown): ChildMessage | null {
  if (typeof message !== 'object' || message === null) return null;
  if ('ready' in message && message.ready === true) return { ready: true };
  if ('failed' in message && typeof message.failed === 'string') return { failed: message.failed };
  return null;
}
