import { sql } from 'kysely';
import { noteFileUse } from '../../../files/store.ts';
import { notifyChanged } from '../../../foundation/database/changed.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import type { Actor, History, Tx } from '../../../foundation/history/history.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { applyWaitingCitations, readClaimState, refusalOf } from '../claims/claim-store.ts';
import { type Editable, isCorrection, type Work } from '../model.ts';
import { filesOf, lockThing, updateOwn } from '../work-store.ts';
import '../tables.ts';

export type Published = {
  outcome:
    | 'published'
    | 'no-primary-text'
    | 'binned'
    /** A claim without a source, or that nobody but its authors has read. */
    | 'unsourced'
    | 'unreviewed'
    /** A correction says why. */
    | 'no-reason';
};

/**
 * Makes a thing's waiting fields and the drafts of these languages what the public sees, and the thing public.
 * @param options.minor the primary text changed in nothing that a translation has to follow: those that were level stay so.
 * @param options.why what the public is told of the reason; a correction of a claim has one.
 * @param options.trial to be rolled back: a claim comes out unread, for its preview.
 */
export async function publishWork(
  history: History,
  editable: Editable,
  work: Work,
  langs: readonly Lang[],
  options: { actor: Actor; minor?: boolean; why?: string; trial?: boolean },
): Promise<Published> {
  const { tx } = history;
  const corrects = isCorrection(editable, work, langs);
  const why = options.trial ? 'trial' : (options.why ?? '');
  if (work.binnedAt !== null) return { outcome: 'binned' };
  const primary = work.primaryLang;
  if (!work.published[primary] && !(work.drafts[primary] && langs.includes(primary)))
    return { outcome: 'no-primary-text' };
  if (editable.claim && !options.trial) {
    const refusal = refusalOf(await readClaimState(tx, work.id));
    if (refusal !== null) return { outcome: refusal };
    if (corrects && why === '') return { outcome: 'no-reason' };
  }
  const note = (lang: Lang | null, revision: number, over: boolean) =>
    notePublication(tx, work.id, { lang, revision, actor: options.actor, why, corrects: corrects && over });
  const recited = editable.claim ? await applyWaitingCitations(tx, work.id) : false;
  if (work.ownDraft) {
    await updateOwn(tx, editable, work.id, work.ownDraft);
    await tx.updateTable('thing').set({ draft: null }).where('id', '=', work.id).execute();
    await noteFileUse(tx, work.id, 'draft details', []);
    await noteFileUse(tx, work.id, 'details', filesOf(editable.own, work.ownDraft));
  }
  if (work.ownDraft || recited) await note(null, work.ownRevision, work.publishedAt !== null);
  const table = sql.table(editable.textTable);
  for (const lang of langs) {
    const draft = work.drafts[lang];
    if (!draft) continue;
    await sql`delete from ${table} where thing_id = ${work.id} and lang = ${lang} and state = 'published'`.execute(
      tx,
    );
    await sql`update ${table} set state = 'published' where thing_id = ${work.id} and lang = ${lang} and state = 'draft'`.execute(
      tx,
    );
    await noteFileUse(tx, work.id, `draft ${lang}`, []);
    await noteFileUse(tx, work.id, `text ${lang}`, filesOf(editable.text, draft.values));
    await note(lang, draft.revision, work.published[lang] !== undefined);
    const before = work.published[primary]?.revision;
    if (lang === primary && options.minor && before !== undefined)
      await sql`update ${table} set based_on_revision = ${draft.revision}
        where thing_id = ${work.id} and lang <> ${primary} and based_on_revision = ${before}`.execute(tx);
  }
  await tx.deleteFrom('planned_publication').where('thing_id', '=', work.id).execute();
  await tx.deleteFrom('claim_working').where('thing_id', '=', work.id).execute();
  await history.publish(work.id);
  await notifyChanged(tx, [editable.kind, work.id]);
  return { outcome: 'published' };
}

async function notePublication(
  tx: Tx,
  id: Id,
  row: { lang: Lang | null; revision: number; actor: Actor; why: string; corrects: boolean },
): Promise<void> {
  await tx
    .insertInto('text_publication')
    .values({ id: newId(), thing_id: id, ...row })
    .execute();
}

/** Takes a thing from the public; its texts stay as they are. @returns whether it was public. */
export async function unpublish(
  tx: Tx,
  editable: Pick<Editable, 'kind'>,
  id: Id,
  actor: Actor,
): Promise<boolean> {
  await lockThing(tx, id);
  await tx.deleteFrom('planned_publication').where('thing_id', '=', id).execute();
  const ended = await tx
    .updateTable('publication')
    .set({ ended_at: sql<Date>`greatest(now(), at)`, ended_by: actor })
    .where('thing_id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  await notifyChanged(tx, [editable.kind, id]);
  return ended.length > 0;
}
