import { readOrMakeKeys, writeKeys } from '../../foundation/crypto/key-file.ts';
import { type KeyRing, parseKeys, rotated, serialiseKeys } from '../../foundation/crypto/keys.ts';
import { needsResealing, open, type SealPurpose, seal } from '../../foundation/crypto/seal.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { keptMailPlace } from '../../foundation/mail/outbox.ts';
import { joinContactPlace, memberContactPlace } from '../../organisations/join/model.ts';
import { proposalContactPlace } from '../../record/proposals/model.ts';
import { officersPlace } from '../register/model.ts';
import { contactPlace, emailPlace, namePlace } from './places.ts';
import { firstId, lockSealed, replaceSealed, type SealedPlace } from './reseal-store.ts';

/** Every place where sealed texts lie, with what binds them to it (see sign.ts and the outbox of the foundation). */
const places: readonly (SealedPlace & { purpose: SealPurpose; context: (id: Id) => string })[] = [
  { table: 'signature', column: 'email_sealed', id: 'id', purpose: 'contact', context: emailPlace },
  { table: 'signature', column: 'contact_sealed', id: 'id', purpose: 'contact', context: contactPlace },
  { table: 'signature', column: 'name_sealed', id: 'id', purpose: 'sealed-name', context: namePlace },
  { table: 'verification', column: 'officers_sealed', id: 'id', purpose: 'contact', context: officersPlace },
  { table: 'kept_mail', column: 'sealed', id: 'id', purpose: 'outbox', context: keptMailPlace },
  {
    table: 'join_application',
    column: 'contact_sealed',
    id: 'id',
    purpose: 'contact',
    context: joinContactPlace,
  },
  {
    table: 'proposal',
    column: 'contact_sealed',
    id: 'id',
    purpose: 'proposal',
    context: proposalContactPlace,
  },
  {
    table: 'member_contact',
    column: 'email_sealed',
    id: 'organisation_id',
    purpose: 'contact',
    context: memberContactPlace,
  },
];

const batch = 500;

export interface Rotation {
  /** Whether a rotation that was cut off was ended; no new key was made then. */
  readonly resumed: boolean;
  /** The key that seals from now on. */
  readonly current: string;
  readonly resealed: number;
  /** Texts that no key opens: damaged, or sealed with a key that is gone. They stay as they are. */
  readonly unreadable: number;
  /** Keys removed from the file. None while a damaged text still names one. */
  readonly removed: readonly string[];
}

/**
 * Makes a new current key, seals every address, contact person and kept mail anew with it, and removes the old keys.
 * The secret of the keyed hashes stays: hashes of erased addresses could not be made again.
 *
 * The server is stopped: its processes hold the ring that they started with, would go on sealing with a key that is
 * about to be removed, and could not open what is sealed here. The new key is in the file, on disk, before the first
 * text is sealed with it, and the old ones leave it after the last; so a kill at any point leaves a file that opens
 * everything, and the next call ends what was begun.
 *
 * @param keyFile absolute path of the secret key file
 * @param onProgress gets the number of texts looked at so far
 */
export async function rotateKeys(
  db: Db,
  keyFile: string,
  onProgress: (looked: number) => void = () => undefined,
): Promise<Rotation> {
  const ring = await readOrMakeKeys(keyFile);
  if (ring.keyIds.length > 1) {
    const begun = await resealAll(db, ring, onProgress);
    const removed = await removeOld(keyFile, ring, begun);
    if (begun.resealed > 0 || removed.length > 0)
      return { resumed: true, current: ring.current, removed, ...counts(begun) };
    // Only damaged texts keep the older keys: no reason not to rotate.
  }
  const next = rotated(ring);
  await writeKeys(keyFile, next);
  const outcome = await resealAll(db, next, onProgress);
  const removed = await removeOld(keyFile, next, outcome);
  return { resumed: false, current: next.current, removed, ...counts(outcome) };
}

interface Outcome {
  resealed: number;
  /** Damaged, though their key is in the ring. */
  damaged: number;
  /** Their key is not in the ring, or they never were sealed texts. */
  foreign: number;
  looked: number;
}

async function resealAll(db: Db, ring: KeyRing, onProgress: (looked: number) => void): Promise<Outcome> {
  const outcome: Outcome = { resealed: 0, damaged: 0, foreign: 0, looked: 0 };
  for (const place of places) {
    let after = firstId;
    for (;;) {
      const last: Id | null = await db
        .transaction()
        .execute((tx) => resealBatch(tx, ring, place, after, outcome));
      onProgress(outcome.looked);
      if (last === null) break;
      after = last;
    }
  }
  return outcome;
}

/** @returns the last id looked at; null when there was none. */
async function resealBatch(
  tx: Db,
  ring: KeyRing,
  place: (typeof places)[number],
  after: Id | null,
  outcome: Outcome,
): Promise<Id | null> {
  const found = await lockSealed(tx, place, after, batch);
  const fresh: { id: Id; sealed: Buffer }[] = [];
  for (const { id, sealed } of found) {
    if (!needsResealing(ring, sealed)) continue;
    const context = place.context(id);
    const opened = open(ring, place.purpose, sealed, context);
    if (opened.ok) fresh.push({ id, sealed: seal(ring, place.purpose, opened.text, context) });
    else if (opened.reason === 'not-authentic') outcome.damaged += 1;
    else outcome.foreign += 1;
  }
  await replaceSealed(tx, place, fresh);
  outcome.resealed += fresh.length;
  outcome.looked += found.length;
  return found.at(-1)?.id ?? null;
}

/** Removes every key but the current one, unless a text still names an old one. */
async function removeOld(keyFile: string, ring: KeyRing, outcome: Outcome): Promise<string[]> {
  if (outcome.damaged > 0) return [];
  const old = ring.keyIds.filter((id) => id !== ring.current);
  if (old.length > 0) await writeKeys(keyFile, onlyCurrent(ring));
  return old;
}

function onlyCurrent(ring: KeyRing): KeyRing {
  const file: { current: string; keys: Record<string, string> } = JSON.parse(serialiseKeys(ring));
  const kept = { ...file, keys: { [file.current]: file.keys[file.current] } };
  const parsed = parseKeys(JSON.stringify(kept));
  if (parsed === null) throw new Error('a key ring without its older keys is not a key ring');
  return parsed;
}

function counts(outcome: Outcome): { resealed: number; unreadable: number } {
  return { resealed: outcome.resealed, unreadable: outcome.damaged + outcome.foreign };
}
