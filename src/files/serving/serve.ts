import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { openBlob } from '../../foundation/files/blobs.ts';
import { fileHeaders } from './disposition.ts';
import { rangeAsked } from './range.ts';
import type { ServedFile } from './store.ts';

/**
 * Answers with a stored file, or the part of it that was asked for (RFC 9110 section 14): a film is looked at from the
 * middle, a download that was cut goes on. Null when the bytes are not in the store.
 *
 * @param kept what the answer says of keeping it: `cache-control`.
 */
export async function serveBlob(
  c: Context,
  dataDir: string,
  sha256: string,
  file: ServedFile & { saved?: boolean },
  kept: string,
): Promise<Response | null> {
  const etag = `"${sha256}"`;
  const common = { etag, 'cache-control': kept, 'accept-ranges': 'bytes' };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, common);
  const blob = await openBlob(dataDir, sha256);
  if (blob === null) return null;
  const headers = { ...common, ...fileHeaders(file), 'x-content-type-options': 'nosniff' };
  const unchanged = [undefined, etag].includes(c.req.header('if-range'));
  const range = unchanged ? rangeAsked(c.req.header('range'), blob.bytes) : null;
  if (range === 'unsatisfiable') {
    blob.stream.destroy();
    return c.body(null, 416, { ...common, 'content-range': `bytes */${blob.bytes}` });
  }
  const { first, last } = range ?? { first: 0, last: blob.bytes - 1 };
  const partial = range !== null && {
    'content-range': `bytes ${first}-${last}/${blob.bytes}`,
  };
  const all = { ...headers, ...partial, 'content-length': String(last - first + 1) };
  const status = range === null ? 200 : 206;
  if (range !== null || c.req.method === 'HEAD') blob.stream.destroy();
  if (c.req.method === 'HEAD') return c.body(null, status, all);
  const part = range === null ? blob : await openBlob(dataDir, sha256, range);
  if (part === null) return null;
  // Node's stream type and the web's differ only in name here.
  return c.body(Readable.toWeb(part.stream) as ReadableStream, status, all);
}
