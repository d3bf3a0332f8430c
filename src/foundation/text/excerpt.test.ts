import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainExcerpt } from './excerpt.ts';

describe('plainExcerpt', () => {
  test.each([
    ['a short text is whole', 'One *short* [text](/x).', 100, 'One short text.'],
    [
      'headings, code and marks go',
      '# Title\n\nFirst **line**\nand second.\n\n```\ncode\n```\n\n- point',
      100,
      'First line and second. point',
    ],
    [
      'after a sentence',
      'The court found it. The company was renamed. Then more followed.',
      50,
      'The court found it. The company was renamed.',
    ],
    [
      'after an Arabic sentence',
      'قُتل سبعة عشر شخصاً في ساحة النسور. ثم غيّرت الشركة اسمها إلى اسم آخر.',
      50,
      'قُتل سبعة عشر شخصاً في ساحة النسور.',
    ],
    [
      'after an Arabic question',
      'من يحاسب الشركات الأمنية؟ لا أحد حتى الآن في العراق.',
      35,
      'من يحاسب الشركات الأمنية؟',
    ],
    [
      'with the closing quotation mark',
      'قالت: «لن ننسى ما حدث.» ثم مضت إلى المحكمة مع أهلها.',
      35,
      'قالت: «لن ننسى ما حدث.»',
    ],
    [
      'after a word, where no sentence ends',
      'The companies escape accountability by changing their names',
      30,
      'The companies escape…',
    ],
    ['no comma before the dots', 'One, two, three, four, five, six', 12, 'One, two…'],
    [
      'not after an initial',
      'The statement of Mr. A. Rawi and of the U.S. Army was read aloud',
      30,
      'The statement of Mr. A. Rawi…',
    ],
    [
      'not before the number of a law',
      'It was changed by Law No. 52 of 2017 and later again',
      30,
      'It was changed by Law No. 52…',
    ],
    ['a script without spaces', '日本語の文章はここにありますので切ります', 8, '日本語の文章は…'],
    ['no room', 'Text', 0, ''],
    ['nothing', '# Only a title', 50, ''],
  ])('%s', (_, markdown, max, excerpt) => {
    expect(plainExcerpt(markdown, max)).toBe(excerpt);
  });

  test('never too long, never cut within a character, always the beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat({ max: 60 }), (text, max) => {
        const excerpt = plainExcerpt(text, max);
        expect([...excerpt].length).toBeLessThanOrEqual(max);
        expect(excerpt.isWellFormed()).toBe(true);
        expect(plainExcerpt(text, 1000).startsWith(excerpt.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('asked again, after others and at another length, it is the same', () => {
    const text = 'The court found it. The company was renamed.';
    const [short, long] = [plainExcerpt(text, 20), plainExcerpt(text, 60)];
    for (let n = 0; n < 1_100; n++) expect(plainExcerpt(`Text ${n}.`, 20)).toBe(`Text ${n}.`);
    expect([plainExcerpt(text, 20), plainExcerpt(text, 60)]).toEqual([short, long]);
    expect(short).toBe('The court found it.');
  });
});
