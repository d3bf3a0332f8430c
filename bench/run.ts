import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the sections of one run share. */
export interface Run {
  readonly quick: boolean;
  /** Of this run alone; gone at its end. */
  readonly folder: string;
  /** A port of this machine that is free. */
  port(): Promise<number>;
  /** Registers what must be ended when the run ends, however it ends. */
  atEnd(end: () => unknown): void;
  /** Says on standard error what is being measured. */
  say(what: string): void;
}

const ports = { first: 8250, last: 8289 };

/** @returns the run, and what ends it: all that was started, last first, then the folder. */
export function beginRun(quick: boolean): { run: Run; end: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'tadamun-bench-'));
  // As root, PostgreSQL and nginx run as other users, who must pass through.
  chmodSync(folder, 0o711);
  const ends: (() => unknown)[] = [];
  let next = ports.first;
  const run: Run = {
    quick,
    folder,
    async port() {
      while (next <= ports.last) {
        const port = next++;
        if (await isFree(port)) return port;
      }
      throw new Error(`no port from ${ports.first} to ${ports.last} is free`);
    },
    atEnd: (end) => ends.push(end),
    say: (what) => process.stderr.write(`${what}…\n`),
  };
  const end = async () => {
    for (const each of ends.splice(0).reverse()) {
      try {
        await each();
      } catch (error) {
        process.stderr.write(`${error}\n`);
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { run, end };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
