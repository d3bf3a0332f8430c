import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../src/foundation/database/embedded/server.ts';
import { withDatabase } from '../src/foundation/database/embedded/with-database.ts';
import { root } from '../src/foundation/paths.ts';

// The built server, as `npm start` runs it: started, stopped and killed for real.
const entry = join(root, 'dist', 'server', 'main.js');
const runningServers: Server[] = [];
const folders: string[] = [];

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
  readonly dataDir: string;
  out: string;
  err: string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

afterEach(async () => {
  for (const server of runningServers.splice(0)) {
    await killAll(server);
  }
  for (const folder of folders.splice(0)) {
    chmodSync(folder, 0o711);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

describe('a start that cannot be says why in one sentence, and leaves nothing running', () => {
  test('a port that is taken', async () => {
    const blocker = net.createServer().listen(0, '127.0.0.1');
    await new Promise((done) => blocker.once('listening', done));
    const address = blocker.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const server = await refused({ PORT: String(address.port) });
    blocker.close();
    expect(server.err).toMatch(
      new RegExp(`^Port ${address.port} on 127\\.0\\.0\\.1 is taken .*PORT=\\d+\\.\n$`),
    );
    expect(existsSync(join(server.dataDir, 'postgres'))).toBe(false);
  });

  test('a wrong setting', async () => {
    expect((await refused({ PORT: 'eighty' })).err).toMatch(/^PORT must .*PORT=8080\.\n$/);
    expect((await refused({ SMTP_URL: 'smtp://u:hush@mail.example.org' })).err).toMatch(
      /^PUBLIC_URL must be set .*\.\n$/,
    );
  });

  test('a data folder that is a file', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect((await refused({ DATA_DIR: file })).err).toMatch(
      /^The data folder .* is not a folder; .*DATA_DIR\.\n$/,
    );
  });

  test('a data folder that may not be read', async () => {
    const closed = folder();
    chmodSync(closed, 0o000);
    // Root may read everything; there PostgreSQL's user may not pass, below a closed folder.
    const below = process.getuid?.() === 0 ? join(closed, 'data') : closed;
    if (process.getuid?.() === 0) chmodSync(closed, 0o700);
    expect((await refused({ DATA_DIR: below })).err).toMatch(
      /cannot (?:be read|reach the data folder) .*DATA_DIR.*\.\n$/,
    );
  });

  test('a folder that belongs to another kind of cluster', async () => {
    const old = folder();
    mkdirSync(join(old, 'postgres'));
    writeFileSync(join(old, 'postgres', 'PG_VERSION'), '15\n');
    expect((await refused({ DATA_DIR: old })).err).toMatch(
      /made by PostgreSQL 15 .* backup .* restore .*\.\n$/,
    );
  });

  test('a DATABASE_URL that leads nowhere, or to something unfit', async () => {
    const database = await guardedDatabase();
    try {
      const at = (user: string, name: string) => database.url(name).replace('//tadamun@', `//${user}@`);
      const cases: [string, RegExp][] = [
        [`postgres://u:hush@127.0.0.1:${await freePort()}/t`, /refuses connections/],
        ['postgres://u:hush@nowhere.invalid/t', /cannot be found/],
        [at('guarded:hush', 'tadamun'), /refuses the user or the password/],
        [at('guarded', 'tadamun'), /wants a password/],
        [at('stranger:hush', 'tadamun'), /refuses (?:this user|the user)/],
        [at('guarded:right', 'absent'), /no database of that name/],
        [at('guarded:right', 'ascii'), /encoding SQL_ASCII/],
        [at('guarded:right', 'tadamun'), /create schemas/],
      ];
      for (const [url, sentence] of cases) {
        const { err } = await refused({ DATABASE_URL: url });
        expect(err).toMatch(/^The server in DATABASE_URL .*; .*\.\n$/);
        expect(err).toMatch(sentence);
        expect(err).not.toMatch(/hush|right@/);
      }
    } finally {
      await database.stop();
    }
  });
});

describe('a server', () => {
  test('starts, guards its folder, ends in order on SIGTERM, and starts again', async () => {
    const first = await started();
    expect(await status(first)).toBe(200);
    const second = await refused({ DATA_DIR: first.dataDir });
    expect(second.err).toMatch(/^The data folder .* is in use by another running Tadamun; .*DATA_DIR\.\n$/);
    expect(await status(first)).toBe(200);
    const shared = await withDatabase({ databaseUrl: null, dataDir: first.dataDir }, currentUser);
    expect(shared).toBe('tadamun');

    const answer = slowPost(first);
    await answer.begun;
    first.child.kill('SIGTERM');
    await sleep(300);
    expect(processesOf(first.dataDir).length, 'the database ends last').toBeGreaterThan(0);
    expect(await answer.finish()).toBeGreaterThan(0);
    expect(await first.ended).toBe(0);
    expect(processesOf(first.dataDir)).toEqual([]);
    expect(readdirSync(first.dataDir)).not.toContain('lock.sock');

    const alone = await withDatabase({ databaseUrl: null, dataDir: first.dataDir }, currentUser);
    expect(alone).toBe('tadamun');
    const again = await started({ DATA_DIR: first.dataDir });
    again.child.kill('SIGINT');
    expect(await again.ended).toBe(0);
  });

  test('recovers by itself after a kill of everything, and after a kill of Node alone', async () => {
    const first = await started();
    await killAll(first);
    const second = await started({ DATA_DIR: first.dataDir, PORT: String(first.port) });
    expect(await status(second)).toBe(200);
    // Of a form that has not arrived whole the web process waits for the rest, on its port, for as long as it may.
    await slowPost(second).begun;
    second.child.kill('SIGKILL');
    await second.ended;
    const third = await started({ DATA_DIR: first.dataDir, PORT: String(first.port) });
    expect(await status(third)).toBe(200);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(processesOf(first.dataDir)).toEqual([]);
  });

  test('stopped in the middle of its first start leaves nothing half-made', async () => {
    const dataDir = folder();
    for (const [signal, pause] of [
      ['SIGTERM', 250],
      ['SIGKILL', 350],
      ['SIGKILL', 450],
    ] as const) {
      const server = await spawned({ DATA_DIR: dataDir });
      await sleep(pause);
      if (signal === 'SIGKILL') await killAll(server);
      else server.child.kill(signal);
      await server.ended;
    }
    const server = await started({ DATA_DIR: dataDir });
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('a web process or a database that is killed is started again', async () => {
    const server = await started();
    const web = childrenOf(server).find(({ command }) => command.endsWith(' web'));
    if (!web) throw new Error('no web process');
    process.kill(web.pid, 'SIGKILL');
    await until(async () => (await status(server).catch(() => 0)) === 200);
    process.kill(
      Number.parseInt(readFileSync(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10),
      'SIGKILL',
    );
    await until(async () => server.out.includes('PostgreSQL ended by itself'));
    await until(
      async () =>
        (await withDatabase({ databaseUrl: null, dataDir: server.dataDir }, currentUser).catch(() => '')) ===
        'tadamun',
    );
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('works in a folder whose path is too long for a socket', async () => {
    const server = await started({
      DATA_DIR: join(folder(), 'a'.repeat(60), 'b'.repeat(60), 'ج'.repeat(20)),
    });
    const second = await refused({ DATA_DIR: server.dataDir });
    expect(second.err).toContain('in use');
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'tadamun-test-'));
  // PostgreSQL's own user must pass through it when the tests run as root.
  chmodSync(made, 0o711);
  folders.push(made);
  return made;
}

async function spawned(settings: Record<string, string>): Promise<Server> {
  const dataDir = settings.DATA_DIR ?? join(folder(), 'data');
  const port = Number(settings.PORT ?? (await freePort()));
  const inherited = { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR };
  const env = { ...inherited, PORT: String(port), DATA_DIR: dataDir, STARTER: 'none', ...settings };
  const child = spawn(process.execPath, [entry], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('exit', (code, signal) => done(code ?? signal)),
  );
  const server: Server = { child, port, dataDir, out: '', err: '', ended };
  child.stdout.on('data', (chunk) => {
    server.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    server.err += chunk;
  });
  runningServers.push(server);
  return server;
}

async function started(settings: Record<string, string> = {}): Promise<Server> {
  const server = await spawned(settings);
  await until(async () => server.out.includes('Tadamun is at') || server.child.exitCode !== null);
  expect(server.err).toBe('');
  expect(server.out).toContain(`Tadamun is at http://127.0.0.1:${server.port}`);
  return server;
}

/** Starts a server that is expected to refuse: exit code 1, and nothing of it is left. */
async function refused(settings: Record<string, string>): Promise<Server> {
  const server = await spawned(settings);
  const before = new Set(processesOf(server.dataDir));
  const code = await server.ended;
  await until(async () => server.err.endsWith('\n'));
  expect(code).toBe(1);
  // Each process of PostgreSQL in the folder was there before, or serves a connection of one that was.
  const parents = new Map(allProcesses().map(({ pid, parent }) => [pid, parent]));
  const left = processesOf(server.dataDir).filter(
    (pid) => !before.has(pid) && !before.has(parents.get(pid) ?? 0),
  );
  expect(left).toEqual([]);
  return server;
}

/** A PostgreSQL with a role that needs a password, and a database in no encoding. */
async function guardedDatabase(): Promise<Embedded> {
  const dataDir = folder();
  const rules = join(dataDir, 'hba.conf');
  writeFileSync(
    rules,
    'local all guarded scram-sha-256\nlocal all stranger scram-sha-256\nlocal all all trust\n',
    { mode: 0o644 },
  );
  const database = await startEmbedded({ dataDir, durable: false, parameters: { hba_file: rules } });
  const admin = new pg.Client({ connectionString: database.url('postgres', 'postgres') });
  await admin.connect();
  await admin.query("create role guarded login password 'right'");
  await admin.query(
    "create database ascii owner guarded encoding 'SQL_ASCII' template template0 locale_provider libc locale 'C'",
  );
  await admin.end();
  return database;
}

async function currentUser(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select current_user as name');
    return rows[0].name;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
}

async function status(server: Server): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${server.port}/healthz`);
  await response.text();
  return response.status;
}

/**
 * A POST whose second half is only sent by `finish`, which resolves with the status of the answer; `begun` when the server
 * has its first half.
 */
function slowPost(server: Server): { begun: Promise<void>; finish(): Promise<number> } {
  const body = 'website=example.org';
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
    expect: '100-continue',
  };
  const path = '/en/campaigns/absent/declaration/sign';
  const post = request({ host: '127.0.0.1', port: server.port, path, method: 'POST', headers });
  const answered = new Promise<number>((done, failed) => {
    post.on('error', failed);
    post.on('response', (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
  });
  // Nobody need wait for it.
  answered.catch(() => {});
  const begun = new Promise<void>((done) => post.on('continue', done));
  post.write(body.slice(0, 5));
  return {
    begun,
    finish: () => {
      post.end(body.slice(5));
      return answered;
    },
  };
}

interface Process {
  readonly pid: number;
  readonly command: string;
}

function allProcesses(): (Process & { parent: number; folder: string })[] {
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') continue;
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      found.push({
        pid: Number(name),
        command,
        parent: Number(parent),
        folder: readlinkSync(`/proc/${name}/cwd`),
      });
    } catch {
      // It has ended in between.
    }
  }
  return found;
}

/** The PostgreSQL processes of a data folder. */
function processesOf(dataDir: string): number[] {
  const cluster = join(dataDir, 'postgres');
  return allProcesses()
    .filter(
      ({ folder: cwd, command }) =>
        cwd.startsWith(cluster) || (cwd === dataDir && /initdb|postgres/.test(command)),
    )
    .map(({ pid }) => pid);
}

function childrenOf(server: Server): Process[] {
  return allProcesses().filter(({ parent }) => parent === server.child.pid);
}

/** kill -9 of the supervisor, its children and its PostgreSQL; resolves when the supervisor has ended. */
async function killAll(server: Server): Promise<void> {
  // First of all stopped: it starts nothing more between the look and the kill.
  server.child.kill('SIGSTOP');
  const children = childrenOf(server).map(({ pid }) => pid);
  server.child.kill('SIGKILL');
  for (const pid of [...children, ...processesOf(server.dataDir)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  await server.ended;
}

async function until(condition: () => Promise<boolean>, withinMs = 240_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('waited in vain');
    await sleep(50);
  }
}
