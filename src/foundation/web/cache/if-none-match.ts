const entityTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/**
 * Which of our entity tags an If-None-Match header names, by weak comparison (RFC 9110 sections 8.8.3.2 and 13.1.2).
 * `*` names the first. Returns null when it names none, the header is absent, or it cannot be read.
 */
export function matchedTag(header: string | undefined, ours: readonly string[]): string | null {
  if (header === undefined) return null;
  if (header.trim() === '*') return ours[0] ?? null;
  for (const [, opaque] of header.matchAll(entityTag)) {
    if (opaque !== undefined && ours.includes(opaque)) return opaque;
  }
  return null;
}
