import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, slugOf } from './slug.ts';

test.each([
  ['Appeals court upholds the verdict', 'appeals-court-upholds-the-verdict'],
  ['  «كاسي» بريمير!  ', 'kasy-brymyr'],
  ['Société Générale: 100 %', 'societe-generale-100'],
  ['ڕێکخراوی ژنان', 'rikkhrawi-zhnan'],
  ['…', ''],
  ["L'affaire d’État", 'laffaire-detat'],
])('%s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('whatever the title, a slug is one that the database takes, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const slug = slugOf(title);
      expect(slug === '' || isSlug(slug)).toBe(true);
    }),
  );
});
