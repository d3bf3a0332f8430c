import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ImpatientClient } from './impatient.ts';
import type { Tables } from './tables.ts';

/** Typed access to the database; a transaction is one as well. */
export type Db = Kysely<Tables>;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

// Dates and times of the database come as text and Date; a plain date must not be shifted by a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts are bigint; none of ours nears 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens a pool.
 * @param url a PostgreSQL connection URL; `?host=/folder` means a unix socket.
 * @param options.max connections at most (default 10); `statementTimeout` in milliseconds (default 15,000; 0 for none):
 * the server ends a statement that takes longer, and two seconds later the client gives a hung connection up.
 */
export function openDatabase(
  url: string,
  options: { max?: number; statementTimeout?: number; name?: string; onError?: (error: Error) => void } = {},
): Database {
  const statementTimeout = options.statementTimeout ?? 15_000;
  const pool = new pg.Pool({
    Client: ImpatientClient,
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'tadamun',
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout === 0 ? 0 : statementTimeout + 2_000,
    connectionTimeoutMillis: 5_000,
    // A connection that has prepared its statements is worth keeping over a quiet minute.
    idleTimeoutMillis: 300_000,
  });
  // An idle connection that breaks (a restarted server) is dropped by the pool; without a listener Node would exit.
  const onError = (error: Error) => options.onError?.(error);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // Kysely would leave a pool open that it was never asked through.
  return { db, pool, close: () => pool.end() };
}
