import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { OperatorError } from '../foundation/errors.ts';

/** What a backup is closed with. `unencrypted` has to be asked for. */
export type Lock =
  | { readonly passphrase: string }
  | { readonly recipients: readonly string[] }
  | 'unencrypted';

/** What opens it: the passphrase, or identities (`AGE-SECRET-KEY-…`). */
export type Unlock = { readonly passphrase: string } | { readonly identities: readonly string[] };

/** What a backup file is, by its first bytes. */
export type Closure = 'passphrase' | 'recipients' | 'unencrypted';

/** NIST SP 800-63B asks for 8 of a password that can be tried online; this one can be tried for years. */
export const shortestPassphrase = 12;

/**
 * scrypt with N = 2^16, r = 8, p = 1: 64 MB for a moment, so that a small server can make a backup. The age tool takes
 * 2^18; the two bits between are less than one character of the passphrase.
 */
const scryptWorkFactor = 16;

/** Refuses a lock that would not hold, or that age cannot use. Throws OperatorError. */
export function checkLock(lock: Lock): void {
  encrypterFor(lock);
}

/** Compresses (Zstandard with a checksum, RFC 8878) and encrypts (age, https://age-encryption.org/v1). */
export async function* close(source: AsyncIterable<Uint8Array>, lock: Lock): AsyncGenerator<Uint8Array> {
  const encrypter = encrypterFor(lock);
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  const compress = createZstdCompress({ params });
  const compressed = Readable.from(source, { objectMode: false }).on('error', (error) =>
    compress.destroy(error),
  );
  const packed = compressed.pipe(compress);
  yield* encrypter === null ? packed : through(packed, (stream) => encrypter.encrypt(stream));
}

/** What kind of lock a file has. Throws OperatorError when it is no backup. */
export async function closureOf(file: string): Promise<Closure> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(
      'backup-unreadable',
      `The backup ${file} cannot be read (${error.code}); check its name and its owner.`,
    );
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.subarray(0, 4).equals(Buffer.of(0x28, 0xb5, 0x2f, 0xfd))) return 'unencrypted';
    const [, stanza] = /^age-encryption\.org\/v1\n-> (\S+) /.exec(start.toString('latin1')) ?? [];
    if (stanza !== undefined) return stanza === 'scrypt' ? 'passphrase' : 'recipients';
  } finally {
    await handle.close();
  }
  throw new OperatorError('not-a-backup', `The file ${file} is not a backup made by Tadamun; name another.`);
}

/**
 * What `close` was given.
 * @throws OperatorError `backup-locked` when the key is missing or another; other errors mean that bytes changed or
 *   are missing.
 */
export async function* unclose(file: string, unlock: Unlock | null): AsyncGenerator<Uint8Array> {
  const closure = await closureOf(file);
  const decrypter = decrypterFor(file, closure, unlock);
  const handle = await open(file, 'r');
  const raw = handle.createReadStream({ highWaterMark: 256 * 1024 });
  try {
    const packed =
      decrypter === null ? raw : Readable.from(decrypted(raw, decrypter, file), { objectMode: false });
    const unpack = createZstdDecompress();
    packed.on('error', (error) => unpack.destroy(error));
    yield* packed.pipe(unpack);
  } finally {
    raw.destroy();
  }
}

async function* decrypted(raw: Readable, decrypter: Decrypter, file: string): AsyncGenerator<Uint8Array> {
  yield* through(raw, async (stream) => {
    try {
      return await decrypter.decrypt(stream);
    } catch (error) {
      // The library has no other way to say it; its remaining errors mean that the header is damaged.
      if (error instanceof Error && error.message.startsWith('no identity matched')) throw locked(file);
      throw error;
    }
  });
}

/** Passes a stream through one of age's, which speak WHATWG streams. */
async function* through(
  source: Readable,
  pass: (stream: globalThis.ReadableStream<Uint8Array>) => Promise<globalThis.ReadableStream<Uint8Array>>,
): AsyncGenerator<Uint8Array> {
  // Safe: Node's class and the DOM's type of the same name describe the same object.
  const stream = ReadableStream.from(source) as unknown as globalThis.ReadableStream<Uint8Array>;
  const reader = (await pass(stream)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function encrypterFor(lock: Lock): Encrypter | null {
  if (lock === 'unencrypted') return null;
  const encrypter = new Encrypter();
  if ('passphrase' in lock) {
    if ([...lock.passphrase].length < shortestPassphrase) {
      throw new OperatorError(
        'passphrase-short',
        `The passphrase of a backup needs at least ${shortestPassphrase} characters, because whoever finds the file can try as long as they like; take five random words.`,
      );
    }
    encrypter.setPassphrase(lock.passphrase);
    encrypter.setScryptWorkFactor(scryptWorkFactor);
    return encrypter;
  }
  if (lock.recipients.length === 0) throw badRecipient('');
  for (const recipient of lock.recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw badRecipient(recipient);
    }
  }
  return encrypter;
}

function decrypterFor(file: string, closure: Closure, unlock: Unlock | null): Decrypter | null {
  if (closure === 'unencrypted') return null;
  const decrypter = new Decrypter();
  if (closure === 'passphrase') {
    if (unlock === null || !('passphrase' in unlock)) {
      throw new OperatorError(
        'passphrase-needed',
        `The backup ${file} is encrypted with a passphrase; give it in TADAMUN_BACKUP_PASSPHRASE, or run the command in a terminal.`,
      );
    }
    decrypter.addPassphrase(unlock.passphrase);
    return decrypter;
  }
  if (unlock === null || !('identities' in unlock)) {
    throw new OperatorError(
      'identity-needed',
      `The backup ${file} is encrypted to an age key; name the file of its private half with --identity.`,
    );
  }
  for (const identity of unlock.identities) {
    try {
      decrypter.addIdentity(identity);
    } catch {
      throw new OperatorError(
        'identity-ill-formed',
        'The file named by --identity holds no age key; its line begins with AGE-SECRET-KEY-.',
      );
    }
  }
  return decrypter;
}

function locked(file: string): OperatorError {
  return new OperatorError(
    'backup-locked',
    `The passphrase or key does not open the backup ${file}; it was made with another.`,
  );
}

function badRecipient(recipient: string): OperatorError {
  const shown = recipient.startsWith('AGE-SECRET-KEY-') ? 'a private key' : JSON.stringify(recipient);
  return new OperatorError(
    'recipient-ill-formed',
    `A backup is encrypted to the public half of an age key, which begins with age1, and ${shown} is none.`,
  );
}
