import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { cleanMarkdown } from '../../foundation/text/clean-markdown.ts';
import { type EmailAddress, parseAddress } from '../../foundation/text/email-address.ts';
import { cleanLine } from '../../foundation/text/plain.ts';

/** What a visitor can propose: a correction, a company's answer, something that is not there. */
export const proposalWants = ['correction', 'response', 'missing'] as const;
export type ProposalWants = (typeof proposalWants)[number];

/** Where a proposal stands. */
export const proposalStates = ['waiting', 'taken', 'declined'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** How long things last, in days after the decision. Promised on the privacy page. */
export const proposalTerms = { contactDays: 90 } as const;
/** Characters of a text, addresses of sources, characters of each. */
export const proposalLimits = { text: 5_000, urls: 10, url: 2_000 } as const;

/** How many proposals are taken in. None is ever closed to all: each bound is of one statement, or of one network. */
export const proposalBounds = {
  /** In an hour: a hall of people, or half a town, behind one address. */
  fromNetwork: 300,
  /** In an hour from one network about one statement. */
  fromNetworkAboutOne: 20,
  /** Waiting about one statement: from here on it hears each network once an hour. */
  crowded: 50,
  /** Waiting about one statement: from here on it takes none. */
  aboutOne: 500,
  /** Waiting in all: from here on every statement is crowded, and takes so many. */
  inAll: 10_000,
  keptForEach: 10,
} as const;

/** @returns how many proposals a network may send about a statement in an hour, by what waits; 0 where it takes none. */
export function roomFor(waiting: { aboutOne: number; inAll: number }): number {
  const { aboutOne, crowded, inAll, keptForEach, fromNetworkAboutOne } = proposalBounds;
  const flooded = waiting.inAll >= inAll;
  if (waiting.aboutOne >= (flooded ? keptForEach : aboutOne)) return 0;
  return flooded || waiting.aboutOne >= crowded ? 1 : fromNetworkAboutOne;
}

/** What binds the sealed contact of a proposal to its row. */
export const proposalContactPlace = (proposalId: string) => `proposal:${proposalId}:contact`;

/** Who proposed, as far as they said; sealed. */
export interface ProposalContact {
  name: string | null;
  organisation: string | null;
  email: string | null;
}

/** What a visitor proposes. */
export interface VisitorPayload {
  text: string;
  urls: readonly string[];
}

export const proposalFields = ['wants', 'said', 'urls', 'name', 'organisation', 'email'] as const;
export type ProposalField = (typeof proposalFields)[number];
export type ProposalTyped = Partial<Record<ProposalField | 'about', string>>;
export type ProposalErrors = Partial<Record<ProposalField, MessageKey>>;

export type ParsedProposal =
  | {
      ok: true;
      wants: ProposalWants;
      payload: VisitorPayload;
      /** Null where nothing of it was given. */
      contact: ProposalContact | null;
      address: EmailAddress | null;
      trapped: boolean;
      typed: ProposalTyped;
    }
  | { ok: false; errors: ProposalErrors; typed: ProposalTyped };

/** Beyond any form of ours; what a browser of ours cannot send is not shown again. */
const text = z.string().max(40_000).catch('');

/** Reads a posted proposal. */
export function parseProposal(raw: Record<string, unknown>): ParsedProposal {
  const get = (field: string) => text.parse(raw[field] ?? '');
  const typed: ProposalTyped = Object.fromEntries(
    [...proposalFields, 'about' as const].map((field) => [field, get(field)]),
  );
  const errors: ProposalErrors = {};
  const wants = proposalWants.find((one) => one === get('wants'));
  if (!wants) errors.wants = 'record.propose.error.wants';
  const said = get('said');
  const kept = said.includes('\0') || !said.isWellFormed() ? null : cleanMarkdown(said);
  if (kept === null) errors.said = 'sign.error.characters';
  else if (kept === '') errors.said = 'record.propose.error.text';
  else if ([...kept].length > proposalLimits.text) errors.said = 'record.propose.error.long';
  const urls = readUrls(get('urls'));
  if (urls === null) errors.urls = 'record.propose.error.urls';
  const line = (field: 'name' | 'organisation', max: number): string | null => {
    const cleaned = cleanLine(get(field), max);
    if (!cleaned.ok)
      errors[field] = cleaned.reason === 'too-long' ? 'sign.error.tooLong' : 'sign.error.characters';
    return cleaned.ok && cleaned.text !== '' ? cleaned.text : null;
  };
  const name = line('name', 120);
  const organisation = line('organisation', 200);
  const address = get('email').trim() === '' ? null : parseAddress(get('email'));
  if (get('email').trim() !== '' && address === null) errors.email = 'sign.error.email';
  if (Object.keys(errors).length > 0 || !wants || !kept || urls === null) return { ok: false, errors, typed };
  return {
    ok: true,
    wants,
    payload: { text: kept, urls },
    contact: name || organisation || address ? { name, organisation, email: address?.typed ?? null } : null,
    address,
    trapped: get('nickname') !== '',
    typed,
  };
}

/** Addresses of the web, one a line; null where one is none, or there are too many. */
function readUrls(typed: string): string[] | null {
  const lines = typed
    .split(/\r\n?|\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (lines.length > proposalLimits.urls) return null;
  const urls = lines.map((one) => webAddress(/^https?:\/\//i.test(one) ? one : `https://${one}`));
  return urls.every((url) => url !== null) ? [...new Set(urls)] : null;
}

function webAddress(input: string): string | null {
  if (input.length > proposalLimits.url || /[\s\p{Cc}\p{Cf}\p{Cs}\\<>"]/u.test(input)) return null;
  if (!URL.canParse(input)) return null;
  const url = new URL(input);
  const open = url.protocol === 'https:' || url.protocol === 'http:';
  const named = url.username === '' && url.password === '' && url.hostname.includes('.');
  return open && named && url.href.length <= proposalLimits.url ? url.href : null;
}

// Without 0, 1, I and O, which are read for one another.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** @returns a new reference by which a visitor names a proposal: `7KQ2-M4TD`. */
export function newReference(): string {
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${part()}-${part()}`;
}

/** Whether a text has the shape of a reference. */
export function isReference(input: string): boolean {
  return /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/.test(input);
}

/** What a proposal is about, as an address says it: `incident/a-slug`. */
export function readAbout(input: string | undefined): { kind: string; handle: string } | null {
  const [, kind = '', handle = ''] = /^([a-z-]{3,20})\/([A-Za-z0-9-]{1,120})$/.exec(input ?? '') ?? [];
  return kind === '' ? null : { kind, handle };
}
