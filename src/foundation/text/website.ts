import { parseHost } from './host.ts';

const longest = 300;

/**
 * Reads the address of a website as people type it ('example.org/about'); https where no scheme was typed.
 * Returns it as a browser would write it (host in punycode), or null: another scheme, a name or password in it, a
 * host that is not public (localhost, a machine's address), white space, more than 300 characters.
 */
export function parseWebsite(input: string): string | null {
  const typed = input.trim();
  // The URL parser would drop line breaks and tabs and read a backslash as a slash; here they are refused.
  if (typed === '' || typed.length > longest || /[\s\p{Cc}\p{Cf}\p{Cs}\\<>"]/u.test(typed)) return null;
  const absolute = /^https?:\/\//i.test(typed) ? typed : withScheme(typed);
  if (absolute === null || !URL.canParse(absolute)) return null;
  const url = new URL(absolute);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || parseHost(url.hostname) === null) return null;
  return url.href.length > longest ? null : url.href;
}

// 'example.org:8080/x' has a port, 'javascript:x' a scheme.
function withScheme(typed: string): string | null {
  if (/^[/?#:]/.test(typed) || /^[^/?#]*:(?!\d{1,5}(?:[/?#]|$))/.test(typed)) return null;
  return `https://${typed}`;
}
