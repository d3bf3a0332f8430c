import type { ConfinedWork } from '../../../foundation/process/confined.ts';
import { readTable } from './table.ts';

// The process that reads tables people sent: it gets one file, says what is in it, and ends. It is given no setting, no
// key and no database. Whoever started it may be gone: then so is this.
process.on('disconnect', () => process.exit(1));
process.once('message', async (work: ConfinedWork) => {
  const answer = await readTable(work.path);
  process.send?.(answer, undefined, undefined, () => process.exit(0));
});
