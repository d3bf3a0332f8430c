import { domainToASCII } from 'node:url';
import { parse } from 'tldts';

/** A public host name, lower-case, in ASCII (punycode). */
export interface PublicHost {
  host: string;
  /**
   * What an organisation registers under a public suffix ('example.org.uk' of 'mail.example.org.uk');
   * null when the host is itself a suffix, or its top-level domain is not known to the list.
   */
  registrable: string | null;
  /** Whether the host is a suffix under which others register ('co.uk'). */
  isSuffix: boolean;
}

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * Reads a host name that anyone on the internet can reach by name: at least two labels, no address of a machine,
 * no special-use name (RFC 6761: localhost, .local, .onion, .test …). Null for all else. Names in any script are
 * accepted (UTS 46, as browsers do it).
 */
export function parseHost(text: string): PublicHost | null {
  // Before the conversion, which would decode percent signs and read numbers as addresses.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null;
  const host = domainToASCII(text);
  const labels = host.split('.');
  if (host.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part))) return null;
  if (!/^(?:[a-z]{2,}|xn--.+)$/.test(labels.at(-1) ?? '')) return null;
  const known = parse(host, { extractHostname: false, detectSpecialUse: true });
  if (known.isIp === true || isPrivateName(host, known.isSpecialUse)) return null;
  const isIcann = known.isIcann === true;
  return { host, registrable: isIcann ? known.domain : null, isSuffix: isIcann && known.domain === null };
}

// The second list is reserved for private networks (ICANN resolution of 29 July 2024), or used so. The example
// domains (RFC 2606) are special-use too, but they resolve, do no harm, and documentation and tests need them.
function isPrivateName(host: string, isSpecialUse: boolean | null): boolean {
  if (/(?:^|\.)example\.(?:com|net|org)$/.test(host)) return false;
  return isSpecialUse === true || /\.(?:internal|lan|home|corp|localdomain)$/.test(host);
}
