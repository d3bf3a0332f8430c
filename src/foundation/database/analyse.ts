import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Has PostgreSQL look into the tables that hold rows of which its planner knows nothing. By itself it looks once some
 * fifty rows have changed (`autovacuum_analyze_threshold`), so a table of thirty is never looked at and taken for one of
 * hundreds: a list of the record then cost ten times what it needs. An empty table stays unknown: known as empty, it
 * would be read from end to end while it fills.
 * @returns the names of these tables.
 */
export async function analyseUnknown(db: Db): Promise<string[]> {
  // -1 means unknown (since PostgreSQL 14). Another's table could not be looked into.
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relkind = 'r' and c.reltuples = -1 and c.relnamespace = current_schema()::regnamespace
      and pg_has_role(c.relowner, 'usage') and pg_relation_size(c.oid) > 0 order by 1`.execute(db);
  const names = rows.map(({ name }) => name);
  if (names.length > 0) await sql`analyze ${sql.join(names.map((name) => sql.table(name)))}`.execute(db);
  return names;
}
