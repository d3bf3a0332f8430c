import type { Point } from '../boxes.ts';

/** The view box of the map, in units that are pixels on a telephone of 360 px. */
export const frame = { width: 360, height: 362 } as const;

/** What the frame shows, in degrees (WGS 84): Iraq with a margin in which the neighbours can be named. */
const west = 38.3;
const north = 37.8;
const unitsPerDegree = 39.8;

/** The parallel along which widths are true: it runs through the middle of Iraq. */
const widthOfDegree = unitsPerDegree * Math.cos((33.2 * Math.PI) / 180);

/**
 * Where a place lies on the map: an equirectangular projection. In the far north and south of Iraq a distance from
 * east to west is out by one part in twenty. North is up and east is right in every language. Places beyond the frame get points beyond it.
 */
export function project(latitude: number, longitude: number): Point {
  return { x: (longitude - west) * widthOfDegree, y: (north - latitude) * unitsPerDegree };
}
