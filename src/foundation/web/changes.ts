import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { changedChannel } from '../database/changed.ts';
import type { WebLog } from './cache/log.ts';
import { within } from './cache/within.ts';

export interface ChangeHandlers {
  /** A comma list, as `notifyChanged` sends it, taken apart. */
  readonly onTags: (tags: string[]) => void;
  /** The connection was lost: changes go unheard until `onBack`. */
  readonly onLost: () => void;
  /** Changes are heard from now on; those of the time before were not. Called on the first connection too. */
  readonly onBack: () => void;
  readonly log: WebLog;
  /** How often a silent connection is asked whether it lives, default 15 s; it has a third of that to answer. */
  readonly checkMs?: number;
}

export interface ChangeListener {
  close(): Promise<void>;
}

/**
 * Hears what transactions report on a connection of its own, and connects again, first after 100 ms and then ever
 * slower up to 5 s, whenever it is lost. Never throws: without a database it keeps trying.
 */
export function listenForChanges(databaseUrl: string, handlers: ChangeHandlers): ChangeListener {
  const closing = new AbortController();
  const running = keepListening(databaseUrl, handlers, closing.signal);
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}

async function keepListening(
  databaseUrl: string,
  handlers: ChangeHandlers,
  closing: AbortSignal,
): Promise<void> {
  let pauseMs = 100;
  while (!closing.aborted) {
    let heard = false;
    try {
      await listenOnce(databaseUrl, handlers, closing, () => {
        heard = true;
        pauseMs = 100;
        handlers.onBack();
      });
    } catch (error) {
      if (!closing.aborted) handlers.log.warn({ error, pauseMs }, 'changes are not heard; connecting again');
    }
    if (heard) handlers.onLost();
    await sleep(pauseMs, undefined, { signal: closing }).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, 5_000);
  }
}

/** Listens until the connection is lost or `closing` is aborted; rejects then. Leaves no socket behind. */
async function listenOnce(
  databaseUrl: string,
  { onTags, checkMs = 15_000 }: ChangeHandlers,
  closing: AbortSignal,
  onListening: () => void,
): Promise<never> {
  // Our own socket: on a half-dead connection the client's orderly end would wait for an answer that never comes.
  const socket = new Socket();
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'tadamun changes',
    keepAlive: true,
    stream: () => socket,
  });
  const { promise: lost, reject } = Promise.withResolvers<never>();
  client.on('error', reject);
  client.on('end', () => reject(new Error('the connection ended')));
  socket.on('close', () => reject(new Error('the connection was closed')));
  closing.addEventListener('abort', reject);
  lost.catch(() => {}); // awaited below, but it may be rejected before
  client.on('notification', ({ payload }) => {
    const tags = (payload ?? '').split(',').filter((tag) => tag !== '');
    if (tags.length > 0) onTags(tags);
  });
  const answer = (work: () => Promise<unknown>) =>
    within(Math.max(checkMs / 3, 100), () => Promise.race([work(), lost]));
  try {
    await answer(() => client.connect());
    await answer(() => client.query(`listen ${changedChannel}`));
    onListening();
    while (true) {
      await Promise.race([sleep(checkMs, undefined, { ref: false }), lost]);
      await answer(() => client.query('select 1'));
    }
  } finally {
    closing.removeEventListener('abort', reject);
    if (closing.aborted) await within(500, () => client.end()).catch(() => {});
    socket.destroy();
  }
}
