import { sql } from 'kysely';
import { type Id, newId } from '../src/foundation/database/id.ts';
import { type Tx, write } from '../src/foundation/history/history.ts';
import type { ThingKind } from '../src/foundation/history/tables.ts';

/**
 * Fields of a public claim are to change in this transaction: written by one, read by another, come out. The change of the
 * row itself is left to who calls.
 * @param data the columns that change, as they will be.
 */
export async function comesOutAs(
  tx: Tx,
  claim: { kind: ThingKind; id: Id },
  data: Record<string, unknown>,
): Promise<void> {
  const revision = await write('staff:author', 'a sample', tx).revise(claim.id, claim.kind, null, data);
  await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${claim.id}, 'staff', 'staff:second')`.execute(
    tx,
  );
  await sql`insert into text_publication (id, thing_id, revision, actor)
    values (${newId()}, ${claim.id}, ${revision}, 'staff:second')`.execute(tx);
}
