import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import './tables.ts';

/** A place where sealed texts lie. */
export type SealedColumn = 'email_sealed' | 'contact_sealed' | 'sealed';

/** Before every id that we make. */
export const firstId = parseId('00000000-0000-0000-0000-000000000000');

/** The sealed texts of one column after this id, in the order of ids, locked until the transaction ends. */
export async function lockSealed(
  tx: Db,
  column: SealedColumn,
  after: Id | null,
  limit: number,
): Promise<{ id: Id; sealed: Buffer }[]> {
  const { rows } = await sql<{ id: Id; sealed: Buffer }>`
    select id, ${sql.ref(column)} as sealed from ${sql.table(tableOf(column))}
    where id > ${after} and ${sql.ref(column)} is not null order by id limit ${limit} for update`.execute(tx);
  return rows;
}

/** Puts other texts in their place. */
export async function replaceSealed(
  tx: Db,
  column: SealedColumn,
  texts: readonly { id: Id; sealed: Buffer }[],
): Promise<void> {
  if (texts.length === 0) return;
  const [ids, sealed] = [texts.map((text) => text.id), texts.map((text) => text.sealed)];
  await sql`update ${sql.table(tableOf(column))} as t set ${sql.ref(column)} = fresh.sealed
    from unnest(${ids}::uuid[], ${sealed}::bytea[]) as fresh (id, sealed) where t.id = fresh.id`.execute(tx);
}

function tableOf(column: SealedColumn): 'signature' | 'kept_mail' {
  return column === 'sealed' ? 'kept_mail' : 'signature';
}
