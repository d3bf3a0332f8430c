import type { Db } from '../../foundation/database/database.ts';
import { transact } from '../../foundation/database/transact.ts';
import { type Actor, write } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { sameValues } from './form/fields.ts';
import {
  baseOf,
  type Editable,
  ownToEdit,
  primaryText,
  textToEdit,
  type Values,
  type Work,
} from './model.ts';
import { type Published, publishWork } from './publishing/publish-store.ts';
import { lockThing, readWork, saveOwn, saveText } from './work-store.ts';

export interface Saving {
  actor: Actor;
  why: string;
  lang: Lang;
  /** What the form was opened on. */
  base: string;
  text: Values;
  /** Null where the form has none: a translation. */
  own: Values | null;
  /** Whether a translation follows all that its primary text says now. */
  level: boolean;
  /** Publishes what was saved at once. */
  publish: boolean;
}

export type Saved =
  | { outcome: 'saved'; work: Work }
  /** Nothing was different from what stands. */
  | { outcome: 'unchanged'; work: Work }
  /** Somebody saved in the meantime: nothing was written. */
  | { outcome: 'conflict'; work: Work }
  | { outcome: 'gone' }
  | { outcome: 'not-published'; work: Work; reason: Exclude<Published['outcome'], 'published'> };

/** Saves a form: one revision for each part that changed, as a draft; and publishes it where asked to. All or nothing. */
export async function save(db: Db, editable: Editable, id: Work['id'], saving: Saving): Promise<Saved> {
  return transact(db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, editable, id);
    if (work === null || work.binnedAt !== null) return { outcome: 'gone' };
    const { lang, text, own } = saving;
    if (baseOf(work, lang) !== saving.base) return { outcome: 'conflict', work };
    const history = write(saving.actor, saving.why, tx);
    const standing = textToEdit(work, lang);
    const basedOn = basedOnAfter(work, saving);
    const textChanged = !standing || !sameValues(standing.values, text) || standing.basedOn !== basedOn;
    const ownChanged = own !== null && !sameValues(ownToEdit(work), own);
    if (textChanged) await saveText(history, editable, id, lang, text, basedOn);
    if (own !== null && ownChanged) await saveOwn(history, editable, work, own);
    const changed = textChanged || ownChanged;
    const after = changed ? await readAgain(tx, editable, id) : work;
    if (!saving.publish) return { outcome: changed ? 'saved' : 'unchanged', work: after };
    const published = await publishWork(history, editable, after, [lang], { actor: saving.actor });
    return published.outcome === 'published'
      ? { outcome: 'saved', work: after }
      : { outcome: 'not-published', work: after, reason: published.outcome };
  });
}

/** The primary revision that a translation stands on after saving: the present one where the translator says so, or at first. */
function basedOnAfter(work: Work, { lang, level }: Saving): number | null {
  if (lang === work.primaryLang) return null;
  const before = textToEdit(work, lang)?.basedOn ?? null;
  const now = primaryText(work)?.revision ?? 1;
  return level || before === null ? now : before;
}

async function readAgain(db: Db, editable: Editable, id: Work['id']): Promise<Work> {
  const work = await readWork(db, editable, id);
  if (work === null) throw new Error('a thing that is locked does not go away');
  return work;
}
