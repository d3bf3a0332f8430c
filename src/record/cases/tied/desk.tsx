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
import { recordPartPage } from '../../parts/part-page-desk.tsx';
import { typedOfOneMore } from '../../parts/tied-form-desk.tsx';
import { caseEditable, mostTied } from '../desk-fields.ts';
import { partyRoles } from '../model.ts';
import { TiesForm } from './form-desk.tsx';
import { lineOf, readTie, type Tie, type TiedKind, tiedKinds } from './model.ts';

const offered = 300;
const kindOf = { companies: 'company', incidents: 'incident' } as const satisfies Record<TiedKind, string>;

/**
 * The companies and the incidents of a case. A change is a revision of the case: of a public one it waits, and comes out with
 * the case's other fields once somebody else has read it.
 */
export function tiedDesk(desk: Desk): void {
  for (const kind of tiedKinds) tiedRoutes(desk, kind);
}

function tiedRoutes(desk: Desk, kind: TiedKind): void {
  const { db } = desk.site;
  const engine = { desk, editable: caseEditable };
  const where = whereThingIs(db, caseEditable);
  const path = `${caseEditable.path}/:id/${kind}`;
  desk.get(path, 'content.read', where, async (c) => {
    const work = await workIn(c, engine);
    return work === null ? deskMessage(c, 404, 'missing') : page(c, desk, kind, work);
  });
  desk.post(path, caseEditable.edit, where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const change = await changeIn(desk, kind, work, typed);
    if ('error' in change) return page(c, desk, kind, work, { typed, errors: [change.error], status: 422 });
    const outcome = await save(c, desk, kind, work.id, typed.base ?? '', change.ties);
    if (outcome === 'gone') return deskMessage(c, 404, 'missing');
    if (outcome === 'conflict') {
      const now = await workIn(c, engine);
      const errors = [{ field: 'thing', key: 'desk.cases.tied.conflict' } as const];
      return now === null
        ? deskMessage(c, 404, 'missing')
        : page(c, desk, kind, now, { typed: typedOfOneMore(typed), errors, status: 409 });
    }
    c.set('audited', { thingId: work.id, detail: { [kind]: askedIn(typed).todo } });
    return c.redirect(doneAt(`${caseEditable.path}/${work.id}/${kind}`, 'saved'), 303);
  });
}

/** What is tied to a case as the form shows it: what waits, else what stands. */
function tiesIn(kind: TiedKind, work: Work): Tie[] {
  const lines = ownToEdit(work)[kind];
  return Array.isArray(lines) ? lines.flatMap((line: string) => readTie(kind, line) ?? []) : [];
}

type Change = { ties: Tie[] } | { error: FieldError };

/** The list as its form says: roles as chosen, then the button that was pressed. */
async function changeIn(desk: Desk, kind: TiedKind, work: Work, typed: Typed): Promise<Change> {
  const { todo, id } = askedIn(typed);
  const written = tiesIn(kind, work).map((tie) => ({
    ...tie,
    role: tie.role && (partyRoles.find((one) => one === typed[`role_${tie.id}`]) ?? tie.role),
  }));
  if (todo === 'remove') return { ties: written.filter((tie) => tie.id !== id) };
  const text = (typed.thing ?? '').trim().slice(0, 300);
  // Who saves with one more typed, as Enter in its field does, means that one too.
  if (todo !== 'add' && text === '') return { ties: written };
  const readable = text !== '' && text.isWellFormed() && !text.includes('\0');
  const thing = readable ? await findThing(desk.site.db, kindOf[kind], text) : null;
  if (thing === null)
    return {
      error: { field: 'thing', key: text === '' ? 'desk.field.error.required' : 'desk.field.error.thing' },
    };
  if (written.some((tie) => tie.id === thing))
    return { error: { field: 'thing', key: 'desk.cases.tied.twice' } };
  if (written.length >= mostTied)
    return { error: { field: 'thing', key: 'desk.field.error.most', values: { n: mostTied } } };
  const role = kind === 'companies' ? (partyRoles.find((one) => one === typed.role) ?? 'other') : null;
  return { ties: [...written, { id: thing, role }] };
}

async function save(
  c: DeskContext,
  desk: Desk,
  kind: TiedKind,
  id: Id,
  base: string,
  ties: readonly Tie[],
): Promise<'saved' | 'conflict' | 'gone'> {
  return transact(desk.site.db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, caseEditable, id);
    if (work === null || work.binnedAt !== null) return 'gone';
    if (baseOf(work, work.primaryLang) !== base) return 'conflict';
    const lines = ties.map(lineOf).sort();
    if (lines.join() === tiesIn(kind, work).map(lineOf).sort().join()) return 'saved';
    const history = write(actorOf(c), `${kind} of the case`, tx);
    await saveOwn(history, caseEditable, work, { ...ownToEdit(work), [kind]: lines });
    return 'saved';
  });
}

async function page(
  c: DeskContext,
  desk: Desk,
  kind: TiedKind,
  work: Work,
  more: { typed: Typed; errors: readonly FieldError[]; status: 409 | 422 } | null = null,
): Promise<Response> {
  const ties = tiesIn(kind, work);
  const things = await listKnownThings(desk.site.db, {
    kinds: [kindOf[kind]],
    ids: ties.map(({ id }) => id),
    lang: c.var.lang,
    limit: offered,
  });
  return recordPartPage(c, desk, caseEditable, work, {
    part: kind,
    status: more?.status ?? 200,
    body: (
      <TiesForm
        t={c.var.t}
        kind={kind}
        suggest={kindOf[kind]}
        here={`${caseEditable.path}/${work.id}/${kind}`}
        base={baseOf(work, work.primaryLang)}
        ties={ties}
        things={things}
        waits={work.publishedAt !== null}
        may={may(c.var.member, caseEditable.edit, work.campaignId) && work.binnedAt === null}
        typed={more?.typed ?? {}}
        errors={more?.errors ?? []}
      />
    ),
  });
}
