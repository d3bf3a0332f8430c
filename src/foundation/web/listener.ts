import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { WebLog } from './cache/log.ts';
import type { PageCache } from './cache/page-cache.ts';
import { failureReply, internalHeaders } from './cache/reply.ts';

/** The application: Hono's `app.fetch`. Its bindings are empty when a page is rendered for the cache. */
export type Fetch = (
  request: Request,
  bindings: HttpBindings | Record<string, never>,
) => Response | Promise<Response>;

export interface ListenerOptions {
  readonly cache: PageCache;
  readonly fetch: Fetch;
  readonly publicUrl: URL;
  readonly log: WebLog;
  /** Whether what is sent to a path may take half an hour to arrive; all else has a minute. */
  readonly slow?: (path: string) => boolean;
  /** How long all else that is sent may take: a form on a 2G line with round trips of seconds arrives within a minute. */
  readonly bodyMs?: number;
}

export interface Listener {
  readonly server: Server;
  /** Takes no more connections, lets open requests end for `graceMs` (default 10 s), then cuts what is left. */
  stop(graceMs?: number): Promise<void>;
}

/** Marks a render for the cache; taken away from what visitors send, so the application may believe it. */
export const renderHeader = 'x-tadamun-render';

/**
 * The cache's way into the application: a request that carries the public address and nothing of a visitor. What a
 * page cannot see it cannot leak to the next reader.
 */
export function renderer(fetch: Fetch, publicUrl: URL): (key: string) => Promise<Response> {
  return async (key) => fetch(new Request(publicUrl.origin + key, { headers: { [renderHeader]: '1' } }), {});
}

/**
 * The HTTP server: pages that may be kept are answered by the cache, all else by the application. The application
 * sees every request under PUBLIC_URL, whatever its Host header or an absolute target says; it gets no faked
 * `x-tadamun-render`, and its internal headers never leave. An answer without Cache-Control leaves as `no-store`.
 */
export function createListener(options: ListenerOptions): Listener {
  const { cache, log, slow = () => false, bodyMs = 60_000 } = options;
  const toApplication = applicationListener(options);
  const server = createServer(timeouts, (req, res) => {
    req.url = originForm(req.url ?? '');
    if (hasBody(req) && !slow(req.url)) hurry(req, bodyMs);
    try {
      if (!cache.handle(req, res)) toApplication(req, res).catch((error: unknown) => giveUp(res, error));
    } catch (error) {
      giveUp(res, error);
    }
  });
  const giveUp = (res: ServerResponse, error: unknown) => {
    log.error({ error }, 'request failed');
    res.destroy();
  };
  // A connection over which nothing has moved for two minutes, in either direction, is gone.
  server.setTimeout(120_000);
  server.on('clientError', refuse);
  return { server, stop: (graceMs = 10_000) => stop(server, graceMs) };
}

// Headers within 20 s. Of what is sent the longest bound is here, that of an upload without a script; `hurry` sets the
// usual one. A kept connection saves the next page a handshake, and outlives the usual 60 s of a proxy in front.
const timeouts = {
  headersTimeout: 20_000,
  requestTimeout: 1_800_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  keepAlive: true,
};

/** Whether anything follows the headers: only then is there something to wait for. */
function hasBody(req: IncomingMessage): boolean {
  return 'transfer-encoding' in req.headers || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Ends a request whose body has not arrived in time, as Node ends one over its own bound: 408, and the connection is closed. */
function hurry(req: IncomingMessage, ms: number): void {
  const timer = setTimeout(() => {
    if (!req.complete)
      refuse(Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), req.socket);
  }, ms);
  timer.unref();
  for (const event of ['end', 'close']) req.once(event, () => clearTimeout(timer));
}

function applicationListener({ fetch, publicUrl, log }: ListenerOptions) {
  const listen = getRequestListener(
    // The server is node:http, so the bindings are those of HTTP/1, never of HTTP/2.
    async (request, bindings) => withoutInternals(await fetch(request, bindings as HttpBindings)),
    {
      errorHandler: (error) => {
        if (error instanceof Error && error.name === 'RequestError')
          return new Response(null, { status: 400 });
        log.error({ error }, 'request failed');
        const { status, headers, body } = failureReply();
        return new Response(new Uint8Array(body), { status, headers: [...headers] });
      },
    },
  );
  return (req: IncomingMessage, res: ServerResponse) => {
    dropHeader(req, renderHeader);
    // An absolute target is taken as it is, before any Host header.
    if (req.url?.startsWith('/')) req.url = publicUrl.origin + req.url;
    return listen(req, res);
  };
}

function withoutInternals(response: Response): Response {
  if (!internalHeaders.some((name) => response.headers.has(name)) && response.headers.has('cache-control')) {
    return response;
  }
  // Headers of a passed-on response may refuse to change; those of a copy do not.
  const headers = new Headers(response.headers);
  for (const name of internalHeaders) headers.delete(name);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, headers });
}

/** The target without scheme and authority (RFC 9112 section 3.2.2): who asks by proxy asks for the same page. */
function originForm(target: string): string {
  if (target.charCodeAt(0) === 0x2f) return target;
  const authority = /^https?:\/\/[^/?#]*/i.exec(target);
  if (authority === null) return target;
  const rest = target.slice(authority[0].length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

// Both views that Node gives of the headers; the application's library reads one or the other.
function dropHeader(req: IncomingMessage, name: string): void {
  const raw = req.rawHeaders;
  for (let i = raw.length - 2; i >= 0; i -= 2) {
    if (raw[i]?.toLowerCase() === name) raw.splice(i, 2);
  }
  delete req.headers[name];
}

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const late = new AbortController();
  // A connection whose request ends only now goes idle, and would be kept: looked for until none is left.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await Promise.race([closed, sleep(graceMs, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
  clearInterval(idle);
  server.closeAllConnections();
  await closed;
}
