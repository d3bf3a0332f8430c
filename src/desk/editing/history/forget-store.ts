import { sql } from 'kysely';
import { notifyChanged } from '../../../foundation/database/changed.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { errorCode } from '../../../foundation/errors.ts';
import type { Actor } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import { lockThing } from '../work-store.ts';

/** Why something is forgotten: words, for a sentence would keep what is to go. */
export const forgetGrounds = ['choice-taken-back', 'person-asked', 'law'] as const;
export type ForgetGround = (typeof forgetGrounds)[number];

export type Forgotten =
  /** It was not public: it is gone, with all that it ever said. */
  | { outcome: 'erased' }
  /** It is public: what it said before is gone, what stands now stays. */
  | { outcome: 'blanked'; revisions: number }
  /** Something else hangs on it: nothing was done. */
  | { outcome: 'needed' }
  | { outcome: 'missing' };

/**
 * Forgets what a claim said. The database does it by itself, whatever asks: see `forget_what_was_said` in migration 0023.
 * Not undoable; archives of the record that were made while it was public go too.
 */
export async function forget(
  db: Db,
  thing: { id: Id; kind: ThingKind },
  { actor, ground }: { actor: Actor; ground: ForgetGround },
): Promise<Forgotten> {
  try {
    return await transact(db, async (tx): Promise<Forgotten> => {
      await lockThing(tx, thing.id);
      const { rows } = await sql<{ erased: boolean; revisions: number }>`
        insert into forgotten (id, thing_id, actor, ground)
        select ${newId()}, id, ${actor}, ${ground} from thing where id = ${thing.id} and kind = ${thing.kind}
        returning erased, revisions`.execute(tx);
      const done = rows[0];
      if (!done) return { outcome: 'missing' };
      await notifyChanged(tx, [thing.kind, thing.id, 'dataset']);
      return done.erased ? { outcome: 'erased' } : { outcome: 'blanked', revisions: done.revisions };
    });
  } catch (error) {
    // What names it is not taken away with it.
    if (errorCode(error).startsWith('23')) return { outcome: 'needed' };
    throw error;
  }
}
