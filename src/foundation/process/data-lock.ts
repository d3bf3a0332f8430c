import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, OperatorError } from '../errors.ts';

/** The right to use a data folder, held until `release` or until this process is gone. */
export interface DataLock {
  /** Whether the last holder went without letting go: it crashed or was killed. */
  readonly takenOver: boolean;
  release(): void;
}

const NAME = 'lock.sock';
/** Longest path that every system takes for a socket (sun_path: 104 bytes on macOS, 108 on Linux, a zero at its end). */
const LONGEST_PATH = 100;
/** How long one who takes over waits before it trusts its lock: see lockDataFolder. */
const SETTLE_MS = 100;

/**
 * Takes the lock of a data folder: a listening socket named `lock.sock` in it. The kernel answers for a holder that
 * lives, in whatever container of this machine, and refuses for one that is gone, so nothing is ever left locked.
 *
 * Why two cannot hold it: a lock appears by link(2), which fails when there is one. A stale one (connection refused) is
 * moved aside by rename(2) and looked at again by its inode: what turns out to be another, fresh lock is put back.
 * Who took over waits and looks whether its own inode is still in place before it goes on. Two holders would need
 * three servers started together, one of them stalled for longer than that wait between two system calls; and
 * PostgreSQL's own interlock lies behind.
 *
 * @param folder absolute, present, writable
 * @throws OperatorError `data-in-use` when somebody holds it
 */
export async function lockDataFolder(folder: string): Promise<DataLock> {
  const door = openDoor(folder);
  const server = net.createServer((connection) => {
    connection.on('error', () => {});
    connection.end(`${process.pid}\n`);
  });
  const own = `lock.${process.pid}-${randomBytes(4).toString('hex')}.sock`;
  try {
    await listen(server, join(door.path, own), folder);
    chmodSync(join(folder, own), 0o600);
    const inode = inodeOf(join(folder, own));
    let takenOver = false;
    for (let attempt = 0; ; attempt++) {
      if (tryLink(join(folder, own), join(folder, NAME))) {
        if (!takenOver) break;
        await sleep(SETTLE_MS);
        if (inodeOf(join(folder, NAME)) === inode) break;
        throw inUse(folder);
      }
      const seen = inodeOf(join(folder, NAME));
      const state = await ask(join(door.path, NAME));
      if (state === 'alive' || attempt >= 20) throw inUse(folder);
      if (state === 'stale' && seen !== null) takenOver = moveAside(folder, seen) || takenOver;
    }
    unlinkSync(join(folder, own));
    server.unref();
    const release = () => {
      if (inodeOf(join(folder, NAME)) === inode) unlinkSync(join(folder, NAME));
      server.close();
    };
    return { takenOver, release };
  } catch (error) {
    server.close();
    rmSync(join(folder, own), { force: true });
    throw error;
  } finally {
    door.close();
  }
}

/** Whether a living process holds the lock of this folder. */
export async function isDataFolderLocked(folder: string): Promise<boolean> {
  if (inodeOf(join(folder, NAME)) === null) return false;
  const door = openDoor(folder);
  try {
    return (await ask(join(door.path, NAME))) === 'alive';
  } finally {
    door.close();
  }
}

/** A path to the folder that is short enough for a socket: itself, or a link in a private folder of its own. */
function openDoor(folder: string): { path: string; close(): void } {
  if (Buffer.byteLength(folder) <= LONGEST_PATH - 40) return { path: folder, close() {} };
  const room = mkdtempSync(join(tmpdir(), 'tadamun-'));
  const path = join(room, 'd');
  symlinkSync(folder, path);
  return { path, close: () => rmSync(room, { recursive: true, force: true }) };
}

function listen(server: net.Server, path: string, folder: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', (error) => {
      const message = `The data folder ${folder} cannot hold a lock (${errorCode(error)}); choose a folder on a local disk with DATA_DIR.`;
      failed(new OperatorError('data-unusable', message, { cause: error }));
    });
    server.listen(path, () => done());
  });
}

/** Asks the holder of a socket: refused means that nobody holds it any more. */
function ask(path: string): Promise<'alive' | 'stale' | 'absent'> {
  return new Promise((done) => {
    const connection = net.connect(path);
    connection.once('connect', () => {
      connection.destroy();
      done('alive');
    });
    connection.once('error', (error) => {
      const code = errorCode(error);
      // Whatever else goes wrong (no permission, a full backlog) proves nothing: the lock is respected.
      done(code === 'ECONNREFUSED' ? 'stale' : code === 'ENOENT' ? 'absent' : 'alive');
    });
  });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the stale lock with this inode; false when another has come in its place, which stays. */
function moveAside(folder: string, inode: bigint): boolean {
  const aside = join(folder, `lock.stale-${randomBytes(4).toString('hex')}.sock`);
  try {
    renameSync(join(folder, NAME), aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  const stale = inodeOf(aside) === inode;
  if (!stale) tryLink(aside, join(folder, NAME));
  rmSync(aside, { force: true });
  return stale;
}

function inodeOf(path: string): bigint | null {
  try {
    return lstatSync(path, { bigint: true }).ino;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function inUse(folder: string): OperatorError {
  return new OperatorError(
    'data-in-use',
    `The data folder ${folder} is in use by another running Tadamun; stop that one first, or give this one a folder of its own with DATA_DIR.`,
  );
}
