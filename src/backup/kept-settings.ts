import type { Settings } from '../settings.ts';
import type { SettingValues } from './format.ts';

/** The settings that a backup keeps, apart by whether they may lie in the open. */
export interface KeptSettings {
  readonly open: SettingValues;
  readonly secret: SettingValues;
}

/** DATABASE_URL is never among them: it opens the database that the backup is meant to outlive. */
export function keptSettings(settings: Settings): KeptSettings {
  const open: Record<string, string | null> = {
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrlSet ? settings.publicUrl.href : null,
    MAIL_FROM: settings.mailFrom,
    TRUST_PROXY: settings.trustProxy.join(',') || null,
    ONION_URL: settings.onionUrl,
    LOG_LEVEL: settings.logLevel,
    STARTER: settings.starter,
    COUNT_INTERVAL_MS: String(settings.countIntervalMs),
  };
  return { open: given(open), secret: given({ SMTP_URL: settings.smtpUrl }) };
}

/** The lines of an environment file, as Docker, systemd and shells read it. */
export function environmentFile(values: SettingValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${/^[\w./:@,+-]*$/.test(value) ? value : quoted(value)}\n`)
    .join('');
}

function quoted(value: string): string {
  return value.includes("'") ? `"${value.replace(/["$`\\]/g, '\\$&')}"` : `'${value}'`;
}

function given(values: Record<string, string | null>): SettingValues {
  const kept: SettingValues = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) kept[name] = value;
  return kept;
}
