import type { Id } from '../../foundation/database/id.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { isSlug } from '../../foundation/text/slug.ts';
import { readCursor, writeCursor } from '../../foundation/web/list-cursor.ts';
import { type BuyerKind, buyerKinds, type Contract } from './model.ts';

/** Which contracts a list shows; null is all. */
export interface ContractFilter {
  kind: BuyerKind | null;
  /** Slugs. */
  buyer: string | null;
  company: string | null;
  /** In which a contract ran, as far as sources say. */
  year: string | null;
  /** Only those held under a later name. */
  later: boolean;
}

/** The place in the list, newest beginning first: '' stands for a beginning that nobody gives, and those come last. */
export interface ContractCursor {
  from: PartialDate | '';
  id: Id;
}

export interface ContractQuery extends ContractFilter {
  after: ContractCursor | null;
}

type Read = (name: string) => string | undefined | null;

/** What each parameter of the list's address means; anything else means nothing. */
export const contractParameters = {
  kind: (text: string) => buyerKinds.some((kind) => kind === text),
  buyer: isSlug,
  company: isSlug,
  year: (text: string) => /^[12]\d{3}$/.test(text),
  later: (text: string) => text === 'yes',
  after: (text: string) => readPlace(text) !== null,
};

/** @returns what an address asks of the list; a value that means nothing is as if it were not there. */
export function readContractQuery(read: Read): ContractQuery {
  const value = (name: keyof typeof contractParameters) => {
    const text = read(name) ?? '';
    return contractParameters[name](text) ? text : null;
  };
  return {
    kind: buyerKinds.find((kind) => kind === value('kind')) ?? null,
    buyer: value('buyer'),
    company: value('company'),
    year: value('year'),
    later: value('later') !== null,
    after: readPlace(value('after') ?? ''),
  };
}

/** @returns whether the address names a parameter with a value that means nothing (an empty choice of the form means all). */
export function isJunk(read: Read): boolean {
  return Object.entries(contractParameters).some(([name, valid]) => {
    const text = read(name) ?? '';
    return text !== '' && !valid(text);
  });
}

/** The name of a filter of which there are few: by kind, by name. Null for one of many: a buyer's, a company's, of a year. */
export function nameOfFew({ kind, buyer, company, year, later }: ContractFilter): string | null {
  return (buyer ?? company ?? year) ? null : `${kind ?? 'all'} ${later}`;
}

/** @returns the list's address below the language, with these parameters. */
export function contractsAddress(filter: Partial<ContractFilter>, after: string | null = null): string {
  const query = new URLSearchParams();
  for (const name of ['kind', 'buyer', 'company', 'year'] as const) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  if (filter.later) query.set('later', 'yes');
  if (after !== null) query.set('after', after);
  return `/record/contracts${query.size > 0 ? `?${query}` : ''}`;
}

/** @returns the `after` of the page that follows this contract. */
export function afterContract({ from, id }: Pick<Contract, 'from' | 'id'>): string {
  return writeCursor({ key: from ?? '-', id });
}

function readPlace(text: string): ContractCursor | null {
  const cursor = readCursor(text, (key) => key === '-' || parsePartialDate(key) !== null);
  return cursor && { from: parsePartialDate(cursor.key) ?? '', id: cursor.id };
}
