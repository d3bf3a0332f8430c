import { Logger, run, type TaskList } from 'graphile-worker';
import { type KeeperDeps, keepBackups, recover } from './backup/keeper.ts';
import { forgetOldCleanups, workOnCleanups } from './declarations/cleanup/jobs.ts';
import { keepCounting } from './declarations/count/keep-counting.ts';
import { makeWaitingHandovers } from './declarations/handover/make.ts';
import { isHandoverDue } from './declarations/handover/store.ts';
import { signatureMails } from './declarations/signing/mails.ts';
import { eraseExpired } from './declarations/signing/retention-store.ts';
import { eraseBinned } from './desk/editing/bin-store.ts';
import { publishPlanned } from './desk/editing/plan-store.ts';
import { erasePreviewLinks } from './desk/editing/preview-store.ts';
import { editables } from './editables.ts';
import { keepFiles } from './files/jobs.ts';
import { builtWorker, runIn } from './files/processing/run.ts';
import { readOrMakeKeys } from './foundation/crypto/key-file.ts';
import { openDatabase } from './foundation/database/database.ts';
import { repeat } from './foundation/jobs/repeat.ts';
import { createLog, type Log } from './foundation/log.ts';
import { createMailer } from './foundation/mail/mailer.ts';
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
import type { ChildSettings } from './settings.ts';
import { eraseStaleAccess } from './staff/access/device-store.ts';
import { staffMails } from './staff/mails.ts';

/** Every kind of mail that the product sends. */
const mailKinds: MailKinds = { ...signatureMails, ...staffMails, ...mondayMails, ...joinMails };

/** How often the outbox is looked at. A signing writes its row and notifies nobody: that would cost more than the row. */
const outboxEveryMs = 1_000;
/** How often is looked whether the desk has asked for a document: somebody waits before the page. */
const documentsEveryMs = 2_000;
/** How often is looked whether an article lacks its pictures. */
const cardsEveryMs = 5_000;
/** How soon a backup that somebody asks for begins. */
const backupEveryMs = 5_000;
/** How soon a clean-up that somebody starts begins. */
const cleanupEveryMs = 2_000;
/** How soon a mail that somebody sends to themselves leaves. */
const trialEveryMs = 3_000;
/** How often is asked whether it is Monday morning. */
const mondayEveryMs = 60_000;

/** How often planned publications are looked for: a plan is said to the minute. */
const plannedEveryMs = 5_000;

/**
 * The jobs process: mail, count, uploaded files, erasing. It may be slow, and may be killed at any moment: what it had not finished is
 * still there for the next one.
 */
export async function runJobs(settings: ChildSettings, ipc: ChildIpc): Promise<void> {
  const log = createLog(settings.logLevel, 'jobs');
  const keys = await readOrMakeKeys(settings.secretKeyFile);
  const database = openDatabase(settings.databaseUrl, {
    max: 6,
    name: 'tadamun jobs',
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  const { db, pool } = database;
  const from = settings.mailFrom ?? `noreply@${settings.publicUrl.hostname}`;
  const mailer = settings.smtpUrl === null ? null : createMailer(settings.smtpUrl, from);
  if (mailer === null)
    log.warn(
      'SMTP_URL is not set: mails are kept in the outbox, encrypted, 14 days; `npm run tadamun -- outbox` shows them',
    );

  const stopping = new AbortController();
  const tasks: TaskList = {
    mail: async () => {
      await deliverDue({
        db,
        keys,
        mailer,
        kinds: mailKinds,
        origin: settings.publicUrl.origin,
        log,
        stop: stopping.signal,
      });
    },
    cards: async () => {
      await makeWaitingCards({
        db,
        dataDir: settings.dataDir,
        origin: settings.publicUrl.origin,
        log,
        stop: stopping.signal,
      });
    },
    handover: async () => {
      await makeWaitingHandovers({
        db,
        dataDir: settings.dataDir,
        origin: settings.publicUrl.origin,
        log,
      });
    },
    erase: async () => {
      const erased = await eraseExpired(db);
      const binned = await eraseBinned(db);
      await erasePreviewLinks(db, new Date());
      await eraseStaleAccess(db);
      await forgetOldCleanups(db);
      await eraseJoin(db);
      log.info({ ...erased, binned }, 'what has had its time was erased');
    },
  };
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2_000,
    crontab: '17 * * * * erase ?fill=1d',
    logger: quietLogger(log),
  });
  // One job of its kind at a time, whatever the number of processes: its key is taken.
  const mails = repeat('mail', outboxEveryMs, log, async () => {
    if (await isMailDue(db))
      await runner.addJob('mail', {}, { jobKey: 'mail', jobKeyMode: 'preserve_run_at', maxAttempts: 3 });
  });
  const cards = repeat('cards', cardsEveryMs, log, async () => {
    if (await askDueCards(db))
      await runner.addJob('cards', {}, { jobKey: 'cards', jobKeyMode: 'preserve_run_at', maxAttempts: 3 });
  });
  const handovers = repeat('handover', documentsEveryMs, log, async () => {
    if (await isHandoverDue(db))
      await runner.addJob(
        'handover',
        {},
        { jobKey: 'handover', jobKeyMode: 'preserve_run_at', maxAttempts: 3 },
      );
  });
  const keeper: KeeperDeps = {
    db,
    settings,
    log,
    now: () => new Date(),
    async plan() {
      const set = await readSiteSettings(db);
      return { plan: set.backup, timeZone: set['time-zone'] };
    },
  };
  await recover(keeper);
  const backups = repeat('backup', backupEveryMs, log, () => keepBackups(keeper));
  const cleanups = repeat('cleanup', cleanupEveryMs, log, () => workOnCleanups(db, keys, stopping.signal));
  const trials = repeat('trial', trialEveryMs, log, () => sendTrials(db, mailer));
  const mondays = repeat('monday mail', mondayEveryMs, log, async () => {
    const n = await writeMonday(db, new Date(), (await readSiteSettings(db))['time-zone']);
    if (n > 0) log.info({ n }, 'the Monday mail was written');
  });
  const files = keepFiles({
    db,
    dataDir: settings.dataDir,
    clamdUrl: settings.clamdUrl,
    worker: runIn(builtWorker),
    log,
    stop: stopping.signal,
  });
  const planned = repeat('planned publications', plannedEveryMs, log, async () => {
    const n = await publishPlanned(db, editables);
    if (n > 0) log.info({ n }, 'what was planned came out');
  });
  const counting = keepCounting(db, settings.countIntervalMs, log);
  ipc.onStop(async () => {
    stopping.abort();
    // A backup may take long: it is cut off, leaves nothing under its name, and is due again.
    void backups.stop();
    await Promise.all([
      mails.stop(),
      cards.stop(),
      handovers.stop(),
      cleanups.stop(),
      trials.stop(),
      mondays.stop(),
      planned.stop(),
      counting.stop(),
      files.stop(),
    ]);
    await runner.stop();
    mailer?.close();
    await database.close();
  });
}

/** graphile-worker's own words, at the level of ours; its payloads hold nothing, so nothing of them is said. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ worker: message }, 'jobs');
    else if (level === 'warning') log.warn({ worker: message }, 'jobs');
    else log.debug({ worker: message }, 'jobs');
  });
}
