import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

export interface Compressed {
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Compresses on the thread pool. `fast` is for the visitor who waits, `best` for all who come later. */
export async function compress(body: Buffer, effort: 'fast' | 'best'): Promise<Compressed> {
  const [br, gzipped] = await Promise.all([
    brotliAsync(body, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: effort === 'fast' ? 4 : 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
    gzipAsync(body, { level: effort === 'fast' ? 6 : 9 }),
  ]);
  return { br: tight(br), gzip: tight(gzipped) };
}

/** zlib returns a slice of a larger buffer, which would all be kept with it. */
function tight(slice: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(slice.length);
  slice.copy(copy);
  return copy;
}

const textual = /^(?:text\/|image\/svg\+xml|application\/(?:[\w.+-]+\+)?(?:json|xml|javascript)\b)/i;

/** Whether a body of this type and length is worth compressing: text, and longer than what headers cost. */
export function isCompressible(contentType: string, length: number): boolean {
  return length >= 256 && textual.test(contentType);
}
