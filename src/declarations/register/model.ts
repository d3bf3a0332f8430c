import { z } from 'zod';
import type { Id } from '../../foundation/database/id.ts';
import { parseAddress } from '../../foundation/text/email-address.ts';
import { domainOfWebsite, mailDomainKind } from '../../foundation/text/mail-domain.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { parsePartialDate, precisionOf } from '../../foundation/text/partial-date.ts';
import { cleanLine } from '../../foundation/text/plain.ts';

/**
 * How sure we are of an organisation, step by step: it answered a mail; the mail was at the domain of its own website;
 * a letter with two named officers was seen; a member of the initiative knows it. Shown in words, as what it is.
 */
export const stepKinds = ['mail', 'domain', 'letter', 'member'] as const;
export type StepKind = (typeof stepKinds)[number];

/** A running step, as the public sees it. */
export interface Step {
  kind: StepKind;
  /** The day on which the letter was seen. */
  seenOn: string | null;
  /** The name of the member that vouches, in the reader's language where it has one. */
  member: string | null;
}

/** A step with who decided it and why, ended or not: for the staff. */
export interface StepRecord extends Step {
  id: Id;
  at: Date;
  decidedBy: string;
  reason: string | null;
  hasOfficers: boolean;
  document: string | null;
  endedAt: Date | null;
  endedBy: string | null;
  endedReason: string | null;
}

/** An organisation in the register: since when it has signed, when it was suspended, since when it has left. */
export interface RegisterEntry {
  name: string;
  nameAr: string | null;
  country: string;
  website: string | null;
  state: 'listed' | 'suspended' | 'withdrawn';
  signedOn: string;
  suspensions: readonly { from: string; to: string | null }[];
  leftOn: string | null;
  steps: readonly Step[];
  key: string;
  publicId: string;
}

/** Where an organisation may have its page, and does not own the domain: a mail from there says nothing of who sent it. */
const sharedSites = new Set(
  `facebook.com instagram.com twitter.com x.com t.me telegram.me youtube.com linkedin.com linktr.ee google.com medium.com
  substack.com wordpress.com blogspot.com wixsite.com weebly.com github.io`.split(/\s+/),
);

/**
 * Whether a mail address is at the organisation's own domain: both the address and the website belong to one registrable
 * domain (by the list of public suffixes: 'press@mail.example.org.uk' and 'www.example.org.uk' do, two hosts under
 * 'co.uk' do not), and it is not a domain at which anyone may have either.
 */
export function isOwnDomain(email: string, website: string | null): boolean {
  const address = parseAddress(email);
  const site = domainOfWebsite(website);
  return (
    address !== null && site !== null && !sharedSites.has(site) && mailDomainKind(address, site) === 'own'
  );
}

/** The place in the register after which a page goes on. */
export interface RegisterCursor {
  key: string;
  publicId: string;
}

/** @returns a place in the register as text, for an address. */
export function writeRegisterCursor({ key, publicId }: RegisterCursor): string {
  return `${key}~${publicId}`;
}

/** @returns the cursor of an address; null for anything else, which means the first page. */
export function readRegisterCursor(text: string | undefined): RegisterCursor | null {
  const [, key = '', publicId = ''] =
    /^([^~]{1,800})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? [];
  return publicId !== '' && searchKey(key) === key ? { key, publicId } : null;
}

const line = (max: number) =>
  z
    .string()
    .max(4000)
    .catch('')
    .transform((text, context) => {
      const cleaned = cleanLine(text, max);
      if (cleaned.ok && cleaned.text !== '') return cleaned.text;
      context.addIssue({ code: 'custom', message: 'missing' });
      return z.NEVER;
    });

/** Why something is decided: one line, asked for with every decision. */
export const reasonLine = line(500);

/** A day in the past or today, as a date field sends it. */
export function pastDay(today: string) {
  return z.string().refine((text) => {
    const day = parsePartialDate(text);
    return day !== null && precisionOf(day) === 'day' && text <= today && text >= '1990-01-01';
  });
}

export const letterForm = (today: string) =>
  z.object({
    seen_on: pastDay(today),
    officer_1: line(120),
    officer_2: line(120),
    reason: reasonLine,
  });

/** What binds the sealed names of a letter's officers to their row. */
export const officersPlace = (stepId: string) => `verification:${stepId}:officers`;
