import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { root } from '../foundation/paths.ts';

/** The names of the migrations of this release, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await readMigrations()).sort();
}

/**
 * Runs the migrations that have not run yet, up to and with `upTo`, within a transaction: unlike `migrate`, which
 * opens one of its own, what it makes is gone again when the rest of a restore fails.
 */
export async function migrateWithin<Tables>(tx: Transaction<Tables>, upTo?: string): Promise<void> {
  // Safe: a migrator runs files of SQL and needs no types of tables.
  const db = tx as unknown as Kysely<unknown>;
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error) throw error;
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const folder = join(root, 'migrations');
  const migrations: Record<string, Migration> = {};
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
    const text = await readFile(join(folder, file), 'utf8');
    migrations[file.slice(0, -4)] = {
      up: (db) =>
        sql
          .raw(text)
          .execute(db)
          .then(() => undefined),
    };
  }
  return migrations;
}
