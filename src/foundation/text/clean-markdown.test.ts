import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanMarkdown } from './clean-markdown.ts';
import { renderMarkdown } from './markdown.ts';

test.each([
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['a\0b\u0007c\ufeff', 'abc'],
  ['re\u00adport', 'report'],
  ['x\ud800y', 'x\ufffdy'],
  ['\n\n a\n\n\n', ' a'],
  ['line  \nbreak   \nhere \nend  ', 'line  \nbreak  \nhere\nend'],
  ['a  \n   \n  \nb', 'a\n\n\nb'],
  ['e\u0301', 'é'],
  ['\u202e71\u202c dead, \u202d\u202aand more\u202b', '71 dead, and more'],
  ['a \u2068Name\u2069 in it\u200f', 'a \u2068Name\u2069 in it\u200f'],
  ['- a\n\tb', '- a\n    b'],
])('%j', (text, clean) => {
  expect(cleanMarkdown(text)).toBe(clean);
});

test('a text that is too long is none', () => {
  expect(cleanMarkdown('x'.repeat(400_000))).not.toBeNull();
  expect(cleanMarkdown('x'.repeat(400_001))).toBeNull();
});

const pieces = fc.constantFrom(
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  'a',
  '- ',
  '> ',
  '\0',
  '\ud83d',
  'نص',
  '\u0301',
);
const texts = fc.string({
  unit: fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 1 })),
  maxLength: 40,
});

test('what is clean stays as it is, and can be kept in the database', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const clean = cleanMarkdown(text) ?? '';
      expect(cleanMarkdown(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\0\r]/);
    }),
  );
});

test('an editor who wrote an orderly text finds it rendered the same', () => {
  const text = '# Title\n\nA line  \nbroken\n\n- a\n- b\n\n    code\n\n| a |\n|---|\n| b |';
  expect(renderMarkdown(cleanMarkdown(`${text}\r\n`) ?? '')).toBe(renderMarkdown(text));
});
