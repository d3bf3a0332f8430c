import { describe, expect, test } from 'vitest';
import { faultsOfFragment } from '../../../../tests/markup.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { IncidentMap, type MapThing } from './map.tsx';

const thing = (title: string, rest: Partial<MapThing> = {}): MapThing => ({
  href: `/en/record/incidents/${encodeURIComponent(title)}`,
  title: { text: title, lang: 'en' },
  standing: 'reported',
  place: { text: 'Example Square, Baghdad', lang: 'en' },
  latitude: 33.3152,
  longitude: 44.3661,
  precision: 'city',
  ...rest,
});
const draw = (things: readonly MapThing[], lang: 'en' | 'ar' = 'en') =>
  String(<IncidentMap t={translator(lang)} things={things} />);

test('a mark of one incident leads to its page and says where and how exactly', () => {
  const html = draw([thing('A shooting')]);
  expect(html).toContain(
    '<a href="/en/record/incidents/A%20shooting"><title>A shooting (reported). Baghdad, the mark shows the town, not the spot</title>',
  );
});

test('a mark of several leads to their place in the list, which names them all', () => {
  const html = draw([
    thing('One'),
    thing('Two'),
    thing('Far', { latitude: 30.11, longitude: 47.72, precision: 'exact' }),
  ]);
  expect(html).toContain(
    '<a href="#map-1"><title>Baghdad: 2 incidents, the mark shows the town, not the spot</title>',
  );
  const place = html.slice(html.indexOf('<li id="map-1">'), html.indexOf('<li id="map-2">'));
  expect(place).toContain('>One</a>');
  expect(place).toContain('>Two</a>');
  expect(place).toContain('Example Square, Baghdad');
});

describe('the list has what the map has not', () => {
  test.each([
    ['somewhere in Iraq', { precision: 'country' }, 'In Iraq, place not established'],
    ['abroad', { latitude: 34.53, longitude: 69.17 }, 'Outside Iraq'],
    ['without a place', { latitude: null, longitude: null, precision: null, place: null }, 'Place not known'],
  ] as const)('%s', (_, where, heading) => {
    const html = draw([thing('Some event', where)]);
    expect(html).not.toContain('<title>');
    expect(html.slice(html.indexOf('class="places"'))).toContain(heading);
    expect(html).toContain('>Some event</a>');
  });
});

test('in Arabic the towns, the neighbours and the words are Arabic; a foreign title says its language', () => {
  const html = draw([thing('A shooting'), thing('حادثة', { title: { text: 'حادثة', lang: 'ar' } })], 'ar');
  for (const word of ['بغداد', 'البصرة', 'الموصل', 'أربيل', 'السعودية', 'حادثتان'])
    expect(html).toContain(word);
  expect(html).toMatch(/lang="en" dir="ltr">A shooting/);
  expect(html).not.toMatch(/>Baghdad<|Mosul|Syria/);
});

test('without an incident there is no map', () => {
  expect(draw([])).toBe('');
});

test('hostile names are text, and the markup is valid', async () => {
  const evil = '</svg><script>alert(1)</script>"\'<';
  const html = draw(
    [
      thing(evil, { place: { text: evil, lang: 'en' }, latitude: 31, longitude: 44 }),
      thing(evil, { place: { text: evil, lang: 'x"y' } }),
      thing('b'),
      thing('c'),
      thing('d'),
      thing(evil, { precision: 'governorate', area: { text: '</svg>', lang: 'en' } }),
    ],
    'ar',
  );
  expect(html).not.toContain('<script');
  expect(html.match(/<\/svg>/g)).toHaveLength(4);
  expect(await faultsOfFragment(html)).toEqual([]);
});
