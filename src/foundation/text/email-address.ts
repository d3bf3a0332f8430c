import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { parseHost } from './host.ts';
import { canonicalAddress } from './mail-providers.ts';

/** A mail address in its three forms. None holds white space, a control character or one of `<>",;:()`. */
export interface EmailAddress {
  /** What mail is sent to: the local part as typed, the domain lower-case and in punycode. */
  typed: string;
  /** Equal for addresses that differ only in case. */
  sameAs: string;
  /** Equal for addresses that, by the rules of their provider, reach one mailbox. Never mail to it. */
  canonical: string;
  /** The domain of `typed`. */
  domain: string;
  /** The domain's owner ('example.org' of 'mail.example.org'); null where the list of suffixes does not know it. */
  registrableDomain: string | null;
}

const longest = 254; // RFC 5321, 4.5.3.1.3, less the two brackets
const longestLocal = 64; // RFC 5321, 4.5.3.1.1
const dotAtom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/; // RFC 5322, 3.2.3

/**
 * Reads an address as people have them: dot-atom @ public domain. Null for all else, also for what the standard
 * allows and nobody has (quoted local parts, comments, machine addresses, a public suffix alone) and for local
 * parts outside ASCII, which most servers still refuse. White space around it is ignored.
 */
export function parseAddress(input: string): EmailAddress | null {
  if (input.length > 1000) return null;
  const [local, domainTyped, ...rest] = input.trim().split('@');
  if (local === undefined || domainTyped === undefined || rest.length > 0) return null;
  if (local.length > longestLocal || !dotAtom.test(local)) return null;
  const domain = parseHost(domainTyped);
  if (domain === null || domain.isSuffix) return null;
  const typed = `${local}@${domain.host}`;
  if (typed.length > longest) return null;
  return {
    typed,
    sameAs: typed.toLowerCase(),
    canonical: canonicalAddress(local.toLowerCase(), domain.host),
    domain: domain.host,
    registrableDomain: domain.registrable,
  };
}

let disposable: ReadonlySet<string> | undefined;

/**
 * Whether a domain, or one above it, is known to hand out mailboxes that are thrown away. The list (about 9,000
 * names, 1 to 2 MB) is read at the first question and then kept: the package's own function builds it anew for
 * every question. Forwarding services that protect their users (Apple's, Firefox's, DuckDuckGo's) are not on it.
 */
export function isDisposable(domain: string): boolean {
  disposable ??= disposableEmailBlocklistSet();
  const labels = domain.toLowerCase().split('.');
  while (labels.length > 1) {
    if (disposable.has(labels.join('.'))) return true;
    labels.shift();
  }
  return false;
}
