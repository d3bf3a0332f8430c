import { Journal, type Staleness } from './journal.ts';

/** A render under way, shared by all who ask for its page. `done` never rejects. */
export interface Flight<T> {
  readonly done: Promise<T>;
  /** The journal's position when it began: what is reported later may be missing from its page. */
  readonly mark: number;
}

/** One flight per key, and what changed while they were in the air. */
export class Flights<T> {
  // A key is removed before it is set again, so the first flight is always the oldest.
  readonly #inAir = new Map<string, Flight<T>>();
  readonly #journal = new Journal();

  get(key: string): Flight<T> | undefined {
    return this.#inAir.get(key);
  }

  /** Begins `work` for a key that has no flight. `work` must call `land` before it resolves, and never reject. */
  start(key: string, work: (mark: number) => Promise<T>): Flight<T> {
    const mark = this.#journal.mark();
    // The flight must be known before `work` runs its first line, which may end it at once.
    const { promise: done, resolve } = Promise.withResolvers<T>();
    const flight = { done, mark };
    this.#inAir.set(key, flight);
    resolve(work(mark));
    return flight;
  }

  /** Ends the flight of `key`, and forgets what only it needed to know. */
  land(key: string): void {
    this.#inAir.delete(key);
    const [oldest] = this.#inAir.values();
    this.#journal.forget(oldest?.mark ?? this.#journal.mark());
  }

  /** Notes a change (of everything when `tags` is null) for the flights in the air. */
  changed(tags: Iterable<string> | null, at: number, grace: boolean): void {
    if (this.#inAir.size > 0) this.#journal.record({ tags: tags === null ? null : new Set(tags), at, grace });
  }

  /** What changed since `mark` of what `tags` name, of anything when null. */
  changedSince(mark: number, tags: readonly string[] | null): Staleness | null {
    return this.#journal.since(mark, tags);
  }
}
