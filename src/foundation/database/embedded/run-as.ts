import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import type { SystemUser } from './system-user.ts';

/** The environment of PostgreSQL's programs: nothing of ours, so that no PGDATA or LANG changes what they do. */
export const bareEnv = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a short command to its end as this user (null: as ourselves), with nothing of our environment. */
export function runAs(
  user: SystemUser | null,
  command: string,
  args: string[],
  cwd: string,
): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd, env: bareEnv, encoding: 'utf8', ...idsOf(user) });
}

/** The spawn options that make a child run as this user; as ourselves for null. */
export function idsOf(user: SystemUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
