import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type KeyRing, type Purpose } from './keys.ts';

/** Purposes that encrypt. */
export type SealPurpose = Extract<Purpose, 'contact' | 'outbox' | 'sealed-name' | 'proposal'>;

/**
 * `ill-formed`: not something that `seal` made. `unknown-key`: sealed with a key that the ring lacks.
 * `not-authentic`: changed, or sealed for another purpose or context.
 */
export type Opened =
  | { ok: true; text: string }
  | { ok: false; reason: 'ill-formed' | 'unknown-key' | 'not-authentic' };

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text with the current key: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce.
 * Shape: format byte, length of the key id, key id (ASCII), nonce, ciphertext, 16-byte tag.
 *
 * `context` names the one place where the ciphertext belongs (`signature:<id>:email`); it is authenticated, not
 * stored, so that a ciphertext copied to another row or column does not open there.
 * One key must seal fewer than 2^32 texts; rotate long before. Throws RangeError when the text holds a lone
 * surrogate (it could not come back as it was) or the context is empty.
 */
export function seal(ring: KeyRing, purpose: SealPurpose, plaintext: string, context: string): Buffer {
  if (!plaintext.isWellFormed()) throw new RangeError('a text to be sealed must be well-formed');
  const key = deriveKey(ring, ring.current, purpose);
  if (key === null) throw new RangeError('the key ring lacks its current key');
  const keyId = Buffer.from(ring.current, 'ascii');
  const header = Buffer.concat([Buffer.of(format, keyId.length), keyId]);
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(header, context));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

// Nonces are drawn 256 at a time: a call to the system's randomness costs more than an encryption. Each is used once.
let drawn: Buffer = Buffer.alloc(0);

function nextNonce(): Buffer {
  if (drawn.length < nonceBytes) drawn = randomBytes(256 * nonceBytes);
  const nonce = drawn.subarray(0, nonceBytes);
  drawn = drawn.subarray(nonceBytes);
  return nonce;
}

/** Decrypts what `seal` made with the same purpose and context. Never throws for any bytes. */
export function open(ring: KeyRing, purpose: SealPurpose, bytes: Uint8Array, context: string): Opened {
  const parts = takeApart(bytes);
  if (parts === null) return { ok: false, reason: 'ill-formed' };
  const key = deriveKey(ring, parts.keyId, purpose);
  if (key === null) return { ok: false, reason: 'unknown-key' };
  const decipher = createDecipheriv('aes-256-gcm', key, parts.nonce, { authTagLength: tagBytes });
  decipher.setAAD(associatedData(parts.header, context));
  decipher.setAuthTag(parts.tag);
  try {
    const text = Buffer.concat([decipher.update(parts.body), decipher.final()]).toString('utf8');
    return { ok: true, text };
  } catch {
    return { ok: false, reason: 'not-authentic' };
  }
}

/** Whether the bytes were sealed with another key than the current one (or are not sealed at all). */
export function needsResealing(ring: KeyRing, bytes: Uint8Array): boolean {
  return takeApart(bytes)?.keyId !== ring.current;
}

interface Parts {
  header: Buffer;
  keyId: string;
  nonce: Buffer;
  body: Buffer;
  tag: Buffer;
}

function takeApart(bytes: Uint8Array): Parts | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const idLength = all[1];
  if (all[0] !== format || idLength === undefined) return null;
  const headerLength = 2 + idLength;
  if (all.length < headerLength + nonceBytes + tagBytes) return null;
  const keyId = all.subarray(2, headerLength).toString('latin1');
  if (!/^k[1-9][0-9]{0,5}$/.test(keyId)) return null;
  return {
    header: all.subarray(0, headerLength),
    keyId,
    nonce: all.subarray(headerLength, headerLength + nonceBytes),
    body: all.subarray(headerLength + nonceBytes, all.length - tagBytes),
    tag: all.subarray(all.length - tagBytes),
  };
}

// The header has its own length in it, so header and context cannot be divided in two ways.
function associatedData(header: Buffer, context: string): Buffer {
  if (context === '') throw new RangeError('a sealed text needs a context');
  return Buffer.concat([header, Buffer.from(context, 'utf8')]);
}
