import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contrast,
  type Hex,
  pairsOf,
  palette,
  parseColour,
  refusalOf,
  schemeOf,
  standardColour,
  styleSheetPath,
} from './colour-model.ts';

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  // The look's own table: signal on paper 5.8, white on fill 6.4.
  expect(contrast('#bd1220', '#f6f4ee')).toBeCloseTo(5.8, 1);
  expect(contrast('#ffffff', '#bd1220')).toBeCloseTo(6.4, 1);
});

test('every colour of the palette passes, and its forms do', () => {
  for (const { name, hex } of palette) {
    expect(refusalOf(hex), name).toBeNull();
    for (const { pair, ratio, needs } of pairsOf(schemeOf(hex)))
      expect(ratio, `${name}: ${pair}`).toBeGreaterThanOrEqual(needs);
  }
});

test('any colour at all is either refused or readable everywhere', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((n): Hex => `#${n.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(hex, (colour) => {
      const refusal = refusalOf(colour);
      if (refusal) return refusal.ratio < 4.5;
      return pairsOf(schemeOf(colour)).every(({ ratio, needs }) => ratio >= needs);
    }),
    { numRuns: 1_000 },
  );
});

test('what is typed is read, and nothing but a colour', () => {
  expect(parseColour(' 1F5A99 ')).toBe('#1f5a99');
  expect(parseColour('#1f5a99')).toBe('#1f5a99');
  for (const text of ['', 'red', '#fff', '#1f5a99;}', 'rgb(1,2,3)']) expect(parseColour(text)).toBeNull();
});

test('the house has no style sheet of its own, another colour has one whose name is its content', () => {
  expect(styleSheetPath(standardColour)).toBeNull();
  expect(styleSheetPath('#1f5a99')).toMatch(/^\/colours\/1f5a99-[0-9a-f]{10}\.css$/);
});
