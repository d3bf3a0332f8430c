import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { errorCode, OperatorError } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import type { ChildSettings } from '../settings.ts';
import { type BackupOptions, type BackupResult, backup } from './backup.ts';
import type { Closure, Lock, Unlock } from './envelope.ts';
import { keptSettings } from './kept-settings.ts';
import { type RestoreTested, type RestoreTestOptions, testRestore } from './restore-test.ts';
import {
  askRun,
  beginNextRun,
  endBackup,
  endTest,
  failRun,
  interruptRuns,
  listKept,
  noteRemoved,
  readPast,
} from './run-store.ts';
import { type BackupPlan, isBackupDue, isTestDue, nameOf } from './schedule-model.ts';

export interface KeeperDeps {
  readonly db: Db;
  readonly settings: ChildSettings;
  readonly log: Log;
  /** What the owner has set: read anew for each round. */
  readonly plan: () => Promise<{ plan: BackupPlan; timeZone: string }>;
  readonly now: () => Date;
  /** How a backup and a test are made; others only in tests. */
  readonly make?: (options: BackupOptions) => Promise<BackupResult>;
  readonly test?: (options: RestoreTestOptions) => Promise<RestoreTested>;
}

/**
 * Once, when the jobs process starts: what an earlier one had begun was cut off, and its half file goes. Only one jobs
 * process runs over a data folder.
 */
export async function recover({ db, settings, now }: KeeperDeps): Promise<void> {
  await interruptRuns(db, now());
  for (const name of await readdir(settings.backupDir).catch(() => []))
    if (/^[a-z0-9-]+\.backup\.partial$/.test(name)) await rm(join(settings.backupDir, name), { force: true });
  const scratch = scratchOf(settings);
  for (const name of await readdir(scratch).catch(() => []))
    if (name.startsWith('restore-test-')) await rm(join(scratch, name), { recursive: true, force: true });
}

/** One round: asks for what is due by the plan, then does what was asked for, one after the other. */
export async function keepBackups(deps: KeeperDeps): Promise<void> {
  const { db, now } = deps;
  const { plan, timeZone } = await deps.plan();
  const { backups, lastGoodTest } = await readPast(db);
  if (isBackupDue(now(), plan, timeZone, backups))
    await askRun(db, { kind: 'backup', askedBy: 'system', thenTest: isTestDue(now(), lastGoodTest) });
  for (let run = await beginNextRun(db, now()); run; run = await beginNextRun(db, now())) {
    try {
      if (run.kind === 'backup') await makeOne(deps, plan, run);
      else await testOne(deps, run.id, run.name);
    } catch (error) {
      const reason = error instanceof OperatorError ? error.code : 'other';
      deps.log.error({ err: error, reason, kind: run.kind }, 'a backup or the test of one failed');
      await failRun(db, run.id, now(), reason);
    }
  }
}

async function makeOne(
  deps: KeeperDeps,
  plan: BackupPlan,
  run: { id: Id; askedBy: string; thenTest: boolean },
): Promise<void> {
  const { db, settings, now, log } = deps;
  const begun = now();
  const { lock, unlock } = await lockOf(deps, plan, run.thenTest);
  await openFolder(settings.backupDir);
  const name = nameOf(begun);
  const file = join(settings.backupDir, name);
  const done = await (deps.make ?? backup)({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    secretKeyFile: settings.secretKeyFile,
    settings: keptSettings(settings),
    file,
    lock,
    now: begun,
  });
  const sha256 = await sumOf(file);
  await endBackup(db, run.id, now(), { ...done, name, sha256, closure: closureOfLock(lock) });
  log.info({ name, bytes: done.bytes, lost: done.lost }, 'a backup was made');
  if (run.thenTest) await askAndTest(deps, name, unlock);
  await removeOld(deps, plan, name);
}

/** The test of a backup that was made this moment: for one that is closed to others, this is the only chance. */
async function askAndTest(deps: KeeperDeps, name: string, unlock: Unlock | null): Promise<void> {
  await askRun(deps.db, { kind: 'test', askedBy: 'system', name });
  const run = await beginNextRun(deps.db, deps.now(), 'test');
  if (run === null) return;
  try {
    await testWith(deps, run.id, name, unlock);
  } catch (error) {
    const reason = error instanceof OperatorError ? error.code : 'other';
    deps.log.error({ err: error, reason }, 'a backup could not be restored for a test');
    await failRun(deps.db, run.id, deps.now(), reason);
  }
}

/** The test of a backup that this server can open: the one that was named, else the newest. */
async function testOne(deps: KeeperDeps, id: Id, name: string | null): Promise<void> {
  const kept = await listKept(deps.db);
  const one = name === null ? kept[0] : kept.find((run) => run.name === name);
  if (!one?.name) throw new OperatorError('nothing-to-test', 'There is no backup to test; make one first.');
  if (one.closure === 'recipients')
    throw new OperatorError(
      'test-closed',
      'This server has no key to the backup; a new one is made and tested.',
    );
  const unlock = one.closure === 'passphrase' ? { passphrase: await readPassphrase(deps) } : null;
  await testWith(deps, id, one.name, unlock);
}

async function testWith(
  { db, settings, now, log, test = testRestore }: KeeperDeps,
  id: Id,
  name: string,
  unlock: Unlock | null,
): Promise<void> {
  const file = join(settings.backupDir, name);
  await access(file, constants.R_OK).catch(() => {
    throw new OperatorError('file-missing', `The backup ${file} is not there any more.`);
  });
  const scratch = scratchOf(settings);
  // As root, a database server that is started there runs as another user, who passes through.
  await mkdir(scratch, { recursive: true, mode: 0o711 });
  const tested = await test({ databaseUrl: settings.databaseUrl, file, unlock, now: now(), scratch });
  await endTest(db, id, now(), { name, ...tested });
  log.info({ name, ...tested }, 'a backup was restored for a test, and is what it says');
}

/** On the disk of the data, which has room for it: a folder of the system may lie in memory. */
function scratchOf({ dataDir }: { dataDir: string }): string {
  return join(dataDir, 'tmp');
}

/**
 * What the backup is closed with. Before a test of one that is closed to others, a key that nobody keeps is added: it
 * is in memory until the test is over, as everything that it opens was when the backup was made.
 */
async function lockOf(
  deps: KeeperDeps,
  plan: BackupPlan,
  thenTest: boolean,
): Promise<{ lock: Lock; unlock: Unlock | null }> {
  switch (plan.lock) {
    case 'none':
      throw new OperatorError('no-lock', 'Nobody has set what backups are closed with; set it in the desk.');
    case 'unencrypted':
      return { lock: 'unencrypted', unlock: null };
    case 'passphrase': {
      const passphrase = await readPassphrase(deps);
      return { lock: { passphrase }, unlock: { passphrase } };
    }
    case 'recipients': {
      if (!thenTest) return { lock: { recipients: plan.recipients }, unlock: null };
      const once = await generateX25519Identity();
      return {
        lock: { recipients: [...plan.recipients, await identityToRecipient(once)] },
        unlock: { identities: [once] },
      };
    }
  }
}

async function readPassphrase({ settings }: KeeperDeps): Promise<string> {
  const file = settings.backupPassphraseFile;
  if (file === null)
    throw new OperatorError(
      'passphrase-missing',
      'The passphrase of the backups is not set; write it to a file and name that in BACKUP_PASSPHRASE_FILE.',
    );
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new OperatorError(
      'passphrase-unreadable',
      `The file ${file} of BACKUP_PASSPHRASE_FILE cannot be read (${errorCode(error)}).`,
    );
  });
  return text.replace(/\r?\n$/, '');
}

/** Old backups go only after a newer one is there, and the newest never. */
async function removeOld(
  { db, settings, now, log }: KeeperDeps,
  plan: BackupPlan,
  newest: string,
): Promise<void> {
  const oldest = now().getTime() - plan.keepDays * 86_400_000;
  for (const run of await listKept(db)) {
    if (run.name === null || run.name >= newest || (run.begunAt ?? run.askedAt).getTime() >= oldest) continue;
    await removeBackup(db, settings.backupDir, run.name, now());
    log.info({ name: run.name }, 'a backup has had its days and was deleted');
  }
}

/** Deletes the file of a backup, and notes it. Whether it was there still makes no difference. */
export async function removeBackup(db: Db, folder: string, name: string, now: Date): Promise<void> {
  await rm(join(folder, name), { force: true });
  await noteRemoved(db, name, now);
}

async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new OperatorError(
      'folder-unwritable',
      `The folder of the backups ${folder} cannot be written (${errorCode(error)}); mend it, or name another in BACKUP_DIR.`,
    );
  }
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

function closureOfLock(lock: Lock): Closure {
  if (lock === 'unencrypted') return 'unencrypted';
  return 'passphrase' in lock ? 'passphrase' : 'recipients';
}
