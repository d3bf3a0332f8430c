import { readCampaign } from '../../campaigns/store.ts';
import type { Db } from '../../foundation/database/database.ts';
import { putBlob } from '../../foundation/files/blobs.ts';
import type { Log } from '../../foundation/log.ts';
import { openTypesetter, TypesetError } from '../../foundation/typeset/typeset.ts';
import { readInitiative } from '../../initiative/store.ts';
import { readDeclaration } from '../store.ts';
import { composeHandover } from './compose.ts';
import type { Handover, HandoverData, HandoverWish } from './model.ts';
import { noteFailed, noteMade, readNamed, readVersionCounts, takeWaiting } from './store.ts';
import { handoverTemplate } from './template.ts';

export interface HandoverDeps {
  db: Db;
  dataDir: string;
  origin: string;
  log: Log;
}

/**
 * Makes the hand-overs that wait, one after the other. Each is leased while it is made, so that two jobs
 * processes do not make it twice; one whose process died is made by the next, when the lease has run out.
 * @returns how many were taken.
 */
export async function makeWaitingHandovers(deps: HandoverDeps): Promise<number> {
  for (let made = 0; ; made += 1) {
    const handover = await takeWaiting(deps.db);
    if (handover === null) return made;
    const data = await readHandoverData(deps.db, handover, deps.origin);
    if (data === null) await noteFailed(deps.db, handover.id, 'no-text');
    else await make(deps, handover, data);
  }
}

async function make({ db, dataDir, log }: HandoverDeps, handover: Handover, data: HandoverData) {
  try {
    const pdf = typesetHandover(data, handover.askedAt);
    const { sha256, bytes } = await putBlob(dataDir, pdf.bytes);
    const name = `${handover.campaignSlug}-${handover.lang}-${handover.datedOn}.pdf`;
    const { pages, undrawn } = pdf;
    await db
      .transaction()
      .execute((tx) => noteMade(tx, handover.id, { sha256, bytes, name, pages, undrawn, ...data.totals }));
  } catch (error) {
    if (!(error instanceof TypesetError)) throw error;
    // Its words may hold a name: what is logged says only that it failed.
    log.error({ handover: handover.id }, 'a hand-over could not be typeset');
    await noteFailed(db, handover.id, 'typesetting');
  }
}

/** @returns the PDF of a hand-over. */
export function typesetHandover(data: HandoverData, made: Date) {
  const typesetter = openTypesetter();
  try {
    return typesetter.pdf(handoverTemplate, data, made);
  } finally {
    typesetter.close();
  }
}

/** @returns what is to be typeset, as the database is now; null where the language has no text, or the declaration is not public. */
export async function readHandoverData(
  db: Db,
  handover: HandoverWish & Pick<Handover, 'campaignSlug'>,
  origin: string,
): Promise<HandoverData | null> {
  const { campaignSlug, lang, declarationId } = handover;
  const declaration = await readDeclaration(db, campaignSlug);
  const wording = declaration?.wordings.find((one) => one.lang === lang);
  if (!declaration || !wording) return null;
  const [campaign, initiative, named, counts] = [
    await readCampaign(db, campaignSlug, lang),
    await readInitiative(db, lang),
    await readNamed(db, declarationId),
    await readVersionCounts(db, declarationId),
  ];
  return composeHandover(handover, {
    declaration,
    wording,
    initiative: initiative?.name ?? '',
    campaign: campaign?.name ?? '',
    origin,
    named,
    counts,
  });
}
