/** Counters since the start, for /metrics; `entries` and `bytes` are the present state. */
export interface CacheStats {
  /** Answered from a fresh page. */
  hits: number;
  /** Answered 304 because the visitor had the page already; counted among hits, stale or misses too. */
  notModified: number;
  /** Answered at once with a page known to be out of date, while a new one rendered or could not be. */
  stale: number;
  /** Had to wait for a render, its own or a shared one. */
  misses: number;
  renders: number;
  /** Renders that threw, timed out or gave a 5xx. */
  failures: number;
  /** Tags reported as changed. */
  invalidations: number;
  evictions: number;
  /** Bodies replaced by their smallest compression. */
  upgrades: number;
  entries: number;
  /** Bodies in every coding, headers and keys, estimated. */
  bytes: number;
}

export function emptyStats(): CacheStats {
  return {
    hits: 0,
    notModified: 0,
    stale: 0,
    misses: 0,
    renders: 0,
    failures: 0,
    invalidations: 0,
    evictions: 0,
    upgrades: 0,
    entries: 0,
    bytes: 0,
  };
}
