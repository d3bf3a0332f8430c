import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Writes one row into a table that is known by its name only: values as JSON has them, by the names of their columns. What
 * is not named gets its default.
 * @returns the row as it now stands, as JSON.
 */
export async function insertRow(
  db: Db,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  const { rows } = await sql<{ written: Record<string, unknown> }>`
    insert into ${sql.table(table)} as o (${columns})
    select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)
    returning to_jsonb(o) as written`.execute(db);
  return rows[0]?.written ?? {};
}
