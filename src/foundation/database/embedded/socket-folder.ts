import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../../errors.ts';
import type { SystemUser } from './system-user.ts';

const SOCKET = '.s.PGSQL.5432';
/** Longest folder whose socket, `/.s.PGSQL.5432`, still has a path that every system takes (103 bytes on macOS). */
const LONGEST = 88;

/**
 * The folder of PostgreSQL's socket, which only its user and root can enter: that is the whole access
 * control of the embedded server. `run` in the data folder; where that path is too long, a folder in the
 * temporary folder named by a hash of it.
 *
 * The caller knows that no PostgreSQL runs on this data folder.
 *
 * @throws OperatorError when somebody else has put something in its place
 */
export function makeSocketFolder(dataDir: string, user: SystemUser | null): string {
  const inside = join(dataDir, 'run');
  const short = Buffer.byteLength(inside) <= LONGEST;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = short ? inside : join(tmpdir(), `tadamun-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const owners = [process.getuid?.(), user?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new OperatorError(
      'data-unusable',
      `The folder ${folder} belongs to somebody else; remove it, or choose another data folder with DATA_DIR.`,
    );
  }
  chmodSync(folder, 0o700);
  // Nothing of ours listens here any more; the number in a lock left by a kill may by now be another process's.
  for (const left of [SOCKET, `${SOCKET}.lock`]) rmSync(join(folder, left), { force: true });
  if (user && found.uid !== user.uid) chownSync(folder, user.uid, user.gid);
  return folder;
}
