import type { Desk } from '../../desk/desk.ts';
import { actorOf } from '../../desk/editing/context.ts';
import type { Editable } from '../../desk/editing/model.ts';
import { beginThing } from '../../desk/editing/work-store.ts';
import type { DeskContext } from '../../desk/model.ts';
import type { Id } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import { changeCited, sourceAt, withSource } from '../sources/citing/cite-store.ts';
import { openProposalContact } from './propose.ts';
import { decideProposal, type Proposal, readProposal } from './store.ts';

/**
 * Begins the answer of a company with the text and the sources of a proposal: a draft, which a second person reads
 * before it is public.
 * @returns its id; null where the proposal was decided meanwhile.
 */
export async function answerOf(
  c: DeskContext,
  { site: { db, keys } }: Desk,
  editable: Editable,
  proposal: Proposal,
  company: Id,
): Promise<Id | null> {
  const actor = actorOf(c);
  const about = proposal.about ?? company;
  const id = await transact(db, async (tx) => {
    const now = await readProposal(tx, proposal.id, 'en', true);
    if (now === null || now.state !== 'waiting') return null;
    const made = await beginThing(write(actor, `proposal ${now.reference}`, tx), editable, {
      slug: `answer-${now.reference.toLowerCase()}`,
      lang: now.lang,
      own: { company_id: company, about, date: null },
      text: { text: now.payload.text ?? '' },
    });
    const tell = openProposalContact(keys, now)?.email != null;
    await decideProposal(tx, now.id, { state: 'taken', result: made }, actor, { tell });
    return made;
  });
  const urls = proposal.payload.urls ?? [];
  if (id !== null && urls.length > 0) {
    await changeCited(db, { id, kind: editable.kind, waits: false }, actor, async (cited, history) => {
      let all = cited;
      for (const url of urls) {
        const sourceId = await sourceAt(history, {
          kind: 'company',
          // That the company published it is the sender's word: what stands there is for whoever looks to say.
          title: new URL(url).hostname,
          publisher: null,
          url,
          date: null,
          // Nobody of the staff has looked at it yet.
          seen: false,
        });
        all = withSource(all, { sourceId, field: null, page: null, quotation: null });
      }
      return all;
    });
  }
  c.set('audited', {
    thingId: id,
    subject: `proposal:${proposal.id}`,
    detail: { state: 'taken', as: 'answer' },
  });
  return id;
}
