import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { OperatorError } from '../../errors.ts';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom PostgreSQL runs as. It refuses to run as root; so under root it is the owner of the cluster if there is one,
 * else the system user `postgres`, else `tadamun`, which is made if that is possible, else `nobody`.
 *
 * @param cluster the cluster's folder, which may be absent
 * @returns null: as ourselves
 */
export function chooseSystemUser(cluster: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const owned = lstatSync(cluster, { throwIfNoEntry: false });
  if (owned && owned.uid !== 0) return { name: nameOf(owned.uid), uid: owned.uid, gid: owned.gid };
  const user = lookUp('postgres') ?? lookUp('tadamun') ?? makeUser() ?? lookUp('nobody');
  if (user) return user;
  throw new OperatorError(
    'no-system-user',
    'PostgreSQL cannot run as root and no system user could be made for it; start Tadamun as an ordinary user, or name a PostgreSQL with DATABASE_URL.',
  );
}

function makeUser(): SystemUser | null {
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'tadamun',
  ];
  return spawnSync('useradd', args).status === 0 ? lookUp('tadamun') : null;
}

function lookUp(name: string): SystemUser | null {
  const uid = id('-u', name);
  const gid = id('-g', name);
  return uid === null || gid === null || uid === 0 ? null : { name, uid, gid };
}

function id(what: string, name: string): number | null {
  const { status, stdout } = spawnSync('id', [what, name], { encoding: 'utf8' });
  return status === 0 && /^\d+\s*$/.test(stdout) ? Number(stdout) : null;
}

function nameOf(uid: number): string {
  const { status, stdout } = spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : String(uid);
}
