import type { Desk } from '../../desk/desk.ts';
import { actorOf } from '../../desk/editing/context.ts';
import { type Typed, typedIn } from '../../desk/editing/form/fields.ts';
import type { Editable } from '../../desk/editing/model.ts';
import { findThing } from '../../desk/editing/things-store.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext, Where } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import type { Id } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { may } from '../../staff/model.ts';
import { floodRoutes } from './flood-desk.tsx';
import { listPage } from './list-desk.tsx';
import { proposalPage } from './proposal-page-desk.tsx';
import { openProposalContact } from './propose.ts';
import { answerOf } from './respond-desk.ts';
import { decideProposal, type Proposal, readProposal } from './store.ts';

const path = '/desk/proposals';

/** What visitors propose: the queue, and the decision on each. Taking one leads into the forms; nothing becomes public by it. */
export function proposalsDesk(desk: Desk, editables: readonly Editable[]): void {
  const { site } = desk;
  const where: Where = async (c) => ((await proposalAt(c, desk)) === null ? 'absent' : null);
  desk.get(path, 'proposal.decide', 'any', (c) => listPage(c, desk, editables));
  floodRoutes(desk);
  desk.get(`${path}/:id`, 'proposal.decide', where, (c) => show(c, desk, editables));
  desk.post(`${path}/:id/decline`, 'proposal.decide', where, async (c) => {
    const typed = typedIn(await c.req.parseBody());
    const cleaned = cleanLine(typed.reason ?? '', 500);
    if (!cleaned.ok || cleaned.text === '')
      return show(c, desk, editables, { field: 'reason', key: 'desk.proposals.error.reason' }, typed);
    const done = await decide(c, desk, { state: 'declined', reason: cleaned.text });
    return done ? c.redirect(doneAt(path, 'declined'), 303) : show(c, desk, editables, stale);
  });
  desk.post(`${path}/:id/take`, 'proposal.decide', where, async (c) => {
    const typed = typedIn(await c.req.parseBody());
    const proposal = await proposalAt(c, desk);
    if (proposal === null) return deskMessage(c, 404, 'missing');
    if (!may(c.var.member, 'record.edit', null)) return deskMessage(c, 403, 'refused');
    if (typed.as === 'answer') {
      const company = await companyOf(desk, proposal, typed);
      if (company === null)
        return show(c, desk, editables, { field: 'company', key: 'desk.field.error.thing' }, typed);
      const editable = editables.find(({ kind }) => kind === 'response');
      const id = editable && (await answerOf(c, desk, editable, proposal, company));
      if (!editable || !id) return show(c, desk, editables, stale);
      return c.redirect(doneAt(`${editable.path}/${id}?proposal=${proposal.id}`, 'taken'), 303);
    }
    const about = typed.as === 'new' ? null : proposal.about;
    const wanted = typed.as === 'new' ? typed.kind : proposal.kind;
    const editable = editables.find(({ kind, claim }) => claim && kind === wanted);
    if (!editable || (about === null && !editable.growing))
      return show(c, desk, editables, { field: 'kind', key: 'desk.field.error.choice' }, typed);
    if (!(await decide(c, desk, { state: 'taken', result: about }))) return show(c, desk, editables, stale);
    const to = `${editable.path}/${about ?? 'new'}?proposal=${proposal.id}`;
    return c.redirect(doneAt(to, 'taken'), 303);
  });

  async function decide(
    c: DeskContext,
    { site: { db, keys } }: Desk,
    decision: Parameters<typeof decideProposal>[2],
  ): Promise<boolean> {
    const id = idIn(c);
    if (id === null) return false;
    c.set('audited', { subject: `proposal:${id}`, detail: { ...decision } });
    return transact(db, async (tx) => {
      const proposal = await readProposal(tx, id, 'en', true);
      if (proposal === null || proposal.state !== 'waiting') return false;
      const tell = openProposalContact(keys, proposal)?.email != null;
      await decideProposal(tx, id, decision, actorOf(c), { tell });
      return true;
    });
  }

  function show(
    c: DeskContext,
    { site: { db } }: Desk,
    kinds: readonly Editable[],
    wrong: Wrong | null = null,
    typed: Typed = {},
  ): Promise<Response> | Response {
    if (wrong !== null) c.set('audited', null);
    return readProposal(db, idIn(c) as Id, c.var.lang).then(
      (
        proposal, // the guard has found it
      ) =>
        proposal === null
          ? deskMessage(c, 404, 'missing')
          : proposalPage(c, {
              proposal,
              contact: openProposalContact(site.keys, proposal),
              editables: kinds,
              wrong,
              typed,
            }),
    );
  }
}

export interface Wrong {
  field: string;
  key: MessageKey;
}

const stale: Wrong = { field: 'decision', key: 'desk.proposals.error.decided' };

async function proposalAt(c: DeskContext, { site: { db } }: Desk): Promise<Proposal | null> {
  const id = idIn(c);
  return id === null ? null : readProposal(db, id, c.var.lang);
}

/** The company that answers: the one that the proposal is about, or the one that is named. */
async function companyOf({ site: { db } }: Desk, proposal: Proposal, typed: Typed): Promise<Id | null> {
  const named = (typed.company ?? '').trim();
  if (named !== '' && named.isWellFormed() && !named.includes('\0'))
    return findThing(db, 'company', named.slice(0, 300));
  return proposal.kind === 'company' ? proposal.about : null;
}
