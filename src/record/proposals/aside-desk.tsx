import type { Desk } from '../../desk/desk.ts';
import type { Additions } from '../../desk/editing/additions.ts';
import { may } from '../../staff/model.ts';
import { ProposalText } from './proposal-text-desk.tsx';
import { noteResult, readProposal } from './store.ts';

/** A proposal beside the form that it was taken into, for those who decide on proposals. */
export function proposalsBeside({ site: { db } }: Desk): Pick<Additions, 'aside' | 'began'> {
  return {
    async aside(c, id) {
      const { t, member, lang } = c.var;
      const proposal = may(member, 'proposal.decide', 'any') ? await readProposal(db, id, lang) : null;
      return (
        proposal && (
          <aside class="notice" aria-label={t('desk.proposals.one', { reference: proposal.reference })}>
            <h2>
              <a href={`/desk/proposals/${proposal.id}`}>
                {t('desk.proposals.one', { reference: proposal.reference })}
              </a>
            </h2>
            <ProposalText t={t} proposal={proposal} />
          </aside>
        )
      );
    },
    async began(c, id, thing) {
      if (may(c.var.member, 'proposal.decide', 'any')) await noteResult(db, id, thing);
    },
  };
}
