import { expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { Names } from './names.tsx';

const former = [
  { name: 'First Guard', lang: 'en' },
  { name: 'Second Guard', lang: 'en' },
];

/** What a screen reader says: the text alone, its spaces as one. */
function heard(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

test('former names come first, in the order given, and say that they are former ones', () => {
  const html = String(<Names t={translator('en')} former={former} current={{ name: 'Third', lang: 'en' }} />);
  expect(heard(html)).toBe('former name: First Guard former name: Second Guard present name: Third');
  expect(html.match(/<s>/g)).toHaveLength(2);
  expect(html).toMatch(/<b>.*Third.*<\/b>/);
});

test('in Arabic the words are Arabic, and a Latin name is isolated and marked', () => {
  const html = String(
    <Names t={translator('ar')} former={former.slice(0, 1)} current={{ name: 'حارس', lang: 'ar' }} />,
  );
  expect(heard(html)).toBe('اسم سابق: First Guard الاسم الحالي: حارس');
  expect(html).toContain('<bdi lang="en">First Guard</bdi>');
  expect(html).toContain('<bdi>حارس</bdi>');
});

test('a company that never changed its name is not told to have a present one', () => {
  const html = String(<Names t={translator('en')} former={[]} current={{ name: 'Only', lang: 'en' }} />);
  expect(heard(html)).toBe('Only');
  expect(html).not.toContain('<s>');
});

test('a name with markup in it is text', () => {
  const html = String(
    <Names t={translator('en')} former={[]} current={{ name: '<img src=x>', lang: 'en' }} />,
  );
  expect(html).not.toContain('<img');
});
