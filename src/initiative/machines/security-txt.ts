import type { Lang } from '../../foundation/i18n/lang.ts';
import type { ContactChannel } from '../model.ts';

const day = 86_400_000;
/** RFC 9116 recommends less than a year; the file is made anew at each request. */
const validDays = 90;

/**
 * Whom to tell of a fault in the site's security (RFC 9116): the mail address of the initiative, and its contact page
 * where that is reached by https, as the RFC demands.
 * @returns null where no channel is set, or none that the format can name.
 */
export function securityTxt(options: {
  channels: readonly ContactChannel[];
  languages: readonly Lang[];
  origin: string;
  now: Date;
}): string | null {
  const { channels, languages, origin, now } = options;
  if (channels.length === 0) return null;
  const secure = origin.startsWith('https://');
  const contacts = [
    ...valuesOf(channels, 'email', /^[^\s<>,;:?&]+@[^\s<>,;:?&]+$/).map((address) => `mailto:${address}`),
    ...(secure ? [`${origin}/${languages[0] ?? 'en'}/contact`] : []),
  ];
  if (contacts.length === 0) return null;
  const fingerprints = valuesOf(channels, 'pgp', /^[0-9a-f]{40}([0-9a-f]{24})?$/i);
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${new Date(Math.floor(now.getTime() / day + validDays) * day).toISOString()}`,
    ...fingerprints.map((fingerprint) => `Encryption: openpgp4fpr:${fingerprint.toLowerCase()}`),
    `Preferred-Languages: ${languages.join(', ')}`,
    ...(secure ? [`Canonical: ${origin}/.well-known/security.txt`] : []),
    '',
  ].join('\n');
}

/** Values of one kind of channel that have the wanted shape, without the spaces that people put into them. */
function valuesOf(
  channels: readonly ContactChannel[],
  kind: ContactChannel['kind'],
  shape: RegExp,
): string[] {
  return channels
    .filter((channel) => channel.kind === kind)
    .map(({ value }) => value.replace(/ +/g, ''))
    .filter((value) => shape.test(value));
}
