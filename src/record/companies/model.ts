import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { possibleRange } from '../../foundation/text/partial-date.ts';
import type { End, Standing } from '../model.ts';

/** What a company was called. `past`: it ended, no source says when; `unknown` says nothing of today. */
export interface CompanyName {
  id: Id;
  name: string;
  lang: string;
  kind: 'legal' | 'trade' | 'local' | 'abbreviation' | 'transliteration' | null;
  from: PartialDate | null;
  to: PartialDate | null;
  endIs: End;
  /** The day on which a source says that it is borne; with `ongoing` only. */
  ongoingAsOf?: string | null;
  standing?: Standing;
}

export interface Company {
  id: Id;
  slug: string;
  country: string;
  founded: PartialDate | null;
  lang: Lang;
  summary: string;
  names: CompanyName[];
  unadopted: boolean;
}

/** Who became whose: never a renaming, which is within one company. */
export interface Succession {
  id: Id;
  fromCompany: Id;
  toCompany: Id;
  kind: 'acquired' | 'merged-into' | 'subsidiary-of' | 'spun-off' | 'rebranded-local';
  date: PartialDate | null;
  lang: Lang;
  note: string;
}

/** In the order in which forms offer them. */
export const successionKinds: readonly Succession['kind'][] = [
  'acquired',
  'merged-into',
  'subsidiary-of',
  'spun-off',
  'rebranded-local',
];
export const nameKinds: readonly NonNullable<CompanyName['kind']>[] = [
  'legal',
  'trade',
  'local',
  'abbreviation',
  'transliteration',
];
/** What an owner can be; a person only as the holder of a public office. */
export const ownerKinds = ['company', 'organisation', 'state', 'office-holder'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** The names of a company as a line of type: those it gave up, struck out, before the one that stands. */
export interface NameLine {
  former: CompanyName[];
  current: CompanyName;
  /** When the standing name began, where a source says so. */
  since: PartialDate | null;
}

/**
 * Works out the line of names. A name is former only if a source says that it ended; who owns the company plays no part.
 * Of names borne at the same time (a legal and a short form, say) the one borne longest stands for all.
 * @param names all names of one company; spellings in other scripts and abbreviations do not enter the line.
 * @returns null for a company without a name (no company in the database is).
 */
export function nameLine(names: readonly CompanyName[]): NameLine | null {
  const plain = names.filter((name) => name.kind !== 'abbreviation' && name.kind !== 'transliteration');
  const standing = plain.filter((name) => !hasEnded(name));
  const current = latest(standing) ?? names.find((name) => !hasEnded(name)) ?? names[0];
  if (!current) return null;
  const ended = plain.filter((name) => hasEnded(name) && name !== current).toSorted(byLength);
  const former: CompanyName[] = [];
  for (const name of ended) {
    if (!former.some((other) => overlap(name, other))) former.push(name);
  }
  return { former: former.toSorted(byBeginning), current, since: current.from };
}

/** Former is derived, never stored: a source says that the name ended. */
export const hasEnded = (name: CompanyName) => name.endIs === 'known' || name.endIs === 'past';

const day = (date: PartialDate | null, otherwise: string) => (date ? possibleRange(date).from : otherwise);
const byBeginning = (a: CompanyName, b: CompanyName) =>
  day(a.from, '0000').localeCompare(day(b.from, '0000'));
/** The name that began last; among those that began together, or nobody says when, the first of the record. */
const latest = (names: readonly CompanyName[]) =>
  names.reduce<CompanyName | undefined>(
    (best, name) => (best && byBeginning(name, best) <= 0 ? best : name),
    undefined,
  );
const daysBorne = (name: CompanyName) =>
  Date.parse(day(name.to, '9999-01-01')) - Date.parse(name.from ? day(name.from, '') : '1900-01-01');
const byLength = (a: CompanyName, b: CompanyName) => daysBorne(b) - daysBorne(a);

/** Whether two names were possibly borne at one time for longer than the day on which one gave way to the other. */
function overlap(a: CompanyName, b: CompanyName): boolean {
  return day(a.from, '0000') < day(b.to, '9999') && day(b.from, '0000') < day(a.to, '9999');
}
