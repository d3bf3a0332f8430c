import { hash } from 'node:crypto';
import type { Coding } from './accept-encoding.ts';

/** One coding of a page, ready to be written. Never changed once made; an entry swaps it whole. */
export interface Representation {
  readonly body: Buffer;
  /** Strong: made from the bytes sent, so other bytes have another tag (RFC 9110 section 8.8.1). */
  readonly etag: string;
  /** This tag, then those of earlier compressions of the same content in the same coding. */
  readonly etags: readonly string[];
  /** Flat list of names and values, as `writeHead` takes it. Not readonly only because Node's type is not. */
  readonly headers: string[];
  /** Headers that a 304 repeats, without the tag. */
  readonly revalidated: readonly string[];
}

const wholePage = 'public, max-age=0, must-revalidate';

/** Makes what is sent of `body` in `coding`; `earlier` are tags of the same content in the same coding. */
export function represent(
  base: ReadonlyMap<string, string>,
  coding: Coding,
  body: Buffer,
  earlier: readonly string[] = [],
): Representation {
  const digest = hash('sha256', body, 'buffer').subarray(0, 16).toString('base64url');
  const etag = coding === 'identity' ? `"${digest}"` : `"${digest}-${coding}"`;
  const cacheControl = base.get('cache-control') ?? wholePage;
  const vary = withAcceptEncoding(base.get('vary'));
  const headers: string[] = [];
  for (const [name, value] of base) {
    if (name !== 'cache-control' && name !== 'vary' && name !== 'x-request-id') headers.push(name, value);
  }
  const validity = ['cache-control', cacheControl, 'vary', vary];
  headers.push(...validity, 'etag', etag);
  if (coding !== 'identity') headers.push('content-encoding', coding);
  headers.push('content-length', String(body.length));
  // A browser hands a 304 to a script of another site only where that answer allows it too (Fetch, "CORS check").
  const shared = [...base].filter(([name]) => name.startsWith('access-control-')).flat();
  const revalidated = [...validity, ...shared];
  return { body, etag, etags: [...new Set([etag, ...earlier])], headers, revalidated };
}

function withAcceptEncoding(vary: string | undefined): string {
  if (vary === undefined || vary === '') return 'accept-encoding';
  return /(?:^|[\s,])accept-encoding(?:$|[\s,])/i.test(vary) ? vary : `${vary}, accept-encoding`;
}
