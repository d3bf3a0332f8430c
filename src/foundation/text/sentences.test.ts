import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOf } from './sentences.ts';

describe('sentences', () => {
  test('English and Arabic end theirs with a stop or a question mark', () => {
    expect(
      sentencesOf('No contract may grant immunity. A new name does not wipe out responsibility.', 'en'),
    ).toEqual(['No contract may grant immunity.', 'A new name does not wipe out responsibility.']);
    expect(sentencesOf('لا حصانة عن الجرائم. من المسؤول؟ لا يمحو الاسم الجديد المسؤولية.', 'ar')).toEqual([
      'لا حصانة عن الجرائم.',
      'من المسؤول؟',
      'لا يمحو الاسم الجديد المسؤولية.',
    ]);
  });

  test('a text of one sentence, of none, of white space', () => {
    expect(sentencesOf('Sign', 'en')).toEqual(['Sign']);
    expect(sentencesOf('', 'en')).toEqual([]);
    expect(sentencesOf(' \n ', 'ar')).toEqual([]);
  });

  test('nothing but white space is lost', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('en', 'ar', 'ckb'), (text, lang) => {
        const bare = (s: string) => s.replace(/\s/gu, '');
        expect(bare(sentencesOf(text, lang).join(''))).toBe(bare(text));
      }),
    );
  });
});
