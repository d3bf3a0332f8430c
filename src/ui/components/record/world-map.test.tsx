import { expect, test } from 'vitest';
import { projectWorld, worldFrame } from './drawing/world/projection.ts';
import { countries } from './drawing/world/world.ts';
import { WorldMap } from './world-map.tsx';

test('every middle lies within the map, and where the country is', () => {
  for (const { x, y } of Object.values(countries)) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(worldFrame.width);
    expect(Number.isFinite(y)).toBe(true);
  }
  for (const [code, latitude, longitude] of [
    ['IQ', 33, 44],
    ['US', 40, -98],
    ['AU', -25, 134],
    ['RU', 62, 97],
    ['CH', 47, 8],
  ] as const) {
    const { x, y } = projectWorld(latitude, longitude);
    expect(Math.hypot((countries[code]?.x ?? 0) - x, (countries[code]?.y ?? 0) - y), code).toBeLessThan(8);
  }
});

test('a country of no size is a point, and what is no country is not drawn', () => {
  const html = WorldMap({
    land: { takes: 'land' },
    marks: [
      { code: 'IQ', sign: 'as-asked' },
      { code: 'CH', sign: 'in-part' },
      { code: 'INT', sign: 'against' },
    ],
  }).toString();
  expect(html).toContain('<path class="answered" data-meets="as-asked"');
  expect(html).toContain('<circle class="answered" data-meets="in-part"');
  expect(html).not.toContain('against');
  expect(html).toContain('<use href="#land"');
});
