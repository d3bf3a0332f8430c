import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKey, hashKeyId, newKeys, type Purpose, parseKeys, rotated, serialiseKeys } from './keys.ts';

const purposes: Purpose[] = ['contact', 'outbox', 'address-hash', 'rate', 'cursor', 'staff'];
const secrets = (text: string): string[] => {
  const file = JSON.parse(text);
  return [file.hash, ...Object.values<string>(file.keys)];
};

describe('keys', () => {
  test('a ring survives its own text', () => {
    const ring = rotated(newKeys());
    const again = parseKeys(serialiseKeys(ring));
    expect(again?.current).toBe('k2');
    expect(again?.keyIds).toEqual(['k1', 'k2']);
    expect(again && deriveKey(again, 'k1', 'contact')?.export()).toEqual(
      deriveKey(ring, 'k1', 'contact')?.export(),
    );
  });

  test('every key and purpose has a key of its own', () => {
    const ring = rotated(newKeys());
    const all = [hashKeyId, 'k1', 'k2'].flatMap((id) =>
      purposes.map((purpose) => deriveKey(ring, id, purpose)?.export().toString('hex')),
    );
    expect(new Set(all).size).toBe(3 * purposes.length);
    for (const key of all) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(deriveKey(ring, 'k3', 'contact')).toBeNull();
    expect(deriveKey(ring, 'constructor', 'contact')).toBeNull();
    expect(deriveKey(ring, '__proto__', 'contact')).toBeNull();
  });

  test('rotation adds a key, keeps the old ones and the hash secret, and leaves the old ring alone', () => {
    const ring = newKeys();
    const before = serialiseKeys(ring);
    const next = rotated(rotated(ring));
    expect(next.current).toBe('k3');
    expect(next.keyIds).toEqual(['k1', 'k2', 'k3']);
    expect(deriveKey(next, hashKeyId, 'address-hash')).toEqual(deriveKey(ring, hashKeyId, 'address-hash'));
    expect(deriveKey(next, 'k1', 'contact')).toEqual(deriveKey(ring, 'k1', 'contact'));
    expect(serialiseKeys(ring)).toBe(before);
  });

  test('secrets do not show when a ring is logged', () => {
    const ring = newKeys();
    const shown = [
      inspect(ring, { depth: 9, showHidden: true }),
      JSON.stringify({ ring }),
      String(ring),
    ].join();
    for (const secret of secrets(serialiseKeys(ring))) expect(shown).not.toContain(secret);
  });

  test.each([
    ['no JSON', () => 'hello'],
    ['no object', () => '[]'],
    ['another version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['a current key that is missing', (text: string) => text.replace('"current": "k1"', '"current": "k9"')],
    ['a short secret', (text: string) => text.replace(/"hash": "..../, '"hash": "')],
    ['a secret with stray bits', (text: string) => text.replace(/("hash": ".{42})./, '$1B')],
    ['a stray field', (text: string) => text.replace('"version"', '"extra": 1, "version"')],
    ['an ill-formed key id', (text: string) => text.replaceAll('k1', 'main')],
  ])('%s is not a key file', (_, spoil) => {
    expect(parseKeys(spoil(serialiseKeys(newKeys())))).toBeNull();
  });

  test('no text makes the reader throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseKeys(text) === null));
  });
});
