import { createHash } from 'node:crypto';
import { pack } from 'tar-stream';
import { type Checksums, entryNames, pieceBytes } from './format.ts';

/**
 * Writes the entries of a backup in the order in which they are given, and keeps their checksums, which become the
 * last entry. Holds one piece in memory, whatever the size of a table; waits while the reader of `output` is slow.
 */
export class ArchiveWriter {
  readonly #tar = pack();
  readonly #broken: Promise<never>;
  readonly #checksums: Checksums = { tables: [], entries: [], missing: [], damaged: [] };

  constructor() {
    this.#broken = new Promise((_, failed) => {
      this.#tar.on('error', failed);
      this.#tar.once('close', () => failed(new Error('the archive was closed before its end')));
    });
    this.#broken.catch(() => undefined);
  }

  /** The tar archive (POSIX.1-2001, ustar). */
  get output(): AsyncIterable<Uint8Array> {
    // Safe: a tar stream gives bytes; its type does not say so.
    return this.#tar as AsyncIterable<Uint8Array>;
  }

  async document(name: string, content: string): Promise<void> {
    const bytes = Buffer.from(content, 'utf8');
    await this.#whole(name, bytes);
    this.#checksums.entries.push({ name, bytes: bytes.length, sha256: digest(bytes) });
  }

  /** @param rows asked when the data has ended */
  async table(name: string, data: AsyncIterable<Buffer>, rows: () => number): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    let number = 0;
    let held: Buffer[] = [];
    let heldBytes = 0;
    const flush = async () => {
      const piece = Buffer.concat(held);
      held = [];
      heldBytes = 0;
      hash.update(piece);
      bytes += piece.length;
      number += 1;
      await this.#whole(entryNames.piece(name, number), piece);
    };
    for await (const chunk of data) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= pieceBytes) await flush();
    }
    if (heldBytes > 0) await flush();
    this.#checksums.tables.push({ name, rows: rows(), bytes, sha256: hash.digest('hex') });
  }

  /** Throws when the stream gives more or fewer bytes than said, or others than those of its hash. */
  async file(sha256: string, bytes: number, data: AsyncIterable<Buffer>): Promise<void> {
    const name = entryNames.file(sha256);
    const hash = createHash('sha256');
    await this.#entry(async (ended) => {
      const entry = this.#tar.entry({ name, size: bytes, mode: 0o600 }, ended).on('error', heard);
      for await (const chunk of data) {
        hash.update(chunk);
        if (!entry.write(chunk)) await new Promise<void>((drained) => void entry.once('drain', drained));
      }
      entry.end(null);
    });
    if (hash.digest('hex') !== sha256) throw new Error(`the stored file ${sha256} changed while it was read`);
    this.#checksums.entries.push({ name, bytes, sha256 });
  }

  leftOut(sha256: string, why: 'missing' | 'damaged'): void {
    this.#checksums[why].push(sha256);
  }

  /** Writes the checksums and ends the archive. */
  async finish(): Promise<Checksums> {
    await this.#whole(entryNames.checksums, Buffer.from(`${JSON.stringify(this.#checksums)}\n`, 'utf8'));
    this.#tar.finalize();
    return this.#checksums;
  }

  /** Ends `output` with this error. */
  fail(error: Error): void {
    this.#tar.destroy(error);
  }

  #whole(name: string, bytes: Buffer): Promise<void> {
    return this.#entry((ended) => {
      this.#tar.entry({ name, mode: 0o600 }, bytes, ended).on('error', heard);
    });
  }

  /** Resolves when the entry has been taken by the reader; rejects when that is gone. */
  #entry(write: (ended: (error?: Error | null) => void) => void | Promise<void>): Promise<void> {
    const written = new Promise<void>((done, failed) => {
      Promise.resolve(write((error) => (error ? failed(error) : done()))).catch(failed);
    });
    return Promise.race([written, this.#broken]);
  }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An entry fails with its archive, which tells; without a listener of its own, Node would exit. */
function heard(): void {}
