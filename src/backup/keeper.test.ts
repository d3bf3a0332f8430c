import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { testDatabase, urlOf } from '../../tests/database.ts';
import { readOrMakeKeys } from '../foundation/crypto/key-file.ts';
import { SUPERUSER } from '../foundation/database/embedded/cluster.ts';
import { APP_ROLE } from '../foundation/database/embedded/server.ts';
import { OperatorError } from '../foundation/errors.ts';
import { putBlob } from '../foundation/files/blobs.ts';
import { createLog } from '../foundation/log.ts';
import { readSettings } from '../settings.ts';
import { type KeeperDeps, keepBackups, recover } from './keeper.ts';
import { checkBackup } from './restore.ts';
import { testRestore } from './restore-test.ts';
import { askRun, listKept, listRuns } from './run-store.ts';
import { type BackupPlan, noPlan } from './schedule-model.ts';
import { makeFolder, query, signUp } from './testing.ts';

/** An installation with signatures and a stored file, its keeper, and a clock that the test turns. */
async function installation(plan: Partial<BackupPlan>, env: Record<string, string> = {}) {
  const { db, url } = await testDatabase({ starter: true });
  const dataDir = await makeFolder();
  await signUp(url, 5);
  const { sha256, bytes } = await putBlob(dataDir, Buffer.from('a report'));
  await query(url, `insert into file values (decode($1, 'hex'), $2, 'application/pdf', 'report.pdf')`, [
    sha256,
    bytes,
  ]);
  const settings = { ...readSettings({ DATA_DIR: dataDir, ...env }, '/'), databaseUrl: url };
  await readOrMakeKeys(settings.secretKeyFile);
  const clock = { now: new Date() };
  const held: BackupPlan = { ...noPlan, on: true, ...plan };
  const deps: KeeperDeps = {
    db,
    settings,
    log: createLog('fatal', 'test'),
    plan: async () => ({ plan: held, timeZone: 'Asia/Baghdad' }),
    now: () => clock.now,
  };
  const files = async () => (await readdir(settings.backupDir).catch(() => [])).sort();
  const later = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
  };
  return { db, url, deps, settings, clock, held, files, later, folder: settings.backupDir };
}

test('to an age key: made by itself, whole, restored for a test, and closed to this server afterwards', async () => {
  const identity = await generateX25519Identity();
  const { db, deps, files, folder } = await installation({
    lock: 'recipients',
    recipients: [await identityToRecipient(identity)],
  });
  await keepBackups(deps);
  const [name = ''] = await files();
  expect(await files()).toEqual([name]);
  const [kept] = await listKept(db);
  expect(kept).toMatchObject({ name, closure: 'recipients', files: 1, lost: 0, askedBy: 'system' });
  const bytes = await readFile(join(folder, name));
  expect(kept?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(kept?.bytes).toBe(bytes.length);
  // The owner's key opens it.
  const { manifest } = await checkBackup(join(folder, name), { identities: [identity] });
  expect(manifest.tables.map((table) => table.name)).toContain('signature');
  // It was restored into a place of its own, with as many rows.
  const tested = (await listRuns(db)).find((run) => run.kind === 'test');
  expect(tested).toMatchObject({ outcome: 'done', name, rows: kept?.rows, files: 1 });
  // Not twice on one day.
  await keepBackups(deps);
  expect(await files()).toEqual([name]);
  // A second test of it is refused: nobody here has its key.
  await askRun(db, { kind: 'test', askedBy: 'staff:x', name });
  await keepBackups(deps);
  expect((await listRuns(db))[0]).toMatchObject({ kind: 'test', outcome: 'failed', reason: 'test-closed' });
});

test('with a passphrase file: made, tested when asked, old ones go only after a newer one is there', async () => {
  const secret = join(await makeFolder(), 'passphrase');
  await writeFile(secret, 'five random words of mine\n', { mode: 0o600 });
  const { db, deps, files, later, held } = await installation(
    { lock: 'passphrase', keepDays: 2 },
    { BACKUP_PASSPHRASE_FILE: secret },
  );
  const fails = {
    ...deps,
    make: async () => Promise.reject(new OperatorError('disk-full', 'The disk is full.')),
  };
  await keepBackups(deps);
  const [first = ''] = await files();
  expect(first).not.toBe('');
  await askRun(db, { kind: 'test', askedBy: 'staff:x', name: first });
  await keepBackups(deps);
  expect((await listRuns(db))[0]).toMatchObject({ kind: 'test', outcome: 'done', name: first });
  // Four days on the first has had its days, but the disk is full: it stays.
  held.on = false;
  later(96);
  await askRun(db, { kind: 'backup', askedBy: 'staff:x' });
  await keepBackups(fails);
  expect((await listRuns(db))[0]).toMatchObject({ kind: 'backup', outcome: 'failed', reason: 'disk-full' });
  expect(await files()).toEqual([first]);
  later(1);
  await askRun(db, { kind: 'backup', askedBy: 'staff:x' });
  await keepBackups(deps);
  const rest = await files();
  expect(rest).toHaveLength(1);
  expect(rest).not.toContain(first);
  expect((await listKept(db)).map((run) => run.name)).toEqual(rest);
});

test('what cannot be done says why, and leaves nothing', async () => {
  const { db, deps, files, held, settings } = await installation({ on: false, lock: 'passphrase' });
  const outcome = async () => {
    await askRun(db, { kind: 'backup', askedBy: 'staff:x' });
    await keepBackups(deps);
    return (await listRuns(db))[0]?.reason;
  };
  expect(await outcome()).toBe('passphrase-missing');
  held.lock = 'none';
  expect(await outcome()).toBe('no-lock');
  held.lock = 'unencrypted';
  // A file stands where the folder of the backups should be.
  await writeFile(settings.backupDir, 'in the way');
  expect(await outcome()).toBe('folder-unwritable');
  expect(await files()).toEqual([]);
});

test('a stop in the middle: nothing under the name, the half file goes, the run is told, the next one is due', async () => {
  const { db, deps, files, folder, settings } = await installation({ lock: 'unencrypted' });
  // The process dies here: what it began is neither ended nor failed.
  const died = { ...deps, make: () => new Promise<never>(() => {}) };
  void keepBackups(died);
  await vi.waitFor(async () => expect((await listRuns(db))[0]?.begunAt).toBeInstanceOf(Date), 60_000);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '2026-01-01-000000.backup.partial'), 'half');
  const left = join(settings.dataDir, 'tmp', 'restore-test-abcdef');
  await mkdir(left, { recursive: true });
  await recover(deps);
  expect(await files()).toEqual([]);
  expect(await readdir(join(settings.dataDir, 'tmp'))).toEqual([]);
  expect((await listRuns(db))[0]).toMatchObject({ outcome: 'interrupted' });
  await keepBackups(deps);
  expect(await files()).toHaveLength(1);
  expect((await listRuns(db)).find((run) => run.kind === 'backup')).toMatchObject({ outcome: 'done' });
});

test('what is restored for a test goes away with it, also where the server is at work in it for a while', async () => {
  const { url, deps, files, folder } = await installation({ lock: 'unencrypted' });
  await keepBackups(deps);
  const file = join(folder, (await files())[0] ?? '');
  const restored = async () => {
    const rows = await query(url, `select datname from pg_database where datname like 'tadamun_test_%'`);
    return rows.map(({ datname }) => String(datname));
  };
  const tested = testRestore({ databaseUrl: url, file, unlock: null, now: new Date() });
  await vi.waitFor(async () => expect(await restored()).toHaveLength(1), { timeout: 60_000, interval: 5 });
  // As the server's own cleaner: nobody but a superuser sends this one away.
  const cleaner = new pg.Client({
    connectionString: urlOf((await restored())[0] ?? '').replace(`//${APP_ROLE}@`, `//${SUPERUSER}@`),
  });
  await cleaner.connect();
  const others = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  // For as long as the restore is at work there, and a while after it.
  for (let quiet = 0; quiet < 10; quiet += 1) {
    if (((await cleaner.query(others)).rowCount ?? 0) > 0) quiet = 0;
    await sleep(100);
  }
  expect(await restored()).toHaveLength(1);
  await cleaner.end();
  expect((await tested).rows).toBeGreaterThan(100);
  expect(await restored()).toEqual([]);
});

test('where the user of the database may make none, the test starts a server of its own; a changed byte is found', async () => {
  const { url, deps, files, folder } = await installation({ lock: 'unencrypted' });
  await keepBackups(deps);
  const file = join(folder, (await files())[0] ?? '');
  const tested = await testRestore({ databaseUrl: url, file, unlock: null, now: new Date(), apart: true });
  expect(tested.files).toBe(1);
  expect(tested.rows).toBeGreaterThan(100);
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await writeFile(file, bytes);
  await expect(testRestore({ databaseUrl: url, file, unlock: null, now: new Date() })).rejects.toMatchObject({
    code: 'backup-damaged',
  });
  // Nothing of the tests is left on the server.
  const left = await query(url, `select datname from pg_database where datname like 'tadamun_test_%'`);
  expect(left).toEqual([]);
});
