import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filesNamedIn, widthsFor } from './model.ts';

test('a picture is kept at widths up to its own, never wider', () => {
  expect(widthsFor(300)).toEqual([300]);
  expect(widthsFor(480)).toEqual([480]);
  expect(widthsFor(1000)).toEqual([480, 960, 1000]);
  expect(widthsFor(4000)).toEqual([480, 960, 1600]);
});

test('every file that a text names is found, once, whatever stands around it', () => {
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 5 }), fc.string(), (hashes, between) => {
      const quiet = between.replace(/[0-9a-f/]/g, '');
      const text = hashes.map((one) => `${quiet}![x](/files/${one}/name.jpg) `).join('');
      expect(filesNamedIn([text, text])).toEqual([...new Set(hashes)]);
    }),
  );
  expect(filesNamedIn([`/files/${'a'.repeat(65)}`, '/files/abc'])).toEqual([]);
});
