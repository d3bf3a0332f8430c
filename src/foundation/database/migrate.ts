import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { root } from '../paths.ts';
import { openDatabase } from './database.ts';

/**
 * Brings the database to the state of this release: runs the numbered files of `migrations/` that it has not seen,
 * each in the order of its number, all in one transaction under a lock.
 * @param upTo stop after this migration (its name without `.sql`): a restore rebuilds the schema a backup was made on.
 * @returns the names of the migrations that were run.
 * @throws when a file fails (nothing is changed then), or when the database was made by a newer release.
 */
export async function migrate(databaseUrl: string, upTo?: string): Promise<string[]> {
  const { db, close } = openDatabase(databaseUrl, { max: 1, statementTimeout: 0, name: 'tadamun migrate' });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(join(root, 'migrations')) } });
    const { error, results } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest();
    if (error) throw error;
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await close();
  }
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    migrations[file.replace(/\.sql$/, '')] = { up: (db) => sql.raw(text).execute(db).then(() => undefined) };
  }
  return migrations;
}
