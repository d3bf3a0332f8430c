import type { Answer, Work } from './model.ts';
import { workOn } from './work.ts';

// The process that looks into files people sent: it gets one file, says what became of it, and ends. It is given no
// setting, no key and no database. Whoever started it may be gone: then so is this.
process.on('disconnect', () => process.exit(1));
process.once('message', async (work: Work) => {
  const answer: Answer = await workOn(work);
  process.send?.(answer, undefined, undefined, () => process.exit(0));
});
