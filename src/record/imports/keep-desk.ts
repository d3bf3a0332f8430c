import type { Editable } from '../../desk/editing/model.ts';
import type { Db } from '../../foundation/database/database.ts';
import { aside } from '../../foundation/jobs/aside.ts';
import { type Repeated, repeat } from '../../foundation/jobs/repeat.ts';
import type { Log } from '../../foundation/log.ts';
import type { Confined, ConfinedWork } from '../../foundation/process/confined.ts';
import { dueStates } from './at-work-store.ts';
import { readWaitingTables } from './jobs.ts';
import { matchWaitingTables } from './match-desk.ts';
import type { TableAnswer } from './table/table.ts';

/** What the work on tables needs. */
export interface ImportsWork {
  db: Db;
  editables: readonly Editable[];
  read: Confined<ConfinedWork, TableAnswer>;
  log: Log;
  stop: AbortSignal;
}

/**
 * Has the tables that wait read, and the rows of those matched for which somebody asked. One question a second finds both; a
 * table that is long in the one keeps none from the other. What a killed process was at is found once its lease has ended.
 */
export function keepImports({ db, editables, read, log, stop }: ImportsWork): Repeated {
  const work = {
    received: aside('reading of tables', log, () => readWaitingTables(db, read, stop)),
    matching: aside('matching of tables', log, () => matchWaitingTables(db, editables, stop)),
  };
  // Somebody waits before the page for the preview.
  const looking = repeat('imports', 1_000, log, async () => {
    for (const state of await dueStates(db)) work[state].begin();
  });
  return {
    async stop() {
      await looking.stop();
      await Promise.all([work.received.stop(), work.matching.stop()]);
    },
  };
}
