import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whereThingIs } from '../../../desk/editing/context.ts';
import { type FieldError, parseFields, type Typed, typedOf } from '../../../desk/editing/form/fields.ts';
import { typedFor } from '../../../desk/editing/form/typed.ts';
import type { Work } from '../../../desk/editing/model.ts';
import { freeSlug } from '../../../desk/editing/new-desk.tsx';
import { readWork } from '../../../desk/editing/work-store.ts';
import { idIn } from '../../../desk/ids.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { newId, parseId } from '../../../foundation/database/id.ts';
import { companyEditable } from '../desk-fields.ts';
import { type Belonging, listBelongings, proposeSplit } from './belongings-desk-store.ts';
import { proposeMove } from './list-store.ts';
import { choose, mergeFields, proposePage, splitOwn } from './propose-page-desk.tsx';

/** A company is proposed to go into another, or to be two. Nothing moves before somebody else has said so. */
export function proposeRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = whereThingIs(db, companyEditable);
  const read = async (c: DeskContext) => {
    const id = idIn(c);
    return id === null ? null : readWork(db, companyEditable, id);
  };
  for (const kind of ['merge', 'split'] as const) {
    desk.get(`${companyEditable.path}/:id/${kind}`, 'merge.propose', where, async (c) => {
      const company = await read(c);
      return company === null
        ? deskMessage(c, 404, 'missing')
        : proposePage(c, desk, kind, company, firstTyped(company), []);
    });
  }
  desk.post(`${companyEditable.path}/:id/merge`, 'merge.propose', where, async (c) => {
    const company = await read(c);
    if (company === null) return deskMessage(c, 404, 'missing');
    const typed = await typedFor(db, mergeFields, await c.req.parseBody());
    const { values, errors } = parseFields(mergeFields, typed);
    const into = parseId(typedOf(values.into));
    const target = into && (await readWork(db, companyEditable, into));
    if (into === company.id) errors.push({ field: 'into', key: 'desk.moves.error.same' });
    // What is public would be public of a company that is not.
    else if (target && company.publishedAt !== null && target.publishedAt === null)
      errors.push({ field: 'into', key: 'desk.moves.error.draft' });
    if (errors.length > 0 || into === null) return proposePage(c, desk, 'merge', company, typed, errors);
    const id = newId();
    const move = {
      id,
      kind: 'merge',
      fromCompany: company.id,
      toCompany: into,
      chosen: [],
      why: typedOf(values.why),
    } as const;
    if (!(await proposeMove(db, { ...move, chosen: [], proposedBy: actorOf(c) })))
      return proposePage(c, desk, 'merge', company, typed, [{ field: 'into', key: 'desk.moves.error.open' }]);
    c.set('audited', { thingId: company.id, detail: { merge: id, into } });
    return c.redirect(doneAt(`/desk/merges/${id}`, 'saved'), 303);
  });
  desk.post(`${companyEditable.path}/:id/split`, 'merge.propose', where, async (c) => {
    const company = await read(c);
    if (company === null) return deskMessage(c, 404, 'missing');
    const typed = await typedFor(db, splitOwn, await c.req.parseBody());
    const text = parseFields(companyEditable.text, typed);
    const own = parseFields(splitOwn, typed);
    const belongings = await listBelongings(db, company.id, c.var.lang);
    const chosen = belongings.filter(({ id }) => typed[choose(id)] !== undefined);
    const errors = [...text.errors, ...own.errors, ...wrongChoice(belongings, chosen)];
    const source = parseId(typedOf(own.values.source));
    const name = chosen.find(({ kind }) => kind === 'company-name');
    if (errors.length > 0 || source === null || !name)
      return proposePage(c, desk, 'split', company, typed, errors);
    const { country = null, founded = null } = own.values;
    const id = await proposeSplit(db, actorOf(c), {
      from: company.id,
      chosen: chosen.map((one) => one.id),
      why: typedOf(own.values.why),
      slug: await freeSlug(db, companyEditable, name.title),
      lang: company.primaryLang,
      own: { country, founded },
      text: text.values,
      source,
    });
    c.set('audited', { thingId: company.id, detail: { split: id } });
    return c.redirect(doneAt(`/desk/merges/${id}`, 'saved'), 303);
  });
}

/** A company keeps a name and the new one gets one, and a contract goes with the name that stands in it. */
function wrongChoice(all: readonly Belonging[], chosen: readonly Belonging[]): FieldError[] {
  const isName = ({ kind }: Belonging) => kind === 'company-name';
  const [names, gone] = [all.filter(isName), chosen.filter(isName)];
  if (gone.length === 0 || gone.length === names.length)
    return [{ field: 'choose', key: 'desk.moves.error.names' }];
  const goes = new Set(chosen.map(({ id }) => id));
  const torn = all.some(({ id, nameId }) => nameId !== null && goes.has(id) !== goes.has(nameId));
  return torn ? [{ field: 'choose', key: 'desk.moves.error.contract' }] : [];
}

function firstTyped(company: Work): Typed {
  return { country: typedOf(company.own.country) };
}
