import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languages } from './lang.ts';
import { formatNumber } from './numbers.ts';

test.each([
  ['en', '1,286'],
  ['ar', '1,286'],
  ['ckb', '1,286'],
  ['kmr', '1.286'],
  ['fr', '1\u202f286'],
  ['es', '1.286'],
  ['it', '1.286'],
] as const)('%s', (lang, text) => {
  expect(formatNumber(lang, 1286)).toBe(text);
});

test('small, large, negative and broken numbers', () => {
  expect(formatNumber('ar', 0)).toBe('0');
  expect(formatNumber('ar', -1234567.5)).toBe('-1,234,567.5');
  expect(formatNumber('ar', 12345678901234567890n)).toBe('12,345,678,901,234,567,890');
});

test('in every language: ASCII digits, no invisible marks, and the number can be read back', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...languages), (n, lang) => {
      const text = formatNumber(lang, n);
      expect(text).toMatch(/^[-−]?\d{1,3}(?:[.,\u202f\u00a0]\d{3})*$/);
      expect(Number(text.replace('−', '-').replace(/[^\d-]/g, ''))).toBe(n);
    }),
  );
});
