import { beginLetter, type StagedFile } from '../../files/private-store.ts';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { seal } from '../../foundation/crypto/seal.ts';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { listMembers } from '../../organisations/members-store.ts';
import { lockSignatures } from '../moderation/decide-store.ts';
import { changeState, signatoriesTag } from '../signing/store.ts';
import { officersPlace } from './model.ts';
import { addStep, endStep } from './steps-store.ts';
import { readListing } from './store.ts';

export type RegisterDecision = 'done' | 'not-found' | 'not-possible';

/** A step that cannot be noted with its letter is not noted without it. */
class TooManyWaiting extends Error {}

/** Suspends a listed organisation: it leaves list and count, and the register says since when. */
export async function suspend(db: Db, id: Id, actor: string, reason: string): Promise<RegisterDecision> {
  return db.transaction().execute(async (tx) => {
    const [signature] = await lockSignatures(tx, [id]);
    if (!signature) return 'not-found';
    if (signature.kind !== 'organisation' || signature.state !== 'listed') return 'not-possible';
    await changeState(tx, signature, 'suspended', { actor, reason });
    return 'done';
  });
}

/** Ends a suspension: the organisation is listed and counted again, since the day on which it first was. */
export async function reinstate(db: Db, id: Id, actor: string, reason: string): Promise<RegisterDecision> {
  return db.transaction().execute(async (tx) => {
    const [signature] = await lockSignatures(tx, [id]);
    if (!signature) return 'not-found';
    if (signature.state !== 'suspended') return 'not-possible';
    const { listedAt } = await readListing(tx, id);
    const { organisationName: name, organisationNameAr } = signature;
    await changeState(tx, signature, 'listed', {
      actor,
      reason,
      publicName: name,
      searchKey: name && searchKey([name, organisationNameAr].filter(Boolean).join(' ')),
      listedSince: listedAt,
    });
    return 'done';
  });
}

/**
 * Notes a letter with two officers: their names are sealed, the day is public. The letter itself, where one came, is looked
 * into like any upload and is private from then on.
 * @returns `too-many` where too much of this person's waits already; nothing is noted then.
 */
export async function noteLetter(
  db: Db,
  keys: KeyRing,
  id: Id,
  letter: { seenOn: string; officers: readonly [string, string]; file: StagedFile | null },
  by: { staffId: Id; reason: string },
): Promise<RegisterDecision | 'too-many'> {
  return change(db, id, async (tx) => {
    const stepId = newId();
    const officersSealed = seal(
      keys,
      'contact',
      JSON.stringify({ officers: letter.officers }),
      officersPlace(stepId),
    );
    const { seenOn, file } = letter;
    const step = { kind: 'letter', seenOn, officersSealed } as const;
    if (!(await addStep(tx, stepId, id, step, { actor: `staff:${by.staffId}`, reason: by.reason })))
      return false;
    if (file && !(await beginLetter(tx, file, by.staffId, stepId))) throw new TooManyWaiting();
    return true;
  }).catch((error: unknown) => {
    if (error instanceof TooManyWaiting) return 'too-many';
    throw error;
  });
}

/** Notes that a member of the initiative knows the organisation and vouches for it. */
export async function noteVouching(
  db: Db,
  id: Id,
  memberId: Id,
  by: { actor: string; reason: string },
): Promise<RegisterDecision> {
  return change(db, id, async (tx) => {
    const members = await listMembers(tx, 'en');
    if (!members.some((member) => member.id === memberId)) return false;
    return addStep(tx, newId(), id, { kind: 'member', memberId }, by);
  });
}

/** Ends a step: it was wrong, or is not so any more. */
export async function endVerification(
  db: Db,
  id: Id,
  stepId: Id,
  by: { actor: string; reason: string },
): Promise<RegisterDecision> {
  return change(db, id, (tx) => endStep(tx, id, stepId, by));
}

async function change(
  db: Db,
  id: Id,
  step: (tx: Parameters<typeof endStep>[0]) => Promise<boolean>,
): Promise<RegisterDecision> {
  return db.transaction().execute(async (tx) => {
    const [signature] = await lockSignatures(tx, [id]);
    if (!signature) return 'not-found';
    if (signature.kind !== 'organisation' || ['pending', 'withdrawn', 'rejected'].includes(signature.state))
      return 'not-possible';
    if (!(await step(tx))) return 'not-possible';
    await notifyChanged(tx, [signatoriesTag(signature.versionId)]);
    return 'done';
  });
}
