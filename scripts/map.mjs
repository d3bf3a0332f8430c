// Makes src/ui/components/record/drawing/map/iraq.ts, the outlines of the map, anew. Seldom needed: when the projection changes.
//
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node scripts/map.mjs package/countries-10m.json
//
// The file is Natural Earth (public domain) as TopoJSON (https://github.com/topojson/topojson-specification). Natural
// Earth's rivers are not in it: ours run through the towns on their banks, which is as much as a map of this size can tell.
import { readFileSync, writeFileSync } from 'node:fs';
import { frame, project } from '../src/ui/components/record/drawing/map/projection.ts';
import { joinedBy, path, pointsOf, simplifiedTo } from './outlines.mjs';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('node scripts/map.mjs countries-10m.json');

/** How far a simplified line may run beside the true one, in units of the map. */
const tolerance = 0.55;
const iraqCode = '368';

// Latitude and longitude of towns on the banks, downstream.
const rivers = {
  tigris: [
    [37.31, 42.2],
    [37.07, 42.38],
    [36.75, 42.72],
    [36.34, 43.14],
    [35.8, 43.3],
    [35.52, 43.24],
    [34.93, 43.49],
    [34.61, 43.69],
    [34.2, 43.87],
    [33.98, 44.3],
    [33.62, 44.37],
    [33.32, 44.4],
    [33.1, 44.58],
    [32.9, 45.06],
    [32.5, 45.83],
    [32.53, 46.2],
    [32.17, 46.73],
    [31.84, 47.15],
    [31.4, 47.42],
    [31.0, 47.44],
  ],
  euphrates: [
    [36.83, 38.02],
    [36.0, 38.3],
    [35.95, 39.02],
    [35.33, 40.14],
    [34.92, 40.57],
    [34.45, 40.92],
    [34.38, 41.1],
    [34.42, 41.55],
    [34.47, 41.98],
    [34.13, 42.39],
    [33.64, 42.83],
    [33.43, 43.3],
    [33.35, 43.78],
    [32.78, 44.27],
    [32.54, 44.23],
    [32.03, 44.4],
    [31.72, 44.98],
    [31.31, 45.28],
    [31.05, 46.26],
    [30.89, 46.47],
    [30.96, 47.1],
    [31.0, 47.44],
  ],
  shattAlArab: [
    [31.0, 47.44],
    [30.51, 47.83],
    [30.4, 48.16],
    [29.98, 48.47],
  ],
};

const world = JSON.parse(readFileSync(source, 'utf8'));
const lines = pointsOf(world, project);
const joined = joinedBy(lines);
const simplified = simplifiedTo(tolerance);
const iraq = world.objects.countries.geometries.find(({ id }) => id === iraqCode);
const rings = (iraq.type === 'Polygon' ? [iraq.arcs] : iraq.arcs).map(([outer]) => outer);
const mainland = rings.toSorted((a, b) => joined(b).length - joined(a).length)[0];
const own = new Set(rings.flat().map((index) => (index < 0 ? ~index : index)));

const land = `${path(simplified(joined(mainland)), true)}Z`;
const around = lines
  .filter((_, index) => !own.has(index))
  .flatMap(clipped)
  .filter(reachesFar)
  .map((line) => path(simplified(line), false))
  .join('');
const water = Object.values(rivers)
  .flatMap((towns) => clipped(smooth(towns.map(([latitude, longitude]) => project(latitude, longitude)))))
  .map((line) => path(simplified(line), false))
  .join('');

writeFileSync(
  new URL('../src/ui/components/record/drawing/map/iraq.ts', import.meta.url),
  `// Made by scripts/map.mjs from Natural Earth (public domain, naturalearthdata.com): change that, not this.

/** The outline of Iraq, closed, in units of the map's frame; its points are absolute. */
export const land =
  '${land}';

/** The borders and coasts of the neighbours within the frame. */
export const around =
  '${around}';

/** Tigris, Euphrates and Shatt al-Arab, through the towns on their banks. */
export const rivers =
  '${water}';
`,
);
console.log(`land ${land.length}, around ${around.length}, rivers ${water.length} bytes`);

/** The pieces of a line that lie within the frame, cut at its edge (Liang and Barsky, 1984). */
function clipped(line) {
  const pieces = [];
  let piece = null;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    let [enter, leave] = [0, 1];
    for (const [p, q] of [
      [-dx, a.x],
      [dx, frame.width - a.x],
      [-dy, a.y],
      [dy, frame.height - a.y],
    ]) {
      if (p === 0) {
        if (q < 0) enter = 2;
      } else if (p < 0) enter = Math.max(enter, q / p);
      else leave = Math.min(leave, q / p);
    }
    if (enter > leave) {
      piece = null;
      continue;
    }
    const at = (t) => ({ x: a.x + t * dx, y: a.y + t * dy });
    if (piece === null || enter > 0) {
      piece = [at(enter)];
      pieces.push(piece);
    }
    piece.push(at(leave));
    if (leave < 1) piece = null;
  }
  return pieces;
}

/** Whether a piece is more than a speck at the edge of the frame. */
function reachesFar(line) {
  const size = (values) => Math.max(...values) - Math.min(...values);
  return size(line.map(({ x }) => x)) + size(line.map(({ y }) => y)) > 12;
}

/** A curve through all points (Catmull and Rom, 1974), as eight short lines between each two. */
function smooth(points) {
  return points.flatMap((p1, i) => {
    const [p0, p2, p3] = [points[i - 1] ?? p1, points[i + 1], points[i + 2] ?? points[i + 1]];
    if (p2 === undefined) return [p1];
    return Array.from({ length: 8 }, (_, step) => {
      const t = step / 8;
      const along = (a, b, c, d) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3);
      return { x: along(p0.x, p1.x, p2.x, p3.x), y: along(p0.y, p1.y, p2.y, p3.y) };
    });
  });
}
