import type { KeyRing } from '../../foundation/crypto/keys.ts';
import type { Db } from '../../foundation/database/database.ts';
import { mailDomainHash } from '../signing/sign.ts';
import { undoDays } from './model.ts';
import { cleanBatch, forgetCleaned } from './work-store.ts';

/** Signatures in one transaction: those who sign or decide meanwhile wait a moment, not a minute. */
const batch = 200;

/** Works on the clean-ups that are to run or to be undone, batch by batch, until none is left or `stop` says so. */
export async function workOnCleanups(
  db: Db,
  keys: KeyRing,
  stop?: AbortSignal,
  limit = batch,
): Promise<void> {
  const hashOf = (domain: string) => mailDomainHash(keys, { domain, registrableDomain: domain });
  while (!stop?.aborted) if (!(await cleanBatch(db, hashOf, limit))) return;
}

/** Erases what clean-ups kept for a way back that is closed by now. */
export function forgetOldCleanups(db: Db): Promise<void> {
  return forgetCleaned(db, undoDays);
}
