import { step } from '../scripts/progress.mjs';
import { checkServer } from './foundation/database/check-server.ts';
import { openDatabase } from './foundation/database/database.ts';
import { keepEmbedded } from './foundation/database/embedded/kept-server.ts';
import { APP_ROLE } from './foundation/database/embedded/server.ts';
import { removeUrlFile, writeUrlFile } from './foundation/database/embedded/url-file.ts';
import { migrate } from './foundation/database/migrate.ts';
import { OperatorError } from './foundation/errors.ts';
import { createLog, type Log } from './foundation/log.ts';
import {
  type ChildIpc,
  connectToSupervisor,
  STOP_WITHIN_MS,
  tellSupervisor,
} from './foundation/process/child.ts';
import { openDataFolder } from './foundation/process/data-folder.ts';
import { lockDataFolder } from './foundation/process/data-lock.ts';
import { checkPort } from './foundation/process/port.ts';
import {
  catchStopSignals,
  fired,
  StopRequested,
  type StopSignals,
} from './foundation/process/stop-signals.ts';
import { supervise } from './foundation/process/supervised.ts';
import { type ChildSettings, readChildSettings, readSettings, type Settings } from './settings.ts';
import { linkForFirstOwner } from './staff/invitations/first-owner.ts';
import { loadStarterIfEmpty } from './starter.ts';

/** What undoes a step of the start; the stop runs them in the reverse order. */
type Undo = () => void | Promise<void>;
type Role = 'web' | 'jobs';

const WEB_HEAP_MB = 192;
const JOBS_HEAP_MB = 256;
/** How long the web process of a server that was killed may need to notice, let open requests end, and free its port. */
const PORT_PATIENCE_MS = STOP_WITHIN_MS + 5_000;

/** Starts everything, waits until it is asked to stop or the database is lost, and stops everything. Returns the exit code. */
async function runSupervisor(): Promise<number> {
  const undos: Undo[] = [];
  const signals = catchStopSignals();
  let code = 0;
  try {
    const settings = readSettings(process.env, process.cwd());
    const log = createLog(settings.logLevel, 'supervisor');
    const { lost } = await start(settings, signals, undos, log);
    const sentence = await Promise.race([fired(signals.stop), lost]);
    if (typeof sentence === 'string') throw new OperatorError('database-lost', sentence);
  } catch (error) {
    if (!(error instanceof StopRequested)) {
      code = 1;
      process.stderr.write(`${explain(error)}\n`);
    }
  }
  if (code === 0 && undos.length > 0) await step('Stopping', () => undoAll(undos));
  else await undoAll(undos);
  return code;
}

/** Resolves when the site is there; `lost` resolves with a sentence if the database is ever lost. */
async function start(
  settings: Settings,
  signals: StopSignals,
  undos: Undo[],
  log: Log,
): Promise<{ lost: Promise<string> }> {
  const lock = await step(`Data folder ${settings.dataDir}`, async () => {
    openDataFolder(settings.dataDir);
    return lockDataFolder(settings.dataDir);
  });
  undos.push(() => lock.release());
  await checkPort(settings.host, settings.port, lock.takenOver ? PORT_PATIENCE_MS : 0);
  signals.stop.throwIfAborted();

  const { url, lost } = settings.databaseUrl
    ? await useGiven(settings.databaseUrl)
    : await useEmbedded(settings.dataDir, signals, undos, log);

  const applied = (names: readonly string[]) => (names.length > 0 ? `${names.length} applied` : 'none new');
  await step('Migrations', () => migrate(url), { detail: applied });
  signals.stop.throwIfAborted();
  const loaded = (parts: readonly string[]) => parts.join(', ') || 'already there';
  await step('Starter data', () => loadStarterIfEmpty(url, settings), {
    detail: settings.starter === 'none' ? () => 'none' : loaded,
  });
  signals.stop.throwIfAborted();

  const env = childEnv(settings, url);
  const entry = process.argv[1] ?? '';
  const common = { entry, env, log };
  // Stopped in the order web, jobs: what is stopped first is started last.
  const jobs = await step('Jobs', () =>
    supervise({ ...common, name: 'jobs', heapMb: JOBS_HEAP_MB, nice: true }, signals.stop),
  );
  undos.push(() => jobs.stop(signals.hasten));
  const web = await step('Web', () =>
    supervise({ ...common, name: 'web', heapMb: WEB_HEAP_MB, nice: false }, signals.stop),
  );
  undos.push(() => web.stop(signals.hasten));
  process.stdout.write(`Tadamun is at ${settings.publicUrl.href}\n`);
  await inviteFirstOwner(url, settings);
  return { lost };
}

/** Says how the first owner comes in, while there is none. The link is a secret: it stands here, in no log of ours. */
async function inviteFirstOwner(url: string, settings: Settings): Promise<void> {
  const { db, close } = openDatabase(url, { max: 1, name: 'tadamun start' });
  try {
    const path = await linkForFirstOwner(db);
    if (path === null) return;
    process.stdout.write(
      `Nobody owns it yet. Open this link, which works once and for 7 days, to become its first owner; earlier ones are dead:\n  ${settings.publicUrl.origin}${path}\n`,
    );
  } finally {
    await close();
  }
}

async function useGiven(url: string): Promise<{ url: string; lost: Promise<string> }> {
  await step('PostgreSQL of DATABASE_URL', () => checkServer(url));
  // A server that is not ours comes and goes by itself: requests fail meanwhile, and /readyz says so.
  return { url, lost: new Promise(() => {}) };
}

async function useEmbedded(
  dataDir: string,
  signals: StopSignals,
  undos: Undo[],
  log: Log,
): Promise<{ url: string; lost: Promise<string> }> {
  const onLog = (line: string) => log.debug({ line }, 'PostgreSQL');
  const server = await step('PostgreSQL', () => keepEmbedded({ dataDir, signal: signals.stop, onLog }, log), {
    detail: ({ first }) =>
      first.created ? 'database made' : first.orphans > 0 ? 'an earlier one stopped' : '',
  });
  undos.push(() => server.stop());
  const url = server.first.url(APP_ROLE);
  writeUrlFile(dataDir, url);
  undos.push(() => removeUrlFile(dataDir));
  return { url, lost: server.lost };
}

/** A child reads its settings from its environment; of PostgreSQL's own variables nothing may change what the address says. */
function childEnv(settings: Settings, url: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => settings.databaseUrl !== null || !/^PG[A-Z]+$/.test(name),
  );
  // glibc gives each thread an arena of its own unless told; with few threads two are enough, and memory stays low.
  return {
    MALLOC_ARENA_MAX: '2',
    ...Object.fromEntries(own),
    DATA_DIR: settings.dataDir,
    TADAMUN_DATABASE_URL: url,
  };
}

async function undoAll(undos: Undo[]): Promise<void> {
  for (const undo of undos.reverse()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`${explain(error)}\n`);
    }
  }
}

/** Only the sentence where there is one; a fault of ours comes with all that is known of it. */
function explain(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function runChild(role: Role): Promise<void> {
  const ipc = connectToSupervisor();
  try {
    const settings = readChildSettings(process.env, process.cwd());
    await runRole(role, settings, ipc);
    ipc.ready();
  } catch (error) {
    if (error instanceof OperatorError) {
      tellSupervisor({ failed: error.message }, () => process.exit(1));
    } else {
      createLog('fatal', role).fatal({ err: error }, 'could not start');
      process.exit(1);
    }
  }
}

/** Each resolves when it works, and goes on until the process is stopped. */
async function runRole(role: Role, settings: ChildSettings, ipc: ChildIpc): Promise<void> {
  if (role === 'web') {
    const { runWeb } = await import('./web.ts');
    await runWeb(settings, ipc);
  } else {
    const { runJobs } = await import('./jobs.ts');
    await runJobs(settings, ipc);
  }
}

// A terminal or a pipe that is gone must not end the server in the middle.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const role = process.argv[2];
if (role === 'web' || role === 'jobs') await runChild(role);
else process.exit(await runSupervisor());
