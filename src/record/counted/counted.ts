import type { Site } from '../../foundation/web/site.ts';
import { readNextPublication } from './store.ts';

/**
 * Counts something over whole tables once for each change and not once for each page.
 * @param what says what is counted, language included. Nothing that a visitor makes up: the memory is bounded.
 */
export type CountedOnce = <T>(what: string, count: () => Promise<T>) => Promise<T>;

/**
 * What a page counts by. The counts are kept in the site's memory until the database tells of any change, or until a
 * publication begins whose time was given beforehand, of which nobody tells: one query, itself kept.
 */
export function countingOnce(site: Pick<Site, 'memo' | 'db' | 'now'>): CountedOnce {
  const begun = lastBegun(site);
  // Whoever counts hears of it; nobody need.
  begun.catch(() => {});
  return async (what, count) => site.memo.get(`${what} ${await begun}`, count);
}

/** @returns the last publication whose time came unheard: what was counted before it is out of date. */
async function lastBegun({ memo, db, now }: Pick<Site, 'memo' | 'db' | 'now'>): Promise<string> {
  const at = now().getTime();
  let since = '';
  for (let after = at; ; ) {
    const next: Date | null = await memo.get(`next publication ${since}`, () =>
      readNextPublication(db, new Date(after)),
    );
    // Of its millisecond only a part may have gone by.
    if (next === null || next.getTime() >= at) return since;
    since = next.toISOString();
    after = next.getTime() + 1;
  }
}
