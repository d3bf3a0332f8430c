import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Editable, Values } from './model.ts';

/** SQL: the own fields of row `o` that are kept in rows of other tables, as one object. */
export function keptValues({ kept = {} }: Editable): RawBuilder<unknown> {
  const pairs = Object.entries(kept).map(([name, { read }]) => sql`${name}::text, (${read})`);
  return pairs.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${sql.join(pairs)})`;
}

/** Puts those rows in the place of what stood. A value that says nothing of them leaves them as they are. */
export async function writeKept(tx: Tx, { kept = {} }: Editable, id: Id, own: Values): Promise<void> {
  for (const [name, { write }] of Object.entries(kept)) {
    const lines = own[name];
    if (Array.isArray(lines)) await write(tx, id, lines);
  }
}

/** The own fields that are columns of the kind's table. */
export function columnsOf({ own: fields, kept = {} }: Editable, own: Values): Values {
  return Object.fromEntries(
    fields.flatMap(({ name }) => (Object.hasOwn(kept, name) ? [] : [[name, own[name] ?? null]])),
  );
}
