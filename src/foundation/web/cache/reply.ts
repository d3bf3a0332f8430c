/** A rendered answer, read to its end: what the application said, without the headers meant for the cache. */
export interface Reply {
  readonly status: number;
  /** Names in lower case; without length, hop-by-hop and internal headers. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** May be kept and shown to others. */
  readonly cacheable: boolean;
  /** What the page shows, e.g. `news:0190…`; a change of any makes it out of date. */
  readonly tags: readonly string[];
}

/** Headers by which the application talks to the cache; no visitor ever sees them. */
export const internalHeaders = ['x-cache', 'x-cache-tags'] as const;

const dropped = new Set<string>([
  ...internalHeaders,
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'transfer-encoding',
]);

// 404 is not among them: there is no end of paths that do not exist.
const cacheableStatus = new Set([200, 301, 302, 303, 307, 308, 410]);

/**
 * Reads a response whole. It is cacheable only when the application said `x-cache: public` and nothing in it
 * contradicts that: a cookie, `no-store` or `private`, a coding or a `Vary: *` that the cache cannot keep apart.
 */
export async function readReply(response: Response): Promise<Reply> {
  const headers = new Map<string, string>();
  for (const [name, value] of response.headers) if (!dropped.has(name)) headers.set(name, value);
  const body = Buffer.from(await response.arrayBuffer());
  const cacheable =
    response.headers.get('x-cache') === 'public' &&
    cacheableStatus.has(response.status) &&
    !headers.has('set-cookie') &&
    !headers.has('content-encoding') &&
    !/\b(?:no-store|private)\b/i.test(headers.get('cache-control') ?? '') &&
    !(headers.get('vary') ?? '').includes('*');
  return { status: response.status, headers, body, cacheable, tags: tagsOf(response) };
}

function tagsOf(response: Response): string[] {
  const listed = (response.headers.get('x-cache-tags') ?? '').split(',').map((tag) => tag.trim());
  return [...new Set(listed)].filter((tag) => tag !== '');
}

/** The answer when the application itself could not give one. */
export function failureReply(): Reply {
  const headers = new Map([
    ['content-type', 'text/plain; charset=utf-8'],
    ['cache-control', 'no-store'],
    ['retry-after', '5'],
    ['x-content-type-options', 'nosniff'],
  ]);
  const body = Buffer.from(
    'تعذّر عرض الصفحة الآن. حاولوا بعد قليل.\nThis page cannot be shown right now. Please try again in a moment.\n',
  );
  return { status: 503, headers, body, cacheable: false, tags: [] };
}
