import { createHmac } from 'node:crypto';
import { deriveKey, hashKeyId, type KeyRing, type Purpose } from './keys.ts';

/** Purposes that hash. */
export type HashPurpose = Extract<Purpose, 'address-hash' | 'rate' | 'cursor'>;

/**
 * HMAC-SHA256 (RFC 2104) of a text, 32 bytes, with the hash secret: equal texts have equal hashes for the life of
 * the installation, and nobody without the key file can try addresses against them.
 */
export function keyedHash(ring: KeyRing, purpose: HashPurpose, text: string): Buffer {
  const key = deriveKey(ring, hashKeyId, purpose);
  if (key === null) throw new RangeError('the key ring lacks its hash secret');
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** Keyed hash by which a mail address is recognised after it was erased; give it `sameAs` or `canonical`. */
export function addressHash(ring: KeyRing, text: string): Buffer {
  return keyedHash(ring, 'address-hash', text);
}

/** Keyed hash under which a rate limit counts a network or an address; kept for an hour at most. */
export function rateHash(ring: KeyRing, text: string): Buffer {
  return keyedHash(ring, 'rate', text);
}
