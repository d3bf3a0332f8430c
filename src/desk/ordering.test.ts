import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedIn, reordered } from './ordering.ts';

const same = (one: string) => one;

test('a step moves one member by one place and stops at the ends', () => {
  expect(reordered(['a', 'b', 'c'], { todo: 'up', id: 'b' }, same)).toEqual(['b', 'a', 'c']);
  expect(reordered(['a', 'b', 'c'], { todo: 'down', id: 'b' }, same)).toEqual(['a', 'c', 'b']);
  expect(reordered(['a', 'b', 'c'], { todo: 'up', id: 'a' }, same)).toEqual(['a', 'b', 'c']);
  expect(reordered(['a', 'b', 'c'], { todo: 'down', id: 'c' }, same)).toEqual(['a', 'b', 'c']);
});

test('a dragged order holds for those it names; others come after, as they stood', () => {
  expect(reordered(['a', 'b', 'c', 'd'], { todo: 'order', id: 'c,a,x' }, same)).toEqual(['c', 'a', 'b', 'd']);
});

test('whatever is asked, nothing is lost and nothing comes in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.string(), fc.string(), (list, todo, id) => {
      const asked = askedIn({ do: `${todo}:${id}` });
      expect(reordered(list, asked, same).sort()).toEqual([...list].sort());
    }),
  );
});
