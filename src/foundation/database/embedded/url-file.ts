import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running server tells the command line how to reach its database: `run/database-url`, readable by its user only. */
function fileIn(dataDir: string): string {
  return join(dataDir, 'run', 'database-url');
}

/** Written under another name first and exclusively: neither half a file nor somebody's link is ever followed. */
export function writeUrlFile(dataDir: string, url: string): void {
  mkdirSync(join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  const partial = `${fileIn(dataDir)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(partial, `${url}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(partial, fileIn(dataDir));
}

export function removeUrlFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** Null when no server runs, or when it is still starting. */
export function readUrlFile(dataDir: string): string | null {
  return existsSync(fileIn(dataDir)) ? readFileSync(fileIn(dataDir), 'utf8').trim() : null;
}
