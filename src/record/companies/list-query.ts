import { isCountryCode } from '../../foundation/i18n/countries.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { isSlug } from '../../foundation/text/slug.ts';
import { type ListCursor, readCursor, writeCursor } from '../../foundation/web/list-cursor.ts';

/** What the list of companies is asked for. */
export interface CompanyQuery {
  /** A name, in any spelling; '' for the list. */
  q: string;
  country: string | null;
  /** Only companies that an incident on record names. */
  incidents: boolean;
  after: ListCursor | null;
}

const longestSearch = 120;

/** @returns the query of an address; what means nothing asks for nothing. */
export function readCompanyQuery(get: (name: string) => string | undefined): CompanyQuery {
  const q = cleanLine((get('q') ?? '').slice(0, longestSearch), longestSearch);
  const country = get('country');
  return {
    q: q.ok ? q.text : '',
    country: isCountryCode(country) ? country : null,
    incidents: get('incidents') === 'yes',
    after: readCursor(get('after'), isSlug),
  };
}

/** @returns the query string of a list, with its question mark; '' for the whole list from its beginning. */
export function companyAddress(
  query: Pick<CompanyQuery, 'country' | 'incidents'>,
  after: ListCursor | null,
): string {
  const parts = new URLSearchParams();
  if (query.country !== null) parts.set('country', query.country);
  if (query.incidents) parts.set('incidents', 'yes');
  if (after !== null) parts.set('after', writeCursor(after));
  return parts.size === 0 ? '' : `?${parts}`;
}
