import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type Db, openDatabase } from './database.ts';
import { isStatementTimeout, isUnavailable } from './unavailable.ts';

const failure = (db: Db, statement: string) =>
  sql
    .raw(statement)
    .execute(db)
    .then(
      () => null,
      (error: unknown) => error,
    );

test('a statement that takes too long is ended by the server', async () => {
  const { url } = await testDatabase({ starter: false });
  const { db, close } = openDatabase(url, { statementTimeout: 50 });
  const error = await failure(db, 'select pg_sleep(60)');
  expect(isStatementTimeout(error)).toBe(true);
  expect(isUnavailable(error)).toBe(true);
  await close();
});

test('a database that hangs costs two seconds more, and the next question has another connection', async () => {
  const { url } = await testDatabase({ starter: false });
  const between = await standBetween(url);
  const { db, close } = openDatabase(between.url, { max: 1, statementTimeout: 2_000 });
  expect(await failure(db, 'select 1')).toBeNull();
  between.hang(true);
  const start = performance.now();
  const error = await failure(db, 'select 1');
  // And not the quarter of an hour that a line of TCP takes.
  expect(performance.now() - start).toBeLessThan(30_000);
  expect(isUnavailable(error)).toBe(true);
  between.hang(false);
  expect(await failure(db, 'select 1')).toBeNull();
  await close();
  between.close();
});

test('what reads is prepared, with values or without; several commands in one text are not', async () => {
  const { url } = await testDatabase({ starter: false });
  const { db, close } = openDatabase(url, { max: 1 });
  for (let time = 0; time < 2; time += 1) {
    await sql`select ${1}::int as n`.execute(db);
    await sql`select 2 as n`.execute(db);
    await sql`with three as (select 3 as n) select * from three`.execute(db);
    await sql.raw('select 4; select 5').execute(db);
  }
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where statement not like '%pg_prepared_statements%' order by 1`.execute(
    db,
  );
  expect(rows.map(({ statement }) => statement)).toEqual([
    'select $1::int as n',
    'select 2 as n',
    'with three as (select 3 as n) select * from three',
  ]);
  await close();
});

test.each([
  ['is not there', 'postgres://nobody@127.0.0.1:1/none'],
  ['has no socket', 'postgres://nobody@/none?host=/nonexistent'],
])('a database that %s is told from a wrong question', async (_, url) => {
  const { db, close } = openDatabase(url);
  expect(isUnavailable(await failure(db, 'select 1'))).toBe(true);
  await close();
});

test('closing ends every connection, also of a pool that was asked without its query builder', async () => {
  const { pool, url } = await testDatabase({ starter: false });
  const opened = openDatabase(url);
  const { rows } = await opened.pool.query('select pg_backend_pid() pid');
  await opened.close();
  const left = 'select 1 from pg_stat_activity where pid = $1';
  await expect.poll(async () => (await pool.query(left, [rows[0].pid])).rowCount).toBe(0);
});

test('a connection that an operator ends, too; a wrong question is our fault', async () => {
  const { db, pool } = await testDatabase({ starter: false });
  expect(isUnavailable(await failure(db, 'select nothing'))).toBe(false);
  expect(isUnavailable(await failure(db, 'select 1/0'))).toBe(false);
  expect(isUnavailable(new Error('x'))).toBe(false);
  expect(isUnavailable(null)).toBe(false);
  const ending = failure(db, "select pg_sleep(60), 'the one to end'");
  await expect
    .poll(async () => {
      const { rowCount } = await pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%the one to end%' and pid <> pg_backend_pid()",
      );
      return rowCount;
    })
    .toBeGreaterThan(0);
  expect(isUnavailable(await ending)).toBe(true);
});

/** A line to the database on which nothing comes back while it hangs. */
async function standBetween(url: string) {
  const target = new URL(url);
  // The folder of its socket, where it has one.
  const host = decodeURIComponent(target.hostname);
  const port = Number(target.port || 5432);
  let hanging = false;
  const open: Socket[] = [];
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const socket of [near, far]) {
      open.push(socket);
      socket.on('error', () => {});
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => hanging || near.write(data));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on TCP');
  const near = new URL(url);
  near.hostname = '127.0.0.1';
  near.port = String(address.port);
  return {
    url: near.href,
    hang: (now: boolean) => {
      hanging = now;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
