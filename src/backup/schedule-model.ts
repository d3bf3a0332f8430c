import { z } from 'zod';

/** How backups are made by themselves. */
export const backupPlan = z.object({
  on: z.boolean(),
  /** HH:MM in the time zone of the site. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  keepDays: z.int().min(1).max(365),
  /** `none` until somebody chose: no backup is made then. */
  lock: z.enum(['none', 'recipients', 'passphrase', 'unencrypted']),
  recipients: z.array(z.string().regex(/^age1[0-9a-z]{50,2000}$/)).max(10),
});
export type BackupPlan = z.infer<typeof backupPlan>;

export const noPlan: BackupPlan = { on: false, at: '03:00', keepDays: 30, lock: 'none', recipients: [] };

/** What became of a run; null while it waits or works. */
export type Outcome = 'done' | 'failed' | 'interrupted';

/** Ends of runs that the schedule itself asked for, newest first. */
export interface PastRun {
  at: Date;
  outcome: Outcome | null;
}

/** A failed backup is tried again after this long, and so many times between two planned ones. */
const retryAfterMs = 30 * 60_000;
const mostTries = 4;
/** A restore is tried this often by itself. */
const testEveryDays = 7;
const dayMs = 86_400_000;

/**
 * Whether a backup is due: none was begun since the last planned time; or those that were have failed, not more often
 * than four times, the last of them half an hour ago. One that a stop has cut off is due at once. Before the first
 * backup ever, a plan that was just made is due at once too: whoever makes it sees whether it works.
 */
export function isBackupDue(
  now: Date,
  plan: BackupPlan,
  timeZone: string,
  past: readonly PastRun[],
): boolean {
  if (!plan.on || plan.lock === 'none') return false;
  const planned = lastTimeOf(plan.at, now, timeZone);
  const since = past.filter(({ at }) => at >= planned);
  if (since.some(({ outcome }) => outcome === 'done' || outcome === null)) return false;
  if (since.length >= mostTries) return false;
  const failed = since.filter(({ outcome }) => outcome === 'failed');
  return failed.every(({ at }) => now.getTime() - at.getTime() >= retryAfterMs);
}

/** Whether the next backup is restored for a test: the last good test is a week old, or there was none. */
export function isTestDue(now: Date, lastGoodTest: Date | null): boolean {
  // Half a day early, so that a backup a few minutes earlier than a week ago still counts.
  return lastGoodTest === null || now.getTime() - lastGoodTest.getTime() >= (testEveryDays - 0.5) * dayMs;
}

/** What a backup of a moment is called: its time in UTC, so that names sort by age. */
export function nameOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}.backup`;
}

/** The last moment at or before `now` at which clocks in the time zone showed HH:MM. */
export function lastTimeOf(clock: string, now: Date, timeZone: string): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const shown = clockIn(now, timeZone);
  const minutesAgo = (shown.hour * 60 + shown.minute - (hours * 60 + minutes) + 1440) % 1440;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 - minutesAgo * 60_000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the time zone shows. */
export function clockIn(at: Date, timeZone: string): { hour: number; minute: number } {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number);
  return { hour, minute };
}
