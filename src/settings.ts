import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { OperatorError } from './foundation/errors.ts';
import { type logLevels, settingsSchema } from './settings-schema.ts';

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
