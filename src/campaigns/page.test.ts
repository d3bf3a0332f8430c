import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SectionKind } from './model.ts';
import { groupSections } from './page.tsx';

const kinds: SectionKind[] = [
  'who',
  'challenge',
  'report',
  'objectives',
  'news',
  'sign',
  'involved',
  'videos',
];

test('sections keep their order; the dark band stands alone, wherever the data puts it', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(kinds), (order) => {
      const groups = groupSections(order);
      expect(groups.flat()).toEqual(order);
      for (const group of groups) {
        expect(group.length).toBeGreaterThan(0);
        if (group.includes('sign')) expect(group).toEqual(['sign']);
      }
    }),
  );
});
