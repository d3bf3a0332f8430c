// Makes src/ui/components/record/drawing/world/world.ts, the outlines of the countries, anew. Seldom needed.
//
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node scripts/world-map.mjs package
//
// The files are Natural Earth (public domain) as TopoJSON. Where a border is disputed they have it as Natural Earth
// does; a mark of a country says nothing about that.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectWorld, worldFrame } from '../src/ui/components/record/drawing/world/projection.ts';
import { joinedBy, path, pointsOf, simplifiedTo } from './outlines.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('node scripts/world-map.mjs FOLDER');

const tolerance = 0.5;
/** Islands below this, in square units of the map, are left out of an outline; a country's largest piece never is. */
const speck = 2;
/** A country below this is a point: no outline of it could be seen. */
const point = 10;

const world = read('countries-110m.json');
const finer = read('countries-50m.json');
const simplified = simplifiedTo(tolerance);
// Line by line, so that neighbours keep the border that they share.
const ringsOf = (topology, thin) => {
  const joined = joinedBy(pointsOf(topology, projectWorld).map(thin));
  return ({ type, arcs }) => (type === 'Polygon' ? [arcs] : arcs).flatMap(([outer]) => whole(joined(outer)));
};
const outlined = ringsOf(world, simplified);
const exact = ringsOf(finer, (line) => line);

const land = drawn(world.objects.land.geometries.flatMap(outlined).filter(isShown));
const shapes = new Map();
for (const country of world.objects.countries.geometries) {
  const code = codeOf(country);
  if (code === null) continue;
  const rings = outlined(country).toSorted((a, b) => areaOf(b) - areaOf(a));
  if (areaOf(rings[0]) < point) continue;
  shapes.set(code, drawn(rings.filter((ring, n) => n === 0 || areaOf(ring) >= speck)));
}
// Natural Earth has some islands under the number of the country that they belong to: the larger piece is the country.
const mainlands = new Map();
for (const country of finer.objects.countries.geometries) {
  const code = codeOf(country);
  if (code === null) continue;
  for (const ring of exact(country))
    if (areaOf(ring) > areaOf(mainlands.get(code) ?? [])) mainlands.set(code, ring);
}
const countries = [...mainlands].map(([code, ring]) => {
  const { x, y } = middleOf(ring);
  return `  ${code}: { x: ${x.toFixed(1)}, y: ${y.toFixed(1)}, outline: '${shapes.get(code) ?? ''}' },`;
});

writeFileSync(
  new URL('../src/ui/components/record/drawing/world/world.ts', import.meta.url),
  `// Made by scripts/world-map.mjs from Natural Earth (public domain, naturalearthdata.com): change that, not this.

/** All land, in units of the map's frame. */
export const allLand =
  '${land}';

/** By ISO 3166-1 alpha-2: the middle of the largest piece, and an outline; '' where it would be no more than a point. */
export const countries: Readonly<Record<string, { x: number; y: number; outline: string }>> = {
${countries.toSorted().join('\n')}
};
`,
);
console.log(`land ${land.length} bytes, ${countries.length} countries, ${shapes.size} with an outline`);

function read(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** A ring that runs over the edge of the map, at 180 degrees, twice: once beyond each edge, where it is cut off. */
function whole(ring) {
  let beyond = 0;
  const going = ring.map((point, n) => {
    const step = point.x - (ring[n - 1]?.x ?? point.x);
    if (Math.abs(step) > worldFrame.width / 2) beyond -= Math.sign(step) * worldFrame.width;
    return { x: point.x + beyond, y: point.y };
  });
  if (going.every(({ x }) => x >= 0 && x <= worldFrame.width)) return [going];
  const shift = going.some(({ x }) => x < 0) ? worldFrame.width : -worldFrame.width;
  return [going, going.map(({ x, y }) => ({ x: x + shift, y }))];
}

/** The files have the numbers of ISO 3166-1; what has none is no country of it. */
function codeOf({ id }) {
  return id === undefined ? null : (new Intl.Locale(`und-${id}`).region ?? null);
}

function isShown(ring) {
  return areaOf(ring) >= speck && ring.some(({ y }) => y < worldFrame.height);
}

function drawn(rings) {
  return rings.map((ring) => `${path(ring, false)}z`).join('');
}

/** Twice-signed area halved (the shoelace formula), in square units. */
function areaOf(ring) {
  return Math.abs(signedArea(ring));
}

function signedArea(ring) {
  return ring.reduce((sum, { x, y }, n) => {
    const next = ring[(n + 1) % ring.length];
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}

/** The centre of mass of a ring. */
function middleOf(ring) {
  const area = signedArea(ring);
  const sum = ring.reduce(
    (at, { x, y }, n) => {
      const next = ring[(n + 1) % ring.length];
      const cross = x * next.y - next.x * y;
      return { x: at.x + (x + next.x) * cross, y: at.y + (y + next.y) * cross };
    },
    { x: 0, y: 0 },
  );
  // Of a country over the edge the middle lies on this side of it or on that.
  const x = sum.x / (6 * area);
  return { x: x < 0 ? x + worldFrame.width : x % worldFrame.width, y: sum.y / (6 * area) };
}
