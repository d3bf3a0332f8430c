import { sql } from 'kysely';
import type { Values } from '../../../desk/editing/model.ts';
import { titleFor } from '../../../desk/editing/place-store.ts';
import { beginThing } from '../../../desk/editing/work-store.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, write } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { companyEditable } from '../desk-fields.ts';
import { proposeMove } from './list-store.ts';
import type { Obstacle } from './moves-desk-store.ts';

/** A statement of a company, as a split chooses among them. */
export interface Belonging extends Obstacle {
  /** Of a contract: the name in it, which goes where the contract goes. */
  nameId: Id | null;
}

/** @returns all that is said of a company, by kind. */
export async function listBelongings(db: Db, company: Id, lang: Lang): Promise<Belonging[]> {
  const { rows } = await sql<Belonging>`
    with mine as (
      select 1 as part, id, position, null::uuid as "nameId" from company_name where company_id = ${company}
      union all select 2, id, 0, null from succession where ${company}::uuid in (from_company, to_company)
      union all select 3, id, 0, null from ownership where company_id = ${company} or owner_company = ${company}
      union all select 4, incident_id, 0, null from incident_company where company_id = ${company}
      union all select 5, id, 0, name_id from contract where company_id = ${company}
      union all select 6, case_id, 0, null from case_company where company_id = ${company}
      union all select 7, id, 0, null from response where company_id = ${company})
    select t.id, t.kind, ${titleFor(lang)} as title, m."nameId" from mine m join thing t on t.id = m.id order by m.part, m.position, t.id`.execute(
    db,
  );
  return rows;
}

/** @returns how many statements of each kind these are, for a page that says what moves. */
export function countKinds(things: readonly { kind: ThingKind }[]): Map<ThingKind, number> {
  const counts = new Map<ThingKind, number>();
  for (const { kind } of things) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Begins the company that a split makes, as a draft with its source, and proposes the split. @returns the split's id. */
export async function proposeSplit(
  db: Db,
  actor: Actor,
  split: {
    from: Id;
    chosen: Id[];
    why: string;
    slug: string;
    lang: Lang;
    own: Values;
    text: Values;
    source: Id;
  },
): Promise<Id> {
  return transact(db, async (tx) => {
    const history = write(actor, split.why, tx);
    const to = await beginThing(history, companyEditable, split);
    await tx
      .insertInto('citation')
      .values({
        id: newId(),
        thing_id: to,
        source_id: split.source,
        field: null,
        page: null,
        quotation: null,
        position: 0,
      })
      .execute();
    const id = newId();
    await proposeMove(tx, {
      id,
      kind: 'split',
      fromCompany: split.from,
      toCompany: to,
      chosen: split.chosen,
      why: split.why,
      proposedBy: actor,
    });
    return id;
  });
}
