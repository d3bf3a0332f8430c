import { join } from 'node:path';
import { loadCampaign } from './campaigns/starter.ts';
import { loadDeclaration } from './declarations/starter.ts';
import { openDatabase } from './foundation/database/database.ts';
import type { Tx } from './foundation/history/history.ts';
import { root } from './foundation/paths.ts';
import { loadPart, type StarterContext, type StarterPart } from './foundation/starter/loader.ts';
import { loadInitiative } from './initiative/starter.ts';
import { loadLibrary } from './library/starter.ts';
import { loadNews } from './news/starter.ts';
import { loadOrganisations } from './organisations/starter.ts';
import { cite } from './record/sources/store.ts';
import { loadRecord, loadSources } from './record/starter.ts';

const campaignSlug = 'stop-private-military-companies';

/** The parts in the order in which they need each other. */
export const starterParts: readonly StarterPart[] = ['record', 'campaign', 'library'];

/**
 * Loads one part of the starter data. What is there already, edited or not, stays as it is.
 * @param now the declaration is dated with this day in Baghdad.
 * @returns how many things came in; null when this version of the part was loaded before.
 */
export async function loadStarterPart(
  databaseUrl: string,
  part: StarterPart,
  now = new Date(),
): Promise<number | null> {
  const { db, close } = openForLoading(databaseUrl);
  try {
    return await db.transaction().execute((tx) => load(tx, part, dayInBaghdad(now)));
  } finally {
    await close();
  }
}

/** Loads all parts where the database has no thing at all, each in its own transaction. @returns the parts loaded. */
export async function loadStarterIfEmpty(
  databaseUrl: string,
  settings: { starter: 'all' | 'none' },
  now = new Date(),
): Promise<StarterPart[]> {
  if (settings.starter === 'none') return [];
  const { db, close } = openForLoading(databaseUrl);
  try {
    // One transaction: a crash in the middle leaves an empty database, which the next start fills.
    return await db.transaction().execute(async (tx) => {
      const thing = await tx.selectFrom('thing').select('id').limit(1).executeTakeFirst();
      if (thing) return [];
      for (const part of starterParts) await load(tx, part, dayInBaghdad(now));
      return [...starterParts];
    });
  } finally {
    await close();
  }
}

/** The end of a load is one statement that checks all that came: on a slow machine it takes longer than any other may. */
function openForLoading(databaseUrl: string) {
  return openDatabase(databaseUrl, { max: 1, statementTimeout: 0, name: 'tadamun starter' });
}

function dayInBaghdad(now: Date): string {
  return now.toLocaleDateString('en-CA', { timeZone: 'Asia/Baghdad' });
}

function load(tx: Tx, part: StarterPart, today: string): Promise<number | null> {
  const fill = async (context: StarterContext) => {
    await loadSources(context);
    if (part === 'record') {
      await loadRecord(context);
    } else if (part === 'campaign') {
      await loadInitiative(context);
      await loadCampaign(context);
      await loadDeclaration(context, campaignSlug, today, ['ckb']);
      await loadNews(context, campaignSlug);
      await loadOrganisations(context);
    } else {
      await loadLibrary(context, campaignSlug);
    }
  };
  return loadPart(tx, part, join(root, 'starter', part), cite, fill);
}
