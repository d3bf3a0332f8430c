/** The content codings that the cache keeps. */
export type Coding = 'br' | 'gzip' | 'identity';

/**
 * Chooses the coding of an answer by an Accept-Encoding header (RFC 9110 section 12.5.3). Never fails: what cannot
 * be read counts as not accepted, and where nothing else is accepted the answer is `identity`. Of equally welcome
 * codings the smaller one wins; a missing header means `identity`, since very old clients send none.
 */
export function chooseCoding(header: string | undefined): Coding {
  if (header === undefined || header === '') return 'identity';
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (name !== '') weights.set(name === 'x-gzip' ? 'gzip' : name, weightOf(parameters));
  }
  const rest = weights.get('*') ?? 0;
  const br = weights.get('br') ?? rest;
  const gzip = weights.get('gzip') ?? rest;
  const identity = weights.get('identity') ?? 0;
  const best = Math.max(br, gzip);
  if (best === 0 || identity > best) return 'identity';
  return br >= gzip ? 'br' : 'gzip';
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  if (q === undefined) return 1;
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q.slice(2)) ? Number(q.slice(2)) : 0;
}

const known = new Map<string, Coding>();

/** As `chooseCoding`, remembering the few headers that browsers really send; long or many ones are parsed anew. */
export function codingFor(header: string | undefined): Coding {
  if (header === undefined) return 'identity';
  const found = known.get(header);
  if (found !== undefined) return found;
  const coding = chooseCoding(header);
  if (known.size < 200 && header.length <= 100) known.set(header, coding);
  return coding;
}
