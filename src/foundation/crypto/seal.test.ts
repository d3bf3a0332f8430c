import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKeys, rotated } from './keys.ts';
import { needsResealing, open, seal } from './seal.ts';

const ring = newKeys();
const context = 'signature:1:email';
const text = fc.string({ unit: 'binary' });
const place = fc.string({ unit: 'binary', minLength: 1 });

describe('seal', () => {
  test('what was sealed opens', () => {
    fc.assert(
      fc.property(text, place, (plain, where) => {
        expect(open(ring, 'contact', seal(ring, 'contact', plain, where), where)).toEqual({
          ok: true,
          text: plain,
        });
      }),
    );
  });

  test('the same text never looks the same twice, nor shows in what is stored', () => {
    const sealed = Array.from({ length: 200 }, () => seal(ring, 'contact', 'name@example.org', context));
    expect(new Set(sealed.map((bytes) => bytes.toString('hex'))).size).toBe(200);
    for (const bytes of sealed) expect(bytes.toString('latin1')).not.toContain('example');
  });

  test('does not open in another place', () => {
    fc.assert(
      fc.property(place, place, (here, there) => {
        fc.pre(here !== there);
        const opened = open(ring, 'contact', seal(ring, 'contact', 'name@example.org', here), there);
        expect(opened).toEqual({ ok: false, reason: 'not-authentic' });
      }),
    );
  });

  test('does not open for another purpose, nor with the keys of another installation', () => {
    const sealed = seal(ring, 'contact', 'name@example.org', context);
    expect(open(ring, 'outbox', sealed, context)).toEqual({ ok: false, reason: 'not-authentic' });
    expect(open(newKeys(), 'contact', sealed, context)).toEqual({ ok: false, reason: 'not-authentic' });
  });

  test('no bit of it can be changed', () => {
    const sealed = seal(ring, 'contact', 'name@example.org', context);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const spoilt = Buffer.from(sealed);
      spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open(ring, 'contact', spoilt, context).ok).toBe(false);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(open(ring, 'contact', sealed.subarray(0, length), context).ok).toBe(false);
    }
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(open(ring, 'contact', bytes, context).ok).toBe(false);
      }),
    );
  });

  test('a text that could not come back, or has no place, is refused', () => {
    expect(() => seal(ring, 'contact', 'a\ud800', context)).toThrow(RangeError);
    expect(() => seal(ring, 'contact', 'a', '')).toThrow(RangeError);
  });
});

describe('rotation', () => {
  test('old ciphertexts open and are named for sealing again; new ones are for the new ring only', () => {
    const next = rotated(ring);
    const old = seal(ring, 'contact', 'name@example.org', context);
    expect(open(next, 'contact', old, context)).toEqual({ ok: true, text: 'name@example.org' });
    expect(needsResealing(ring, old)).toBe(false);
    expect(needsResealing(next, old)).toBe(true);
    const fresh = seal(next, 'contact', 'name@example.org', context);
    expect(needsResealing(next, fresh)).toBe(false);
    expect(open(ring, 'contact', fresh, context)).toEqual({ ok: false, reason: 'unknown-key' });
    expect(needsResealing(next, Buffer.of())).toBe(true);
  });
});
