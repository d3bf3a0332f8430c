import type { Point } from '../boxes.ts';

/** The view box of the map of the world, in units of a degree along the parallel where widths are true. */
export const worldFrame = { width: 360, height: 160 } as const;

const north = 76;
/** Distances from north to south are drawn longer than degrees: what lies around the 36th parallel keeps its shape. */
const stretch = 1 / Math.cos((36 * Math.PI) / 180);

/** Where a place lies on the map of the world: an equirectangular projection. North is up and east is right in every language. */
export function projectWorld(latitude: number, longitude: number): Point {
  return { x: longitude + 180, y: (north - latitude) * stretch };
}
