import { type Box, overlap, type Point, within } from '../boxes.ts';
import { textWidth } from '../text-width.ts';

/** A word to be written beside a point. */
export interface Wanted extends Point {
  /** The best first; another one where there is no room for it. */
  texts: readonly string[];
  size: number;
  /** How far from the point its mark reaches. */
  clear: number;
  /** Whether it may lie across a ring where there is no other room. */
  crosses: boolean;
  /** The point's mark is a ring: its name stands above or below, beside it are what lies in it. */
  ring: boolean;
}

/** Where a text is written: its box, and the middle of its left edge or right edge, on the baseline. */
export interface PlacedLabel {
  text: string;
  /** Which edge of the text `x` is; `middle`: the text is centred on it. */
  edge: 'left' | 'right' | 'middle';
  x: number;
  y: number;
  box: Box;
}

/** East and west of the point first: that is where a reader looks for a name. */
const sides = [
  [1, 0],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [0, -1],
  [0, 1],
] as const;

const ringSides = [[0, -1], [0, 1], ...sides, [0, -1.25], [0, 1.25], [0, -1.5], [0, 1.5]] as const;

/**
 * Finds a place for each text beside its point, in the order given, so that none touches another, an obstacle, or the edge
 * of the frame. Null for those for which there is none: a drawing may leave a name out, its list never does.
 * @param rings outlines: a text that may cross them does so where it would else be left out.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  obstacles: readonly Box[],
  rings: readonly Box[],
  frame: { width: number; height: number },
): (PlacedLabel | null)[] {
  let order = [...wanted.keys()];
  let best = placeInOrder(wanted, order, obstacles, rings, frame);
  // A mark that found no room for its name chooses first in the next round: of four the one that leaves the fewest out.
  for (let round = 1, last = best; round < 4 && last.includes(null); round += 1) {
    const first = order.filter((index) => last[index] === null && wanted[index]?.crosses);
    order = [...first, ...order.filter((index) => !first.includes(index))];
    last = placeInOrder(wanted, order, obstacles, rings, frame);
    if (missing(last) < missing(best)) best = last;
  }
  return best;
}

type Placing = (PlacedLabel | null)[];

function missing(placing: Placing): number {
  return placing.filter((label) => label === null).length;
}

function placeInOrder(
  wanted: readonly Wanted[],
  order: readonly number[],
  obstacles: readonly Box[],
  rings: readonly Box[],
  frame: { width: number; height: number },
): Placing {
  const taken = [...obstacles];
  const placing: Placing = wanted.map(() => null);
  for (const index of order) {
    const label = wanted[index];
    const free = label && firstFree(label, taken, rings, frame);
    if (!free) continue;
    taken.push(free.box);
    placing[index] = free;
  }
  return placing;
}

/** The first side that is free for its best text, then across the rings, then for the next text. */
function firstFree(
  label: Wanted,
  taken: readonly Box[],
  rings: readonly Box[],
  frame: { width: number; height: number },
): PlacedLabel | undefined {
  for (const text of label.texts)
    for (const minded of label.crosses ? [[...taken, ...rings], taken] : [[...taken, ...rings]])
      for (const [dx, dy] of label.ring ? ringSides : sides) {
        const placed = beside(label, text, dx, dy);
        if (within(placed.box, frame) && !minded.some((box) => overlap(box, placed.box))) return placed;
      }
  return undefined;
}

function beside({ x, y, size, clear }: Wanted, text: string, dx: -1 | 0 | 1, dy: number): PlacedLabel {
  const width = textWidth(text, size);
  const height = size * 1.25;
  const gap = 3;
  // Obliquely the mark's edge is nearer: sin 45°.
  const reach = dx !== 0 && dy !== 0 ? clear * 0.75 : clear;
  const middle = y + dy * (reach + (dx === 0 ? gap + height / 2 : height / 3));
  const at = x + dx * (reach + gap);
  return {
    text,
    edge: dx === 1 ? 'left' : dx === -1 ? 'right' : 'middle',
    x: at,
    y: middle + size * 0.35,
    box: { x: dx === 1 ? at : dx === -1 ? at - width : x - width / 2, y: middle - height / 2, width, height },
  };
}
