import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { APP_ROLE, startEmbedded } from '../src/foundation/database/embedded/server.ts';
import { migrate } from '../src/foundation/database/migrate.ts';
import { loadStarterIfEmpty } from '../src/starter.ts';
import { unpackChromium } from './browser/chromium.ts';
import { urlOf } from './database.ts';

/** One real PostgreSQL for all tests, with two templates: the schema, and the schema with the starter campaign. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await unpackChromium();
  const folder = await mkdtemp(join(tmpdir(), 'tadamun-test-'));
  // As root the server runs as another user, who has to reach its folder.
  await chmod(folder, 0o755);
  const server = await startEmbedded({
    dataDir: folder,
    durable: false,
    // Its cleaner would come at any moment: into a database that is to be dropped, or with statistics that change a plan.
    parameters: { autovacuum: 'off' },
  });
  await query(server.url('postgres', 'postgres'), `alter role ${APP_ROLE} createdb`);
  // For tests that say who of two is ended.
  await query(server.url('postgres', 'postgres'), `grant set on parameter deadlock_timeout to ${APP_ROLE}`);
  const url = server.url('postgres');
  await query(url, 'create database template_migrated');
  await migrate(urlOf('template_migrated', url));
  await query(url, 'create database template_starter template template_migrated');
  await loadStarterIfEmpty(urlOf('template_starter', url), { starter: 'all' });
  project.provide('databaseServer', url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
