import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translator } from '../../../../../foundation/i18n/translate.ts';
import { type Box, boxAround, overlap, within } from '../boxes.ts';
import { type Located, placeThings, radii } from './clusters.ts';
import { drawMap } from './map-drawing.ts';
import { frame } from './projection.ts';

const said = (text: string, lang = 'en') => ({ text, lang });
const thing = (
  latitude: number | null,
  longitude: number | null,
  precision: Located['precision'],
  place = 'Here',
) => ({
  latitude,
  longitude,
  precision,
  place: said(place),
});
const baghdad = [33.3152, 44.3661] as const;

test('things at one place are one mark with their number', () => {
  const { clusters } = placeThings([
    thing(...baghdad, 'city'),
    thing(...baghdad, 'city'),
    thing(30.5, 47.8, 'exact'),
  ]);
  expect(clusters.map(({ things, precision }) => [things.length, precision])).toEqual([
    [2, 'city'],
    [1, 'exact'],
  ]);
});

test('what is too near to be told apart is one mark, at a true place, that claims no more than is known of all', () => {
  const { clusters } = placeThings([
    thing(...baghdad, 'exact'),
    thing(...baghdad, 'exact'),
    thing(33.26, 44.23, 'city'),
  ]);
  expect(clusters).toHaveLength(1);
  expect(clusters[0]).toMatchObject({ precision: 'city', x: expect.closeTo(202, 0) });
  expect(clusters[0]?.things).toHaveLength(3);
});

test('a place known only to its governorate is never counted with the town at its middle', () => {
  const { clusters } = placeThings([thing(...baghdad, 'governorate'), thing(...baghdad, 'city')]);
  expect(clusters.map(({ precision }) => precision).sort()).toEqual(['city', 'governorate']);
});

test('what the map cannot show stands beside it', () => {
  const placed = placeThings([
    thing(33, 44, 'country'),
    thing(34.53, 69.17, 'city'),
    thing(34.53, 69.17, 'country'),
    thing(null, null, null),
    thing(null, null, 'country'),
  ]);
  expect(placed.clusters).toEqual([]);
  expect(placed.countrywide).toHaveLength(1);
  expect(placed.elsewhere).toHaveLength(2);
  expect(placed.unplaced).toHaveLength(2);
});

test.each([
  ['en', 'Baghdad'],
  ['ar', 'بغداد'],
] as const)('a mark at a town bears its name in the language of the page: %s', (lang, name) => {
  const { clusters } = placeThings([
    thing(...baghdad, 'city', 'Some Square'),
    thing(...baghdad, 'city', 'Some Road'),
  ]);
  const drawing = drawMap(translator(lang), clusters);
  expect(drawing.clusters[0]).toMatchObject({
    name: { text: name, lang },
    inside: true,
    label: { text: name },
  });
  expect(drawing.places.map(({ label }) => label.text)).not.toContain(name);
});

test('a number that does not fit into its mark stands behind the name', () => {
  const { clusters } = placeThings(
    Array.from({ length: 12 }, () => thing(33.7856, 42.4412, 'exact', 'The base')),
  );
  expect(drawMap(translator('en'), clusters).clusters[0]).toMatchObject({
    inside: false,
    label: { text: 'The base (12)' },
  });
});

test.each([
  ['en', 'Al Asad Airbase', 'Outpost near Hit'],
  ['ar', 'قاعدة عين الأسد الجوية', 'نقطة عسكرية قرب هيت'],
] as const)('marks that lie close all bear a name, long or short: %s', (lang, base, outpost) => {
  const { clusters } = placeThings([
    { ...thing(33.7856, 42.4412, 'exact'), place: said(base, lang) },
    { ...thing(33.64, 42.83, 'city'), place: said(outpost, lang) },
    thing(33.35, 43.78, 'city'),
    thing(33.35, 43.78, 'city'),
    { ...thing(33.42, 43.3, 'governorate'), area: said('Al Anbar', lang) },
    thing(...baghdad, 'city'),
    thing(34, 44.36, 'exact'),
  ]);
  expect(drawMap(translator(lang), clusters).clusters.map(({ label }) => label !== null)).not.toContain(
    false,
  );
});

const anywhere = fc.record({
  latitude: fc.option(fc.double({ min: 28, max: 38.5, noNaN: true })),
  longitude: fc.option(fc.double({ min: 38, max: 49.5, noNaN: true })),
  precision: fc.option(fc.constantFrom('exact', 'city', 'governorate', 'country')),
  place: fc.option(
    fc.record({
      text: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
      lang: fc.constantFrom('en', 'ar'),
    }),
  ),
});

test('whatever happened wherever: nothing is lost, nothing leaves the frame, no text covers another or a mark', () => {
  fc.assert(
    fc.property(fc.array(anywhere, { maxLength: 60 }), fc.constantFrom('en', 'ar'), (things, lang) => {
      const placed = placeThings(things);
      const kept = [
        ...placed.clusters.map((cluster) => cluster.things),
        placed.countrywide,
        placed.elsewhere,
        placed.unplaced,
      ];
      expect(kept.flat()).toHaveLength(things.length);
      const { clusters, places, countries } = drawMap(translator(lang), placed.clusters);
      // A ring is an outline: a name may lie across it, where it has no other room.
      const marks: Box[] = clusters
        .filter(({ precision }) => precision !== 'governorate')
        .map((cluster) => boxAround(cluster, radii[cluster.precision]));
      const texts = [
        ...clusters.flatMap(({ label }) => label ?? []),
        ...places.map(({ label }) => label),
        ...countries,
      ].map(({ box }) => box);
      for (const [index, box] of texts.entries()) {
        expect(within(box, frame)).toBe(true);
        expect(texts.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
      }
      for (const box of texts.slice(0, texts.length - countries.length))
        expect(marks.some((mark) => overlap(box, mark))).toBe(false);
    }),
  );
});
