import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../../errors.ts';
import { openDataFolder } from '../../process/data-folder.ts';
import { isDataFolderLocked, lockDataFolder } from '../../process/data-lock.ts';
import { APP_ROLE, startEmbedded } from './server.ts';
import { readUrlFile } from './url-file.ts';

const PATIENCE_MS = 20_000;

/**
 * Runs `work` with the address of the database, for the command line: the one of DATABASE_URL; else that of the running
 * server; else the embedded PostgreSQL is started for as long as the work takes.
 *
 * @throws OperatorError `data-in-use` when a server runs that has no database yet and gets none in 20 s
 */
export async function withDatabase<T>(
  settings: { readonly databaseUrl: string | null; readonly dataDir: string },
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (settings.databaseUrl !== null) return work(settings.databaseUrl);
  openDataFolder(settings.dataDir);
  const running = await urlOfRunning(settings.dataDir);
  if (running !== null) return work(running);
  const lock = await lockDataFolder(settings.dataDir);
  try {
    const server = await startEmbedded({ dataDir: settings.dataDir });
    try {
      return await work(server.url(APP_ROLE));
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}

/** Null when nothing runs; a server that is starting or stopping is waited for. */
async function urlOfRunning(dataDir: string): Promise<string | null> {
  const until = performance.now() + PATIENCE_MS;
  while (await isDataFolderLocked(dataDir)) {
    const url = readUrlFile(dataDir);
    if (url !== null) return url;
    if (performance.now() >= until) {
      throw new OperatorError(
        'data-in-use',
        `The data folder ${dataDir} is in use by a Tadamun that is just starting or stopping; try again in a moment.`,
      );
    }
    await sleep(100);
  }
  return null;
}
