import type { Coding } from './accept-encoding.ts';
import { type Compressed, compress, isCompressible } from './compress.ts';
import { alwaysFresh, type Freshness } from './freshness.ts';
import type { Reply } from './reply.ts';
import { type Representation, represent } from './representation.ts';

/** The codings kept of one page; a coding that would not be smaller is left out. */
export type Codings = { readonly identity: Representation } & Partial<Record<Coding, Representation>>;

/** A page kept in memory. Times are in the cache's monotonic milliseconds. */
export interface Entry extends Freshness {
  readonly key: string;
  readonly reply: Reply;
  /** Swapped whole when a better compression is ready. */
  codings: Codings;
  bytes: number;
  /** After a failed render: no new one before this; 0 when the last one succeeded. */
  retryAt: number;
  /** Somebody asked for it again after it was kept. */
  asked: boolean;
  /** The bodies are already the smallest that we can make. */
  best: boolean;
}

/**
 * Makes the entry of a rendered page, fresh. Where `previous` holds the same content, its compressed bodies are
 * taken over, and with them the entity tags that visitors already have.
 */
export async function makeEntry(key: string, reply: Reply, previous: Entry | undefined): Promise<Entry> {
  const same = previous?.reply.body.equals(reply.body) === true && sameType(previous.reply, reply);
  const codings = same ? takeOver(reply, previous.codings) : await firstCodings(reply);
  return {
    key,
    reply,
    codings,
    bytes: bytesOf(key, codings),
    ...alwaysFresh(),
    retryAt: 0,
    asked: false,
    best: same ? previous.best : !isCompressible(typeOf(reply), reply.body.length),
  };
}

/** The same page in its smallest compressions, and their bytes; the tags already given out stay good. */
export async function bestCodings(entry: Entry): Promise<{ codings: Codings; bytes: number }> {
  const codings = compressed(entry.reply, await compress(entry.reply.body, 'best'), entry.codings);
  return { codings, bytes: bytesOf(entry.key, codings) };
}

async function firstCodings(reply: Reply): Promise<Codings> {
  if (!isCompressible(typeOf(reply), reply.body.length)) {
    return { identity: represent(reply.headers, 'identity', reply.body) };
  }
  return compressed(reply, await compress(reply.body, 'fast'), undefined);
}

function compressed(reply: Reply, bodies: Compressed, earlier: Codings | undefined): Codings {
  const codings: Partial<Record<Coding, Representation>> = {};
  for (const coding of ['br', 'gzip'] as const) {
    const before = earlier?.[coding];
    const body = before && before.body.length <= bodies[coding].length ? before.body : bodies[coding];
    if (body.length < reply.body.length)
      codings[coding] = represent(reply.headers, coding, body, before?.etags);
  }
  return { ...codings, identity: represent(reply.headers, 'identity', reply.body) };
}

function takeOver(reply: Reply, from: Codings): Codings {
  const again = (coding: Coding, was: Representation) =>
    represent(reply.headers, coding, was.body, was.etags);
  return {
    identity: represent(reply.headers, 'identity', reply.body),
    ...(from.gzip && { gzip: again('gzip', from.gzip) }),
    ...(from.br && { br: again('br', from.br) }),
  };
}

function sameType(one: Reply, other: Reply): boolean {
  return one.status === other.status && typeOf(one) === typeOf(other);
}

function typeOf(reply: Reply): string {
  return reply.headers.get('content-type') ?? '';
}

// Strings may take two bytes a character; 1 KB stands for the objects around them.
function bytesOf(key: string, codings: Codings): number {
  let bytes = 1024 + 2 * key.length;
  for (const kept of [codings.identity, codings.gzip, codings.br]) {
    if (kept) bytes += kept.body.length + 2 * kept.headers.join().length;
  }
  return bytes;
}
