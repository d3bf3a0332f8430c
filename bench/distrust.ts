import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { changedChannel } from '../src/foundation/database/changed.ts';

/** Makes the page cache render anew what is asked for next. */
export interface Distrust {
  /** Resolves when the web process has heard that everything changed: no page in its memory is trusted any more. */
  now(): Promise<void>;
  close(): Promise<void>;
}

/** The web process hears it on another connection, at about the time at which we do. */
const headStartMs = 3;

/**
 * Through the product's own channel: the tag `*` stands for everything, and gives no grace to what is old. Nothing in
 * the product is there for the sake of this.
 */
export async function distrustPages(databaseUrl: string): Promise<Distrust> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`listen ${changedChannel}`);
  return {
    async now() {
      const heard = new Promise<void>((done) => client.once('notification', () => done()));
      await client.query(`notify ${changedChannel}, '*'`);
      await heard;
      await sleep(headStartMs);
    },
    close: () => client.end(),
  };
}
