import { expect, test } from 'vitest';
import { asciiDigits } from './digits.ts';

test('a figure typed on an Arabic or a Kurdish keyboard is the same figure', () => {
  expect(asciiDigits('٢٠٠٧-٠٩-١٦')).toBe('2007-09-16');
  expect(asciiDigits('۳۳٫۳۱')).toBe('33.31');
  expect(asciiDigits('-12.5 x')).toBe('-12.5 x');
});
