import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../foundation/database/database.ts';
import { transact } from '../../foundation/database/transact.ts';
import { root } from '../../foundation/paths.ts';
import { type Confined, type ConfinedWork, confined } from '../../foundation/process/confined.ts';
import { giveBack } from './at-work-store.ts';
import { noteRead, noteRefused, takeReceived } from './import-store.ts';
import { type TableAnswer, tableAnswer } from './table/table.ts';

/** Reads tables in a process of its own, as built. */
export const builtTableReader = confined<ConfinedWork, TableAnswer>(
  join(root, 'dist', 'server', 'table-worker.js'),
  tableAnswer,
);

/** Reads the tables that wait, one after the other. @returns how many. */
export async function readWaitingTables(
  db: Db,
  read: Confined<ConfinedWork, TableAnswer>,
  stop: AbortSignal,
): Promise<number> {
  for (let n = 0; ; n += 1) {
    const waiting = stop.aborted ? null : await takeReceived(db);
    if (waiting === null) return n;
    const out = await mkdtemp(join(tmpdir(), 'tadamun-table-'));
    try {
      const path = join(out, 'table');
      await writeFile(path, waiting.bytes, { mode: 0o600 });
      const table = await read({ path, out }, { ms: 30_000, mb: 700 }, stop);
      if (stop.aborted) {
        await giveBack(db, waiting.id, false);
        return n;
      }
      if (table === 'died') await noteRefused(db, waiting.id, 'unreadable');
      else if ('refused' in table) await noteRefused(db, waiting.id, table.refused);
      else await transact(db, (tx) => noteRead(tx, waiting.id, table));
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }
}
