import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, initials } from './plain.ts';

const cleaned = (input: string): string => {
  const line = cleanLine(input, 200);
  return line.ok ? line.text : `refused: ${line.reason}`;
};

const odd = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u200c',
      '\u200d',
      '\u202e',
      '\u2066',
      '\u200f',
      '\u061c',
      '\n',
      '\r',
      '\t',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\u00ad',
      '\u3164',
      '\ufe0f',
      '👩',
      '🏽',
      '🚀',
      'ا',
      'ه',
      'e',
      '\u0301',
      '\u0651',
      ' ',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('cleanLine', () => {
  test.each([
    ['Arabic stays as typed', 'جمعيّة الأمل العراقيّة', 'جمعيّة الأمل العراقيّة'],
    ['Kurdish stays as typed', 'ڕێکخراوی ژنان', 'ڕێکخراوی ژنان'],
    ['old Kurdish keeps its non-joiner', 'ئه\u200cيلوول', 'ئه\u200cيلوول'],
    ['a non-joiner elsewhere goes', '\u200cAli\u200c \u200cB\u200c', 'Ali B'],
    ['CJK', '平和　の　会', '平和 の 会'],
    ['an emoji stays whole', 'Peace 👩🏽‍🚀 now', 'Peace 👩🏽‍🚀 now'],
    ['line breaks', 'one\r\ntwo\u2028three\u0085four\tfive', 'one two three four five'],
    ['a header cannot be written', 'Name\r\nBcc: all@example.org', 'Name Bcc: all@example.org'],
    ['direction overrides', 'abc\u202egro.elpmaxe\u202c', 'abcgro.elpmaxe'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200f\u061cb', 'ab'],
    ['zero-width and soft hyphen', 'a\u200bb\u00adc\ufeffd\u2060e', 'abcde'],
    ['controls', 'a\u0007\u001bb\u009f', 'ab'],
    ['only blanks that look like a name', '\u3164\u2800\u115f \u00a0', ''],
    ['composed', 'Cafe\u0301', 'Café'],
    ['heaped marks', `e${'\u0317'.repeat(40)}`, `e${'\u0317'.repeat(6)}`],
    ['NUL', 'a\0b', 'refused: ill-formed'],
    ['half a character', 'a\ud83d', 'refused: ill-formed'],
  ])('%s', (_, input, text) => {
    expect(cleaned(input)).toBe(text);
  });

  test('length is counted in characters, not in halves', () => {
    expect(cleanLine('🚀🚀🚀', 3)).toEqual({ ok: true, text: '🚀🚀🚀' });
    expect(cleanLine('🚀🚀🚀🚀', 3)).toEqual({ ok: false, reason: 'too-long' });
    expect(cleanLine(`${' '.repeat(500)}abc`, 3)).toEqual({ ok: true, text: 'abc' });
  });

  test('what it accepts is a clean line, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(odd, (input) => {
        const line = cleanLine(input, 100);
        if (!line.ok) return;
        expect(line.text).not.toMatch(
          /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u,
        );
        expect(line.text).not.toMatch(/^\s|\s$|\s\s/u);
        expect(line.text).toBe(line.text.normalize('NFC'));
        expect(cleanLine(line.text, 100)).toEqual(line);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('initials', () => {
  test.each([
    ['Ahmed Al-Rawi', 'A. A.'],
    ['ahmed', 'A.'],
    ['  Élise   de la Tour ', 'É. D. L. T.'],
    ['Jean-Luc O’Neil', 'J. O.'],
    ['أحمد الراوي', 'أ.\u202fر.'],
    ['أَحْمَد ٱلرَّاوِي', 'أ.\u202fر.'],
    ['الهام الين', 'ه.\u202fا.'],
    ['ڕێزان ئەحمەد', 'ڕ.\u202fئ.'],
    ['د. سارة عبد الله', 'د.\u202fس.\u202fع.\u202fا.'],
    ['山田 太郎', '山. 太.'],
    ['👩‍🚀 Sara', 'S.'],
    ['(Sara) "Ali"', 'S. A.'],
    ['ßmith ﬁsher', 'ß. ﬁ.'],
    ['🚀 123 —', ''],
    ['', ''],
    ['a b c d e f g h', 'A. B. C. D. E. F.'],
  ])('%s', (name, short) => {
    expect(initials(name)).toBe(short);
  });

  test('never shows a whole word, whatever the name', () => {
    fc.assert(
      fc.property(odd, (name) => {
        expect(initials(name)).toMatch(/^(?:\p{L}\.(?:[ \u202f]\p{L}\.){0,5})?$/u);
      }),
    );
  });
});
