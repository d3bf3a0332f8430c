import type { Db } from '../../foundation/database/database.ts';
import { type Repeated, repeat } from '../../foundation/jobs/repeat.ts';
import type { Log } from '../../foundation/log.ts';
import { takeDeltas } from './store.ts';

/** Takes what changed into the count, over and over; several processes may, one of them does. */
export function keepCounting(db: Db, everyMs: number, log: Log): Repeated {
  return repeat('count', everyMs, log, async () => {
    await takeDeltas(db);
  });
}
