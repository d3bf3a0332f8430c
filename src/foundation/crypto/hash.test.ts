import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressHash, keyedHash, rateHash } from './hash.ts';
import { newKeys, rotated } from './keys.ts';

const ring = newKeys();

test('32 bytes, the same for the same text, also after a rotation', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(addressHash(ring, text)).toHaveLength(32);
      expect(addressHash(rotated(ring), text)).toEqual(addressHash(ring, text));
    }),
    { numRuns: 30 },
  );
});

test('differs by text, by purpose and by installation', () => {
  const text = 'name@example.org';
  const all = [
    addressHash(ring, text),
    addressHash(ring, `${text} `),
    rateHash(ring, text),
    keyedHash(ring, 'cursor', text),
    addressHash(newKeys(), text),
  ];
  expect(new Set(all.map((hash) => hash.toString('hex'))).size).toBe(5);
});
