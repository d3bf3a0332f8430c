import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { matchedTag } from '../../foundation/web/cache/if-none-match.ts';
import type { Site } from '../../foundation/web/site.ts';
import { readFrame } from '../../initiative/store.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { citationText } from './citation.ts';
import { licence } from './licence.ts';

/** A fault as RFC 9457 has it. `detail` says what to do. */
export interface Problem {
  status: 400 | 404 | 405 | 410 | 414 | 429 | 500 | 503;
  detail: string;
}

const titles: Readonly<Record<Problem['status'], string>> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  410: 'Gone',
  414: 'URI too long',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

/** @returns the answer that says what went wrong, never kept by anybody. */
export function problem(c: Context<PageEnv>, { status, detail }: Problem): Response {
  c.header('cache-control', 'no-store');
  return c.body(JSON.stringify({ type: 'about:blank', title: titles[status], status, detail }), status, {
    'content-type': 'application/problem+json',
  });
}

/**
 * Answers with a document, or with 304 to who has it already.
 * @param tags the kinds of all that it shows, where it may be kept by the page cache; null where not.
 */
export function document(
  c: Context<PageEnv>,
  value: unknown,
  tags: readonly string[] | null,
  type = 'application/json',
): Response {
  const body = JSON.stringify(value);
  if (tags !== null) {
    c.header('x-cache', 'public');
    c.header('x-cache-tags', [...tags].join(','));
  }
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  c.header('etag', etag);
  c.header('cache-control', 'public, max-age=0, must-revalidate');
  if (matchedTag(c.req.header('if-none-match'), [etag]) !== null) return c.body(null, 304);
  return c.body(body, 200, { 'content-type': type });
}

/** @returns what every answer says of itself: under which licence it is, and how to cite it. */
export async function termsOf(site: Site, url: string) {
  const frame = await site.memo.get('frame en', () => readFrame(site.db, 'en'));
  return { licence, citation: citationText(frame.initiative?.name ?? null, url) };
}
