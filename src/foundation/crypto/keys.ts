/**
 * The secret keys of an installation.
 *
 * Trusted with: every sealed address (contact, outbox) and every keyed hash. Whoever holds the file and a copy
 * of the database can read all of it; whoever holds only the database can read none of it. The file therefore
 * belongs to the server's user alone, and better on another disk than the database.
 */
import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { z } from 'zod';

/** What a key is derived for. A key of one purpose is never used for another. */
export type Purpose =
  | 'contact'
  | 'outbox'
  | 'sealed-name'
  | 'proposal'
  | 'address-hash'
  | 'rate'
  | 'cursor'
  | 'staff';

/** The reserved key id of the hash secret, which is never rotated. */
export const hashKeyId = 'hash';

const secretBytes = 32;
const keyIdShape = /^k[1-9][0-9]{0,5}$/;

const secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .refine((text) => Buffer.from(text, 'base64url').toString('base64url') === text);

const keyFile = z.strictObject({
  version: z.literal(1),
  hash: secret,
  current: z.string().regex(keyIdShape),
  keys: z.record(z.string().regex(keyIdShape), secret),
});

type KeyFile = z.infer<typeof keyFile>;

/**
 * The keys in memory. Secrets are private fields and do not show when the ring is logged, inspected or turned
 * into JSON; `serialiseKeys` is the only way out.
 */
export class KeyRing {
  /** The key that seals from now on; older ones only open. */
  readonly current: string;
  readonly #file: KeyFile;
  // One derivation per key and purpose: HKDF costs more than the encryption of an address.
  readonly #derived = new Map<string, KeyObject>();

  constructor(file: KeyFile) {
    this.#file = file;
    this.current = file.current;
  }

  /** Ids of the keys that can open, oldest first; the hash secret is not among them. */
  get keyIds(): string[] {
    return Object.keys(this.#file.keys).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  }

  /** See `deriveKey`. */
  derive(keyId: string, purpose: Purpose): KeyObject | null {
    const name = `${keyId}/${purpose}`;
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const { hash, keys } = this.#file;
    const stored = keyId === hashKeyId ? hash : Object.hasOwn(keys, keyId) ? keys[keyId] : undefined;
    if (stored === undefined) return null;
    const root = Buffer.from(stored, 'base64url');
    const bytes = Buffer.from(hkdfSync('sha256', root, '', `tadamun/1/${purpose}`, secretBytes));
    const derived = createSecretKey(bytes);
    this.#derived.set(name, derived);
    return derived;
  }

  /** See `serialiseKeys`. */
  serialise(): string {
    return `${JSON.stringify(this.#file, null, 2)}\n`;
  }

  toJSON(): string {
    return `KeyRing(${this.current})`;
  }

  [inspect.custom](): string {
    return this.toJSON();
  }
}

/** A new ring with one key, `k1`, and a hash secret, from the system's randomness. */
export function newKeys(): KeyRing {
  return new KeyRing({ version: 1, hash: newSecret(), current: 'k1', keys: { k1: newSecret() } });
}

/** Reads the text of a key file; null when it is not one. Never says what was in it. */
export function parseKeys(text: string): KeyRing | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = keyFile.safeParse(json);
  if (!parsed.success || !Object.hasOwn(parsed.data.keys, parsed.data.current)) return null;
  return new KeyRing(parsed.data);
}

/** The text of a key file: the secrets in clear. Only for `writeKeys` and for an encrypted backup. */
export function serialiseKeys(ring: KeyRing): string {
  return ring.serialise();
}

/**
 * The 32-byte key of one purpose, by HKDF-SHA256 (RFC 5869); null when the ring has no such key.
 * Keyed hashes use `hashKeyId`: they could not be made again once addresses are erased.
 */
export function deriveKey(ring: KeyRing, keyId: string, purpose: Purpose): KeyObject | null {
  return ring.derive(keyId, purpose);
}

/** A ring with a new current key beside the old ones; the hash secret stays. The old ring is unchanged. */
export function rotated(ring: KeyRing): KeyRing {
  const file = keyFile.parse(JSON.parse(ring.serialise()));
  const highest = Math.max(...Object.keys(file.keys).map((id) => Number(id.slice(1))));
  const current = `k${highest + 1}`;
  return new KeyRing({ ...file, current, keys: { ...file.keys, [current]: newSecret() } });
}

function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}
