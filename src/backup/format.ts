import { z } from 'zod';

/** The version of the format that this release writes, and the newest that it reads. See docs/decisions/0004. */
export const formatVersion = 1;

/** One piece of a table's data holds about this many bytes: a tar entry has to know its size before it begins. */
export const pieceBytes = 256 * 1024;

/** The largest entry that is read into memory: everything but tables and files. */
export const largestDocument = 64 * 1024 * 1024;

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(0);

/** What tells a release whether it can read the rest. */
export const preface = z.object({ format: z.literal('tadamun-backup'), version: z.int().min(1) });

/** The first entry, `manifest.json`: all that is known before the first row is read. */
export const manifestShape = z.strictObject({
  format: z.literal('tadamun-backup'),
  version: z.literal(formatVersion),
  madeAt: z.iso.datetime(),
  /** Version of Tadamun. */
  product: z.string(),
  /** Version of PostgreSQL, as it says itself. */
  postgres: z.string(),
  /** Names of the migrations that had run, in their order. */
  migrations: z.array(z.string().regex(/^\d{4}_[a-z0-9_]+$/)).min(1),
  /** In the order in which they can be loaded: a table stands after those that it refers to. */
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1) })),
  /** Whether the secret key and secret settings are inside. */
  secrets: z.boolean(),
});

/** The last entry, `checksums.json`: what everything before it must be. */
export const checksumsShape = z.strictObject({
  /** Of the data of each table, its pieces joined. */
  tables: z.array(z.strictObject({ name, rows: size, bytes: size, sha256 })),
  /** Of every other entry, in their order; this one excepted. */
  entries: z.array(z.strictObject({ name: z.string(), bytes: size, sha256 })),
  /** Stored files that the database names and the data folder did not have, or not any more as they were. */
  missing: z.array(sha256),
  damaged: z.array(sha256),
});

/** Settings by the names of their environment variables. */
export const settingsShape = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());

export type Manifest = z.infer<typeof manifestShape>;
export type Checksums = z.infer<typeof checksumsShape>;
export type SettingValues = z.infer<typeof settingsShape>;

/** The names of entries; a table's data is in numbered pieces, a stored file lies as in the data folder. */
export const entryNames = {
  manifest: 'manifest.json',
  settings: 'settings.json',
  secretKey: 'secrets/secret.key',
  secretSettings: 'secrets/settings.json',
  checksums: 'checksums.json',
  piece: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, '0')}.copy`,
  file: (hash: string) => `files/${hash.slice(0, 2)}/${hash.slice(2)}`,
} as const;

/** What an entry is, by its name; null for a name that this format does not know. No name is ever used as a path. */
export function entryKind(
  entry: string,
):
  | { kind: 'document' }
  | { kind: 'piece'; table: string; number: number }
  | { kind: 'file'; sha256: string }
  | null {
  const { manifest, settings, secretKey, secretSettings, checksums } = entryNames;
  if ([manifest, settings, secretKey, secretSettings, checksums].some((known) => known === entry)) {
    return { kind: 'document' };
  }
  const [, table, number] = /^tables\/([a-z_][a-z0-9_]{0,62})\/(\d{6,})\.copy$/.exec(entry) ?? [];
  if (table !== undefined && number !== undefined) return { kind: 'piece', table, number: Number(number) };
  const [, head, rest] = /^files\/([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(entry) ?? [];
  if (head !== undefined && rest !== undefined) return { kind: 'file', sha256: head + rest };
  return null;
}
