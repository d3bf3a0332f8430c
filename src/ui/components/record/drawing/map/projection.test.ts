import { expect, test } from 'vitest';
import { isInIraq } from './clusters.ts';
import { frame, project } from './projection.ts';

const cities = {
  baghdad: [33.3152, 44.3661],
  basra: [30.508, 47.783],
  erbil: [36.191, 44.009],
  mosul: [36.34, 43.13],
  faw: [29.98, 48.47],
  rutba: [33.04, 40.28],
  zakho: [37.14, 42.68],
} as const;
type City = keyof typeof cities;
const at = (city: City) => project(cities[city][0], cities[city][1]);

/** Kilometres along the surface of the earth (haversine). */
function kilometres(a: City, b: City): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const [[lat1, lon1], [lat2, lon2]] = [cities[a], cities[b]];
  const h =
    Math.sin(rad(lat2 - lat1) / 2) ** 2 +
    Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lon2 - lon1) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

test('the cities fall within the frame and in their order: Mosul and Erbil north, Basra in the south-east', () => {
  for (const city of Object.keys(cities) as City[]) {
    expect(at(city).x, city).toBeGreaterThan(0);
    expect(at(city).x, city).toBeLessThan(frame.width);
    expect(at(city).y, city).toBeGreaterThan(0);
    expect(at(city).y, city).toBeLessThan(frame.height);
  }
  expect(at('mosul').y).toBeLessThan(at('erbil').y);
  expect(at('mosul').x).toBeLessThan(at('erbil').x);
  expect(at('baghdad').y).toBeGreaterThan(at('erbil').y);
  expect(at('basra').x).toBeGreaterThan(at('baghdad').x);
  expect(at('basra').y).toBeGreaterThan(at('baghdad').y);
});

test('distances on the map are those on the ground, within five in a hundred', () => {
  const names = Object.keys(cities) as City[];
  const scale =
    kilometres('baghdad', 'basra') /
    Math.hypot(at('basra').x - at('baghdad').x, at('basra').y - at('baghdad').y);
  for (const a of names) {
    for (const b of names) {
      if (a === b) continue;
      const drawn = Math.hypot(at(a).x - at(b).x, at(a).y - at(b).y) * scale;
      expect(Math.abs(drawn / kilometres(a, b) - 1), `${a} to ${b}`).toBeLessThan(0.05);
    }
  }
});

test('towns at the edge of Iraq are in it', () => {
  for (const [city, [latitude, longitude]] of Object.entries(cities))
    expect(isInIraq(latitude, longitude), city).toBe(true);
  expect(isInIraq(30.04, 47.93), 'Umm Qasr').toBe(true);
  expect(isInIraq(30.11, 47.72), 'Safwan').toBe(true);
  expect(isInIraq(34.38, 41.09), 'al-Qaim').toBe(true);
});

test.each([
  ['Kuwait City', 29.376, 47.977],
  ['Amman', 31.95, 35.93],
  ['Abadan', 30.34, 48.6],
  ['Tehran', 35.69, 51.39],
  ['Deir ez-Zor', 35.33, 40.14],
  ['Kabul', 34.53, 69.17],
  ['nought, nought', 0, 0],
  ['latitude and longitude exchanged', 44.3661, 33.3152],
  ['no number', Number.NaN, 44],
])('%s is not in Iraq', (_, latitude, longitude) => {
  expect(isInIraq(latitude, longitude)).toBe(false);
});
