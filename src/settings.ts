import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from './foundation/errors.ts';

/** What the one who runs the server may set, read and checked. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where visitors reach the site; its path is always '/'. */
  readonly publicUrl: URL;
  /** Whether PUBLIC_URL was given, or derived from HOST and PORT. */
  readonly publicUrlSet: boolean;
  /** Absolute. */
  readonly dataDir: string;
  /** Secret. Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Secret. Null: mails stay in the outbox. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** Absolute. */
  readonly secretKeyFile: string;
  /** CIDR networks whose forwarding headers are believed. */
  readonly trustProxy: readonly string[];
  /** Origin of the onion service, without a slash at its end. */
  readonly onionUrl: string | null;
  readonly logLevel: (typeof logLevels)[number];
  readonly starter: 'all' | 'none';
  readonly countIntervalMs: number;
  readonly undoSeconds: number;
  /** Absolute: where backups on a schedule are laid. */
  readonly backupDir: string;
  /** Absolute: a file that holds the passphrase of these backups. Null: there is none. */
  readonly backupPassphraseFile: string | null;
  /** Of the virus scanner, as `tcp://host:port` or `unix:/path`. Null: uploads are not scanned. */
  readonly clamdUrl: string | null;
}

/** What a child process of the supervisor gets: the database is settled by then. */
export interface ChildSettings extends Settings {
  readonly databaseUrl: string;
}

/** A setting that is ill-formed; the message names it and says what to write instead, without repeating a secret. */
export class SettingsError extends OperatorError {
  readonly setting: string;

  constructor(setting: string, message: string) {
    super('setting', message);
    this.name = 'SettingsError';
    this.setting = setting;
  }
}

type Environment = Record<string, string | undefined>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

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

/**
 * Reads the settings from an environment. A setting that is empty counts as not given.
 *
 * @param cwd absolute; relative paths are meant from here
 * @throws SettingsError for the first setting that is ill-formed
 */
export function readSettings(env: Environment, cwd: string): Settings {
  const given: Environment = {};
  for (const name of Object.keys(settingsSchema.shape)) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'setting');
    throw new SettingsError(name, `${name} ${issue?.message ?? 'is ill-formed'}.`);
  }
  const values = parsed.data;
  if (values.SMTP_URL && !values.PUBLIC_URL) {
    throw new SettingsError(
      'PUBLIC_URL',
      'PUBLIC_URL must be set when SMTP_URL is, because the links in mails are made from it; write for example PUBLIC_URL=https://campaign.example.org.',
    );
  }
  const folder = resolve(cwd, values.DATA_DIR);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? localUrl(values.HOST, values.PORT),
    publicUrlSet: values.PUBLIC_URL !== undefined,
    dataDir: folder,
    databaseUrl: values.DATABASE_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM ?? null,
    secretKeyFile: values.SECRET_KEY_FILE ? resolve(cwd, values.SECRET_KEY_FILE) : join(folder, 'secret.key'),
    trustProxy: values.TRUST_PROXY,
    onionUrl: values.ONION_URL ?? null,
    logLevel: values.LOG_LEVEL,
    starter: values.STARTER,
    countIntervalMs: values.COUNT_INTERVAL_MS,
    undoSeconds: values.UNDO_SECONDS,
    backupDir: values.BACKUP_DIR ? resolve(cwd, values.BACKUP_DIR) : join(folder, 'backups'),
    backupPassphraseFile: values.BACKUP_PASSPHRASE_FILE ? resolve(cwd, values.BACKUP_PASSPHRASE_FILE) : null,
    clamdUrl: values.CLAMD_URL ?? null,
  };
}

/** The settings of a child process: TADAMUN_DATABASE_URL, made by the supervisor, names the database. */
export function readChildSettings(env: Environment, cwd: string): ChildSettings {
  const databaseUrl = env.TADAMUN_DATABASE_URL;
  if (!databaseUrl)
    throw new SettingsError(
      'TADAMUN_DATABASE_URL',
      'This process is started by the server, not by hand; run npm start.',
    );
  return { ...readSettings(env, cwd), databaseUrl };
}

function localUrl(name: string, number: number): URL {
  return new URL(`http://${isIP(name) === 6 ? `[${name}]` : name}:${number}`);
}

function isWholeNumber(least: number, most: number): (value: string) => boolean {
  return (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function isHost(value: string): boolean {
  if (isIP(value) !== 0) return !value.includes('%');
  // A name whose last label is a number is read as an IPv4 address by URL parsers (WHATWG URL, host parsing).
  return (
    /^(?!.*\.?\d+$)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(
      value,
    ) && URL.canParse(`http://${value}:1`)
  );
}

function isPath(value: string): boolean {
  return !/\p{Cc}/u.test(value) && (isAbsolute(value) || value.length > 0);
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password
  );
}

function isDatabaseUrl(value: string): boolean {
  // An empty host means a local socket, named by ?host=; URL needs some host to parse the rest.
  const url = URL.parse(value.replace('@/', '@localhost/'));
  return (
    url !== null &&
    /^postgres(?:ql)?:$/.test(url.protocol) &&
    url.pathname.length > 1 &&
    !url.hash &&
    isDecodable(url)
  );
}

function isSmtpUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/?$/.test(url.pathname) &&
    !url.hash &&
    isDecodable(url)
  );
}

function isClamdUrl(value: string): boolean {
  if (/^unix:\/[^\p{Cc}]+$/u.test(value)) return true;
  const url = URL.parse(value);
  return (
    url !== null &&
    url.protocol === 'tcp:' &&
    url.hostname !== '' &&
    url.port !== '' &&
    /^\/?$/.test(url.pathname) &&
    !url.username &&
    !url.search &&
    !url.hash
  );
}

function isDecodable(url: URL): boolean {
  try {
    for (const part of [url.username, url.password, url.hostname, url.pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** An address or a network in CIDR notation, as a network; null when it is neither. */
function toNetwork(value: string): string | null {
  const [address = '', length, ...more] = value.split('/');
  const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
  if (bits === 0 || address.includes('%') || more.length > 0) return null;
  if (length === undefined) return `${address}/${bits}`;
  return isWholeNumber(0, bits)(length) ? value : null;
}
