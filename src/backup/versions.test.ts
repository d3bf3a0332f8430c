import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { readOrMakeKeys } from '../foundation/crypto/key-file.ts';
import { bareEnv, idsOf, runAs } from '../foundation/database/embedded/run-as.ts';
import { chooseSystemUser } from '../foundation/database/embedded/system-user.ts';
import { putBlob } from '../foundation/files/blobs.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { contentsOf, emptyDatabase, filesOf, makeFolder, query, signUp } from './testing.ts';

const programs = '/usr/lib/postgresql/15/bin';
const installed = existsSync(join(programs, 'postgres'));
const lock = { passphrase: 'correct horse battery staple' };

test.skipIf(!installed)(
  `from PostgreSQL 18 to 15 and back nothing changes${installed ? '' : ` (skipped: no PostgreSQL 15 in ${programs})`}`,
  async () => {
    const { url: source } = await testDatabase({ starter: true });
    await signUp(source, 40);
    const dataDir = await makeFolder();
    await putBlob(dataDir, randomBytes(100_000));
    await readOrMakeKeys(join(dataDir, 'secret.key'));
    const before = await contentsOf(source);
    const old = await emptyDatabase(await startOldServer());
    const back = await emptyDatabase();
    expect(await versionOf(source)).toMatch(/^18/);
    expect(await versionOf(old)).toMatch(/^15/);

    const inOld = await move(source, dataDir, old);
    expect(await contentsOf(old)).toEqual(before);
    const inNew = await move(old, inOld, back);
    expect(await contentsOf(back)).toEqual(before);
    expect(await filesOf(inNew)).toEqual(await filesOf(dataDir));
    await expect(query(old, `update revision set why = 'x'`)).rejects.toMatchObject({ code: 'TD001' });
  },
);

/** @returns the data folder that goes with the new database. */
async function move(from: string, fromFolder: string, to: string): Promise<string> {
  const toFolder = await makeFolder();
  const file = join(toFolder, 'move.backup');
  const settings = { open: {}, secret: {} };
  const now = new Date();
  const secretKeyFile = join(fromFolder, 'secret.key');
  await backup({ databaseUrl: from, dataDir: fromFolder, secretKeyFile, settings, file, lock, now });
  const newKey = join(toFolder, 'secret.key');
  await restore({ databaseUrl: to, dataDir: toFolder, secretKeyFile: newKey, file, unlock: lock, now });
  return toFolder;
}

async function versionOf(url: string): Promise<unknown> {
  return (await query(url, 'show server_version'))[0]?.server_version;
}

/** PostgreSQL 15 on a socket of its own, with a role that is no superuser; gone when the test ends. */
async function startOldServer(): Promise<string> {
  const folder = await makeFolder();
  const cluster = join(folder, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  const user = chooseSystemUser(join(folder, 'absent'));
  if (user) chownSync(cluster, user.uid, user.gid);
  const init = [
    '-D',
    cluster,
    '-U',
    'postgres',
    '--auth=trust',
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C',
  ];
  const made = runAs(user, join(programs, 'initdb'), init, cluster);
  expect(made.status, made.stderr).toBe(0);
  const options = ['-D', cluster, '-k', cluster, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), options, {
    cwd: cluster,
    env: bareEnv,
    stdio: 'ignore',
    ...idsOf(user),
  });
  const ended = new Promise((done) => server.once('exit', done));
  onTestFinished(async () => {
    server.kill('SIGINT');
    await ended;
  });
  const url = (role: string) => `postgres://${role}@${encodeURIComponent(cluster)}:5432/postgres`;
  for (let patience = 100; ; patience--) {
    try {
      await query(url('postgres'), 'create role tadamun login createdb');
      return url('tadamun');
    } catch (error) {
      if (patience === 0) throw error;
      await sleep(100);
    }
  }
}
