import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { root } from '../paths.ts';
import { openDatabase } from './database.ts';

/**
 * Brings the database to the state of this release: runs the numbered files of `migrations/` that it has not seen,
 * each in the order of its number, all in one transaction under a lock.
 * @returns the names of the migrations that were run.
 * @throws when a file fails (nothing is changed then), or when the database was made by a newer release.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const { db, close } = openDatabase(databaseUrl, { max: 1, statementTimeout: 0, name: 'tadamun migrate' });
  try {
    const { error, results } = await migratorOf(db).migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await close();
  }
}

/**
 * Runs the migrations that have not run yet, up to and with `upTo`, within a transaction: what it makes is gone again
 * when the rest of a restore fails. Never give it a migration that has run: Kysely would go back to it.
 */
export async function migrateWithin<Tables>(tx: Transaction<Tables>, upTo?: string): Promise<void> {
  // Safe: a migrator runs files of SQL and needs no types of tables.
  const migrator = migratorOf(tx as unknown as Kysely<unknown>);
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error) throw error;
}

/** The names of the migrations of this release, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await readMigrations()).sort();
}

function migratorOf<T>(db: Kysely<T>): Migrator {
  return new Migrator({ db, provider: { getMigrations: readMigrations } });
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const folder = join(root, 'migrations');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    migrations[file.replace(/\.sql$/, '')] = {
      up: (db) =>
        sql
          .raw(text)
          .execute(db)
          .then(() => undefined),
    };
  }
  return migrations;
}
