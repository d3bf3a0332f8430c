import { type EmailAddress, isDisposable } from './email-address.ts';
import { parseHost } from './host.ts';

/**
 * What the domain of an address says of its owner: `own`, that of the website given with it; `free`, one where anyone
 * gets a mailbox; `disposable`, one whose mailboxes are thrown away; else `other`.
 */
export type MailDomainKind = 'own' | 'other' | 'free' | 'disposable';

/** @param websiteDomain who owns the website's domain, see {@link domainOfWebsite}. */
export function mailDomainKind(
  address: Pick<EmailAddress, 'domain' | 'registrableDomain'>,
  websiteDomain: string | null,
): MailDomainKind {
  if (isDisposable(address.domain)) return 'disposable';
  // Before the comparison: a page at a provider of mailboxes is nobody's own domain.
  if (isFreeProvider(address.domain)) return 'free';
  return websiteDomain !== null && websiteDomain === address.registrableDomain ? 'own' : 'other';
}

/** @returns what an organisation registered of its website's host, public-suffix aware; null where the list knows no such suffix. */
export function domainOfWebsite(website: string | null): string | null {
  return website === null ? null : (parseHost(new URL(website).hostname)?.registrable ?? null);
}

/** The great providers of mailboxes for anyone, with the endings that they use by country. Not a list of all there are. */
const free = new RegExp(
  `^(?:${[
    '(?:gmail|googlemail)\\.com',
    '(?:outlook|hotmail|live|yahoo|ymail|rocketmail)\\.(?:com?\\.)?[a-z]{2,3}',
    '(?:msn|passport|windowslive|aol|aim|zoho|zohomail|mail|email|usa|inbox|maktoob|hushmail|fastmail|gawab)\\.com',
    '(?:icloud|me|mac)\\.com',
    '(?:proton|pm)\\.me|protonmail\\.(?:com|ch)|tuta\\.(?:com|io)|tutanota\\.(?:com|de)|tutamail\\.com',
    'gmx\\.(?:net|com|de|at|ch|fr|es|it|us)|web\\.de|t-online\\.de|freenet\\.de|posteo\\.(?:de|net)|mailbox\\.org',
    '(?:mail|inbox|list|bk|internet|rambler|ya)\\.ru|yandex\\.[a-z.]{2,6}|ukr\\.net|i\\.ua|seznam\\.cz|wp\\.pl|o2\\.pl|onet\\.pl',
    'libero\\.it|virgilio\\.it|tiscali\\.it|alice\\.it|orange\\.fr|wanadoo\\.fr|free\\.fr|laposte\\.net|sfr\\.fr',
    '(?:qq|163|126|sina|naver|daum|hanmail|rediffmail)\\.(?:com|net|cn)',
    'riseup\\.net|autistici\\.org|disroot\\.org|duck\\.com|mozmail\\.com|privaterelay\\.appleid\\.com',
  ].join('|')})$`,
);

/** Whether anyone gets a mailbox at this domain (lower-case, ASCII). */
function isFreeProvider(domain: string): boolean {
  return free.test(domain);
}
