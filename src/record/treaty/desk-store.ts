import { sql } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { readVote } from './votes.ts';
import './tables.ts';

/** Who voted how, as the desk keeps it with the own fields of a step: what waits becomes rows when the step is published. */
export const keptVotes = {
  read: sql`select coalesce(jsonb_agg(concat_ws(' ', v.country, v.vote) order by v.country), '[]')
    from treaty_vote v where v.step_id = o.id`,
  async write(tx: Tx, id: Id, lines: readonly string[]): Promise<void> {
    await tx.deleteFrom('treaty_vote').where('step_id', '=', id).execute();
    const rows = lines.flatMap((line) => readVote(line) ?? []).map((vote) => ({ step_id: id, ...vote }));
    if (rows.length > 0)
      await tx
        .insertInto('treaty_vote')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['step_id', 'country']).doNothing())
        .execute();
  },
};
