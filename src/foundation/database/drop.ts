import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const everyMs = 250;

/**
 * Drops a database with whoever is connected to it, and tries again for a while: where the server's own cleaner is at work in it,
 * nobody but a superuser can send that away, and within seconds it ends by itself.
 * @param run runs a statement in another database of the server, as a user who may drop this one.
 * @param withinMs how long it is tried: once at the least.
 * @returns whether it is gone.
 */
export async function dropDatabase(
  run: (statement: string) => Promise<unknown>,
  name: string,
  withinMs: number,
): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (;;) {
    const gone = await run(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`).then(
      () => true,
      () => false,
    );
    if (gone || performance.now() >= until) return gone;
    await sleep(everyMs);
  }
}
