import { createApp, keyOfPage } from './app.ts';
import { takesFiles } from './files/model.ts';
import { readOrMakeKeys } from './foundation/crypto/key-file.ts';
import { openDatabase } from './foundation/database/database.ts';
import { createLog, type Log } from './foundation/log.ts';
import type { ChildIpc } from './foundation/process/child.ts';
import { readAssets } from './foundation/web/assets.ts';
import { createPageCache } from './foundation/web/cache/page-cache.ts';
import { listenForChanges } from './foundation/web/changes.ts';
import { createLimits } from './foundation/web/limits.ts';
import { createListener, type Fetch, renderer } from './foundation/web/listener.ts';
import { createMemo } from './foundation/web/memo.ts';
import { createMetrics } from './foundation/web/metrics.ts';
import type { Site } from './foundation/web/site.ts';
import type { ChildSettings } from './settings.ts';

/** What the pages in memory may weigh: with the rest of the process it stays below the 200 MB that we promise. */
const cacheBytes = 24 * 1024 * 1024;

/** The web process: answers requests, renders pages, takes signatures in. It waits for nothing but the database. */
export async function runWeb(settings: ChildSettings, ipc: ChildIpc): Promise<void> {
  const log = createLog(settings.logLevel, 'web');
  const [keys, assets] = await Promise.all([readOrMakeKeys(settings.secretKeyFile), readAssets()]);
  endOnUnexpected(log);
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const { databaseUrl } = settings;
  const main = openDatabase(databaseUrl, { max: 16, statementTimeout: 10_000, name: 'tadamun web', onError });
  // Searches and whole lists, which may take long: three at a time, a second each, and signing never waits for them.
  const slow = openDatabase(databaseUrl, {
    max: 3,
    statementTimeout: 1_000,
    name: 'tadamun search',
    onError,
  });
  const memo = createMemo();
  const site: Site = {
    db: main.db,
    slow: slow.db,
    settings,
    keys,
    log,
    limits: createLimits(keys),
    memo,
    now: () => new Date(),
  };
  const metrics = createMetrics();
  const app = createApp(site, assets, metrics);
  const fetch: Fetch = (request, bindings) => app.fetch(request, bindings);
  const { publicUrl } = settings;
  const cache = createPageCache({
    render: renderer(fetch, publicUrl),
    keyOf: keyOfPage,
    publicUrl,
    log,
    maxBytes: cacheBytes,
  });
  metrics.watchCache(cache.stats);
  const { server, stop } = createListener({
    cache,
    fetch,
    publicUrl,
    log,
    slow: takesFiles,
  });
  const changes = listenForChanges(databaseUrl, {
    onTags: (tags) => {
      cache.invalidate(tags);
      // Counts and signatories change all the time and are in nothing that is remembered.
      if (tags.some((tag) => !/^(count|signatories)-/.test(tag))) memo.forget();
    },
    onLost: () => {
      cache.deaf();
      memo.hear(false);
    },
    onBack: () => {
      cache.heard();
      memo.hear(true);
    },
    log,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  ipc.onStop(async () => {
    await stop();
    await changes.close();
    await Promise.all([main.close(), slow.close()]);
  });
}

/** An error that nothing caught leaves a state that nobody knows: logged as all else is, and the supervisor starts anew. */
function endOnUnexpected(log: Log): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'an error that nothing caught');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
