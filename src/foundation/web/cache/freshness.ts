/** After a change, for how long the old page is still shown at once while the new one renders. */
export const graceMs = 1_000;

/** How long something rendered may be shown, in the cache's monotonic milliseconds. */
export interface Freshness {
  /** From then on it may be wrong; Infinity while nothing it shows has changed. */
  staleAt: number;
  /** Until then it is still shown at once though stale; -Infinity when it never is. */
  graceUntil: number;
}

export function alwaysFresh(): Freshness {
  return { staleAt: Number.POSITIVE_INFINITY, graceUntil: Number.POSITIVE_INFINITY };
}

/** Notes that it may be wrong from `at` on. The first change counts; without grace, no later change gives one. */
export function outdate(freshness: Freshness, at: number, grace: boolean): void {
  if (!grace) freshness.graceUntil = Number.NEGATIVE_INFINITY;
  else if (at < freshness.staleAt) freshness.graceUntil = Math.min(freshness.graceUntil, at + graceMs);
  freshness.staleAt = Math.min(freshness.staleAt, at);
}
