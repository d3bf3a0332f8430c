import { rateHash } from '../crypto/hash.ts';
import type { KeyRing } from '../crypto/keys.ts';

export interface Limits {
  /**
   * Counts one more of something by someone.
   * @param what the name of the limit; `who` a network or an address: only its keyed hash is kept, an hour at most.
   * @param perHour how many are allowed in the present hour.
   * @returns whether this one is still within the limit.
   */
  take(what: string, who: string, perHour: number): boolean;
}

const hourMs = 3_600_000;
/** More than a campaign's day of fame needs; a flood of networks beyond it starts the hour anew for all. */
const mostKept = 500_000;

/**
 * Limits of one process, in memory: nothing of them survives it, and nothing in them names anybody. An hour begins with
 * its first count and ends by a timer, so that no hash is kept for longer, on a quiet server either.
 */
export function createLimits(keys: KeyRing): Limits {
  const counts = new Map<string, number>();
  let hour: NodeJS.Timeout | undefined;
  const forget = () => {
    clearTimeout(hour);
    hour = undefined;
    counts.clear();
  };
  return {
    take(what, who, perHour) {
      if (counts.size >= mostKept) forget();
      hour ??= setTimeout(forget, hourMs).unref();
      const key = rateHash(keys, `${what}:${who}`).toString('base64url');
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= perHour;
    },
  };
}
