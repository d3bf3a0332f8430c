import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from './foundation/paths.ts';
import { readChildSettings, readSettings, SettingsError } from './settings.ts';
import { settingsSchema } from './settings-schema.ts';

const names = Object.keys(settingsSchema.shape);
const onion = `http://${'a'.repeat(56)}.onion`;

describe('readSettings', () => {
  test('needs nothing', () => {
    const settings = readSettings({}, '/srv/site');
    expect(settings).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrlSet: false,
      dataDir: '/srv/site/data',
      databaseUrl: null,
      smtpUrl: null,
      mailFrom: null,
      secretKeyFile: '/srv/site/data/secret.key',
      trustProxy: [],
      onionUrl: null,
      logLevel: 'info',
      starter: 'all',
      countIntervalMs: 1000,
      clamdUrl: null,
    });
    expect(settings.publicUrl.href).toBe('http://127.0.0.1:8080/');
  });

  test('an empty setting is one not given', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' }, '/')).toMatchObject({
      port: 8080,
      databaseUrl: null,
    });
  });

  test.each([
    ['PORT', '1', { port: 1 }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'db-1.example.org', { host: 'db-1.example.org' }],
    [
      'DATA_DIR',
      '/var/lib/tadamun',
      { dataDir: '/var/lib/tadamun', secretKeyFile: '/var/lib/tadamun/secret.key' },
    ],
    [
      'DATABASE_URL',
      'postgres://u:p%40ss@db.example.org/t',
      { databaseUrl: 'postgres://u:p%40ss@db.example.org/t' },
    ],
    ['DATABASE_URL', 'postgres://u@/t?host=/run/pg', { databaseUrl: 'postgres://u@/t?host=/run/pg' }],
    [
      'DATABASE_URL',
      'postgresql://u@%2Frun%2Fpg:5432/t',
      { databaseUrl: 'postgresql://u@%2Frun%2Fpg:5432/t' },
    ],
    ['MAIL_FROM', 'a@example.org', { mailFrom: 'a@example.org' }],
    ['MAIL_FROM', 'تضامن <a@example.org>', { mailFrom: 'تضامن <a@example.org>' }],
    ['TRUST_PROXY', '127.0.0.1, 10.0.0.0/8 ::1', { trustProxy: ['127.0.0.1/32', '10.0.0.0/8', '::1/128'] }],
    ['ONION_URL', `${onion}/`, { onionUrl: onion }],
    ['STARTER', 'none', { starter: 'none' }],
    ['COUNT_INTERVAL_MS', '250', { countIntervalMs: 250 }],
    ['CLAMD_URL', 'tcp://[::1]:3310', { clamdUrl: 'tcp://[::1]:3310' }],
    ['CLAMD_URL', 'unix:/run/clamd.ctl', { clamdUrl: 'unix:/run/clamd.ctl' }],
  ])('%s=%s is accepted', (name, value, expected) => {
    expect(readSettings({ [name]: value }, '/')).toMatchObject(expected);
  });

  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '8e3'],
    ['HOST', 'http://example.org'],
    ['HOST', '127.0.0.1:80'],
    ['HOST', '256.1.1.1'],
    ['PUBLIC_URL', 'example.org'],
    ['PUBLIC_URL', 'https://example.org/site'],
    ['PUBLIC_URL', 'https://u:hush@example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://u:hush@example.org/t'],
    ['DATABASE_URL', 'postgres://u:hush@example.org'],
    ['DATABASE_URL', 'postgres://u:hush#1@example.org/t'],
    ['DATABASE_URL', 'postgres://u:hush%zz@example.org/t'],
    ['SMTP_URL', 'mail.example.org:465'],
    ['SMTP_URL', 'smtp://'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@example.org'],
    ['MAIL_FROM', 'a@example.org\r\nBcc: b@example.org'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['ONION_URL', 'http://example.onion'],
    ['LOG_LEVEL', 'loud'],
    ['STARTER', 'some'],
    ['COUNT_INTERVAL_MS', '1'],
    ['CLAMD_URL', '127.0.0.1:3310'],
    ['CLAMD_URL', 'tcp://scanner.example.org'],
    ['CLAMD_URL', 'unix:clamd.ctl'],
  ])('%s=%s is refused in one sentence that names it and holds no secret', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.setting).toBe(name);
    expect(error.message).toMatch(new RegExp(`^${name} must .*write.*${name}=.*\\.$`));
    expect(error.message).not.toContain('\n');
    expect(error.message).not.toContain('hush');
  });

  test('mails need a public address for their links', () => {
    const error = refusal({ SMTP_URL: 'smtp://mail.example.org' });
    expect(error.message).toContain('PUBLIC_URL');
    const both = { SMTP_URL: 'smtp://mail.example.org', PUBLIC_URL: 'https://example.org' };
    expect(readSettings(both, '/').smtpUrl).toBe('smtp://mail.example.org');
  });

  test('whatever is written, it is read or refused with a sentence', () => {
    const pieces = fc.constantFrom(
      ...'@:/?#%[]<>,. 01afz',
      '::',
      '//',
      'postgres://',
      'smtp://',
      'https://',
      '.onion',
      '\r\n',
      '\0',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.ipV6(),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    const env = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(env, (given) => {
        try {
          const settings = readSettings(given, '/srv');
          expect(settings.dataDir.startsWith('/')).toBe(true);
        } catch (error) {
          if (!(error instanceof SettingsError)) throw error;
          expect(error.message).toMatch(/^[A-Z_]+ .+\.$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('each setting alone: read, or refused under its own name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 40 }), (name, value) => {
        try {
          readSettings({ [name]: value }, '/srv');
        } catch (error) {
          if (!(error instanceof SettingsError)) throw error;
          expect(name === 'SMTP_URL' ? ['SMTP_URL', 'PUBLIC_URL'] : [name]).toContain(error.setting);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

test('a child process gets the settled database, and does not start by hand', () => {
  expect(() => readChildSettings({}, '/')).toThrow(SettingsError);
  const settings = readChildSettings(
    { TADAMUN_DATABASE_URL: 'postgres://a@b/c', DATABASE_URL: 'postgres://x@y/z' },
    '/',
  );
  expect(settings.databaseUrl).toBe('postgres://a@b/c');
});

test('docs/settings.md tells every setting, its default and its meaning', () => {
  const documented = readFileSync(join(root, 'docs', 'settings.md'), 'utf8');
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    // Absent from the schema's defaults means: no default.
    const initial = schema.safeParse(undefined);
    const start = `| \`${name}\` |`;
    const line = documented.split('\n').find((row) => row.startsWith(start)) ?? '';
    expect(line, `docs/settings.md lacks ${name}`).not.toBe('');
    expect(line).toContain(schema.description);
    const value = initial.success ? initial.data : undefined;
    if (typeof value === 'string' || typeof value === 'number') expect(line).toContain(`\`${value}\``);
  }
});

function refusal(env: Record<string, string>): SettingsError {
  try {
    readSettings(env, '/');
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('accepted');
}
