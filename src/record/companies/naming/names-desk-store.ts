import { sql } from 'kysely';
import { sameValues } from '../../../desk/editing/form/fields.ts';
import {
  baseOf,
  type Editable,
  ownToEdit,
  textToEdit,
  type Values,
  type Work,
} from '../../../desk/editing/model.ts';
import { isBegun } from '../../../desk/editing/once-store.ts';
import { beginThing, lockThing, readWork, saveOwn, saveText } from '../../../desk/editing/work-store.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, type History, write } from '../../../foundation/history/history.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { companyEditable, nameEditable } from '../desk-fields.ts';

/** A name of a company as the desk works on it. */
export interface NameWork extends Work {
  /** How many sources it has, and whether nobody but its authors has read all of it. */
  sources: number;
  unreviewed: boolean;
}

/** @returns the names of a company that are not in the bin, in their order. */
export async function listNameWorks(db: Db, companyId: Id): Promise<NameWork[]> {
  const { rows } = await sql<{ id: Id; sources: number; unreviewed: boolean }>`
    select n.id, (select count(*) from citation c where c.thing_id = n.id) as sources, unreviewed_revisions(n.id) > 0 as unreviewed
    from company_name n where n.company_id = ${companyId}
      and not exists (select from binned b where b.thing_id = n.id and b.restored_at is null)
    order by n.position, n.id`.execute(db);
  const works = await Promise.all(
    rows.map(async (row) => {
      const work = await readWork(db, nameEditable, row.id);
      return work && { ...work, sources: row.sources, unreviewed: row.unreviewed };
    }),
  );
  return works.filter((work) => work !== null);
}

/** One name of the form: what it was opened on, and what it says now. */
export interface NameChange {
  id: Id;
  base: string;
  own: Values;
}

/** A name that is to be added, under the id that its form gives it. */
export interface NameAdded {
  id: Id;
  own: Values;
}

/** Names of the form that somebody else had saved in the meantime: then nothing is written. */
export type NamesSaved = { outcome: 'saved'; changed: number } | { outcome: 'conflict'; ids: Id[] };

/** Saves the names of a company together: a revision for each that changed, and the new one. All or nothing. */
export async function saveNames(
  db: Db,
  company: { id: Id; lang: Lang },
  actor: Actor,
  { why, changes, added }: { why: string; changes: readonly NameChange[]; added: NameAdded | null },
): Promise<NamesSaved> {
  return transact(db, async (tx) => {
    await lockThing(tx, company.id);
    const history = write(actor, why, tx);
    const conflicts: Id[] = [];
    let changed = 0;
    for (const change of changes) {
      await lockThing(tx, change.id);
      const work = await readWork(tx, nameEditable, change.id);
      // A name of another company is not this form's to change.
      if (work === null || work.binnedAt !== null || work.own.company_id !== company.id) continue;
      const own = { ...ownToEdit(work), ...change.own };
      if (sameValues(ownToEdit(work), own)) continue;
      if (baseOf(work, work.primaryLang) !== change.base) {
        conflicts.push(change.id);
        continue;
      }
      await saveOwn(history, nameEditable, work, own);
      // What comes out has a text, be it an empty one.
      if (textToEdit(work, work.primaryLang) === null)
        await saveText(history, nameEditable, work.id, work.primaryLang, { note: '' }, null);
      changed += 1;
    }
    if (conflicts.length > 0) return { outcome: 'conflict', ids: conflicts };
    // The company is held: of a form that is sent twice the second finds what the first has added.
    if (added !== null && !(await isBegun(tx, added.id))) {
      await beginName(history, company, added);
      changed += 1;
    }
    return { outcome: 'saved', changed };
  });
}

async function beginName(
  history: History,
  company: { id: Id; lang: Lang },
  { id, own }: NameAdded,
): Promise<Id> {
  return beginThing(history, nameEditable, {
    id,
    slug: null,
    lang: company.lang,
    own: { ...own, company_id: company.id, parallel: 'false' },
    text: { note: '' },
  });
}

/** Begins a company with its first name, each with the source that it stands on. */
export async function beginCompany(
  db: Db,
  actor: Actor,
  company: { id: Id; slug: string; lang: Lang; own: Values; text: Values; name: Values; why: string },
  source: (history: History) => Promise<Id>,
): Promise<Id> {
  return transact(db, async (tx) => {
    const history = write(actor, company.why, tx);
    const id = await beginThing(history, companyEditable, company);
    const nameId = await beginName(history, { id, lang: company.lang }, { id: newId(), own: company.name });
    const sourceId = await source(history);
    for (const [thing, editable] of [
      [id, companyEditable],
      [nameId, nameEditable],
    ] as const)
      await citeFirst(history, thing, editable, sourceId);
    return id;
  });
}

async function citeFirst(history: History, id: Id, editable: Editable, sourceId: Id): Promise<void> {
  const cited = { sourceId, field: null, page: null, quotation: null };
  await history.tx
    .insertInto('citation')
    .values({
      id: newId(),
      thing_id: id,
      source_id: sourceId,
      field: null,
      page: null,
      quotation: null,
      position: 0,
    })
    .execute();
  await history.revise(id, editable.kind, null, { citations: [cited] });
}
