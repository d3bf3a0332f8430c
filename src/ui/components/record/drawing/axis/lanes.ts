/** Something that takes a stretch of a line. */
export interface Stretch {
  start: number;
  end: number;
}

/**
 * Puts stretches into lanes, each into the first where it touches nothing: the lane of each, in the order given, and how
 * many lanes there are. Those that begin first get the upper lanes.
 */
export function intoLanes(stretches: readonly Stretch[], gap: number): { lanes: number[]; count: number } {
  const ends: number[] = [];
  const lanes = new Array<number>(stretches.length).fill(0);
  const order = stretches.map((_, index) => index);
  order.sort((a, b) => (stretches[a]?.start ?? 0) - (stretches[b]?.start ?? 0) || a - b);
  for (const index of order) {
    const stretch = stretches[index];
    if (stretch === undefined) continue;
    const free = ends.findIndex((end) => end + gap <= stretch.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = stretch.end;
    lanes[index] = lane;
  }
  return { lanes, count: ends.length };
}
