import { type Id, parseId } from '../../foundation/database/id.ts';
import { isCountryCode } from '../../foundation/i18n/countries.ts';
import { isLang, type Lang } from '../../foundation/i18n/lang.ts';
import type { MailDomainKind } from '../../foundation/text/mail-domain.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { searchWords } from '../signatories/model.ts';
import { type Flag, holdingFlags, type SignatureState } from '../signing/model.ts';

/** The tabs of the queue, each with the states that it shows. */
export const tabs = {
  check: ['confirmed', 'suspect'],
  pending: ['pending'],
  listed: ['listed'],
  suspended: ['suspended'],
  rejected: ['rejected'],
  withdrawn: ['withdrawn'],
} as const satisfies Record<string, readonly SignatureState[]>;
export type Tab = keyof typeof tabs;

export const sorts = ['oldest', 'newest', 'name'] as const;
export type Sort = (typeof sorts)[number];

export const mailKinds = ['own', 'other', 'free', 'disposable'] as const satisfies readonly MailDomainKind[];
export const flags: readonly Flag[] = [...holdingFlags, 'same-organisation', 'own-domain'];

/** What a moderator asked to see, as far as it makes sense. */
export interface QueueFilter {
  tab: Tab;
  q: string;
  campaign: Id | null;
  country: string | null;
  kind: 'organisation' | 'person' | null;
  lang: Lang | null;
  flag: Flag | null;
  mail: MailDomainKind | null;
  sort: Sort;
  /** The signature after which the page begins. */
  after: Id | null;
}

const longestSearch = 100;

/** Reads the filter of an address, or of the one that a form carries; what is ill-formed filters nothing. */
export function readFilter(query: (name: string) => string | undefined): QueueFilter {
  const one = <T extends string>(name: string, of: readonly T[]): T | null =>
    of.find((value) => value === query(name)) ?? null;
  const country = query('country') ?? '';
  const lang = query('lang');
  return {
    tab: one('tab', Object.keys(tabs) as Tab[]) ?? 'check', // the keys of the table above
    q: (query('q') ?? '').slice(0, longestSearch).trim(),
    campaign: parseId(query('campaign') ?? ''),
    country: isCountryCode(country) ? country : null,
    kind: one('kind', ['organisation', 'person'] as const),
    lang: isLang(lang) ? lang : null,
    flag: one('flag', flags),
    mail: one('mail', mailKinds),
    sort: one('sort', sorts) ?? 'oldest',
    after: parseId(query('after') ?? ''),
  };
}

/** Reads a filter from the query string that {@link writeFilter} made; anything else is the whole queue. */
export function readBack(back: string | undefined): QueueFilter {
  const query = new URLSearchParams((back ?? '').slice(0, 1_000));
  return readFilter((name) => query.get(name) ?? undefined);
}

/** @returns the filter as a query string, without what is not filtered; `change` replaces parts of it. */
export function writeFilter(filter: QueueFilter, change: Partial<QueueFilter> = {}): string {
  const now = { ...filter, ...change };
  const kept = new URLSearchParams();
  if (now.tab !== 'check') kept.set('tab', now.tab);
  for (const name of ['q', 'campaign', 'country', 'kind', 'lang', 'flag', 'mail'] as const)
    if (now[name]) kept.set(name, now[name]);
  if (now.sort !== 'oldest') kept.set('sort', now.sort);
  if (now.after) kept.set('after', now.after);
  return kept.toString();
}

/** @returns the address of the list with this filter. */
export function listAddress(filter: QueueFilter, change: Partial<QueueFilter> = {}): string {
  const query = writeFilter(filter, change);
  return query === '' ? '/desk/signatures' : `/desk/signatures?${query}`;
}

/** Whether anything narrows the tab. */
export function isNarrowed(filter: QueueFilter): boolean {
  const { q, campaign, country, kind, lang, flag, mail } = filter;
  return [q || null, campaign, country, kind, lang, flag, mail].some((value) => value !== null);
}

/** @returns the words to search for, normalised; the shortest search is one of two letters, in either script. */
export function wordsOf(filter: Pick<QueueFilter, 'q'>): string[] {
  const key = searchKey(filter.q);
  const words = searchWords(key);
  return words.length > 0 || key.length < 2 ? words : [key];
}
