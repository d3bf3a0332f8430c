import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchedTag } from './if-none-match.ts';

const ours = ['"new-br"', '"old-br"'];

test.each([
  [undefined, null],
  ['', null],
  ['*', '"new-br"'],
  [' * ', '"new-br"'],
  ['"new-br"', '"new-br"'],
  ['W/"new-br"', '"new-br"'],
  ['"other", W/"old-br"', '"old-br"'],
  ['"other","old-br" , "x"', '"old-br"'],
  ['"a, \\"new-br', null],
  ['new-br', null],
  ['"new-br', null],
  ['"NEW-BR"', null],
])('%s matches %s', (header, tag) => {
  expect(matchedTag(header, ours)).toBe(tag);
});

test('finds our tag in any list, and reads any header without failing', () => {
  const tag = fc.stringMatching(/^(W\/)?"[a-z0-9,* -]{0,12}"$/);
  fc.assert(
    fc.property(fc.array(tag), fc.array(tag), fc.string(), (before, after, noise) => {
      expect(matchedTag([...before, '"old-br"', ...after].join(', '), ['"old-br"'])).toBe('"old-br"');
      matchedTag(noise, ours);
    }),
  );
});
