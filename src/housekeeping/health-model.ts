import { sep } from 'node:path';
import type { Settings } from '../settings.ts';

/** What an owner should be told about the way the site is run. */
export const warnings = [
  'no_smtp',
  'no_public_url',
  'key_beside',
  'no_backup',
  'old_backup',
  'failed_backup',
  'no_test',
  'old_test',
  'disk',
] as const;
export type Warning = (typeof warnings)[number];

/** Half a day beyond the day and the week in which they are planned. */
const oldBackupMs = 36 * 3_600_000;
const oldTestMs = 10 * 86_400_000;
const leastFreeBytes = 2e9;
const leastFreeShare = 0.1;

export interface Disk {
  freeBytes: number;
  allBytes: number;
}

/** What is asked of: the settings of the server, and what was seen. */
export interface Seen {
  now: Date;
  disk: Disk | null;
  lastBackup: Date | null;
  lastTest: Date | null;
  failedBackup: string | null;
}

/** @returns what to warn of, the most urgent first as `warnings` has them. */
export function warningsOf(
  settings: Pick<Settings, 'smtpUrl' | 'publicUrlSet' | 'secretKeyFile' | 'dataDir' | 'databaseUrl'>,
  seen: Seen,
): Warning[] {
  const age = (at: Date | null) => (at === null ? null : seen.now.getTime() - at.getTime());
  const [backup, test] = [age(seen.lastBackup), age(seen.lastTest)];
  const holds: Record<Warning, boolean> = {
    no_smtp: settings.smtpUrl === null,
    no_public_url: !settings.publicUrlSet,
    // A server of its own keeps the database elsewhere; who takes one of the two has not taken the other.
    key_beside: settings.databaseUrl === null && settings.secretKeyFile.startsWith(settings.dataDir + sep),
    no_backup: backup === null,
    old_backup: backup !== null && backup > oldBackupMs,
    failed_backup: seen.failedBackup !== null,
    no_test: backup !== null && test === null,
    old_test: test !== null && test > oldTestMs,
    disk: seen.disk !== null && isFull(seen.disk),
  };
  return warnings.filter((warning) => holds[warning]);
}

function isFull({ freeBytes, allBytes }: Disk): boolean {
  return freeBytes < leastFreeBytes || freeBytes < allBytes * leastFreeShare;
}
