import { Entries } from './entries.ts';
import { type Entry, makeEntry } from './entry.ts';
import { Flights } from './flights.ts';
import { alwaysFresh, type Freshness, outdate } from './freshness.ts';
import type { WebLog } from './log.ts';
import { failureReply, type Reply, readReply } from './reply.ts';
import type { CacheStats } from './stats.ts';
import { within } from './within.ts';

/** After a change, for how long the old page stands in where the new one cannot be rendered. */
export const standInMs = 60_000;
/** A page whose render failed is rendered again at most this often, while an old one stands in. */
export const retryMs = 1_000;
/** While no changes are heard, for how long a page counts as fresh, from the start of its render. */
export const deafMs = 1_000;

/** What a visitor gets: a page that is kept, or an answer that was made for those who waited for it only. */
export type Outcome =
  | { readonly kind: 'page'; readonly entry: Entry }
  | { readonly kind: 'passing'; readonly reply: Reply; readonly freshness: Freshness }
  | { readonly kind: 'failed'; readonly reply: Reply };

export interface PagesOptions {
  readonly render: (key: string) => Response | Promise<Response>;
  readonly log: WebLog;
  readonly stats: CacheStats;
  readonly maxBytes: number;
  readonly renderTimeoutMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Called when a kept page is asked for the first time. */
  readonly onAsked: (entry: Entry) => void;
}

/**
 * Which page a visitor gets, and when it is rendered. What it promises: the answer reflects every change reported
 * more than a second before it is given, or the render behind it began after the visitor asked, or renders fail
 * and the change is at most `standInMs` old. All state changes between two awaits are made in one turn, so no
 * change can slip between a render's end and its being kept.
 */
export class Pages {
  readonly entries: Entries;
  readonly #flights = new Flights<Outcome>();
  readonly #options: PagesOptions;
  // Whether changes are being reported; until they are, no page may be trusted for long.
  #hearing = false;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.entries = new Entries(options.maxBytes, options.stats);
  }

  /** The page of `key` if it can be shown at once, fresh or not; starts the render of a stale one. */
  atOnce(key: string): Entry | undefined {
    const entry = this.entries.touch(key);
    if (entry === undefined) return undefined;
    const at = this.#options.now();
    if (at < entry.staleAt) {
      this.#options.stats.hits += 1;
      if (!entry.asked) {
        entry.asked = true;
        this.#options.onAsked(entry);
      }
      return entry;
    }
    const failing = entry.retryAt > 0 && at <= entry.staleAt + standInMs;
    if (at > entry.graceUntil && !failing) return undefined;
    this.#options.stats.stale += 1;
    if (at >= entry.retryAt && this.#flights.get(key) === undefined) this.#start(key);
    return entry;
  }

  /** Waits for the shared render of `key`. Never rejects. */
  async rendered(key: string): Promise<Outcome> {
    this.#options.stats.misses += 1;
    const joined = this.#flights.get(key);
    let outcome = await (joined ?? this.#start(key)).done;
    // Who joined a render that began before may get a page older than allowed; a second one began after the asking.
    if (joined !== undefined && this.#isTooOld(outcome)) {
      outcome = await (this.#flights.get(key) ?? this.#start(key)).done;
    }
    return outcome.kind === 'failed' ? (this.#standIn(key) ?? outcome) : outcome;
  }

  /** Marks the pages that show one of `tags` as out of date. */
  invalidate(tags: Iterable<string>): void {
    const changed = [...tags];
    const at = this.#options.now();
    this.#options.stats.invalidations += changed.length;
    this.#flights.changed(changed, at, true);
    for (const tag of changed) for (const entry of this.entries.showing(tag)) outdate(entry, at, true);
  }

  /** Whether changes are being reported from now on. Either way none was for a while, so no page is trusted. */
  hear(hearing: boolean): void {
    this.#hearing = hearing;
    this.distrust();
  }

  /** Trusts no page any more: each is rendered anew before it is shown, unless its render fails. */
  distrust(): void {
    const at = this.#options.now();
    this.#flights.changed(null, at, false);
    for (const entry of this.entries.all()) outdate(entry, at, false);
  }

  /** Forgets every page; what is rendering now is not trusted either. */
  clear(): void {
    this.#flights.changed(null, this.#options.now(), false);
    this.entries.clear();
  }

  #start(key: string) {
    return this.#flights.start(key, (mark) => this.#fly(key, mark));
  }

  async #fly(key: string, mark: number): Promise<Outcome> {
    const { now, stats, log, render, renderTimeoutMs } = this.#options;
    const startedAt = now();
    stats.renders += 1;
    let reply = failureReply();
    let made: Entry | null = null;
    try {
      reply = await within(renderTimeoutMs, async () => readReply(await render(key)));
      if (reply.cacheable) made = await makeEntry(key, reply, this.entries.get(key));
      if (reply.status >= 500) log.error({ path: pathOf(key), status: reply.status }, 'page render failed');
    } catch (error) {
      reply = failureReply();
      log.error({ path: pathOf(key), error }, 'page render failed');
    }
    const outcome = this.#conclude(key, mark, startedAt, reply, made);
    this.#flights.land(key);
    return outcome;
  }

  #conclude(key: string, mark: number, startedAt: number, reply: Reply, made: Entry | null): Outcome {
    if (reply.status >= 500) {
      this.#options.stats.failures += 1;
      const old = this.entries.get(key);
      if (old !== undefined) old.retryAt = this.#options.now() + retryMs;
      return { kind: 'failed', reply };
    }
    // What a passing answer shows is not known, so any change may be a change of it.
    const change = this.#flights.changedSince(mark, made === null ? null : reply.tags);
    const freshness = made ?? alwaysFresh();
    if (change !== null) outdate(freshness, change.at, change.grace);
    if (!this.#hearing) outdate(freshness, startedAt + deafMs, false);
    if (made === null) {
      this.entries.delete(key);
      return { kind: 'passing', reply, freshness };
    }
    this.entries.put(made);
    return { kind: 'page', entry: made };
  }

  #isTooOld(outcome: Outcome): boolean {
    const at = this.#options.now();
    if (outcome.kind === 'failed') return false;
    const { staleAt, graceUntil } = outcome.kind === 'page' ? outcome.entry : outcome.freshness;
    return at >= staleAt && at > graceUntil;
  }

  #standIn(key: string): Outcome | undefined {
    const old = this.entries.get(key);
    if (old === undefined) return undefined;
    if (this.#options.now() <= old.staleAt + standInMs) return { kind: 'page', entry: old };
    this.entries.delete(key);
    return undefined;
  }
}

// A query may hold what a person typed; logs get the path only.
function pathOf(key: string): string {
  return key.split('?', 1)[0] ?? '';
}
