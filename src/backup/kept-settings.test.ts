import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSettings } from '../settings.ts';
import { environmentFile, keptSettings } from './kept-settings.ts';

const environment = {
  PUBLIC_URL: 'https://campaign.example.org',
  SMTP_URL: 'smtps://user:hunter2@mail.example.org:465',
  DATABASE_URL: 'postgres://user:hunter3@db.example.org/tadamun',
  MAIL_FROM: 'Our Coalition <campaign@example.org>',
  TRUST_PROXY: '127.0.0.1,10.0.0.0/8',
};

test('the address of the database is never kept, the mail server only among the secrets', () => {
  const kept = keptSettings(readSettings(environment, '/'));
  expect(JSON.stringify(kept)).not.toContain('hunter3');
  expect(JSON.stringify(kept.open)).not.toContain('hunter');
  expect(kept.secret).toEqual({ SMTP_URL: environment.SMTP_URL });
});

test('what is kept says the same settings again', () => {
  const { open, secret } = keptSettings(readSettings(environment, '/'));
  const again = keptSettings(readSettings({ ...open, ...secret }, '/'));
  expect(again).toEqual({ open, secret });
});

test('a shell reads every value back as it was', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{0,40}$/), (value) => {
      const read = execFileSync('sh', ['-c', `${environmentFile({ VALUE: value })}printf %s "$VALUE"`], {
        encoding: 'utf8',
      });
      expect(read).toBe(value);
    }),
    { numRuns: 60, examples: [[`it's "$HOME" \\ \`x\``]] },
  );
});
