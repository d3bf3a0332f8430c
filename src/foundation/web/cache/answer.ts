import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingFor } from './accept-encoding.ts';
import type { Entry } from './entry.ts';
import { matchedTag } from './if-none-match.ts';
import type { Reply } from './reply.ts';

/**
 * Writes a kept page in the coding that the visitor accepts, or 304 when the visitor has it. Returns whether it was
 * a 304. Reads `rawHeaders`, because asking Node for `headers` costs more than the rest of a hit.
 */
export function answerPage(req: IncomingMessage, res: ServerResponse, entry: Entry): boolean {
  const { acceptEncoding, ifNoneMatch } = conditionsOf(req.rawHeaders);
  const { codings, reply } = entry;
  const chosen = codings[codingFor(acceptEncoding)] ?? codings.identity;
  if (ifNoneMatch !== undefined && reply.status === 200) {
    const matched = matchedTag(ifNoneMatch, chosen.etags);
    if (matched !== null) {
      res.writeHead(304, [...chosen.revalidated, 'etag', matched]);
      res.end();
      return true;
    }
  }
  res.writeHead(reply.status, chosen.headers);
  if (req.method === 'HEAD') res.end();
  else res.end(chosen.body);
  return false;
}

/** Writes an answer that is not kept; without a Cache-Control of its own nobody else may keep it either. */
export function answerReply(req: IncomingMessage, res: ServerResponse, reply: Reply): void {
  const headers: string[] = [];
  for (const [name, value] of reply.headers) headers.push(name, value);
  if (!reply.headers.has('cache-control')) headers.push('cache-control', 'no-store');
  if (reply.status !== 204 && reply.status !== 304) headers.push('content-length', String(reply.body.length));
  res.writeHead(reply.status, headers);
  if (req.method === 'HEAD') res.end();
  else res.end(reply.body);
}

function conditionsOf(raw: readonly string[]) {
  let acceptEncoding: string | undefined;
  let ifNoneMatch: string | undefined;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i];
    // Length first: most names are neither, and need no copy in lower case.
    if (name?.length === 15 && name.toLowerCase() === 'accept-encoding') {
      acceptEncoding = join(acceptEncoding, raw[i + 1]);
    } else if (name?.length === 13 && name.toLowerCase() === 'if-none-match') {
      ifNoneMatch = join(ifNoneMatch, raw[i + 1]);
    }
  }
  return { acceptEncoding, ifNoneMatch };
}

// A header may come in several lines, which mean the same as one list (RFC 9110 section 5.3).
function join(before: string | undefined, value: string | undefined): string | undefined {
  return before === undefined ? value : `${before}, ${value ?? ''}`;
}
