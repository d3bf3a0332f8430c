import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';

/** @returns whether a text is a whole number from `least` to `most`. */
export function isWholeNumber(least: number, most: number): (value: string) => boolean {
  return (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

/** Whether a text is an address to listen on: an IP address, or a name that no URL parser takes for one. */
export function isHost(value: string): boolean {
  if (isIP(value) !== 0) return !value.includes('%');
  // A name whose last label is a number is read as an IPv4 address by URL parsers (WHATWG URL, host parsing).
  return (
    /^(?!.*\.?\d+$)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(
      value,
    ) && URL.canParse(`http://${value}:1`)
  );
}

/** Whether a text can be a path, absolute or from where the server was started. */
export function isPath(value: string): boolean {
  return !/\p{Cc}/u.test(value) && (isAbsolute(value) || value.length > 0);
}

/** Whether a text is the address of a site: http or https, without path, query or password. */
export function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password
  );
}

/** Whether a text is the address of a PostgreSQL database. */
export function isDatabaseUrl(value: string): boolean {
  // An empty host means a local socket, named by ?host=; URL needs some host to parse the rest.
  const url = URL.parse(value.replace('@/', '@localhost/'));
  return (
    url !== null &&
    /^postgres(?:ql)?:$/.test(url.protocol) &&
    url.pathname.length > 1 &&
    !url.hash &&
    isDecodable(url)
  );
}

/** Whether a text is the address of a mail server. */
export function isSmtpUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    /^smtps?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/?$/.test(url.pathname) &&
    !url.hash &&
    isDecodable(url)
  );
}

/** Whether a text is the address of a clamd, by TCP or by a socket. */
export function isClamdUrl(value: string): boolean {
  if (/^unix:\/[^\p{Cc}]+$/u.test(value)) return true;
  const url = URL.parse(value);
  return (
    url !== null &&
    url.protocol === 'tcp:' &&
    url.hostname !== '' &&
    url.port !== '' &&
    /^\/?$/.test(url.pathname) &&
    !url.username &&
    !url.search &&
    !url.hash
  );
}

function isDecodable(url: URL): boolean {
  try {
    for (const part of [url.username, url.password, url.hostname, url.pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** An address or a network in CIDR notation, as a network; null when it is neither. */
export function toNetwork(value: string): string | null {
  const [address = '', length, ...more] = value.split('/');
  const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
  if (bits === 0 || address.includes('%') || more.length > 0) return null;
  if (length === undefined) return `${address}/${bits}`;
  return isWholeNumber(0, bits)(length) ? value : null;
}
