import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Id } from '../../foundation/database/id.ts';
import { parseId } from '../../foundation/database/id.ts';
import { isCountryCode } from '../../foundation/i18n/countries.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { type EmailAddress, parseAddress } from '../../foundation/text/email-address.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { parseWebsite } from '../../foundation/text/website.ts';

/** What binds the sealed contact of an application to its row. */
export const joinContactPlace = (applicationId: string) => `join:${applicationId}:contact`;
/** What binds the sealed address of a member to its row. */
export const memberContactPlace = (organisationId: string) => `member:${organisationId}:email`;

/** How long things last, in days. Promised on the privacy page. */
export const joinTerms = { linkDays: 14, unconfirmedDays: 30, contactDays: 30 } as const;
/** So many members have to vouch. */
export const vouchersNeeded = 2;

export type JoinState = 'pending' | 'confirmed' | 'accepted' | 'rejected';

/** What is sealed of an application. */
export interface JoinContact {
  name: string;
  role: string | null;
  email: string;
}

/** What an application says, without its contact. */
export interface JoinData {
  lang: Lang;
  name: string;
  nameAr: string | null;
  country: string;
  website: string | null;
  about: string;
  /** The two members that are to vouch. */
  members: readonly [Id, Id];
}

export interface Vouch {
  id: Id;
  memberId: Id;
  member: string;
  askedAt: Date | null;
  answer: 'vouches' | 'declines' | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  reason: string | null;
}

export interface Application {
  id: Id;
  lang: Lang;
  state: JoinState;
  name: string;
  nameAr: string | null;
  country: string;
  website: string | null;
  about: string;
  contactSealed: Buffer | null;
  createdAt: Date;
  decidedAt: Date | null;
  reason: string | null;
  organisationId: Id | null;
  vouches: readonly Vouch[];
}

export const joinFields = [
  'name',
  'name_ar',
  'country',
  'website',
  'about',
  'contact_name',
  'contact_role',
  'email',
  'member_1',
  'member_2',
  'consent',
] as const;
export type JoinField = (typeof joinFields)[number];
export type JoinTyped = Partial<Record<JoinField, string>>;
export type JoinErrors = Partial<Record<JoinField, MessageKey>>;

export type ParsedJoin =
  | { ok: true; data: Omit<JoinData, 'lang'>; contact: JoinContact; address: EmailAddress; trapped: boolean }
  | { ok: false; errors: JoinErrors; typed: JoinTyped };

const text = z.string().max(8000).catch('');

/** Reads a posted application; `members` are those that can vouch today. */
export function parseJoin(raw: Record<string, unknown>, members: readonly { id: Id }[]): ParsedJoin {
  const get = (field: string) => text.parse(raw[field] ?? '');
  const typed: JoinTyped = Object.fromEntries(joinFields.map((field) => [field, get(field)]));
  const errors: JoinErrors = {};
  const line = (field: JoinField, max: number, missing: MessageKey | null): string | null => {
    const cleaned = cleanLine(get(field), max);
    if (!cleaned.ok)
      errors[field] = cleaned.reason === 'too-long' ? 'sign.error.tooLong' : 'sign.error.characters';
    else if (cleaned.text !== '' && !/\p{L}/u.test(cleaned.text)) errors[field] = 'sign.error.letters';
    else if (cleaned.text === '' && missing) errors[field] = missing;
    return cleaned.ok && cleaned.text !== '' ? cleaned.text : null;
  };
  const name = line('name', 200, 'sign.error.organisation');
  const nameAr = line('name_ar', 200, null);
  const about = line('about', 2000, 'join.error.about');
  const contactName = line('contact_name', 120, 'sign.error.contact');
  const role = line('contact_role', 120, null);
  const country = get('country').trim().toUpperCase();
  if (!isCountryCode(country)) errors.country = 'sign.error.country';
  const website = get('website').trim() === '' ? null : parseWebsite(get('website').trim());
  if (get('website').trim() !== '' && website === null) errors.website = 'sign.error.website';
  const address = parseAddress(get('email'));
  if (address === null) errors.email = 'sign.error.email';
  const [one, two] = [memberOf('member_1'), memberOf('member_2')];
  if (one === null) errors.member_1 = 'join.error.member';
  if (two === null) errors.member_2 = 'join.error.member';
  else if (one === two) errors.member_2 = 'join.error.same';
  if (get('consent') === '') errors.consent = 'join.error.consent';
  if (Object.keys(errors).length > 0 || !name || !about || !contactName || !address || !one || !two)
    return { ok: false, errors, typed };
  return {
    ok: true,
    data: { name, nameAr, country, website, about, members: [one, two] },
    contact: { name: contactName, role, email: address.typed },
    address,
    trapped: get('nickname') !== '',
  };

  function memberOf(field: JoinField): Id | null {
    const id = parseId(get(field));
    return id !== null && members.some((member) => member.id === id) ? id : null;
  }
}

/** The SHA-256 of all that the page behind the link shows: what changed meanwhile is not confirmed unseen. */
export function joinSum(application: Application, contact: JoinContact | null): string {
  const { name, nameAr, country, website, about, vouches } = application;
  const shown = [
    name,
    nameAr,
    country,
    website,
    about,
    vouches.map(({ memberId }) => memberId).sort(),
    contact,
  ];
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
}

/** Whether enough members vouch. */
export function isVouchedFor(application: Pick<Application, 'vouches'>): boolean {
  return application.vouches.filter(({ answer }) => answer === 'vouches').length >= vouchersNeeded;
}
