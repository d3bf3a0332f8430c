import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, OperatorError } from '../errors.ts';

const OLDEST_MAJOR = 15;
const CONNECT_WITHIN_MS = 10_000;
const STARTING_WITHIN_MS = 30_000;

/**
 * Checks that the database that DATABASE_URL names answers and is fit: PostgreSQL 15 or later, UTF-8, writable,
 * and that its user may create schemas in it. A server that says it is just starting is waited for.
 *
 * @throws OperatorError with one sentence, which never holds the password
 */
export async function checkServer(url: string): Promise<void> {
  const client = await connect(url);
  try {
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major,
              current_setting('server_encoding') as encoding,
              pg_is_in_recovery() as standby,
              has_database_privilege(current_database(), 'CREATE') as may_create`,
    );
    const { major, encoding, standby, may_create } = rows[0];
    if (major < OLDEST_MAJOR)
      throw unfit(
        `is PostgreSQL ${major}, and ${OLDEST_MAJOR} or later is needed; upgrade it, or name another server`,
      );
    if (encoding !== 'UTF8')
      throw unfit(`has the encoding ${encoding}; create a database with ENCODING 'UTF8' and name that one`);
    if (standby) throw unfit('is a standby that cannot be written to; name the primary server');
    if (!may_create)
      throw unfit('does not let its user create schemas; make that user the owner of the database');
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const until = performance.now() + STARTING_WITHIN_MS;
  for (;;) {
    try {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
      client.on('error', () => {});
      await client.connect();
      return client;
    } catch (error) {
      // 57P03: cannot_connect_now.
      if (errorCode(error) !== '57P03' || performance.now() > until) throw unfit(reason(error), error);
    }
    await sleep(500);
  }
}

function unfit(what: string, cause?: unknown): OperatorError {
  return new OperatorError('database-url', `The server in DATABASE_URL ${what}.`, { cause });
}

/** SQLSTATE codes: PostgreSQL documentation, appendix A; the others are Node's and OpenSSL's. */
function reason(error: unknown): string {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : '';
  switch (code) {
    case '28P01':
      return 'refuses the user or the password; write those that the server knows, special characters as %XX';
    case '28000':
      return 'refuses this user; write a user that it knows and that its pg_hba.conf lets in from here';
    case '3D000':
      return 'has no database of that name; create it, or write the name of one that exists';
    case '53300':
      return 'has no connection left; raise its max_connections, or end other programs that use it';
    case 'ECONNREFUSED':
      return 'refuses connections; check the host and the port, and that it is running';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be found by its host name; check the name';
    case 'ENOENT':
      return 'has no socket in the folder that is named; check the folder, and that the server is running';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'cannot be reached; check the host, the port, and the firewalls between';
  }
  if (/timeout/i.test(message))
    return 'does not answer within 10 seconds; check the host, the port, and the firewalls between';
  if (/password must be a(?: non-empty)? string/i.test(message))
    return 'wants a password and DATABASE_URL has none; write postgres://user:password@host/database';
  if (/does not support SSL/i.test(message))
    return 'has no encryption though DATABASE_URL asks for it; remove sslmode, or set up TLS on the server';
  if (/CERT|SSL|TLS/.test(code))
    return `has a certificate that is not trusted (${code}); install its authority and name it with sslrootcert=FILE`;
  return `cannot be used (${code || 'it does not speak PostgreSQL’s protocol'}); check the host, the port, and what listens there`;
}
