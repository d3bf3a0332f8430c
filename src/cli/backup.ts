import { resolve } from 'node:path';
import type { Command } from 'commander';
import { askPassphrase, readIdentities } from '../backup/ask.ts';
import { backup } from '../backup/backup.ts';
import { closureOf, type Lock, type Unlock } from '../backup/envelope.ts';
import { keptSettings } from '../backup/kept-settings.ts';
import { checkBackup, restore } from '../backup/restore.ts';
import { rebuildCount } from '../declarations/count/store.ts';
import { rotateKeys } from '../declarations/signing/reseal.ts';
import { checkServer } from '../foundation/database/check-server.ts';
import { openDatabase } from '../foundation/database/database.ts';
import { withDatabase } from '../foundation/database/embedded/with-database.ts';
import { migrate } from '../foundation/database/migrate.ts';
import { OperatorError } from '../foundation/errors.ts';
import { openDataFolder } from '../foundation/process/data-folder.ts';
import { isDataFolderLocked, lockDataFolder } from '../foundation/process/data-lock.ts';
import { readSettings, type Settings } from '../settings.ts';
import { say } from './context.ts';

/** Backup, restore, and a new key for what is sealed. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup <file>')
    .description('everything in one file, encrypted to a passphrase or an age key; the server may run')
    .option('--recipient <age1...>', 'encrypt to this age key; may be given several times', collect, [])
    .option('--unencrypted', 'without encryption, and then without secrets')
    .option('--overwrite', 'replace a file that is there')
    .action(
      async (file: string, options: { recipient: string[]; unencrypted?: boolean; overwrite?: boolean }) => {
        const settings = readSettings(process.env, process.cwd());
        const lock = await chooseLock(options);
        await withDatabase(settings, async (databaseUrl) => {
          const done = await backup({
            databaseUrl,
            dataDir: settings.dataDir,
            secretKeyFile: settings.secretKeyFile,
            settings: keptSettings(settings),
            file: resolve(file),
            lock,
            overwrite: options.overwrite ?? false,
            now: new Date(),
            say,
          });
          const lost = done.lost > 0 ? ` ${done.lost} stored files could not be kept.` : '';
          say(`${file}: ${done.rows} rows, ${done.files} files, ${(done.bytes / 1e6).toFixed(1)} MB.${lost}`);
        });
      },
    );

  program
    .command('restore <file>')
    .description('brings a backup back into an empty place; the server must be stopped')
    .option('--identity <file>', 'the private age key')
    .option('--check', 'only read the whole file and check every byte')
    .option('--overwrite', 'replace what is there')
    .action(async (file: string, options: { identity?: string; check?: boolean; overwrite?: boolean }) => {
      const settings = readSettings(process.env, process.cwd());
      const path = resolve(file);
      const unlock = await chooseUnlock(path, options.identity);
      if (options.check) {
        const { manifest } = await checkBackup(path, unlock);
        say(`${file} is whole: a backup of ${manifest.madeAt} that this release can restore.`);
        return;
      }
      await withStoppedDatabase(settings, async (databaseUrl) => {
        const done = await restore({
          databaseUrl,
          dataDir: settings.dataDir,
          secretKeyFile: settings.secretKeyFile,
          file: path,
          unlock,
          overwrite: options.overwrite ?? false,
          now: new Date(),
          afterRestore: rebuildCount,
          say,
        });
        say(`Restored the state of ${done.madeAt}: ${done.rows} rows, ${done.files} files.`);
      });
    });

  program
    .command('keys')
    .description('the secret key')
    .command('rotate')
    .description('a new key; all that is sealed is sealed anew. The server must be stopped')
    .action(async () => {
      const settings = readSettings(process.env, process.cwd());
      await withStoppedDatabase(settings, async (databaseUrl) => {
        await migrate(databaseUrl);
        const { db, close } = openDatabase(databaseUrl, {
          max: 2,
          name: 'tadamun keys',
          statementTimeout: 0,
        });
        try {
          const done = await rotateKeys(db, settings.secretKeyFile);
          const unreadable =
            done.unreadable > 0 ? ` ${done.unreadable} texts open with no key and stay as they are.` : '';
          say(`The current key is ${done.current}; ${done.resealed} texts were sealed anew.${unreadable}`);
        } finally {
          await close();
        }
      });
    });
}

/** Runs work over the database while no server does, holding the lock on the data folder. */
async function withStoppedDatabase(settings: Settings, work: (url: string) => Promise<void>): Promise<void> {
  openDataFolder(settings.dataDir);
  if (await isDataFolderLocked(settings.dataDir)) {
    throw new OperatorError(
      'running',
      `A Tadamun runs on the data folder ${settings.dataDir}; stop it first, then run the command again.`,
    );
  }
  if (settings.databaseUrl === null) return withDatabase(settings, work);
  const lock = await lockDataFolder(settings.dataDir);
  try {
    await checkServer(settings.databaseUrl);
    await work(settings.databaseUrl);
  } finally {
    lock.release();
  }
}

async function chooseLock(options: { recipient: string[]; unencrypted?: boolean }): Promise<Lock> {
  if (options.unencrypted && options.recipient.length > 0) {
    throw new OperatorError('lock-unclear', 'Give either --recipient or --unencrypted, not both.');
  }
  if (options.unencrypted) return 'unencrypted';
  if (options.recipient.length > 0) return { recipients: options.recipient };
  return { passphrase: await ask(true) };
}

async function chooseUnlock(file: string, identity: string | undefined): Promise<Unlock | null> {
  if (identity !== undefined) return { identities: await readIdentities(identity) };
  const closure = await closureOf(file);
  if (closure === 'unencrypted') return null;
  if (closure === 'recipients') {
    throw new OperatorError(
      'identity-needed',
      'This backup is encrypted to an age key; give its file with --identity.',
    );
  }
  return { passphrase: await ask(false) };
}

function ask(twice: boolean): Promise<string> {
  return askPassphrase(
    { given: process.env.TADAMUN_BACKUP_PASSPHRASE, input: process.stdin, output: process.stderr },
    twice,
  );
}

function collect(value: string, all: string[]): string[] {
  return [...all, value];
}
