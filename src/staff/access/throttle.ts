import { keyedHash } from '../../foundation/crypto/hash.ts';
import { hashToken, type Token } from '../../foundation/crypto/token.ts';
import type { Site } from '../../foundation/web/site.ts';
import { forgetAttempt, isDeviceKnown, noteAttempt } from './device-store.ts';

/** Tries in an hour from one network, by browsers that are not known. */
const perNetwork = 60;
/** Failures in an hour at one address, from browsers that are not known; then these have to be made known by mail. */
const perAddress = 10;
/** Tries in an hour from one known browser, before it counts as any other. */
const perKnownDevice = 30;

/** Who tries to sign in, from where. */
export interface Trial {
  /** Lower case; it may belong to nobody. */
  email: string;
  network: string;
  /** The cookie of a browser in which somebody signed in before. */
  device: Token | null;
}

/**
 * `go`: look at what was given, and call `succeeded` when it is right. `slow`: too many tries from this network.
 * `prove`: so many failed at this address that a browser that is not known has to be made known by mail first.
 */
export type Verdict = { may: 'go'; succeeded(): Promise<void> } | { may: 'slow' } | { may: 'prove' };

/**
 * Slows guessing down without letting a stranger lock anyone out: who has signed in before in this browser is not
 * touched by what others do; who has not, and whose address is under attack, proves it by a link that is mailed there.
 * Addresses that belong to nobody are counted alike, so that the answer tells nothing. Passkeys cannot be guessed and
 * do not come here.
 */
export async function judge(site: Site, trial: Trial): Promise<Verdict> {
  const { db, keys, limits } = site;
  if (
    trial.device !== null &&
    (await isDeviceKnown(db, hashToken(trial.device), trial.email)) &&
    limits.take('desk-known-device', trial.device, perKnownDevice)
  )
    return { may: 'go', succeeded: async () => {} };
  if (!limits.take('desk-sign-in', trial.network, perNetwork)) return { may: 'slow' };
  const { id, count } = await noteAttempt(db, keyedHash(keys, 'rate', `staff:${trial.email}`));
  if (count > perAddress) {
    // It was not looked at, so it is no failure: the hour does not begin anew for as long as somebody knocks.
    await forgetAttempt(db, id);
    return { may: 'prove' };
  }
  return { may: 'go', succeeded: () => forgetAttempt(db, id) };
}
