import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { readOrMakeKeys } from '../foundation/crypto/key-file.ts';
import { putBlob } from '../foundation/files/blobs.ts';
import { type BackupOptions, backup } from './backup.ts';
import { checkBackup, type RestoreOptions, restore } from './restore.ts';
import { seededTables } from './store.ts';
import { contentsOf, emptyDatabase, filesOf, makeFolder, query, signUp } from './testing.ts';

// Some of these wait for locks or restore four times, on a machine that may be busy.

const now = new Date('2026-01-02T03:04:05.678Z');
const passphrase = 'correct horse battery staple';

interface Installation {
  readonly url: string;
  readonly dataDir: string;
  readonly secretKeyFile: string;
}

/** The starter campaign, signatures in several states, stored files and a key. */
async function fullInstallation(): Promise<Installation> {
  const { url } = await testDatabase({ starter: true });
  const dataDir = await makeFolder();
  await signUp(url, 25);
  const { sha256, bytes } = await putBlob(dataDir, Buffer.from('a report'));
  await query(url, `insert into file values (decode($1, 'hex'), $2, 'application/pdf', 'report.pdf')`, [
    sha256,
    bytes,
  ]);
  await putBlob(dataDir, randomBytes(300_000));
  await putBlob(dataDir, Buffer.alloc(0));
  const secretKeyFile = join(dataDir, 'secret.key');
  await readOrMakeKeys(secretKeyFile);
  return { url, dataDir, secretKeyFile };
}

async function emptyPlace(): Promise<Installation> {
  const dataDir = await makeFolder();
  return { url: await emptyDatabase(), dataDir, secretKeyFile: join(dataDir, 'secret.key') };
}

function backupOf(from: Installation, more: Partial<BackupOptions> = {}) {
  const file = more.file ?? join(from.dataDir, `${randomBytes(4).toString('hex')}.backup`);
  const settings = { open: { PORT: '8080' }, secret: { SMTP_URL: 'smtps://user:hunter2@mail.example.org' } };
  const options = { databaseUrl: from.url, file, settings, lock: { passphrase }, now, ...more };
  return backup({ dataDir: from.dataDir, secretKeyFile: from.secretKeyFile, ...options }).then(() => file);
}

function restoreTo(to: Installation, file: string, more: Partial<RestoreOptions> = {}) {
  const options = { databaseUrl: to.url, file, unlock: { passphrase }, now, ...more };
  return restore({ dataDir: to.dataDir, secretKeyFile: to.secretKeyFile, ...options });
}

const code = (expected: string) => expect.objectContaining({ name: 'OperatorError', code: expected });

describe('what was backed up comes back', () => {
  test('with a passphrase: every row, every file, the key, the settings; and the guards are on again', async () => {
    const from = await fullInstallation();
    const before = await contentsOf(from.url);
    const file = await backupOf(from);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const to = await emptyPlace();
    const said: string[] = [];
    const result = await restoreTo(to, file, { say: (sentence) => said.push(sentence) });

    expect(await contentsOf(to.url)).toEqual(before);
    expect(result.rows).toBe([...before.values()].reduce((sum, table) => sum + table.rows, 0));
    expect(await filesOf(to.dataDir)).toEqual(await filesOf(from.dataDir));
    expect(result.files).toBe(3);
    expect(await readFile(to.secretKeyFile, 'utf8')).toBe(await readFile(from.secretKeyFile, 'utf8'));
    expect((await stat(to.secretKeyFile)).mode & 0o777).toBe(0o600);
    expect(said.join('\n')).toContain(`The secret key was written to ${to.secretKeyFile}`);
    const settings = join(to.dataDir, 'restored-settings.env');
    expect(await readFile(settings, 'utf8')).toBe(
      'PORT=8080\nSMTP_URL=smtps://user:hunter2@mail.example.org\n',
    );
    expect((await stat(settings)).mode & 0o777).toBe(0o600);

    await expect(query(to.url, `update revision set why = 'x'`)).rejects.toMatchObject({ code: 'TD001' });
    await expect(query(to.url, `update signature set state = 'listed'`)).rejects.toMatchObject({
      code: 'TD003',
    });
    const off = await query(to.url, `select tgname from pg_trigger where tgenabled <> 'O'`);
    expect(off).toEqual([]);
    expect(await readdir(join(to.dataDir, 'tmp'))).toEqual([]);
  });

  test('with age keys, of which each opens it', async () => {
    const from = await fullInstallation();
    const identities = [await generateX25519Identity(), await generateX25519Identity()];
    const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
    const file = await backupOf(from, { lock: { recipients } });
    for (const identity of identities) {
      const to = await emptyPlace();
      await restoreTo(to, file, { unlock: { identities: [identity] } });
      expect(await contentsOf(to.url)).toEqual(await contentsOf(from.url));
    }
    const stranger = { identities: [await generateX25519Identity()] };
    await expect(checkBackup(file, stranger)).rejects.toEqual(code('backup-locked'));
    await expect(checkBackup(file, { passphrase })).rejects.toEqual(code('identity-needed'));
    await expect(checkBackup(file, { identities: ['nonsense'] })).rejects.toEqual(
      code('identity-ill-formed'),
    );
  });

  test('unencrypted, which leaves the secrets out and says so', async () => {
    const from = await fullInstallation();
    const said: string[] = [];
    const say = (sentence: string) => said.push(sentence);
    const file = await backupOf(from, { lock: 'unencrypted', say });
    expect(said.join(' ')).toContain('secret key and SMTP_URL are left out');
    const to = await emptyPlace();
    await restoreTo(to, file, { unlock: null, say });
    expect(await contentsOf(to.url)).toEqual(await contentsOf(from.url));
    expect(said.join(' ')).toContain(`put the key that belongs to it at ${to.secretKeyFile}`);
    await expect(stat(to.secretKeyFile)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(join(to.dataDir, 'restored-settings.env'), 'utf8')).not.toContain('hunter2');
  });

  test('into a database that has the schema already, and a data folder with the same key and files', async () => {
    const from = await fullInstallation();
    const { url } = await testDatabase({ starter: false });
    await restoreTo({ ...from, url }, await backupOf(from));
    expect(await contentsOf(url)).toEqual(await contentsOf(from.url));
  });

  test('what the slices derive is made anew, and sees the restored rows', async () => {
    const from = await fullInstallation();
    const to = await emptyPlace();
    let seen = 0;
    await restoreTo(to, await backupOf(from), {
      afterRestore: async (db) => {
        seen = (await db.selectFrom('signature').selectAll().execute()).length;
      },
    });
    expect(seen).toBe(25);
    const failing = restoreTo(to, await backupOf(from), {
      overwrite: true,
      afterRestore: () => Promise.reject(new Error('no count')),
    });
    await expect(failing).rejects.toEqual(code('restored-not-finished'));
    expect(await contentsOf(to.url)).toEqual(await contentsOf(from.url));
  });

  test('a backup of a restored place restores as well', async () => {
    const from = await fullInstallation();
    const [second, third] = [await emptyPlace(), await emptyPlace()];
    await restoreTo(second, await backupOf(from));
    await restoreTo(third, await backupOf(second));
    expect(await contentsOf(third.url)).toEqual(await contentsOf(from.url));
  });

  test('is one moment, while signatures are written', async () => {
    const from = await fullInstallation();
    await query(from.url, 'delete from outbox');
    let writing = true;
    const writer = (async () => {
      while (writing) await signUp(from.url, 3);
    })();
    const files = [];
    for (let i = 0; i < 3; i++) files.push(await backupOf(from));
    writing = false;
    await writer;
    const counts = [];
    for (const file of files) {
      const to = await emptyPlace();
      await restoreTo(to, file);
      const [row] = await query(
        to.url,
        `select count(*)::int as signatures, count(*) filter (where t.hash is null or e.id is null)::int as torn
         from signature s left join signature_token t on t.signature_id = s.id
           left join signature_event e on e.signature_id = s.id and e.becomes = 'confirmed'`,
      );
      expect(row).toMatchObject({ torn: 0 });
      counts.push(row?.signatures);
    }
    expect(counts).toEqual([...counts].sort((a, b) => Number(a) - Number(b)));
    expect(counts[0]).toBeGreaterThan(24);
  });
});

describe('a restored place gives nobody more rights', () => {
  test('no restored row passes for one that a later transaction wrote', async () => {
    const from = await fullInstallation();
    const to = await emptyPlace();
    await restoreTo(to, await backupOf(from));
    const [row] = await query(
      to.url,
      `select count(distinct xid)::int as transactions, bool_or(xid >= pg_current_xact_id()) as later
       from (select xid from revision union all select xid from starter_load) as marks`,
    );
    expect(row).toEqual({ transactions: 1, later: false });
    const review = `insert into review (id, thing_id, kind, reviewer) select gen_random_uuid(), id, 'starter', 'starter' from thing
      where id not in (select thing_id from review) limit 1`;
    await expect(query(to.url, review)).rejects.toMatchObject({ code: 'TD002' });
  });
});

describe('a backup that is not as it was made', () => {
  test('no byte can change unnoticed, and no part go missing', async () => {
    const from = await fullInstallation();
    const identity = await generateX25519Identity();
    const kinds = [
      { lock: { recipients: [await identityToRecipient(identity)] }, unlock: { identities: [identity] } },
      { lock: 'unencrypted', unlock: null },
    ] as const;
    for (const { lock, unlock } of kinds) {
      const whole = await readFile(await backupOf(from, { lock }));
      const { digest } = await checkBackup(await place(whole), unlock);
      const check = async (bytes: Buffer) => {
        const outcome = await checkBackup(await place(bytes), unlock).then(
          (contents) => contents.digest,
          (error: unknown) => error,
        );
        // Compression has a few bits that mean nothing: then the contents are the same to the last byte.
        if (outcome !== digest) expect(outcome).toMatchObject({ name: 'OperatorError' });
        return outcome;
      };
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
          const spoilt = Buffer.from(whole);
          spoilt[at] = (spoilt[at] ?? 0) ^ (1 << bit);
          const outcome = await check(spoilt);
          if (unlock !== null) expect(outcome).not.toBe(digest);
        }),
        {
          numRuns: 40,
          examples: [
            [0, 0],
            [whole.length - 1, 0],
            [whole.length >> 1, 3],
          ],
        },
      );
      for (const length of [0, 1, 100, whole.length >> 1, whole.length - 1]) {
        expect(await check(whole.subarray(0, length))).not.toBe(digest);
      }
    }
  });

  test('is refused before anything is touched, as is the wrong passphrase', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const to = await emptyPlace();
    const wrong = { unlock: { passphrase: 'wrong horse battery staple' } };
    await expect(restoreTo(to, file, wrong)).rejects.toEqual(code('backup-locked'));
    const bytes = await readFile(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await expect(restoreTo(to, await place(bytes))).rejects.toEqual(code('backup-damaged'));
    await expect(restoreTo(to, await place(Buffer.from('hello')))).rejects.toEqual(code('not-a-backup'));
    await expect(restoreTo(to, join(to.dataDir, 'absent'))).rejects.toEqual(code('backup-unreadable'));
    await expect(restoreTo(to, file, { unlock: null })).rejects.toEqual(code('passphrase-needed'));
    expect((await contentsOf(to.url)).size).toBe(0);
    expect(await readdir(to.dataDir)).toEqual([]);
  });

  test('of a newer release is refused with a sentence', async () => {
    const from = await fullInstallation();
    await query(from.url, `insert into kysely_migration values ('9999_from_the_future', now()::text)`);
    const to = await emptyPlace();
    await expect(restoreTo(to, await backupOf(from))).rejects.toEqual(code('backup-newer'));
  });
});

describe('nothing is overwritten without being asked', () => {
  test('neither rows, nor files, nor another key; and asked, it says what goes, and keeps the key', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const other = await fullInstallation();
    const kept = await contentsOf(other.url);
    const otherKey = await readFile(other.secretKeyFile, 'utf8');
    await expect(restoreTo(other, file)).rejects.toThrow(/would delete \d+ rows.*1 stored files.*secret key/);
    expect(await contentsOf(other.url)).toEqual(kept);

    const said: string[] = [];
    await restoreTo(other, file, { overwrite: true, say: (sentence) => said.push(sentence) });
    expect(said.join('\n')).toMatch(/Overwriting: \d+ rows .*1 stored files.*secret key/);
    expect(await contentsOf(other.url)).toEqual(await contentsOf(from.url));
    expect(await filesOf(other.dataDir)).toEqual(await filesOf(from.dataDir));
    expect(await readFile(`${other.secretKeyFile}.before-restore-20260102T030405Z`, 'utf8')).toBe(otherKey);
    await expect(restoreTo(other, file)).rejects.toEqual(code('target-not-empty'));
  });

  test('another key or a file alone is enough to refuse', async () => {
    const file = await backupOf(await fullInstallation());
    const withKey = await emptyPlace();
    await readOrMakeKeys(withKey.secretKeyFile);
    await expect(restoreTo(withKey, file)).rejects.toEqual(code('target-not-empty'));
    const withFile = await emptyPlace();
    await putBlob(withFile.dataDir, Buffer.from('somebody else’s'));
    await expect(restoreTo(withFile, file)).rejects.toEqual(code('target-not-empty'));
  });

  test('a database of something else is never touched', async () => {
    const file = await backupOf(await fullInstallation());
    const to = await emptyPlace();
    await query(to.url, 'create table wordpress_posts (id int)');
    await expect(restoreTo(to, file, { overwrite: true })).rejects.toEqual(code('not-ours'));
    expect(await query(to.url, 'select * from wordpress_posts')).toEqual([]);
  });

  test('a backup file that is there stays, whatever goes wrong with the new one', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const before = await readFile(file);
    await expect(backupOf(from, { file })).rejects.toEqual(code('file-exists'));
    const nowhere = { file, overwrite: true, databaseUrl: `${from.url}_absent` };
    await expect(backupOf(from, nowhere)).rejects.toEqual(code('database-unreachable'));
    expect(await readFile(file)).toEqual(before);
    const unwritable = join(from.dataDir, 'no', 'such', 'folder.backup');
    await expect(backupOf(from, { file: unwritable })).rejects.toEqual(code('file-unwritable'));
    await backupOf(from, { file, overwrite: true });
    expect((await readFile(file)).equals(before)).toBe(false);
    expect((await readdir(from.dataDir)).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('a restore that ends in the middle', () => {
  test('killed while loading: the place is as it was, empty or full, and a second try works', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const full = await fullInstallation();
    for (const to of [await emptyPlace(), full]) {
      const [rows, files] = [await contentsOf(to.url), await filesOf(to.dataDir)];
      await killedRestore(to, file);
      expect(await contentsOf(to.url)).toEqual(rows);
      expect(await filesOf(to.dataDir)).toEqual(files);
      await restoreTo(to, file, { overwrite: true });
      expect(await contentsOf(to.url)).toEqual(await contentsOf(from.url));
      expect(await readdir(join(to.dataDir, 'tmp'))).toEqual([]);
    }
  });

  test('refused by the database or the disk: rows, files and key are as they were', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const to = await emptyPlace();
    // The last step fails: the key cannot be put where a folder's parent is a file.
    await writeFile(join(to.dataDir, 'not-a-folder'), '');
    const secretKeyFile = join(to.dataDir, 'not-a-folder', 'secret.key');
    await expect(restoreTo(to, file, { secretKeyFile, overwrite: true })).rejects.toThrow();
    expect((await contentsOf(to.url)).size).toBe(0);
    expect(await filesOf(to.dataDir)).toEqual(new Map());
  });

  test('rows that the schema refuses, or a server that goes away: the place is as it was', async () => {
    const to = await fullInstallation();
    const [rows, files] = [await contentsOf(to.url), await filesOf(to.dataDir)];
    const from = await fullInstallation();
    const good = await backupOf(from);
    await query(from.url, 'alter table signature_token drop constraint signature_token_signature_id_fkey');
    await query(
      from.url,
      `insert into signature_token (hash, signature_id, purpose) values (sha256('x'), gen_random_uuid(), 'withdraw')`,
    );
    const bad = restoreTo(to, await backupOf(from), { overwrite: true });
    await expect(bad).rejects.toEqual(code('restore-failed'));
    await expect(bad).rejects.toThrow('signature_token');
    const say = (sentence: string) => {
      if (sentence.startsWith('Loading')) void query(to.url, endOthers);
    };
    await expect(restoreTo(to, good, { overwrite: true, say })).rejects.toThrow();
    expect(await contentsOf(to.url)).toEqual(rows);
    expect(await filesOf(to.dataDir)).toEqual(files);
    expect(await readdir(join(to.dataDir, 'tmp'))).toEqual([]);
  });

  test('a running server, or somebody who works in the database, is not pushed aside', async () => {
    const from = await fullInstallation();
    const file = await backupOf(from);
    const served = await emptyPlace();
    const server = new pg.Client({ connectionString: served.url, application_name: 'tadamun changes' });
    await server.connect();
    try {
      await expect(restoreTo(served, file)).rejects.toEqual(code('database-in-use'));
    } finally {
      await server.end();
    }
    const other = new pg.Client({ connectionString: from.url });
    await other.connect();
    try {
      await other.query('begin; select * from thing limit 1');
      await expect(restoreTo(from, file, { overwrite: true })).rejects.toEqual(code('database-in-use'));
    } finally {
      await other.end();
    }
  });
});

describe('what cannot be kept is told', () => {
  test('a damaged and a missing file, and the restore tells again', async () => {
    const from = await fullInstallation();
    const [report] = [...(await filesOf(from.dataDir))].filter(([, text]) => text === 'a report');
    const sha256 = report?.[0] ?? '';
    await writeFile(join(from.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2)), 'a rep0rt');
    await query(from.url, `insert into file values (sha256('gone'), 4, 'text/plain', 'gone.txt')`);
    const said: string[] = [];
    const say = (sentence: string) => said.push(sentence);
    const file = await backupOf(from, { say });
    expect(said.join('\n')).toContain(`${sha256} is damaged`);
    expect(said.join('\n')).toMatch(/[0-9a-f]{64} is missing/);
    said.length = 0;
    await restoreTo(await emptyPlace(), file, { say });
    expect(said.filter((sentence) => sentence.includes('missing or damaged'))).toHaveLength(2);
  });
});

describe('locks that would not hold are refused', () => {
  test('a short passphrase, no recipient, a private key as recipient', async () => {
    const from = {
      url: 'postgres://nobody@127.0.0.1:1/none',
      dataDir: '/nonexistent',
      secretKeyFile: '/nonexistent/key',
    };
    const file = '/nonexistent/backup';
    await expect(backupOf(from, { file, lock: { passphrase: 'short' } })).rejects.toEqual(
      code('passphrase-short'),
    );
    for (const recipients of [[], ['age1nonsense'], [await generateX25519Identity()]]) {
      const attempt = backupOf(from, { file, lock: { recipients } });
      await expect(attempt).rejects.toEqual(code('recipient-ill-formed'));
      await expect(attempt).rejects.not.toThrow('AGE-SECRET-KEY-1');
    }
  });
});

describe('the schema is one that a backup can hold', () => {
  test('no sequences, no partitions; a new database has rows in the seeded tables only', async () => {
    const { url } = await testDatabase({ starter: false });
    const odd = await query(
      url,
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('S', 'p', 'f', 'm')`,
    );
    expect(odd).toEqual([]);
    const filled = [...(await contentsOf(url))].filter(([, table]) => table.rows > 0).map(([name]) => name);
    expect(filled).toEqual([...seededTables]);
  });
});

const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = 'tadamun restore'`;

/** Writes bytes to a file of their own. */
async function place(bytes: Uint8Array): Promise<string> {
  const file = join(await makeFolder(), 'placed.backup');
  await writeFile(file, bytes);
  return file;
}

/** Runs a restore in a process of its own and kills it as soon as it loads. */
async function killedRestore(to: Installation, file: string): Promise<void> {
  await mkdir(to.dataDir, { recursive: true });
  const script = `
    const { restore } = await import(${JSON.stringify(join(import.meta.dirname, 'restore.ts'))});
    const say = (sentence) => process.stdout.write(sentence + '\\n');
    const options = JSON.parse(process.argv[1]);
    await restore({ ...options, now: new Date(), say });`;
  const options = {
    databaseUrl: to.url,
    dataDir: to.dataDir,
    secretKeyFile: to.secretKeyFile,
    file,
    unlock: { passphrase },
    overwrite: true,
  };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('Loading')) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}
