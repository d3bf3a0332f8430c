import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';

/** A column in which sealed texts lie, and the key of its table. */
export interface SealedPlace {
  table: 'signature' | 'kept_mail' | 'verification' | 'join_application' | 'member_contact' | 'proposal';
  column: 'email_sealed' | 'contact_sealed' | 'name_sealed' | 'officers_sealed' | 'sealed';
  id: 'id' | 'organisation_id';
}

/** Before every id that we make. */
export const firstId = parseId('00000000-0000-0000-0000-000000000000');

/** The sealed texts of one column after this id, in the order of ids, locked until the transaction ends. */
export async function lockSealed(
  tx: Db,
  { table, column, id }: SealedPlace,
  after: Id | null,
  limit: number,
): Promise<{ id: Id; sealed: Buffer }[]> {
  const { rows } = await sql<{ id: Id; sealed: Buffer }>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(id)} > ${after} and ${sql.ref(column)} is not null order by 1 limit ${limit} for update`.execute(
    tx,
  );
  return rows;
}

/** Puts other texts in their place. */
export async function replaceSealed(
  tx: Db,
  { table, column, id }: SealedPlace,
  texts: readonly { id: Id; sealed: Buffer }[],
): Promise<void> {
  if (texts.length === 0) return;
  const [ids, sealed] = [texts.map((text) => text.id), texts.map((text) => text.sealed)];
  await sql`update ${sql.table(table)} as t set ${sql.ref(column)} = fresh.sealed
    from unnest(${ids}::uuid[], ${sealed}::bytea[]) as fresh (id, sealed) where t.${sql.ref(id)} = fresh.id`.execute(
    tx,
  );
}
