import { z } from 'zod';
import {
  isClamdUrl,
  isDatabaseUrl,
  isHost,
  isPath,
  isSmtpUrl,
  isWebAddress,
  isWholeNumber,
  toNetwork,
} from './settings-values.ts';

/** How much is logged, from least to most. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const port = z
  .string()
  .default('8080')
  .refine(isWholeNumber(1, 65535), 'must be a whole number from 1 to 65535; write for example PORT=8080')
  .transform(Number)
  .describe('The TCP port to listen on.');

const host = z
  .string()
  .default('127.0.0.1')
  .refine(
    isHost,
    'must be an IP address or a host name of this machine; write for example HOST=127.0.0.1, or HOST=0.0.0.0 for every network',
  )
  .describe(
    'The address to listen on. The default is reached from this machine only, as by a reverse proxy.',
  );

const publicUrl = z
  .string()
  .refine(
    (value) => isWebAddress(value),
    'must be the address of the site without a path, a query or a password; write for example PUBLIC_URL=https://campaign.example.org',
  )
  .transform((value) => new URL(value))
  .optional()
  .describe(
    'Where visitors reach the site. Every absolute link, in pages and in mails, is made from it. The default is made from `HOST` and `PORT`.',
  );

const dataDir = z
  .string()
  .default('./data')
  .refine(isPath, 'must be the path of a folder; write for example DATA_DIR=/var/lib/tadamun')
  .describe(
    'The folder that holds everything this installation keeps. It is made when absent, and belongs on a local disk.',
  );

const databaseUrl = z
  .string()
  .refine(
    isDatabaseUrl,
    'must be the address of a PostgreSQL database, special characters in the password written as %XX; write for example DATABASE_URL=postgres://user:password@db.example.org:5432/tadamun',
  )
  .optional()
  .describe('A PostgreSQL server, 15 or later, to use in place of the embedded one. Secret.');

const smtpUrl = z
  .string()
  .refine(
    isSmtpUrl,
    'must be the address of a mail server, special characters in the password written as %XX; write for example SMTP_URL=smtps://user:password@mail.example.org:465',
  )
  .optional()
  .describe(
    'The mail server that sends our mails; needs `PUBLIC_URL`. Without it mails are kept in the outbox, encrypted, 14 days. Secret.',
  );

const mailFrom = z
  .string()
  .refine(
    (value) =>
      /^(?:[^<>\p{Cc}]{1,100} )?<?[^\s<>@\p{Cc}]{1,64}@[^\s<>@\p{Cc}]{1,255}>?$/u.test(value) &&
      value.includes('<') === value.endsWith('>'),
    'must be a mail address, with or without a name before it; write for example MAIL_FROM="Our Coalition <campaign@example.org>"',
  )
  .optional()
  .describe('The sender of our mails.');

const secretKeyFile = z
  .string()
  .refine(isPath, 'must be the path of a file; write for example SECRET_KEY_FILE=/etc/tadamun/secret.key')
  .optional()
  .describe(
    'The file that holds the key personal data is encrypted with. It is made when absent. The default lies in `DATA_DIR`; better it lies elsewhere.',
  );

const trustProxy = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
  .refine(
    (parts) => parts.every((part) => toNetwork(part) !== null),
    'must be a list of networks or addresses of your reverse proxies, separated by commas; write for example TRUST_PROXY=127.0.0.1/32,10.0.0.0/8',
  )
  .transform((parts) => parts.map((part) => toNetwork(part) ?? part))
  .describe(
    'The networks of the reverse proxies whose `X-Forwarded-For` is believed, separated by commas. The default believes nobody.',
  );

const onionUrl = z
  .string()
  .refine(
    (value) => /^https?:\/\/[a-z2-7]{56}\.onion\/?$/.test(value),
    'must be the address of an onion service, 56 letters and digits and .onion; write for example ONION_URL=http://ADDRESS.onion',
  )
  .transform((value) => value.replace(/\/$/, ''))
  .optional()
  .describe('The onion service that serves the same site; browsers that can are told of it.');

const logLevel = z
  .string()
  .default('info')
  .pipe(z.enum(logLevels, `must be one of ${logLevels.join(', ')}; write for example LOG_LEVEL=info`))
  .describe(
    `How much is logged: ${logLevels.map((level) => `\`${level}\``).join(', ')}. No level logs personal data.`,
  );

const starter = z
  .string()
  .default('all')
  .pipe(z.enum(['all', 'none'], 'must be all or none; write STARTER=none for an empty site'))
  .describe(
    'What an empty database is filled with: `all`, the campaign that comes with the software, or `none`.',
  );

const countIntervalMs = z
  .string()
  .default('1000')
  .refine(
    isWholeNumber(100, 60_000),
    'must be a whole number of milliseconds from 100 to 60000; write for example COUNT_INTERVAL_MS=1000',
  )
  .transform(Number)
  .describe('How often new signatures are added to the count, in milliseconds.');

const undoSeconds = z
  .string()
  .default('600')
  .refine(
    isWholeNumber(0, 86_400),
    'must be a whole number of seconds from 0 to 86400; write for example UNDO_SECONDS=600',
  )
  .transform(Number)
  .describe(
    'How long a mail about a decision on a signature waits, in seconds, so that it can be taken back before anybody hears of it.',
  );

const backupDir = z
  .string()
  .refine(isPath, 'must be the path of a folder; write for example BACKUP_DIR=/backups/tadamun')
  .optional()
  .describe(
    'The folder that backups on a schedule are laid in. The default lies in `DATA_DIR`; better it is another disk.',
  );

const backupPassphraseFile = z
  .string()
  .refine(
    isPath,
    'must be the path of a file; write for example BACKUP_PASSPHRASE_FILE=/etc/tadamun/backup.passphrase',
  )
  .optional()
  .describe(
    'The file that holds the passphrase of backups on a schedule, at least 12 characters on one line. Not needed where they are encrypted to an age key.',
  );

const clamdUrl = z
  .string()
  .refine(
    isClamdUrl,
    'must be the address of a clamd, by TCP or by a socket; write for example CLAMD_URL=tcp://127.0.0.1:3310 or CLAMD_URL=unix:/run/clamav/clamd.ctl',
  )
  .optional()
  .describe(
    'A clamd that scans uploaded files for viruses. While it does not answer, uploads wait. Without it they are not scanned.',
  );

/** Every setting: its default and its meaning. docs/settings.md is tested against it. */
export const settingsSchema = z.object({
  PORT: port,
  HOST: host,
  PUBLIC_URL: publicUrl,
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  MAIL_FROM: mailFrom,
  SECRET_KEY_FILE: secretKeyFile,
  TRUST_PROXY: trustProxy,
  ONION_URL: onionUrl,
  LOG_LEVEL: logLevel,
  STARTER: starter,
  COUNT_INTERVAL_MS: countIntervalMs,
  UNDO_SECONDS: undoSeconds,
  BACKUP_DIR: backupDir,
  BACKUP_PASSPHRASE_FILE: backupPassphraseFile,
  CLAMD_URL: clamdUrl,
});
