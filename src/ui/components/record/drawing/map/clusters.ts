import type { Point } from '../boxes.ts';
import { land } from './iraq.ts';
import { frame, project } from './projection.ts';

/** How exactly a place is known; `country`: that it was somewhere in Iraq. */
export type PlacePrecision = 'exact' | 'city' | 'governorate' | 'country';

/** What a map needs to know of a thing to place it. */
export interface Located {
  /** Degrees, WGS 84; null where no source says where it was. */
  latitude: number | null;
  longitude: number | null;
  precision: PlacePrecision | null;
}

/** Things at one point of the map, or so near each other that their marks would cover each other. */
export interface Cluster<T> extends Point {
  /** The coarsest among them: a mark never claims to know more than each thing in it does. */
  precision: Exclude<PlacePrecision, 'country'>;
  things: T[];
}

export interface Placed<T> {
  /** Those of most things first. */
  clusters: Cluster<T>[];
  /** Known to have been in Iraq, and no nearer. */
  countrywide: T[];
  /** With a place outside Iraq. */
  elsewhere: T[];
  /** Without a place. */
  unplaced: T[];
}

/** Radius of a mark, in units of the map: the less is known of a place, the larger. */
export const radii = { exact: 5.5, city: 10, governorate: 19 } as const;

/** Marks nearer than this become one. About 30 km. */
const nearest = 12;

/** Sorts things onto the map, or beside it. Nothing is lost: each thing is in exactly one place of the answer. */
export function placeThings<T extends Located>(things: readonly T[]): Placed<T> {
  const placed: Placed<T> = { clusters: [], countrywide: [], elsewhere: [], unplaced: [] };
  const points = new Map<string, Cluster<T>>();
  for (const thing of things) {
    const { latitude, longitude, precision } = thing;
    if (latitude === null || longitude === null || precision === null) placed.unplaced.push(thing);
    else if (!isInIraq(latitude, longitude)) placed.elsewhere.push(thing);
    else if (precision === 'country') placed.countrywide.push(thing);
    else {
      const point = project(latitude, longitude);
      const key = `${precision === 'governorate'} ${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
      const there = points.get(key);
      if (there === undefined) points.set(key, { ...point, precision, things: [thing] });
      else join(there, { ...point, precision, things: [thing] });
    }
  }
  // The points with most things take in their neighbours; a mark stands at one of the true places, never between them.
  const byCount = [...points.values()].sort((a, b) => b.things.length - a.things.length);
  for (const point of byCount) {
    const host = placed.clusters.find(
      (cluster) =>
        (cluster.precision === 'governorate') === (point.precision === 'governorate') &&
        Math.hypot(cluster.x - point.x, cluster.y - point.y) < nearest,
    );
    if (host === undefined) placed.clusters.push(point);
    else join(host, point);
  }
  placed.clusters.sort((a, b) => b.things.length - a.things.length);
  return placed;
}

function join<T>(host: Cluster<T>, other: Cluster<T>): void {
  host.things.push(...other.things);
  if (radii[other.precision] > radii[host.precision]) host.precision = other.precision;
}

/** The edges of the drawn outline. */
const edges: readonly (readonly [Point, Point])[] = land
  .slice(1, -1)
  .split(' ')
  .map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number);
    return { x, y };
  })
  .map((to, index, corners) => [corners.at(index - 1) ?? to, to]);

/** A border town may lie this far outside the simplified outline, in units of the map. About 8 km. */
const slack = 3;

/** Whether a place is in Iraq, to the precision of the drawn outline. */
export function isInIraq(latitude: number, longitude: number): boolean {
  const point = project(latitude, longitude);
  if (!(point.x >= 0 && point.y >= 0 && point.x <= frame.width && point.y <= frame.height)) return false;
  let inside = false;
  for (const [from, to] of edges) {
    const crosses = from.y > point.y !== to.y > point.y;
    if (crosses && point.x < from.x + ((point.y - from.y) / (to.y - from.y)) * (to.x - from.x))
      inside = !inside;
  }
  return inside || edges.some(([from, to]) => fromSegment(point, from, to) <= slack);
}

function fromSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}
