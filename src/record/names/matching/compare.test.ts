import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translator } from '../../../foundation/i18n/translate.ts';
import { compareNames, sameFrom } from './compare.ts';
import { nameKey } from './name-key.ts';
import { sayMatch } from './said.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'Blackwater|بلاك|ووتر|Al-|الرافدين|شركة|&|Security|LLC|ئەستێرە|G4S|جي فور إس|٧|seven|\ud800|\u0000|ـ|ﷺ|’|كي بي آر|KBR'.split(
          '|',
        ),
      ),
      { maxLength: 8 },
    )
    .map((words) => words.join(' ')),
);

describe('two names are one', () => {
  test.each([
    ['Blakwater', 'Blackwater'],
    ['بلاك ووتر', 'بلاكووتر'],
    ['بلاك ووتر', 'Blackwater'],
    ['Blakwater', 'بلاكووتر'],
    ['Xe', 'XE'],
    ['Xe Services LLC', 'xe'],
    ['KBR', 'Kellogg Brown & Root'],
    ['G4S', 'جي فور إس'],
  ])('%s and %s', (a, b) => {
    expect(compareNames(a, b).same).toBe(true);
  });
});

describe('two names are two', () => {
  test.each([
    ['Aegis', 'Aegis Therapeutics'],
    ['Xe', 'Xen'],
    ['Xe', 'زي'],
    ['G4S', 'G4C'],
    ['KBR', 'kbc'],
    ['Example 7', 'Example 8'],
    ['Sample Security Iraq', 'Sample Security Jordan'],
    ['', 'Sample'],
    ['—', '!'],
  ])('%s and %s', (a, b) => {
    expect(compareNames(a, b).same).toBe(false);
  });
});

describe('why is said', () => {
  test.each([
    ['Samplor', 'Samplor', ['same']],
    ['Samplor', 'SAMPLOR', ['marks']],
    ['Samplor', 'سامبلور', ['script']],
    ['Samplor Ltd', 'Samplor Group', ['legal', 'general']],
    ['Samplor Iraq', 'Samplor', ['place']],
    ['Samplor Tevan', 'Tevan Samplor', ['order']],
    ['Samplor', 'Sam Plor', ['joined']],
    ['Samplor', 'Samplur', ['spelling']],
    ['Samplor Falcon', 'صقر سامبلور', ['script', 'translated', 'order']],
    ['Samplor', 'Samplor Bakery', ['missing']],
    ['Samplor 7', 'Samplor 8', ['number']],
    ['Samplor Security', 'Samplor Logistics', ['trade', 'general']],
    ['Samplor Iraq', 'Samplor Jordan', ['where', 'place']],
    ['Samplor Tevan Orkid', 'STO', ['initials']],
  ])('%s and %s', (a, b, reasons) => {
    expect(compareNames(a, b).reasons.map(({ what }) => what)).toEqual(reasons);
  });

  test('in the language of the reader, with the words as they were written', () => {
    const names = ['شركة سامبلور المحدودة', 'Samplor'] as const;
    const { reasons } = compareNames(...names);
    expect(sayMatch(translator('en'), reasons, names)).toEqual([
      'The same sounds in another script',
      'Legal form left out: المحدودة',
      'General words left out: شركة',
    ]);
    expect(sayMatch(translator('ar'), reasons, names)[1]).toBe('من دون الشكل القانوني: المحدودة');
  });
});

describe('for any two texts', () => {
  test('the answer is the same both ways, from 0 to 1, and says the same as its score', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const one = compareNames(a, b);
        const other = compareNames(b, a);
        expect(other).toMatchObject({ score: one.score, same: one.same });
        expect(other.reasons.map(({ what }) => what)).toEqual(one.reasons.map(({ what }) => what));
        expect(one.score).toBeGreaterThanOrEqual(0);
        expect(one.score).toBeLessThanOrEqual(1);
        expect(one.same).toBe(one.score >= sameFrom);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a name is itself', () => {
    fc.assert(
      fc.property(anyText, (a) => {
        expect(compareNames(a, a).same).toBe(nameKey(a) !== '');
      }),
    );
  });

  test('the key of a key is the key', () => {
    fc.assert(
      fc.property(anyText, (a) => {
        expect(nameKey(nameKey(a))).toBe(nameKey(a));
      }),
      { numRuns: 1_000 },
    );
  });

  test('of 10,000 characters it takes no longer than a name may', () => {
    const texts = [
      'a'.repeat(10_000),
      'ab '.repeat(3_333),
      'سي '.repeat(3_333),
      'الو'.repeat(3_333),
      "a'".repeat(5_000),
      'ا ل'.repeat(3_000),
    ];
    for (const a of texts) {
      for (const b of texts) {
        const begun = performance.now();
        compareNames(a, b);
        expect(performance.now() - begun).toBeLessThan(5_000);
      }
    }
  });
});
