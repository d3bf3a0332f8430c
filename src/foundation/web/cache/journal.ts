/** From when a page may be wrong, and whether it may still be shown for the time of grace. */
export interface Staleness {
  readonly at: number;
  readonly grace: boolean;
}

interface Change extends Staleness {
  /** null stands for everything. */
  readonly tags: ReadonlySet<string> | null;
}

/**
 * What changed while pages were rendering. A render may have read its data before a change that is reported before
 * it ends, and which tags its page has is known only at its end: so each render takes a mark at its start, and asks
 * at its end what changed since.
 */
export class Journal {
  #changes: Change[] = [];
  /** Position of the first kept change, counted from the first ever. */
  #first = 0;

  /** The position after the last change. */
  mark(): number {
    return this.#first + this.#changes.length;
  }

  record(change: Change): void {
    this.#changes.push(change);
  }

  /** The first change after `mark` that touches one of `tags` (any change when null); null when there is none. */
  since(mark: number, tags: readonly string[] | null): Staleness | null {
    const after = this.#changes.slice(Math.max(0, mark - this.#first));
    const touching = after.filter(
      (change) => tags === null || change.tags === null || tags.some((tag) => change.tags?.has(tag)),
    );
    const [first] = touching;
    return first === undefined ? null : { at: first.at, grace: touching.every((change) => change.grace) };
  }

  /** Forgets what no render that is still running can ask for; `mark` is the oldest one's. */
  forget(mark: number): void {
    this.#changes = this.#changes.slice(Math.max(0, mark - this.#first));
    this.#first = Math.max(this.#first, mark);
  }
}
