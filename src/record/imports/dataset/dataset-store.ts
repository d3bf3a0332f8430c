import { sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { insertRow } from '../../../foundation/database/insert.ts';
import type { Tx } from '../../../foundation/history/history.ts';
import '../../../foundation/starter/loader.ts';

/** Whether the database holds anything of the record already. */
export async function holdsRecord(db: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from source) or exists (select from company) or exists (select from incident)
      or exists (select from law) or exists (select from treaty_step) or exists (select from buyer) as held`.execute(
    db,
  );
  return rows[0]?.held === true;
}

/**
 * Notes who has read what was written: those who gave it out, or, as of what comes with the software, nobody here. That
 * needs the mark of a load, which is written first.
 */
export async function noteReviews(
  tx: Tx,
  entries: readonly { id: Id; unread: boolean }[],
  load: { things: number; sha256: Buffer },
): Promise<void> {
  const { things, sha256 } = load;
  // Beyond the versions of the software's own starter record.
  await sql`insert into starter_load (part, version, things, sha256)
    select 'record', greatest(coalesce(max(version), 0), 1000000) + 1, ${things}, ${sha256} from starter_load
    where part = 'record'`.execute(tx);
  for (const { id, unread } of entries)
    await insertRow(tx, 'review', {
      id: newId(),
      thing_id: id,
      ...(unread ? { kind: 'starter', reviewer: 'starter' } : { kind: 'staff', reviewer: 'dataset' }),
    });
}
