/** Lets so many in at once, and so many wait; whoever comes beyond is turned away. */
export interface Gate {
  /** @returns what the work comes to; `full` where too many wait already, and nothing was begun. */
  through<Result>(work: () => Promise<Result>): Promise<Result | 'full'>;
}

/** @param within how many may be inside at once. @param waiting how many may wait; who comes after those is turned away. */
export function createGate(within: number, waiting: number): Gate {
  let busy = 0;
  const queue: (() => void)[] = [];
  return {
    async through(work) {
      if (busy >= within) {
        if (queue.length >= waiting) return 'full';
        // Whoever leaves hands the place on: it is never counted as free in between.
        await new Promise<void>((enter) => queue.push(enter));
      } else busy += 1;
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else busy -= 1;
      }
    },
  };
}
