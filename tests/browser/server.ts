import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Email } from 'postal-mime';
import { afterAll } from 'vitest';
import { root } from '../../src/foundation/paths.ts';
import { type Mailbox, openMailbox } from '../mailbox.ts';

const serverEntry = join(root, 'dist', 'server', 'main.js');
const commandEntry = join(root, 'dist', 'server', 'cli.js');

/** The product as `npm start` runs it, with its own PostgreSQL and a mail server that takes what it sends. */
export interface RunningSite {
  /** http://127.0.0.1:PORT, which is its PUBLIC_URL too. */
  readonly origin: string;
  readonly mailbox: Mailbox;
  /** `npm run tadamun -- args`, beside the running server; returns its standard output. @throws when it fails */
  command(...args: string[]): Promise<string>;
  /** The newest mail to an address, once it is there. */
  mailTo(address: string, count?: number): Promise<Email>;
  /** What the start has said. */
  said(): string;
  /** What the server has logged as warning or worse, and whether it has ended by itself. */
  complaints(): string[];
  stop(): Promise<void>;
}

export interface SiteOptions {
  starter: 'all' | 'none';
  /** Browsers offer passkeys at a name only. */
  host?: 'localhost';
  /** Settings that this site has otherwise than all. */
  settings?: Readonly<Record<string, string>>;
}

/** What was begun and has not been stopped: a start that its hook did not wait for is among it. */
const begun = new Set<() => Promise<void>>();

/** Stops every site of this file that is still there, also those on the way. */
export async function stopSites(): Promise<void> {
  await Promise.all([...begun].map((stop) => stop()));
}
afterAll(stopSites);

/**
 * Starts the built server over a new data folder, with the starter campaign or empty; on another port where the first was taken
 * by somebody else between its choice and the start.
 * @param choose gives a port that is free now.
 * @throws where the server ends before it listens, with what it said.
 */
export async function startSite(
  options: SiteOptions,
  choose: () => Promise<number> = freePort,
): Promise<RunningSite> {
  for (let attempt = 1; ; attempt += 1) {
    const started = await startAt(await choose(), options);
    if (!('failed' in started)) return started;
    if (attempt === 3 || !/Port \d+ on \S+ is taken/.test(started.failed))
      throw new Error(`the server did not start:\n${started.failed}`);
  }
}

async function startAt(port: number, options: SiteOptions): Promise<RunningSite | { failed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tadamun-browser-'));
  // PostgreSQL's own user must pass through it when the tests run as root.
  chmodSync(folder, 0o711);
  const mailbox = await openMailbox();
  const origin = `http://${options.host ?? '127.0.0.1'}:${port}`;
  const env = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    PORT: String(port),
    PUBLIC_URL: origin,
    DATA_DIR: join(folder, 'data'),
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'campaign@example.org',
    STARTER: options.starter,
    LOG_LEVEL: 'warn',
    ...options.settings,
  };
  const child = spawn(process.execPath, [serverEntry], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
    });
  }
  const ended = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stopNow = async () => {
    if (!hasEnded()) child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(late);
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopNow().finally(() => begun.delete(stop));
    return stopping;
  };
  begun.add(stop);
  await until(() => said.includes('Tadamun is at') || hasEnded(), 120_000).catch(async (error) => {
    await stop();
    throw error;
  });
  if (hasEnded()) {
    await stop();
    return { failed: said };
  }
  return {
    origin,
    mailbox,
    said: () => said,
    complaints: () => [
      ...said.split('\n').filter((line) => /"level":(?:"(?:warn|error|fatal)"|[456]0)/.test(line)),
      ...(!hasEnded()
        ? []
        : [`it ended with ${child.signalCode ?? child.exitCode}, and said last: ${said.slice(-500)}`]),
    ],
    command: (...args) => run(commandEntry, args, env),
    async mailTo(address, count = 1) {
      const sent = () => mailbox.mails.filter((mail) => mail.to?.some((to) => to.address === address));
      await until(() => sent().length >= count);
      const mail = sent().at(-1);
      if (!mail) throw new Error('no mail came');
      return mail;
    },
    stop,
  };
}

/** Waits until something is so; @throws after the time */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not so within ${withinMs} ms: ${condition}`);
    await sleep(50);
  }
}

async function run(entry: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`tadamun ${args.join(' ')} ended with ${code}: ${err}`);
  return out;
}

/** @returns a port of this machine that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
