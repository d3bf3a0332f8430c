/**
 * Which addresses reach one mailbox, by provider. Only rules that the provider itself publishes or guarantees: to
 * take two people for one loses a signature, to miss an alias only leaves a moderator something to see.
 *
 * Not folded, on purpose:
 * - Yahoo's disposable addresses (`base-keyword@yahoo.com`): the base is not the account's name, and other
 *   mailboxes at Yahoo's domains have a hyphen of their own, so that cutting at it would take strangers for one.
 * - The plus part elsewhere: many servers treat it as any other character.
 * - hotmail.com, outlook.com and live.com among each other: one name there can belong to different people.
 */
interface Rule {
  /** The one domain that stands for the provider's alias domains; else the domain stays. */
  domain?: string;
  /** Whether what follows the first `+` is only a label. */
  plus: true;
  /** Characters of the local part that the provider does not look at. */
  ignored?: RegExp;
  /** Whether `.` and `-` are the same character. */
  dotIsHyphen?: true;
}

const google: Rule = { domain: 'gmail.com', plus: true, ignored: /\./g };
const microsoft: Rule = { plus: true };
const apple: Rule = { domain: 'icloud.com', plus: true };
// Proton gives no address that differs from another only in these characters.
const proton: Rule = { domain: 'proton.me', plus: true, ignored: /[._-]/g };
const fastmail: Rule = { plus: true };
const yandex: Rule = { domain: 'yandex.ru', plus: true, dotIsHyphen: true };

const yandexEnds = 'ru com by kz uz ua fr az com.am com.ge co.il kg md lt lv ee tj tm'.split(' ');

const rules: ReadonlyMap<string, Rule> = new Map([
  ...['gmail.com', 'googlemail.com'].map((domain) => [domain, google] as const),
  ...['icloud.com', 'me.com', 'mac.com'].map((domain) => [domain, apple] as const),
  ...['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'].map((domain) => [domain, proton] as const),
  ...['fastmail.com', 'fastmail.fm'].map((domain) => [domain, fastmail] as const),
  ...yandexEnds.map((end) => [`yandex.${end}`, yandex] as const),
  ['ya.ru', yandex],
]);

// outlook.com, outlook.fr, hotmail.co.uk, live.com.mx …
const microsoftDomain = /^(?:(?:outlook|hotmail|live)\.(?:com?\.)?[a-z]{2,3}|msn\.com)$/;

/**
 * The address that stands for all spellings of one mailbox. Takes and returns lower-case ASCII; applied to its own
 * result it changes nothing.
 */
export function canonicalAddress(local: string, domain: string): string {
  const rule = rules.get(domain) ?? (microsoftDomain.test(domain) ? microsoft : null);
  if (rule === null) return `${local}@${domain}`;
  let name = orElse(local.replace(/\.*\+.*$/, ''), local);
  if (rule.ignored) name = orElse(name.replace(rule.ignored, ''), name);
  if (rule.dotIsHyphen) name = name.replaceAll('.', '-');
  return `${name}@${rule.domain ?? domain}`;
}

// A rule that leaves nothing of a name was not meant for it.
function orElse(folded: string, name: string): string {
  return folded === '' ? name : folded;
}
