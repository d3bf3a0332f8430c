import { isCountryCode } from '../../foundation/i18n/countries.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { readCursor, type SignatoryCursor, searchWords } from './model.ts';
import type { SignatoryFilter } from './store.ts';

/** What the visitor asked for, as far as it makes sense. */
export interface SignatoryQuery {
  q: string;
  country: string | null;
  kind: 'organisation' | 'person' | null;
  after: SignatoryCursor | null;
}

/** Reads the filters of an address; what is ill-formed filters nothing. */
export function readQuery(query: (name: string) => string | undefined): SignatoryQuery {
  const country = query('country') ?? '';
  const kind = query('kind');
  return {
    q: (query('q') ?? '').slice(0, 100).trim(),
    country: isCountryCode(country) ? country : null,
    kind: kind === 'organisation' || kind === 'person' ? kind : null,
    after: readCursor(query('after')),
  };
}

/** The same as the list's store wants it: the search normalised. */
export function filterOf(query: SignatoryQuery): SignatoryFilter {
  return { kind: query.kind, country: query.country, search: query.q === '' ? null : searchKey(query.q) };
}

/** Whether something was typed that is too short to be searched for. */
export function isTooShort(query: SignatoryQuery): boolean {
  return query.q !== '' && searchWords(searchKey(query.q)).length === 0;
}

/** The address of a list with these filters, from a place on. */
export function address(path: string, query: SignatoryQuery, after: string | null): string {
  const kept = new URLSearchParams();
  if (query.q) kept.set('q', query.q);
  if (query.country) kept.set('country', query.country);
  if (query.kind) kept.set('kind', query.kind);
  if (after) kept.set('after', after);
  return kept.size > 0 ? `${path}?${kept}` : path;
}
