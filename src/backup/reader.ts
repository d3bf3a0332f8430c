import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { z } from 'zod';
import { OperatorError } from '../foundation/errors.ts';
import { type Unlock, unclose } from './envelope.ts';
import {
  type Checksums,
  checksumsShape,
  entryKind,
  entryNames,
  formatVersion,
  largestDocument,
  type Manifest,
  manifestShape,
  preface,
  type SettingValues,
  settingsShape,
} from './format.ts';

/** What a backup holds, apart from the data of tables and files. */
export interface Contents {
  readonly manifest: Manifest;
  readonly checksums: Checksums;
  readonly settings: SettingValues;
  /** Null in a backup without secrets. */
  readonly secretKey: string | null;
  readonly secretSettings: SettingValues;
  /** SHA-256 of the checksums: two readings that agree in it have read the same. */
  readonly digest: string;
}

/** Takes the data as it passes, before the whole is known to be unharmed; has to read each stream to its end. */
export interface Taker {
  /** Comes first. */
  manifest?(manifest: Manifest): void | Promise<void>;
  /** @returns how many rows the data held. */
  table?(name: string, data: AsyncIterable<Buffer>): Promise<number>;
  file?(sha256: string, data: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * Reads a backup from its first to its last byte and checks all of it against its checksums: every entry in its place,
 * none missing, none more, no byte changed. Holds one piece of a table in memory.
 *
 * @throws OperatorError `backup-damaged`, `backup-newer`, `backup-locked`, and what `taker` throws
 */
export async function readBackup(file: string, unlock: Unlock | null, taker: Taker = {}): Promise<Contents> {
  const tar = extract();
  const source = Readable.from(unclose(file, unlock), { objectMode: false });
  const flow = new Promise<void>((done, failed) => {
    pipeline(source, tar, (error) => (error ? failed(error) : done()));
  });
  let broken: unknown = null;
  flow.catch((error) => {
    broken = error;
  });
  // Safe: an entry of a tar stream gives bytes; its type does not say so.
  const entries = tar[Symbol.asyncIterator]() as AsyncIterator<Entry>;
  const passing = new Passing(entries, taker);
  try {
    const contents = await passing.read();
    await flow;
    return contents;
  } catch (error) {
    // The reason of a broken stream is where it broke, not where it was noticed.
    const reason = error instanceof TakerError ? error.cause : (broken ?? error);
    source.destroy();
    if (error instanceof TakerError || reason instanceof OperatorError) throw reason;
    throw damaged(file, reason);
  }
}

/** One entry of the archive, a stream of its bytes. */
type Entry = AsyncIterable<Buffer> & { readonly header: { readonly name: string; readonly size: number } };

/** Wraps what a taker threw, to tell it from what the archive's own bytes cause. */
class TakerError extends Error {}

interface Sum {
  readonly bytes: number;
  readonly sha256: string;
}

class Passing {
  readonly #entries: AsyncIterator<Entry>;
  readonly #taker: Taker;
  #entry: Entry | null = null;
  readonly #documents = new Map<string, string>();
  readonly #entrySums: { name: string; bytes: number; sha256: string }[] = [];
  readonly #tableSums: { name: string; bytes: number; sha256: string; rows: number | null }[] = [];

  constructor(entries: AsyncIterator<Entry>, taker: Taker) {
    this.#entries = entries;
    this.#taker = taker;
  }

  async read(): Promise<Contents> {
    await this.#next();
    if (this.#entry?.header.name !== entryNames.manifest)
      throw new Error('it does not begin with a manifest');
    const manifest = readManifest(await this.#document(entryNames.manifest));
    await this.#give(async () => this.#taker.manifest?.(manifest));
    while (this.#entry !== null) {
      const { name } = this.#entry.header;
      if (this.#documents.has(entryNames.checksums)) throw new Error('something follows the checksums');
      const kind = entryKind(name);
      if (kind === null) throw new Error('it holds an entry of an unknown name');
      if (kind.kind === 'document') await this.#document(name);
      else if (kind.kind === 'piece') await this.#table(kind.table);
      else await this.#file(name, kind.sha256);
    }
    const checksums = parse(checksumsShape, this.#documents.get(entryNames.checksums));
    this.#compare(manifest, checksums);
    return {
      manifest,
      checksums,
      settings: parse(settingsShape, this.#documents.get(entryNames.settings)),
      secretKey: this.#documents.get(entryNames.secretKey) ?? null,
      secretSettings: parse(settingsShape, this.#documents.get(entryNames.secretSettings) ?? '{}'),
      digest: createHash('sha256').update(JSON.stringify(checksums)).digest('hex'),
    };
  }

  async #next(): Promise<void> {
    const { value, done } = await this.#entries.next();
    this.#entry = done ? null : value;
  }

  /** Reads the present entry, then goes to the next. */
  async *#bytes(): AsyncGenerator<Buffer> {
    if (this.#entry === null) return;
    for await (const chunk of this.#entry) yield chunk;
    await this.#next();
  }

  async #document(name: string): Promise<string> {
    if (this.#documents.has(name)) throw new Error('an entry stands twice');
    if ((this.#entry?.header.size ?? 0) > largestDocument) throw new Error('an entry is too large');
    const chunks: Buffer[] = [];
    const sum = await summed(this.#bytes(), async (data) => {
      for await (const chunk of data) chunks.push(chunk);
    });
    const text = Buffer.concat(chunks).toString('utf8');
    this.#documents.set(name, text);
    if (name !== entryNames.checksums) this.#entrySums.push({ name, ...sum });
    return text;
  }

  async #table(name: string): Promise<void> {
    let rows: number | null = null;
    const sum = await summed(this.#pieces(name), async (data) => {
      await this.#give(async () => {
        rows = (await this.#taker.table?.(name, data)) ?? null;
      });
      for await (const _ of data);
    });
    this.#tableSums.push({ name, rows, ...sum });
  }

  async *#pieces(table: string): AsyncGenerator<Buffer> {
    for (let number = 1; ; number++) {
      const kind = this.#entry === null ? null : entryKind(this.#entry.header.name);
      if (kind?.kind !== 'piece' || kind.table !== table) return;
      if (kind.number !== number) throw new Error('the pieces of a table are out of order');
      yield* this.#bytes();
    }
  }

  async #file(name: string, sha256: string): Promise<void> {
    const sum = await summed(this.#bytes(), async (data) => {
      await this.#give(async () => this.#taker.file?.(sha256, data));
      for await (const _ of data);
    });
    if (sum.sha256 !== sha256) throw new Error('a stored file is not that of its name');
    this.#entrySums.push({ name, ...sum });
  }

  async #give(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      throw new TakerError('', { cause });
    }
  }

  #compare(manifest: Manifest, checksums: Checksums): void {
    const names = manifest.tables.map((table) => table.name);
    if (JSON.stringify(checksums.tables.map((table) => table.name)) !== JSON.stringify(names)) {
      throw new Error('its tables are not those of its manifest');
    }
    const filled = checksums.tables.filter((table) => table.bytes > 0);
    const same =
      JSON.stringify(checksums.entries) === JSON.stringify(this.#entrySums) &&
      filled.length === this.#tableSums.length &&
      filled.every((table, index) => {
        const seen = this.#tableSums[index];
        return (
          seen?.name === table.name &&
          seen.sha256 === table.sha256 &&
          seen.bytes === table.bytes &&
          (seen.rows === null || seen.rows === table.rows)
        );
      });
    if (!same) throw new Error('its contents are not those of its checksums');
    if (manifest.secrets !== this.#documents.has(entryNames.secretSettings))
      throw new Error('its secrets are gone');
  }
}

/** Sums up what passes. What is left when `use` ends early is for `use` to have read. */
async function summed(
  source: AsyncGenerator<Buffer>,
  use: (data: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = async function* () {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await use(watched());
  return { bytes, sha256: hash.digest('hex') };
}

function readManifest(text: string): Manifest {
  const { version } = parse(preface, text);
  if (version > formatVersion) {
    throw new OperatorError(
      'backup-newer',
      `The backup is of format ${version}, which a newer release of Tadamun writes; install that release, then restore.`,
    );
  }
  return parse(manifestShape, text);
}

function parse<Shape extends z.ZodType>(shape: Shape, text: string | undefined): z.infer<Shape> {
  if (text === undefined) throw new Error('an entry is missing');
  const parsed = shape.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error('an entry is ill-formed');
  return parsed.data;
}

function damaged(file: string, reason: unknown): OperatorError {
  const how = reason instanceof Error ? reason.message : String(reason);
  return new OperatorError(
    'backup-damaged',
    `The backup ${file} is damaged or not complete (${how}); nothing was changed, restore from another copy.`,
    { cause: reason },
  );
}
