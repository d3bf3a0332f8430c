import { createHash } from 'node:crypto';

declare const tokenBrand: unique symbol;

/** 256 random bits in 43 characters of base64url: the secret in a mail's link. Never stored, never logged. */
export type Token = string & { readonly [tokenBrand]: true };

const tokenBytes = 32;

// 43 characters hold 258 bits: the last two must be zero, or one token would have four spellings.
const tokenShape = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** A new token from `randomBytes(32)` (pass that of node:crypto). Throws RangeError for any other length. */
export function newToken(randomBytes: (size: number) => Uint8Array): Token {
  const bytes = randomBytes(tokenBytes);
  if (bytes.length !== tokenBytes) throw new RangeError('a token is made of 32 random bytes');
  // Safe: the base64url of 32 bytes has the shape of a token.
  return Buffer.from(bytes).toString('base64url') as Token;
}

/** The token in an address or a form, only in the one spelling that `newToken` gives it; null for all else. */
export function parseToken(text: unknown): Token | null {
  // Safe: the shape was checked.
  return typeof text === 'string' && tokenShape.test(text) ? (text as Token) : null;
}

/**
 * SHA-256 of the token, 32 bytes: the form in which it is stored and looked up.
 *
 * No salt and no slow hash: 256 random bits cannot be guessed. No comparison in constant time: a token is found
 * by an index on its hash, and what a lookup's timing could tell is a prefix of a hash, from which no token
 * follows (whoever chooses tokens cannot choose hashes).
 */
export function hashToken(token: Token): Buffer {
  return createHash('sha256').update(token, 'ascii').digest();
}
