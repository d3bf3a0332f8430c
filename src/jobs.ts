import { type KeeperDeps, keepBackups, recover } from './backup/keeper.ts';
import { forgetOldCleanups, workOnCleanups } from './declarations/cleanup/jobs.ts';
import { keepCounting } from './declarations/count/keep-counting.ts';
import { makeWaitingHandovers } from './declarations/handover/make.ts';
import { isHandoverDue } from './declarations/handover/store.ts';
import { signatureMails } from './declarations/signing/mails.ts';
import { eraseExpired } from './declarations/signing/retention-store.ts';
import { eraseBinned } from './desk/editing/history/bin-store.ts';
import { erasePreviewLinks } from './desk/editing/preview/preview-store.ts';
import { publishPlanned } from './desk/editing/publishing/plan-store.ts';
import { editables } from './editables.ts';
import { keepFiles } from './files/jobs.ts';
import { builtWorker, runIn } from './files/processing/run.ts';
import { readOrMakeKeys } from './foundation/crypto/key-file.ts';
import type { KeyRing } from './foundation/crypto/keys.ts';
import { analyseUnknown } from './foundation/database/analyse.ts';
import { type Db, openDatabase } from './foundation/database/database.ts';
import { openQueue, type Queue, type Tasks } from './foundation/jobs/queue.ts';
import { type Repeated, repeat } from './foundation/jobs/repeat.ts';
import { createLog, type Log } from './foundation/log.ts';
import { createMailer, type Mailer } from './foundation/mail/mailer.ts';
import { deliverDue, type MailKinds } from './foundation/mail/outbox.ts';
import { isMailDue } from './foundation/mail/outbox-store.ts';
import type { ChildIpc } from './foundation/process/child.ts';
import { mondayMails, writeMonday } from './housekeeping/monday/mail.ts';
import { sendTrials } from './housekeeping/trial.ts';
import { readSiteSettings } from './initiative/settings/store.ts';
import { makeWaitingCards } from './news/sharing/make.ts';
import { askDueCards } from './news/sharing/store.ts';
import { joinMails } from './organisations/join/mails.ts';
import { eraseJoin } from './organisations/join/store.ts';
import { keepDataset } from './record/exports/build.ts';
import { builtTableReader } from './record/imports/jobs.ts';
import { keepImports } from './record/imports/keep-desk.ts';
import { proposalMails } from './record/proposals/mails.ts';
import { eraseProposals } from './record/proposals/store.ts';
import type { ChildSettings } from './settings.ts';
import { eraseStaleAccess } from './staff/access/device-store.ts';
import { staffMails } from './staff/mails.ts';

/** Every kind of mail that the product sends. */
const mailKinds: MailKinds = {
  ...signatureMails,
  ...staffMails,
  ...mondayMails,
  ...joinMails,
  ...proposalMails,
};

/** What the work of this process needs. */
interface Tools {
  readonly settings: ChildSettings;
  readonly db: Db;
  readonly keys: KeyRing;
  /** Null without SMTP_URL. */
  readonly mailer: Mailer | null;
  readonly log: Log;
  /** The process is to end: nothing further is begun. */
  readonly stop: AbortSignal;
}

/**
 * The jobs process: mail, count, uploaded files, documents, clean-ups, backups, erasing. It may be slow, and may be killed
 * at any moment: what it had not finished is still there for the next one.
 */
export async function runJobs(settings: ChildSettings, ipc: ChildIpc): Promise<void> {
  const log = createLog(settings.logLevel, 'jobs');
  const keys = await readOrMakeKeys(settings.secretKeyFile);
  const { db, pool, close } = openDatabase(settings.databaseUrl, {
    max: 6,
    name: 'tadamun jobs',
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  const from = settings.mailFrom ?? `noreply@${settings.publicUrl.hostname}`;
  const mailer = settings.smtpUrl === null ? null : createMailer(settings.smtpUrl, from);
  if (mailer === null)
    log.warn(
      'SMTP_URL is not set: mails are kept in the outbox, encrypted, 14 days; `npm run tadamun -- outbox` shows them',
    );

  const stopping = new AbortController();
  const tools: Tools = { settings, db, keys, mailer, log, stop: stopping.signal };
  const queue = await openQueue(pool, tasksOf(tools), '17 * * * * erase ?fill=1d', log);
  const backups = await keepingBackups(tools);
  const keepers = keepersOf(tools, queue);
  ipc.onStop(async () => {
    stopping.abort();
    // A backup may take long: it is cut off, leaves nothing under its name, and is due again.
    void backups.stop();
    await Promise.all(keepers.map((keeper) => keeper.stop()));
    await queue.stop();
    mailer?.close();
    await close();
  });
}

/** What goes through the queue. */
type Task = 'mail' | 'cards' | 'handover' | 'erase';

/** How each is done: one process does each of them at a time. */
function tasksOf({ settings, db, keys, mailer, log, stop }: Tools): Tasks<Task> {
  const { dataDir } = settings;
  const { origin } = settings.publicUrl;
  return {
    async mail() {
      await deliverDue({ db, keys, mailer, kinds: mailKinds, origin, log, stop });
    },
    async cards() {
      await makeWaitingCards({ db, dataDir, origin, log, stop });
    },
    async handover() {
      await makeWaitingHandovers({ db, dataDir, origin, log });
    },
    async erase() {
      const erased = await eraseExpired(db);
      const binned = await eraseBinned(db);
      await erasePreviewLinks(db, new Date());
      await eraseStaleAccess(db);
      await forgetOldCleanups(db);
      await eraseJoin(db);
      await eraseProposals(db);
      log.info({ ...erased, binned }, 'what has had its time was erased');
    },
  };
}

/** What is looked after over and over, each with the milliseconds between the end of a round and the next. */
function keepersOf(tools: Tools, queue: Queue<Task>): readonly Repeated[] {
  const { settings, db, keys, mailer, log, stop } = tools;
  const keep = (name: string, everyMs: number, round: () => Promise<void>) =>
    repeat(name, everyMs, log, round);
  return [
    // A signing writes its row of the outbox and notifies nobody: that would cost more than the row.
    keep('mail', 1_000, async () => {
      if (await isMailDue(db)) await queue.ask('mail');
    }),
    keep('cards', 5_000, async () => {
      if (await askDueCards(db)) await queue.ask('cards');
    }),
    // Somebody waits before the page for the document.
    keep('handover', 2_000, async () => {
      if (await isHandoverDue(db)) await queue.ask('handover');
    }),
    // A plan is said to the minute.
    keep('planned publications', 5_000, async () => {
      const n = await publishPlanned(db, editables);
      if (n > 0) log.info({ n }, 'what was planned came out');
    }),
    keep('cleanup', 2_000, () => workOnCleanups(db, keys, stop)),
    keep('trial', 3_000, () => sendTrials(db, mailer)),
    keep('monday mail', 60_000, async () => {
      const n = await writeMonday(db, new Date(), (await readSiteSettings(db))['time-zone']);
      if (n > 0) log.info({ n }, 'the Monday mail was written');
    }),
    keepFiles({
      db,
      dataDir: settings.dataDir,
      clamdUrl: settings.clamdUrl,
      worker: runIn(builtWorker),
      log,
      stop,
    }),
    keep('dataset', 60_000, async () => {
      await keepDataset({
        db,
        dataDir: settings.dataDir,
        origin: settings.publicUrl.origin,
        log,
        now: () => new Date(),
      });
    }),
    keepImports({ db, editables, read: builtTableReader, log, stop }),
    // What came in with the software is looked into at once, the first rows of any other table within a minute.
    keep('planner', 60_000, async () => {
      const tables = await analyseUnknown(db);
      if (tables.length > 0) log.info({ tables }, 'the planner knows these tables now');
    }),
    keepCounting(db, settings.countIntervalMs, log),
  ];
}

/** Backups, by the plan of the desk or when somebody asks; first what an earlier process left half done is cleared. */
async function keepingBackups({ settings, db, log }: Tools): Promise<Repeated> {
  const deps: KeeperDeps = {
    db,
    settings,
    log,
    now: () => new Date(),
    async plan() {
      const set = await readSiteSettings(db);
      return { plan: set.backup, timeZone: set['time-zone'] };
    },
  };
  await recover(deps);
  return repeat('backup', 5_000, log, () => keepBackups(deps));
}
