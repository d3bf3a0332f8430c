import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whereThingIs, workIn } from '../../../desk/editing/context.ts';
import { type FieldError, type Typed, typedIn } from '../../../desk/editing/form/fields.ts';
import { baseOf, ownToEdit, type Work } from '../../../desk/editing/model.ts';
import { findThing, listKnownThings } from '../../../desk/editing/things-store.ts';
import { lockThing, readWork, saveOwn } from '../../../desk/editing/work-store.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { askedIn } from '../../../desk/ordering.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { write } from '../../../foundation/history/history.ts';
import { may } from '../../../staff/model.ts';
import { standings } from '../../model.ts';
import { recordPartPage } from '../../parts/part-page-desk.tsx';
import { typedOfOneMore } from '../../parts/tied-form-desk.tsx';
import { incidentEditable, mostInvolved } from '../desk-fields.ts';
import { involvementRoles } from '../model.ts';
import { InvolvedForm } from './form-desk.tsx';
import { type Involvement, lineOf, readLine } from './model.ts';

const companiesOffered = 300;

/**
 * Who was involved in an incident, as what and how surely. A change is a revision of the incident: of a public one it waits,
 * and comes out with the incident's other fields once somebody else has read it.
 */
export function involvedDesk(desk: Desk): void {
  const { db } = desk.site;
  const engine = { desk, editable: incidentEditable };
  const where = whereThingIs(db, incidentEditable);
  const path = `${incidentEditable.path}/:id/companies`;
  desk.get(path, 'content.read', where, async (c) => {
    const work = await workIn(c, engine);
    return work === null ? deskMessage(c, 404, 'missing') : page(c, desk, work);
  });
  desk.post(path, incidentEditable.edit, where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const change = await changeIn(desk, work, typed);
    if ('error' in change) return page(c, desk, work, { typed, errors: [change.error], status: 422 });
    const outcome = await save(c, desk, work.id, typed.base ?? '', change.involved);
    if (outcome === 'gone') return deskMessage(c, 404, 'missing');
    if (outcome === 'conflict') {
      const now = await workIn(c, engine);
      return now === null
        ? deskMessage(c, 404, 'missing')
        : page(c, desk, now, {
            typed: typedOfOneMore(typed),
            errors: [{ field: 'thing', key: 'desk.incidents.involved.conflict' }],
            status: 409,
          });
    }
    c.set('audited', { thingId: work.id, detail: { involved: askedIn(typed).todo } });
    return c.redirect(doneAt(`${incidentEditable.path}/${work.id}/companies`, 'saved'), 303);
  });
}

/** Who is involved as the form shows it: what waits, else what stands. */
function involvedIn(work: Work): Involvement[] {
  const lines = ownToEdit(work).involved;
  return Array.isArray(lines) ? lines.flatMap((line: string) => readLine(line) ?? []) : [];
}

type Change = { involved: Involvement[] } | { error: FieldError };

/** The list as its form says: parts and standings as chosen, then the button that was pressed. */
async function changeIn(desk: Desk, work: Work, typed: Typed): Promise<Change> {
  const { todo, id } = askedIn(typed);
  const written = involvedIn(work).map((one) => ({ ...one, ...chosenIn(typed, `_${one.company_id}`, one) }));
  if (todo === 'remove') return { involved: written.filter(({ company_id }) => company_id !== id) };
  const text = (typed.thing ?? '').trim().slice(0, 300);
  // Who saves with one more typed, as Enter in its field does, means that one too.
  if (todo !== 'add' && text === '') return { involved: written };
  const readable = text !== '' && text.isWellFormed() && !text.includes('\0');
  const company = readable ? await findThing(desk.site.db, 'company', text) : null;
  if (company === null)
    return {
      error: { field: 'thing', key: text === '' ? 'desk.field.error.required' : 'desk.field.error.thing' },
    };
  if (written.some(({ company_id }) => company_id === company))
    return { error: { field: 'thing', key: 'desk.incidents.involved.twice' } };
  if (written.length >= mostInvolved)
    return { error: { field: 'thing', key: 'desk.field.error.most', values: { n: mostInvolved } } };
  const none = { role: 'involved', standing: 'alleged' } as const;
  return { involved: [...written, { company_id: company, ...chosenIn(typed, '', none) }] };
}

/** The role and the standing that were chosen; what is none of them stays as it was. */
function chosenIn(typed: Typed, suffix: string, before: Pick<Involvement, 'role' | 'standing'>) {
  return {
    role: involvementRoles.find((one) => one === typed[`role${suffix}`]) ?? before.role,
    standing: standings.find((one) => one === typed[`standing${suffix}`]) ?? before.standing,
  };
}

async function save(
  c: DeskContext,
  desk: Desk,
  id: Id,
  base: string,
  involved: readonly Involvement[],
): Promise<'saved' | 'conflict' | 'gone'> {
  return transact(desk.site.db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, incidentEditable, id);
    if (work === null || work.binnedAt !== null) return 'gone';
    if (baseOf(work, work.primaryLang) !== base) return 'conflict';
    const lines = involved.map(lineOf).sort();
    if (lines.join() === involvedIn(work).map(lineOf).sort().join()) return 'saved';
    const history = write(actorOf(c), 'who was involved', tx);
    await saveOwn(history, incidentEditable, work, { ...ownToEdit(work), involved: lines });
    return 'saved';
  });
}

async function page(
  c: DeskContext,
  desk: Desk,
  work: Work,
  more: { typed: Typed; errors: readonly FieldError[]; status: 409 | 422 } | null = null,
): Promise<Response> {
  const involved = involvedIn(work);
  const companies = await listKnownThings(desk.site.db, {
    kinds: ['company'],
    ids: involved.map(({ company_id }) => company_id),
    lang: c.var.lang,
    limit: companiesOffered,
  });
  return recordPartPage(c, desk, incidentEditable, work, {
    part: 'companies',
    status: more?.status ?? 200,
    body: (
      <InvolvedForm
        t={c.var.t}
        here={`${incidentEditable.path}/${work.id}/companies`}
        base={baseOf(work, work.primaryLang)}
        involved={involved}
        things={companies}
        waits={work.publishedAt !== null}
        may={may(c.var.member, incidentEditable.edit, work.campaignId) && work.binnedAt === null}
        typed={more?.typed ?? {}}
        errors={more?.errors ?? []}
      />
    ),
  });
}
