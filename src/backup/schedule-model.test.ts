import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BackupPlan,
  clockIn,
  isBackupDue,
  isTestDue,
  lastTimeOf,
  nameOf,
  noPlan,
} from './schedule-model.ts';

const plan: BackupPlan = { ...noPlan, on: true, lock: 'unencrypted', at: '03:00' };
const baghdad = 'Asia/Baghdad';
/** 03:00 in Baghdad is midnight in UTC. */
const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const ago = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000);

test('a plan that is off, or that nobody can open, makes nothing', () => {
  expect(isBackupDue(at('12:00:00'), { ...plan, on: false }, baghdad, [])).toBe(false);
  expect(isBackupDue(at('12:00:00'), { ...plan, lock: 'none' }, baghdad, [])).toBe(false);
});

test('once a day at its time, by the clock of the site', () => {
  const yesterday = { at: new Date('2026-03-01T00:00:30Z'), outcome: 'done' as const };
  expect(isBackupDue(new Date('2026-03-01T23:59:59Z'), plan, baghdad, [yesterday])).toBe(false);
  expect(isBackupDue(at('00:00:00'), plan, baghdad, [yesterday])).toBe(true);
  const today = { at: at('00:00:20'), outcome: 'done' as const };
  expect(isBackupDue(at('00:01:00'), plan, baghdad, [today, yesterday])).toBe(false);
  expect(isBackupDue(at('23:59:00'), plan, baghdad, [today, yesterday])).toBe(false);
});

test('a failure is tried again after half an hour, four times in all; what is being made is left alone', () => {
  const now = at('10:00:00');
  const failed = (minutes: number) => ({ at: ago(now, minutes), outcome: 'failed' as const });
  expect(isBackupDue(now, plan, baghdad, [failed(29)])).toBe(false);
  expect(isBackupDue(now, plan, baghdad, [failed(31)])).toBe(true);
  expect(isBackupDue(now, plan, baghdad, [failed(31), failed(70), failed(110)])).toBe(true);
  expect(isBackupDue(now, plan, baghdad, [failed(31), failed(70), failed(110), failed(150)])).toBe(false);
  expect(isBackupDue(now, plan, baghdad, [{ at: ago(now, 5), outcome: null }])).toBe(false);
});

test('whatever the hour, the last planned time is at most a day old and shows the planned clock', () => {
  const times = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const clocks = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  fc.assert(
    fc.property(times, clocks, (now, [hour, minute]) => {
      const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      const planned = lastTimeOf(clock, now, baghdad);
      const shown = clockIn(planned, baghdad);
      const age = now.getTime() - planned.getTime();
      return age >= 0 && age < 86_400_000 + 60_000 && shown.hour === hour && shown.minute === minute;
    }),
  );
});

test('a restore is tested once a week, and names sort by age', () => {
  const now = at('00:00:00');
  expect(isTestDue(now, null)).toBe(true);
  expect(isTestDue(now, ago(now, 6 * 1440))).toBe(false);
  expect(isTestDue(now, ago(now, 7 * 1440 - 3))).toBe(true);
  expect(nameOf(now)).toBe('2026-03-02-000000.backup');
  expect(nameOf(now) < nameOf(at('00:00:01'))).toBe(true);
});
