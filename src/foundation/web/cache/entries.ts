import type { Entry } from './entry.ts';
import type { CacheStats } from './stats.ts';

/**
 * The pages kept, bounded in bytes: the least recently used go first. The index of tags holds exactly the entries
 * that are here, so it is bounded with them.
 */
export class Entries {
  // Order of insertion is order of use: `touch` moves an entry to the end.
  readonly #byKey = new Map<string, Entry>();
  readonly #byTag = new Map<string, Set<Entry>>();
  readonly #maxBytes: number;
  readonly #stats: CacheStats;

  constructor(maxBytes: number, stats: CacheStats) {
    this.#maxBytes = maxBytes;
    this.#stats = stats;
  }

  get(key: string): Entry | undefined {
    return this.#byKey.get(key);
  }

  /** The entry of `key`, marked as the most recently used. */
  touch(key: string): Entry | undefined {
    const entry = this.#byKey.get(key);
    if (entry !== undefined) {
      this.#byKey.delete(key);
      this.#byKey.set(key, entry);
    }
    return entry;
  }

  /** Keeps `entry` in place of the one with its key. A page larger than an eighth of the bound is not kept. */
  put(entry: Entry): void {
    this.delete(entry.key);
    if (entry.bytes > this.#maxBytes / 8) return;
    this.#byKey.set(entry.key, entry);
    for (const tag of entry.reply.tags) {
      const shown = this.#byTag.get(tag);
      if (shown === undefined) this.#byTag.set(tag, new Set([entry]));
      else shown.add(entry);
    }
    this.#stats.bytes += entry.bytes;
    this.#stats.entries = this.#byKey.size;
    this.#evict();
  }

  delete(key: string): void {
    const entry = this.#byKey.get(key);
    if (entry === undefined) return;
    this.#byKey.delete(key);
    for (const tag of entry.reply.tags) {
      const shown = this.#byTag.get(tag);
      shown?.delete(entry);
      if (shown?.size === 0) this.#byTag.delete(tag);
    }
    this.#stats.bytes -= entry.bytes;
    this.#stats.entries = this.#byKey.size;
  }

  /** Accounts for new bodies of an entry that is kept here. */
  resize(entry: Entry, bytes: number): void {
    this.#stats.bytes += bytes - entry.bytes;
    entry.bytes = bytes;
    this.#evict();
  }

  showing(tag: string): Iterable<Entry> {
    return this.#byTag.get(tag) ?? [];
  }

  all(): Iterable<Entry> {
    return this.#byKey.values();
  }

  clear(): void {
    this.#byKey.clear();
    this.#byTag.clear();
    this.#stats.bytes = 0;
    this.#stats.entries = 0;
  }

  /** How many tags are indexed; what an operator or a test looks at to see that nothing is left behind. */
  get tagCount(): number {
    return this.#byTag.size;
  }

  #evict(): void {
    for (const key of this.#byKey.keys()) {
      if (this.#stats.bytes <= this.#maxBytes) return;
      this.delete(key);
      this.#stats.evictions += 1;
    }
  }
}
