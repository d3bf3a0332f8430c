import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { type Company, nameLine } from '../companies/model.ts';

/** A company that gave up a name: the names it gave up, oldest first, and the one that stands. */
export interface Renaming {
  slug: string;
  former: { name: string; lang: string }[];
  current: { name: string; lang: string };
  since: PartialDate | null;
}

/**
 * @returns the companies that have borne another name, in the order given. A purchase or a new owner is no renaming.
 * @param companies with all their names; one of which no name has ended makes no difference.
 */
export function renamings(companies: readonly Pick<Company, 'slug' | 'names'>[]): Renaming[] {
  return companies.flatMap((company) => {
    const line = nameLine(company.names);
    if (!line || line.former.length === 0) return [];
    return [{ slug: company.slug, former: line.former, current: line.current, since: line.since }];
  });
}

/**
 * @returns rows for the register of names: each leads to its company.
 * @param record where the record is: `/en/record`.
 */
export function registerRows(all: readonly Renaming[], record: string) {
  return all.map(({ slug, former, current, since }) => ({
    former,
    current,
    href: `${record}/companies/${slug}`,
    since: since && { text: since.slice(0, 4), datetime: since },
  }));
}
