import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashToken, newToken, parseToken } from './token.ts';

test('a token comes back from its text, and carries all 256 bits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const token = newToken(() => bytes);
      expect(token).toHaveLength(43);
      expect(parseToken(token)).toBe(token);
      expect(Uint8Array.from(Buffer.from(token, 'base64url'))).toEqual(bytes);
    }),
  );
});

test('a source that gives too little is refused', () => {
  expect(() => newToken(() => new Uint8Array(16))).toThrow(RangeError);
});

test('a token has one spelling: any other character, length or stray bit is refused', () => {
  const token = newToken(randomBytes);
  const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
  const accepted = spellings.filter((last) => parseToken(token.slice(0, 42) + last) !== null);
  expect(accepted).toHaveLength(16);
  for (const wrong of [
    `${token}=`,
    ` ${token}`,
    `${token}\n`,
    token.slice(1),
    `${token}A`,
    '',
    null,
    7,
    [token],
  ]) {
    expect(parseToken(wrong)).toBeNull();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseToken(text);
      expect(parsed === null || Buffer.from(parsed, 'base64url').toString('base64url') === text).toBe(true);
    }),
  );
});

test('the stored hash is 32 bytes, differs by token and does not hold the token', () => {
  const hashes = Array.from({ length: 100 }, () => hashToken(newToken(randomBytes)));
  expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(100);
  for (const hash of hashes) expect(hash).toHaveLength(32);
});
