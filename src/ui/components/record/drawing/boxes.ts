/** A point of a drawing, in units of its view box: x to the right, y downwards. */
export interface Point {
  x: number;
  y: number;
}

/** A rectangle of a drawing: its upper left corner and its size, in units of the view box. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The square around a round mark. */
export function boxAround({ x, y }: Point, r: number): Box {
  return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
}

/** Whether two rectangles share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a rectangle lies wholly within a frame that begins at 0, 0. */
export function within(box: Box, frame: { width: number; height: number }): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= frame.width && box.y + box.height <= frame.height;
}
