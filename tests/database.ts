import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../src/foundation/database/database.ts';
import { dropDatabase } from '../src/foundation/database/drop.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server with the right to make databases; its URL names the database `postgres`. */
    databaseServer: string;
  }
}

export interface TestDatabase extends Database {
  readonly url: string;
}

/** The server's URL with another database. */
export function urlOf(database: string, server = inject('databaseServer')): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * A database of this test's or file's own, cloned from a migrated template; dropped when the file ends.
 * @param options.starter with the starter campaign, else empty but for the schema.
 */
export async function testDatabase(options: { starter: boolean }): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(
    `create database ${name} template ${options.starter ? 'template_starter' : 'template_migrated'}`,
  );
  const url = urlOf(name);
  const database = openDatabase(url, { max: 12, statementTimeout: 60_000 });
  const drop = async () => {
    await database.close().catch(() => {});
    if (await dropDatabase(onServer, name, 240_000)) return;
    throw new Error(`the database ${name} could not be dropped`);
  };
  try {
    onTestFinished(drop);
  } catch {
    afterAll(drop);
  }
  return { ...database, url };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
