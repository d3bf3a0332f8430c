import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';

const { escapeIdentifier } = pg;

export interface Table {
  readonly name: string;
  readonly columns: string[];
}

/** Tables that hold no content: what ran is in the manifest. */
const bookkeeping = ['kysely_migration', 'kysely_migration_lock'];

/** Filled by the migrations themselves: rows in them do not make a database one that is in use. */
export const seededTables: readonly string[] = ['language'];

/** How a value is written must not depend on the server or the user. */
const plainText = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';
  set extra_float_digits = 1; set bytea_output = 'hex'; set client_encoding = 'UTF8';
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s'`;

/** A connection of our own, ready for COPY. The caller ends it. */
export async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks fails the query that waits for it; without a listener Node would exit.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(plainText);
  return client;
}

/**
 * Whether a running server is connected to this database: it would go on with the pages, keys and jobs of what is
 * restored over. Commands do not count, this one and one that was just killed among them.
 */
export async function isServed(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and application_name in ('tadamun web', 'tadamun jobs', 'tadamun changes') limit 1`,
  );
  return rows.length > 0;
}

/** From here on the connection sees one moment of the database, and cannot write. */
export async function beginSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query('begin isolation level repeatable read, read only');
}

/** Keeps a migration from changing the tables until the transaction ends. Readers and writers do not notice. */
export async function holdTables(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await client.query(`lock table ${list(tables)} in access share mode`);
}

/**
 * The tables of the product and the columns that hold content, a table after those that it refers to.
 *
 * Left out: tables of extensions, unlogged tables (PostgreSQL itself empties them after a crash), and the
 * bookkeeping of migrations. Other schemas (that of the job queue) are not looked at. Of columns: generated ones, and
 * those of type xid8, which name a transaction of this very cluster: in another, a later transaction would bear that
 * number and pass for the one that wrote the row. Restored rows take the number of the restoring transaction.
 */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers_to: string[] }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid order by 1) as refers_to
     from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
       and c.relname <> all ($1) and not ${ofExtension('pg_class', 'c.oid')}
     order by c.relname`,
    [bookkeeping],
  );
  const ordered: Table[] = [];
  let rest = rows;
  while (rest.length > 0) {
    const done = new Set(ordered.map((table) => table.name));
    const ready = rest.filter((table) => table.refers_to.every((other) => done.has(other)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${rest[0]?.name}`);
    ordered.push(...ready.map(({ name, columns }) => ({ name, columns })));
    rest = rest.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Names of the migrations that have run, in their order; null when no release ever made tables here. */
export async function readMigrations(client: pg.ClientBase): Promise<string[] | null> {
  const { rows: found } = await client.query(
    `select from pg_class where relnamespace = current_schema()::regnamespace and relname = 'kysely_migration'`,
  );
  if (found.length === 0) return null;
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
  return rows.map((row) => row.name);
}

/** The stored files that the database names. */
export async function readFileHashes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from file order by 1`,
  );
  return rows.map((row) => row.sha256);
}

export async function serverVersion(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  return rows[0]?.version ?? '';
}

/** The rows of the tables as text, one row a line (COPY's text format is the same in every version of PostgreSQL). */
export function copyOut(client: pg.ClientBase, table: Table): { data: Readable; rows: () => number } {
  const query = client.query(to(`copy ${columnsOf(table)} to stdout`));
  return { data: query, rows: () => query.rowCount };
}

/** Takes what `copyOut` gave. */
export function copyIn(client: pg.ClientBase, table: Table): Writable & { rowCount: number } {
  return client.query(from(`copy ${columnsOf(table)} from stdin`));
}

/** How many rows there are, by table; empty tables and seeded ones left out. */
export async function countRows(client: pg.ClientBase): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of await readTables(client)) {
    if (seededTables.includes(table.name)) continue;
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from ${escapeIdentifier(table.name)}`,
    );
    const n = Number(rows[0]?.n);
    if (n > 0) counts.set(table.name, n);
  }
  return counts;
}

/** Drops everything of the product in the schema, and the job queue's schema, which the jobs make anew. */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
  const here = 'current_schema()::regnamespace';
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop %s if exists %s cascade', kind, name) as statement from (
       select 1 as step, case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
           else 'table' end as kind, oid::regclass::text as name
         from pg_class c where relnamespace = ${here} and relkind in ('r', 'p', 'v', 'm', 'S')
           and not ${ofExtension('pg_class', 'c.oid')}
       union all
       select 2, 'routine', oid::regprocedure::text from pg_proc p where pronamespace = ${here}
         and not ${ofExtension('pg_proc', 'p.oid')}
       union all
       select 3, case typtype when 'd' then 'domain' else 'type' end, oid::regtype::text from pg_type t
         where typnamespace = ${here} and (typtype in ('d', 'e', 'r')
           or typtype = 'c' and exists (select from pg_class where oid = t.typrelid and relkind = 'c'))
           and not ${ofExtension('pg_type', 't.oid')}
     ) as everything order by step, name`,
  );
  for (const { statement } of rows) await client.query(statement);
  await client.query('drop schema if exists graphile_worker cascade');
}

/**
 * Empties the tables and makes them take rows as they are: the triggers of the product, which guard changes of state
 * and write histories, rest; those of foreign keys do not.
 */
export async function openTables(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables)
    await client.query(`alter table ${escapeIdentifier(name)} disable trigger user`);
  if (tables.length > 0) await client.query(`truncate ${list(tables)}`);
}

/** The end of `openTables`. Checks that were deferred are made now: PostgreSQL wants none open. */
export async function closeTables(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  await client.query('set constraints all immediate');
  for (const { name } of tables)
    await client.query(`alter table ${escapeIdentifier(name)} enable trigger user`);
  await client.query('set constraints all deferred');
}

/** Lets the planner know the new rows before the first visitor comes. */
export async function analyse(client: pg.ClientBase): Promise<void> {
  await client.query('analyze');
}

function ofExtension(catalog: string, oid: string): string {
  return `exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
}

function columnsOf(table: Table): string {
  return `${escapeIdentifier(table.name)} (${table.columns.map((column) => escapeIdentifier(column)).join(', ')})`;
}

function list(tables: readonly Table[]): string {
  return tables.map((table) => escapeIdentifier(table.name)).join(', ');
}
