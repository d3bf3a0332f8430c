import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSorani } from './sorani-order.ts';

test('letters in the order of the alphabet, the shorter word first, spaces before letters', () => {
  const sorted = [
    'ئاب',
    'ئازار',
    'با',
    'با ک',
    'باب',
    'رۆژ',
    'ڕۆژ',
    'زۆر',
    'کا',
    'گا',
    'لا',
    'ڵا',
    'وا',
    'ۆا',
    'هێ',
    'ەێ',
    'یا',
    'ێا',
    'Zoo',
  ];
  expect(sorted.toReversed().sort(compareSorani)).toEqual(sorted);
});

test('it is an order', () => {
  const word = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'ئابڕزێە -aى'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 4,
  });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(compareSorani(a, b)).toBe(-compareSorani(b, a) + 0);
      expect(compareSorani(a, a)).toBe(0);
      const [first = '', second = '', third = ''] = [a, b, c].sort(compareSorani);
      expect(compareSorani(first, second)).toBeLessThanOrEqual(0);
      expect(compareSorani(second, third)).toBeLessThanOrEqual(0);
      expect(compareSorani(first, third)).toBeLessThanOrEqual(0);
    }),
  );
});
