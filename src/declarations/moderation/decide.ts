import type { KeyRing } from '../../foundation/crypto/keys.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { listedAs } from '../signing/listed-as.ts';
import type { Signature } from '../signing/model.ts';
import {
  dropDecisionMails,
  insertMerges,
  isSealedReader,
  lockSignatures,
  type NewEvent,
  queueDecisionMails,
  readBatch,
  readStanding,
  type Standing,
  writeEvents,
} from './decide-store.ts';
import {
  batchSize,
  becomes,
  type Choice,
  type Decider,
  isPossible,
  type Outcome,
  type Tally,
  type Target,
} from './model.ts';

/**
 * Decides on signatures, `batchSize` in a transaction. Each is looked at under its lock: one that is no longer in the
 * state in which it was seen, or in none that allows the decision, is left as it is. The signatories are told by mail
 * once the decision can no longer be taken back in silence.
 * @param choiceOf the choice for a signature: a reason is said in the language of each.
 * @param batch null for a single one; decisions of one batch are taken back as one.
 */
export async function decide(
  db: Db,
  keys: KeyRing,
  targets: readonly Target[],
  choiceOf: (signature: Signature) => Choice,
  by: Decider,
  batch: Id | null,
): Promise<Tally> {
  const tally: Tally = { done: [], left: [] };
  for (let from = 0; from < targets.length; from += batchSize) {
    const some = targets.slice(from, from + batchSize);
    await db.transaction().execute(async (tx) => {
      const { events, left } = await weigh(tx, keys, some, choiceOf, by.actor);
      await writeDecisions(tx, events, by, batch);
      tally.done.push(...events.map(({ signature }) => signature.id));
      tally.left.push(...left);
    });
  }
  return tally;
}

type Weighed = NewEvent & { signature: Signature };

/** Finds under their locks which of the signatures the decision can be taken on. */
async function weigh(
  tx: Tx,
  keys: KeyRing,
  targets: readonly Target[],
  choiceOf: (signature: Signature) => Choice,
  actor: string,
): Promise<{ events: Weighed[]; left: Tally['left'] }> {
  const found = new Map(
    (
      await lockSignatures(
        tx,
        targets.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const readsSealed = [...found.values()].some(isSealed) && (await isSealedReader(tx, actor));
  const events: Weighed[] = [];
  const left: Tally['left'] = [];
  for (const { id, seen } of targets) {
    const signature = found.get(id);
    // Named twice, it is decided on once.
    if (events.some((event) => event.signature.id === id)) continue;
    if (!signature) {
      left.push({ id, why: { outcome: 'not-found' } });
      continue;
    }
    const choice = choiceOf(signature);
    if (!isPossible(choice.decision, signature.state) || (seen !== null && seen !== signature.state)) {
      left.push({ id, why: { outcome: 'not-possible', state: signature.state } });
      continue;
    }
    if (choice.decision === 'list' && isSealed(signature) && !readsSealed) {
      left.push({ id, why: { outcome: 'sealed' } });
      continue;
    }
    const shown = choice.decision === 'list' ? listedAs(keys, signature) : hidden;
    if (shown === null) left.push({ id, why: { outcome: 'nameless' } });
    else
      events.push({
        signature,
        becomes: becomes[choice.decision],
        reason: choice.decision === 'reject' ? choice.reason : null,
        code: choice.decision === 'reject' ? choice.code : null,
        ...shown,
        undoes: null,
      });
  }
  return { events, left };
}

/** Whether an organisation signed as counted only. */
function isSealed(signature: Signature): boolean {
  return signature.kind === 'organisation' && signature.publicity === 'counted';
}

const hidden = { publicName: null, searchKey: null };

async function writeDecisions(
  tx: Tx,
  events: readonly Weighed[],
  by: Decider,
  batch: Id | null,
): Promise<Id[]> {
  const eventIds = await writeEvents(tx, by.actor, batch, events);
  const ids = events.map(({ signature }) => signature.id);
  await dropDecisionMails(tx, ids);
  const reachable = events.filter(({ signature }) => signature.emailSealed !== null);
  const idsOf = (which: (event: Weighed) => boolean) =>
    reachable.filter(which).map(({ signature }) => signature.id);
  await queueDecisionMails(
    tx,
    idsOf((event) => event.becomes === 'listed'),
    'listed',
    by.mailAfterS,
  );
  await queueDecisionMails(
    tx,
    idsOf((event) => event.becomes === 'rejected' && event.reason !== null),
    'rejected',
    by.mailAfterS,
  );
  return eventIds;
}

/** A moderator lists a signature that was confirmed, held or turned away; the signatory is told. */
export async function approve(db: Db, keys: KeyRing, id: Id, by: Decider): Promise<Outcome> {
  return only(await decide(db, keys, [{ id, seen: null }], () => ({ decision: 'list' }), by, null));
}

/** A moderator turns a signature away, with a reason that the signatory is told. */
export async function reject(db: Db, keys: KeyRing, id: Id, by: Decider, reason: string): Promise<Outcome> {
  const choice: Choice = { decision: 'reject', code: 'other', reason };
  return only(await decide(db, keys, [{ id, seen: null }], () => choice, by, null));
}

function only(tally: Tally): Outcome {
  return tally.left[0]?.why ?? { outcome: 'done' };
}

export type Merging =
  | { outcome: 'done'; merged: Id[] }
  | { outcome: 'not-found' }
  /** One of them is in another state than was seen, or in none that allows it, or they are not of a kind and version. */
  | { outcome: 'not-possible' };

/**
 * Merges signatures of one signatory: the one that is kept stays as it is, the others are rejected as duplicates, with
 * a row each that names both. All of them or none.
 * @param reasonOf what the signatory of a merged one is told; null tells nobody.
 */
export async function merge(
  db: Db,
  kept: Target,
  others: readonly Target[],
  reasonOf: (signature: Signature) => string | null,
  by: Decider,
): Promise<Merging> {
  return db.transaction().execute(async (tx) => {
    const targets = [kept, ...others.filter(({ id }) => id !== kept.id)];
    const found = new Map(
      (
        await lockSignatures(
          tx,
          targets.map(({ id }) => id),
        )
      ).map((one) => [one.id, one]),
    );
    const stays = found.get(kept.id);
    if (!stays || targets.some(({ id }) => !found.has(id))) return { outcome: 'not-found' };
    const events: Weighed[] = [];
    for (const { id, seen } of targets) {
      const signature = found.get(id);
      if (!signature || !isPossible('reject', signature.state)) return { outcome: 'not-possible' };
      if (seen !== null && seen !== signature.state) return { outcome: 'not-possible' };
      if (signature.versionId !== stays.versionId || signature.kind !== stays.kind)
        return { outcome: 'not-possible' };
      if (id !== kept.id)
        events.push({
          signature,
          becomes: 'rejected',
          reason: reasonOf(signature),
          code: 'duplicate',
          ...hidden,
          undoes: null,
        });
    }
    if (events.length === 0) return { outcome: 'not-possible' };
    const eventIds = await writeDecisions(tx, events, by, events.length > 1 ? newId() : null);
    await insertMerges(
      tx,
      kept.id,
      events.flatMap(({ signature: { id } }, index) => {
        const eventId = eventIds[index];
        return eventId ? [{ eventId, id }] : [];
      }),
    );
    return { outcome: 'done', merged: events.map(({ signature }) => signature.id) };
  });
}

/** What came of taking back: the signatures that are again as they were, and how many were left as they are. */
export interface Undone {
  done: Id[];
  left: number;
  /** Of those done, how many a mail had told of the decision before it was taken back. */
  told: number;
}

/**
 * Takes decisions back, each by a further event, where nothing has happened to the signature since; mails about them
 * that wait are dropped.
 */
export async function undo(
  db: Db,
  keys: KeyRing,
  events: readonly Pick<Standing, 'eventId' | 'signatureId'>[],
  by: Pick<Decider, 'actor'>,
): Promise<Undone> {
  const undone: Undone = { done: [], left: 0, told: 0 };
  for (let from = 0; from < events.length; from += batchSize) {
    const some = events.slice(from, from + batchSize);
    await db.transaction().execute(async (tx) => {
      const locked = await lockSignatures(
        tx,
        some.map(({ signatureId }) => signatureId),
      );
      const standing = new Map(
        (
          await readStanding(
            tx,
            some.map(({ eventId }) => eventId),
          )
        ).map((one) => [one.signatureId, one]),
      );
      const back: Weighed[] = locked.flatMap((signature) => {
        const event = standing.get(signature.id);
        if (!event || event.was === 'pending') return [];
        const shown = event.was === 'listed' ? listedAs(keys, signature) : hidden;
        if (shown === null) return [];
        return [{ signature, becomes: event.was, reason: null, code: null, ...shown, undoes: event.eventId }];
      });
      await writeEvents(tx, by.actor, null, back);
      const ids = back.map(({ signature }) => signature.id);
      const dropped = await dropDecisionMails(tx, ids);
      undone.done.push(...ids);
      undone.told += back.filter(
        ({ signature }) =>
          standing.get(signature.id)?.tells && signature.emailSealed !== null && !dropped.has(signature.id),
      ).length;
      undone.left += some.length - ids.length;
    });
  }
  return undone;
}

/** Takes back what is left of a batch, at most `limit` of it. */
export async function undoBatch(
  db: Db,
  keys: KeyRing,
  batch: Id,
  by: Pick<Decider, 'actor'>,
  limit: number,
): Promise<Undone> {
  return undo(db, keys, await readBatch(db, batch, limit), by);
}
