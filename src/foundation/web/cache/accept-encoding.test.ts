import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseCoding, codingFor } from './accept-encoding.ts';

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br;q=0', 'identity'],
  ['br;q=0.0, gzip;q=0.001', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br ; q=1.000 , gzip', 'br'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *;q=0.5', 'gzip'],
  ['identity, gzip;q=0.5', 'identity'],
  ['identity;q=0, *;q=0', 'identity'],
  ['br;q=2', 'identity'],
  ['br;q=x, gzip', 'gzip'],
  ['brotli', 'identity'],
] as const)('%s is answered in %s', (header, coding) => {
  expect(chooseCoding(header)).toBe(coding);
  expect(codingFor(header)).toBe(coding);
});

test('never sends a coding that the header does not name', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const coding = chooseCoding(header);
      expect(codingFor(header)).toBe(coding);
      if (coding !== 'identity' && !header.includes('*')) expect(header.toLowerCase()).toContain(coding);
    }),
  );
});
