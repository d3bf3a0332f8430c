import { expect, test } from 'vitest';
import { readSettings } from '../settings.ts';
import { type Seen, warningsOf } from './health-model.ts';

const now = new Date('2026-03-02T12:00:00Z');
const hours = (n: number) => new Date(now.getTime() - n * 3_600_000);
const good: Seen = {
  now,
  disk: { freeBytes: 50e9, allBytes: 100e9 },
  lastBackup: hours(9),
  lastTest: hours(90),
  failedBackup: null,
};
const safe = readSettings(
  {
    PUBLIC_URL: 'https://c.example.org',
    SMTP_URL: 'smtps://m.example.org',
    SECRET_KEY_FILE: '/etc/k',
    DATA_DIR: '/d',
  },
  '/',
);

test('a site that is run as advised is left in peace', () => {
  expect(warningsOf(safe, good)).toEqual([]);
});

test('each fault is named', () => {
  const bare = readSettings({ DATA_DIR: '/d' }, '/');
  expect(warningsOf(bare, good)).toEqual(['no_smtp', 'no_public_url', 'key_beside']);
  // With the database elsewhere, the folder holds the key but not what it opens.
  expect(warningsOf({ ...bare, databaseUrl: 'postgres://x/y' }, good)).not.toContain('key_beside');
  expect(warningsOf(safe, { ...good, lastBackup: null, lastTest: null })).toEqual(['no_backup']);
  expect(warningsOf(safe, { ...good, lastBackup: hours(37) })).toEqual(['old_backup']);
  expect(warningsOf(safe, { ...good, failedBackup: 'disk-full', lastTest: null })).toEqual([
    'failed_backup',
    'no_test',
  ]);
  expect(warningsOf(safe, { ...good, lastTest: hours(24 * 11) })).toEqual(['old_test']);
  expect(warningsOf(safe, { ...good, disk: { freeBytes: 1e9, allBytes: 10e9 } })).toEqual(['disk']);
  expect(warningsOf(safe, { ...good, disk: { freeBytes: 9e9, allBytes: 100e9 } })).toEqual(['disk']);
});
