import { type Box, overlap, type Point, within } from '../boxes.ts';
import { textWidth } from '../text-width.ts';

/** A word to be written beside a point. */
export interface Wanted extends Point {
  text: string;
  size: number;
  /** How far from the point its mark reaches. */
  clear: number;
}

/** Where a text is written: its box, and the middle of its left edge or right edge, on the baseline. */
export interface PlacedLabel {
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

/**
 * Finds a place for each text beside its point, in the order given, so that none touches another, an obstacle, or the edge
 * of the frame. Null for those for which there is none: a drawing may leave a name out, its list never does.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  obstacles: readonly Box[],
  frame: { width: number; height: number },
): (PlacedLabel | null)[] {
  const taken = [...obstacles];
  return wanted.map((label) => {
    for (const [dx, dy] of sides) {
      const placed = beside(label, dx, dy);
      if (!within(placed.box, frame) || taken.some((box) => overlap(box, placed.box))) continue;
      taken.push(placed.box);
      return placed;
    }
    return null;
  });
}

function beside({ x, y, text, size, clear }: Wanted, dx: -1 | 0 | 1, dy: -1 | 0 | 1): PlacedLabel {
  const width = textWidth(text, size);
  const height = size * 1.25;
  const gap = 3;
  // Obliquely the mark's edge is nearer: sin 45°.
  const reach = dx !== 0 && dy !== 0 ? clear * 0.75 : clear;
  const middle = y + dy * (reach + (dx === 0 ? gap + height / 2 : height / 3));
  const at = x + dx * (reach + gap);
  return {
    edge: dx === 1 ? 'left' : dx === -1 ? 'right' : 'middle',
    x: at,
    y: middle + size * 0.35,
    box: { x: dx === 1 ? at : dx === -1 ? at - width : x - width / 2, y: middle - height / 2, width, height },
  };
}
