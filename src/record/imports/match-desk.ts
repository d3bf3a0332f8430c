import type { Editable } from '../../desk/editing/model.ts';
import type { Db } from '../../foundation/database/database.ts';
import { giveBack, type LookedAt, noteLooked, type RowsToMatch, takeToMatch } from './at-work-store.ts';
import { checkRows } from './columns/check-desk.ts';
import { matchRows } from './matching/rows-desk-store.ts';

/** So many rows are matched before the next look at who waits, and whether to go on. */
export const atATime = 20;

/**
 * Matches the tables whose rows somebody wants proposed, some rows at a time. It may be killed at any moment: what was looked at
 * stays so, and the next process goes on behind it.
 * @returns how many rows were looked at.
 */
export async function matchWaitingTables(
  db: Db,
  editables: readonly Editable[],
  stop: AbortSignal,
): Promise<number> {
  for (let n = 0; ; ) {
    const work = stop.aborted ? null : await takeToMatch(db, atATime);
    if (work === null) return n;
    try {
      await noteLooked(db, work.run.id, await looked(db, editables, work));
    } catch (error) {
      await giveBack(db, work.run.id, true);
      throw error;
    }
    n += work.rows.length;
  }
}

/** A row with something wrong, or without a title, is left out. */
async function looked(
  db: Db,
  editables: readonly Editable[],
  { run, rows }: RowsToMatch,
): Promise<LookedAt[]> {
  const editable = editables.find(({ kind }) => kind === run.kind);
  if (!editable) throw new Error(`a table of ${run.kind} cannot be imported`);
  const checked = await checkRows(db, editable, run.map, rows);
  const sound = checked.filter(({ errors, payload }) => errors.size === 0 && payload.title !== '');
  const matches = await matchRows(
    db,
    editable,
    sound.map(({ payload }) => payload),
  );
  const payloads = new Map(
    sound.map(({ number, payload }, n) => [number, { ...payload, match: matches[n] ?? null }]),
  );
  return checked.map(({ number }) => ({ number, payload: payloads.get(number) ?? null }));
}
