import type { FieldError } from '../../../desk/editing/form/fields.ts';
import type { Editable } from '../../../desk/editing/model.ts';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { errorCode } from '../../../foundation/errors.ts';
import type { Actor } from '../../../foundation/history/history.ts';
import type { RowPayload } from '../columns/check-desk.ts';
import { decideImported, type ImportRun, listImported } from '../import-store.ts';
import { applyPayload } from './apply-desk-store.ts';

/** How rows are decided: into what they were matched to, each as something new, or not at all. */
export const ways = ['matched', 'new', 'decline'] as const;
export type Way = (typeof ways)[number];

/** A row that still waits, and why it could not be taken. */
export interface Lacking {
  title: string;
  /** Empty where what it belongs to is gone, or the database holds something that it cannot stand beside. */
  errors: readonly FieldError[];
}

export interface Decided {
  /** How many were decided now. Those that somebody else decided meanwhile are in neither. */
  done: number;
  lacking: Lacking[];
}

/**
 * Takes or declines rows, each in a transaction of its own: one that lacks something holds up no other. A row is held while
 * it is decided, so that of two who take it at once one does, and the other is told.
 */
export async function decideRows(
  db: Db,
  { run, editable, actor }: { run: ImportRun; editable: Editable; actor: Actor },
  ids: readonly Id[],
  way: Way,
): Promise<Decided> {
  const decided: Decided = { done: 0, lacking: [] };
  for (const id of ids) {
    let title = '';
    const outcome = await transact(db, async (tx) => {
      const [one] = await listImported(tx, run.id, [id]);
      if (one?.state !== 'waiting') return null;
      if (way === 'decline') return decideImported(tx, id, actor, { reason: 'declined by hand' });
      title = one.payload.title;
      const payload = one.payload as unknown as RowPayload; // what `proposeRows` of import-desk.tsx wrote
      const matched = way === 'new' ? null : one.matched;
      const applied = await applyPayload(tx, editable, { payload, matched }, actor);
      if (applied.outcome !== 'applied')
        return { title, errors: applied.outcome === 'lacks' ? applied.errors : [] };
      return decideImported(tx, id, actor, { result: applied.id });
    }).catch((error: unknown): Lacking => {
      // A value or a rule that only the database knows: nothing of the row was written.
      if (/^2[23]/.test(errorCode(error))) return { title, errors: [] };
      throw error;
    });
    if (outcome === undefined) decided.done += 1;
    else if (outcome !== null) decided.lacking.push(outcome);
  }
  return decided;
}
