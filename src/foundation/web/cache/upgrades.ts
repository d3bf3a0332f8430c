import { setTimeout as sleep } from 'node:timers/promises';
import { bestCodings, type Entry } from './entry.ts';

export interface UpgradesOptions {
  /** How long a page must stay unchanged before it is worth the work, in milliseconds. */
  readonly settleMs: number;
  /** The entry of a key that is still kept and fresh. */
  readonly find: (key: string) => Entry | undefined;
  /** Called in the turn in which the codings are ready. */
  readonly onReady: (entry: Entry, best: Awaited<ReturnType<typeof bestCodings>>) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Gives pages that last their smallest compression, one page at a time, behind the visitors' backs. A page that
 * changes every second never gets here; nor does one that nobody asks for twice, so that a flood of addresses cannot
 * keep a core busy.
 */
export class Upgrades {
  readonly #options: UpgradesOptions;
  // Keys and times, not entries: what was evicted is not held back by waiting here.
  readonly #waiting = new Map<string, number>();
  #working = false;

  constructor(options: UpgradesOptions) {
    this.#options = options;
  }

  add(entry: Entry): void {
    if (entry.best) return;
    this.#waiting.delete(entry.key);
    this.#waiting.set(entry.key, performance.now());
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      const [key, since] = next;
      const left = since + this.#options.settleMs - performance.now();
      if (left > 0) {
        await sleep(left, undefined, { ref: false });
        continue;
      }
      this.#waiting.delete(key);
      const entry = this.#options.find(key);
      if (entry !== undefined && !entry.best) await this.#upgrade(entry);
    }
    this.#working = false;
  }

  async #upgrade(entry: Entry): Promise<void> {
    try {
      const best = await bestCodings(entry);
      entry.best = true;
      if (this.#options.find(entry.key) === entry) this.#options.onReady(entry, best);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
