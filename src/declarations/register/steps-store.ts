import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Step, StepRecord } from './model.ts';
import './tables.ts';

const memberName = (
  lang: Lang,
) => sql`(select x.name from organisation_text x where x.thing_id = v.member_id and x.state = 'published'
  order by x.lang = ${lang} desc, x.lang = 'en' desc limit 1)`;

/** SQL: the running steps of a signature as JSON, in the order in which they say more. */
export function stepsOf(signatureId: RawBuilder<unknown>, lang: Lang): RawBuilder<Step[]> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('kind', v.kind, 'seenOn', v.seen_on, 'member', ${memberName(lang)})
    order by array_position(array['mail', 'domain', 'letter', 'member'], v.kind), v.at), '[]')
    from verification v where v.signature_id = ${signatureId} and v.ended_at is null)`;
}

/** Notes what confirming proves by itself: that the mail was answered, and whether it was at the website's own domain. */
export async function noteConfirmed(tx: Tx, signatureId: Id, ownDomain: boolean): Promise<void> {
  const kinds = ownDomain ? (['mail', 'domain'] as const) : (['mail'] as const);
  await tx
    .insertInto('verification')
    .values(kinds.map((kind) => ({ id: newId(), signature_id: signatureId, kind, decided_by: 'system' })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A step that a person of the staff decides. */
export type NewStep =
  | { kind: 'letter'; seenOn: string; officersSealed: Buffer }
  | { kind: 'member'; memberId: Id };

/** Adds a step. @returns false where the same step runs already. */
export async function addStep(
  tx: Tx,
  id: Id,
  signatureId: Id,
  step: NewStep,
  by: { actor: string; reason: string },
): Promise<boolean> {
  const letter = step.kind === 'letter' ? step : null;
  const added = await tx
    .insertInto('verification')
    .values({
      id,
      signature_id: signatureId,
      kind: step.kind,
      decided_by: by.actor,
      reason: by.reason,
      seen_on: letter?.seenOn ?? null,
      officers_sealed: letter?.officersSealed ?? null,
      member_id: step.kind === 'member' ? step.memberId : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return added.length > 0;
}

/** Ends a running step. @returns false where there is none. */
export async function endStep(
  tx: Tx,
  signatureId: Id,
  stepId: Id,
  by: { actor: string; reason: string },
): Promise<boolean> {
  const ended = await tx
    .updateTable('verification')
    .set({ ended_at: sql`now()`, ended_by: by.actor, ended_reason: by.reason })
    .where('id', '=', stepId)
    .where('signature_id', '=', signatureId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.length > 0;
}

/** @returns all steps of a signature, the newest first, those that ended too. */
export async function listSteps(db: Db, signatureId: Id, lang: Lang): Promise<StepRecord[]> {
  const { rows } = await sql<StepRecord>`
    select v.id, v.kind, v.at, v.decided_by as "decidedBy", v.reason, to_char(v.seen_on, 'YYYY-MM-DD') as "seenOn",
      v.officers_sealed is not null as "hasOfficers", encode(v.document_sha256, 'hex') as document,
      ${memberName(lang)} as member, v.ended_at as "endedAt", v.ended_by as "endedBy", v.ended_reason as "endedReason"
    from verification v where v.signature_id = ${signatureId} order by v.at desc, v.id desc`.execute(db);
  return rows;
}

/** @returns the letter of a step as it is kept; null for none, and for one that is erased or not looked into yet. */
export async function readLetter(
  db: Db,
  signatureId: Id,
  stepId: Id,
): Promise<{ sha256: string; name: string; mediaType: string } | null> {
  const { rows } = await sql<{ sha256: string; name: string; mediaType: string }>`
    select encode(f.sha256, 'hex') as sha256, f.name, f.media_type as "mediaType"
    from verification v join file f on f.sha256 = v.document_sha256
    where v.id = ${stepId} and v.signature_id = ${signatureId}`.execute(db);
  return rows[0] ?? null;
}

/** @returns the sealed names of the officers of a letter. */
export async function readOfficers(db: Db, signatureId: Id, stepId: Id): Promise<Buffer | null> {
  const row = await db
    .selectFrom('verification')
    .select('officers_sealed')
    .where('id', '=', stepId)
    .where('signature_id', '=', signatureId)
    .executeTakeFirst();
  return row?.officers_sealed ?? null;
}
