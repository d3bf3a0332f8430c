import { createHash } from 'node:crypto';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

export type SignatureKind = 'organisation' | 'person';
export type SignatureState =
  | 'pending'
  | 'confirmed'
  | 'listed'
  | 'suspended'
  | 'suspect'
  | 'rejected'
  | 'withdrawn';
export type Publicity = 'name' | 'initials' | 'counted';
export type MailKind = 'confirm' | 'known' | 'listed' | 'rejected' | 'new-version';

/**
 * What a moderator should know. The first four hold a signature back (`suspect`) when it is confirmed; the last two
 * only inform: of one organisation signing through two people, and of a mail domain that is the website's own.
 */
export const holdingFlags = ['honeypot', 'too-fast', 'disposable-address', 'unlike-name'] as const;
export type Flag = (typeof holdingFlags)[number] | 'same-organisation' | 'own-domain';

/** A signature as a form gave it, checked and cleaned. */
export interface SignatureData {
  kind: SignatureKind;
  organisationName: string | null;
  organisationNameAr: string | null;
  country: string;
  website: string | null;
  contactName: string;
  contactRole: string | null;
  /** The address as typed, with its domain in ASCII. */
  email: string;
  publicity: Publicity;
  updates: boolean;
}

/** What is sealed of an organisation whose name must not be known. */
export interface SealedName {
  name: string;
  nameAr: string | null;
  website: string | null;
}

/** Whether an organisation signed without its name: counted, and named to its two readers alone. */
export function isSealed(signature: { kind: SignatureKind; publicity: Publicity }): boolean {
  return signature.kind === 'organisation' && signature.publicity === 'counted';
}

/** What is sealed as the contact of a signature. */
export interface Contact {
  name: string;
  role: string | null;
}

export interface Signature {
  id: Id;
  versionId: Id;
  wordingSha256: string;
  lang: Lang;
  kind: SignatureKind;
  state: SignatureState;
  organisationName: string | null;
  organisationNameAr: string | null;
  country: string;
  website: string | null;
  publicity: Publicity;
  updates: boolean;
  publicName: string | null;
  emailSealed: Buffer | null;
  contactSealed: Buffer | null;
  /** Of an organisation that is counted without its name: the name, sealed; null once it has left. */
  nameSealed: Buffer | null;
  flags: Flag[];
  createdAt: Date;
  mailAskedAt: Date;
}

/** How long things last, in days (and an hour between mails). Promised on the privacy page. */
export const terms = {
  confirmDays: 14,
  unconfirmedDays: 30,
  contactDays: 30,
  keptMailDays: 14,
  hoursBetweenMails: 1,
} as const;

/** @returns what the public will see of a confirmed signature; null for one that is only counted. */
export function publicNameOf(
  signature: Pick<Signature, 'kind' | 'organisationName' | 'publicity'>,
  contactName: string,
  initials: (name: string) => string,
): string | null {
  if (signature.kind === 'organisation') return signature.organisationName;
  if (signature.publicity === 'counted') return null;
  return signature.publicity === 'initials' ? initials(contactName) : contactName;
}

/**
 * The SHA-256 of all that the page behind the link shows and its button confirms. What changed meanwhile gives another
 * sum: nobody confirms what they have not seen.
 */
export function shownSum(signature: Signature, contact: Contact | null): string {
  const shown = [
    signature.wordingSha256,
    signature.kind,
    signature.organisationName,
    signature.organisationNameAr,
    signature.country,
    signature.website,
    signature.publicity,
    signature.updates,
    contact?.name,
    contact?.role,
  ];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

/** What a signature becomes when its mail is answered: held when a flag says so; an organisation waits for a moderator. */
export function afterConfirming(
  signature: Pick<Signature, 'kind' | 'flags'>,
): 'suspect' | 'confirmed' | 'listed' {
  if (signature.flags.some((flag) => holdingFlags.some((holding) => holding === flag))) return 'suspect';
  return signature.kind === 'organisation' ? 'confirmed' : 'listed';
}
