import type { Site } from '../foundation/web/site.ts';
import type { Member } from '../staff/model.ts';
import { menuCounts, type WaitingMenu, type WaitingRow } from './waiting-model.ts';
import { readWaiting } from './waiting-store.ts';

/** Pages of one click after another ask once. */
const keptMs = 3_000;

/** Counts what waits, at most every few seconds unless asked afresh, and gives each person their share of it. */
export function createWaiting(
  site: Pick<Site, 'db' | 'log'>,
): (member: Pick<Member, 'id' | 'grants'>, fresh?: boolean) => Promise<Partial<Record<WaitingMenu, number>>> {
  let kept: { until: number; rows: Promise<WaitingRow[]> } | null = null;
  return async (member, fresh = false) => {
    const now = performance.now();
    if (fresh || kept === null || kept.until < now)
      kept = { until: now + keptMs, rows: readWaiting(site.db) };
    try {
      return menuCounts(member, await kept.rows);
    } catch (error) {
      // A page without its numbers is still a page.
      kept = null;
      site.log.warn({ err: error }, 'what waits could not be counted');
      return {};
    }
  };
}
