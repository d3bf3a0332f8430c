import { z } from 'zod';
import { isCountryCode } from '../../foundation/i18n/countries.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { type EmailAddress, parseAddress } from '../../foundation/text/email-address.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { parseWebsite } from '../../foundation/text/website.ts';
import { readVia } from '../via/model.ts';
import type { SignatureData } from './model.ts';

/** The fields of the form: a public contract, which partner sites post. Never renamed. */
export const signFields = [
  'kind',
  'organisation_name',
  'organisation_name_ar',
  'country',
  'website',
  'contact_name',
  'contact_role',
  'email',
  'publicity',
  'sealed',
  'updates',
  'consent',
] as const;
export type SignField = (typeof signFields)[number];

/** What was typed, kept to fill the form again. */
export type Typed = Partial<Record<SignField, string>>;
export type SignErrors = Partial<Record<SignField, MessageKey>>;

export type ParsedForm =
  | {
      ok: true;
      data: SignatureData;
      address: EmailAddress;
      honeypot: boolean;
      elapsedMs: number | null;
      wording: string | null;
      via: string | null;
      typed: Typed;
    }
  | { ok: false; errors: SignErrors; typed: Typed; via: string | null };

const text = z.string().max(2000).catch('');
const rawForm = z.object({
  ...Object.fromEntries(signFields.map((field) => [field, text.default('')])),
  nickname: text.default(''),
  elapsed: text.default(''),
  // The SHA-256 of the wording that the page showed; optional, so that partner sites need not know it.
  wording: text.default(''),
  // The campaign link by which they came; optional as well.
  via: text.default(''),
});

const limits = {
  organisation_name: 200,
  organisation_name_ar: 200,
  contact_name: 120,
  contact_role: 120,
} as const;

/**
 * Reads a posted signature. Everything is checked here and nothing is trusted; a file posted in place of a text counts
 * as empty, a text of more than 2,000 characters as well.
 * @param allowed which kinds the declaration takes. With one kind only, `kind` may be left out.
 * @returns the cleaned data, or for each wrong field the message that says what to do.
 */
export function parseSignForm(
  raw: Record<string, unknown>,
  allowed: { organisations: boolean; persons: boolean },
): ParsedForm {
  const values: Record<string, string> = rawForm.parse(raw);
  const get = (field: SignField | 'nickname' | 'elapsed' | 'wording' | 'via') => values[field] ?? '';
  const typed: Typed = Object.fromEntries(signFields.map((field) => [field, get(field)]));
  const errors: SignErrors = {};

  const line = (field: keyof typeof limits, missing: MessageKey | null): string | null => {
    const cleaned = cleanLine(get(field), limits[field]);
    if (!cleaned.ok) {
      errors[field] = cleaned.reason === 'too-long' ? 'sign.error.tooLong' : 'sign.error.characters';
      return null;
    }
    if (cleaned.text !== '' && !/\p{L}/u.test(cleaned.text)) {
      errors[field] = 'sign.error.letters';
      return null;
    }
    if (cleaned.text === '' && missing) errors[field] = missing;
    return cleaned.text || null;
  };

  const only =
    allowed.organisations && allowed.persons ? null : allowed.organisations ? 'organisation' : 'person';
  const kind = only && get('kind') === '' ? only : get('kind');
  const kindIsAllowed =
    (kind === 'organisation' && allowed.organisations) || (kind === 'person' && allowed.persons);
  if (!kindIsAllowed) errors.kind = 'sign.error.kind';
  const forOrganisation = kind === 'organisation';

  const organisationName = forOrganisation ? line('organisation_name', 'sign.error.organisation') : null;
  const organisationNameAr = forOrganisation ? line('organisation_name_ar', null) : null;
  const contactName = line('contact_name', 'sign.error.contact');
  const contactRole = forOrganisation ? line('contact_role', null) : null;

  const country = get('country').trim().toUpperCase();
  if (!isCountryCode(country)) errors.country = 'sign.error.country';

  const typedWebsite = forOrganisation ? get('website').trim() : '';
  const website = typedWebsite === '' ? null : parseWebsite(typedWebsite);
  if (typedWebsite !== '' && website === null) errors.website = 'sign.error.website';

  const address = parseAddress(get('email'));
  if (address === null) errors.email = 'sign.error.email';

  const wished = get('publicity') || 'name';
  const publicity = forOrganisation ? (get('sealed') === '' ? 'name' : 'counted') : wished;
  if (publicity !== 'name' && publicity !== 'initials' && publicity !== 'counted') {
    errors.publicity = 'sign.error.publicity';
  }
  if (get('consent') === '') errors.consent = 'sign.error.consent';

  if (Object.keys(errors).length > 0 || address === null || contactName === null)
    return { ok: false, errors, typed, via: readVia(get('via')) };
  const elapsed = /^\d{1,9}$/.test(get('elapsed')) ? Number(get('elapsed')) : null;
  return {
    ok: true,
    address,
    typed,
    honeypot: get('nickname') !== '',
    elapsedMs: elapsed,
    via: readVia(get('via')),
    wording: /^[0-9a-f]{64}$/.test(get('wording')) ? get('wording') : null,
    data: {
      kind: forOrganisation ? 'organisation' : 'person',
      organisationName,
      organisationNameAr,
      country,
      website,
      contactName,
      contactRole,
      email: address.typed,
      publicity: publicity === 'initials' || publicity === 'counted' ? publicity : 'name',
      updates: get('updates') !== '',
    },
  };
}
