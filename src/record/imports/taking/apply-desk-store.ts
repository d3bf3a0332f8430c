import { together } from '../../../desk/editing/edit-desk.tsx';
import { type FieldError, sameValues } from '../../../desk/editing/form/fields.ts';
import { type Editable, ownToEdit, textToEdit, type Work } from '../../../desk/editing/model.ts';
import { freeSlug } from '../../../desk/editing/new-desk.tsx';
import { isSlugFree } from '../../../desk/editing/place-store.ts';
import { beginThing, lockThing, readWork, saveOwn, saveText } from '../../../desk/editing/work-store.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { type Actor, type History, type Tx, write } from '../../../foundation/history/history.ts';
import { nameEditable } from '../../companies/desk-fields.ts';
import { citingOf } from '../../sources/citing/cite-desk.tsx';
import { type Citing, citeToo, sourceAt } from '../../sources/citing/cite-store.ts';
import type { RowPayload } from '../columns/check-desk.ts';
import { asNew, langsOf, ownWith, textOf, textWith } from './draft-desk.ts';

/** What came of a proposal: a draft, or what it lacks to be one. */
export type Applied =
  | { outcome: 'applied'; id: Id }
  | { outcome: 'lacks'; errors: readonly FieldError[] }
  | { outcome: 'gone' };

/**
 * Makes of a row's values what a form would: a new draft, or changes that wait on what is there already. Fields that the
 * row does not name stay. Nothing becomes public by it: that takes a source and a second person. The source of a row
 * goes where its words go: of what is public it waits with them, so that the reviewer sees both.
 * @param matched what is there already; null for something new.
 */
export async function applyPayload(
  tx: Tx,
  editable: Editable,
  { payload, matched }: { payload: RowPayload; matched: Id | null },
  actor: Actor,
): Promise<Applied> {
  const history = write(actor, 'from a table', tx);
  if (matched === null) return begin(history, editable, payload);
  await lockThing(tx, matched);
  const work = await readWork(tx, editable, matched);
  if (work === null || work.binnedAt !== null) return { outcome: 'gone' };
  return change(history, editable, work, payload);
}

async function begin(history: History, editable: Editable, payload: RowPayload): Promise<Applied> {
  const { tx } = history;
  const { lang, ...own } = asNew(editable, payload);
  const errors = [...own.errors, ...(await together(tx, editable, own))];
  if (errors.length > 0) return { outcome: 'lacks', errors };
  const id = await beginThing(history, editable, {
    slug: await slugFor(tx, editable, payload),
    lang,
    own: own.values,
    text: textOf(editable, payload, lang),
  });
  for (const other of langsOf(payload).slice(1))
    await saveText(history, editable, id, other, textOf(editable, payload, other), 1);
  await cite(history, { id, kind: editable.kind, waits: false }, payload);
  if (payload.first !== null) {
    const name = await beginThing(history, nameEditable, {
      slug: null,
      lang,
      own: { ...unsaid, ...payload.first, company_id: id },
      text: { note: '' },
    });
    await cite(history, { id: name, kind: 'company-name', waits: false }, payload);
  }
  return { outcome: 'applied', id };
}

async function change(
  history: History,
  editable: Editable,
  work: Work,
  payload: RowPayload,
): Promise<Applied> {
  const own = ownWith(editable, work, payload);
  const errors = [...own.errors, ...(await together(history.tx, editable, own))];
  if (errors.length > 0) return { outcome: 'lacks', errors };
  if (!sameValues(ownToEdit(work), own.values)) await saveOwn(history, editable, work, own.values);
  const primary = work.published[work.primaryLang] ?? work.drafts[work.primaryLang];
  for (const lang of langsOf(payload)) {
    const text = textWith(editable, work, payload, lang);
    const before = textToEdit(work, lang);
    if (before !== null && sameValues(before.values, text)) continue;
    const basedOn = lang === work.primaryLang ? null : (primary?.revision ?? null);
    await saveText(history, editable, work.id, lang, text, basedOn);
  }
  await cite(history, citingOf(editable, work), payload);
  return { outcome: 'applied', id: work.id };
}

/** What a table does not say of a company's first name. */
const unsaid = {
  kind: null,
  valid_from: null,
  valid_to: null,
  end_is: 'unknown',
  ongoing_as_of: null,
  ongoing_source: null,
  standing: 'reported',
  parallel: 'false',
};

/** The slug that a row asks for, where it is free; else one as a form would make it. A name has none. */
async function slugFor(tx: Tx, editable: Editable, payload: RowPayload): Promise<string | null> {
  if (editable.kind === 'company-name') return null;
  const { slug, title } = payload;
  if (slug !== null && (await isSlugFree(tx, editable.kind, slug, null))) return slug;
  return freeSlug(tx, editable, title);
}

/** Ties a thing to the source of its row, entered now if nobody has before. */
async function cite(
  history: History,
  thing: Citing,
  { source: url, page, quotation }: RowPayload,
): Promise<void> {
  if (url === null) return;
  const sourceId = await sourceAt(history, {
    kind: 'press',
    title: new URL(url).hostname,
    publisher: null,
    url,
    date: null,
    // Nobody of the staff has looked at it yet.
    seen: false,
  });
  await citeToo(history, thing, { sourceId, field: null, page, quotation });
}
