import type { Id } from '../../foundation/database/id.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { htmlText, type MailPart, plainText } from '../../foundation/mail/layout.tsx';
import type { Made, MailMaker, MailMaterial } from '../../foundation/mail/outbox.ts';
import { openProposalContact } from './propose.ts';
import { readProposal } from './store.ts';

/** The mails that tell who proposed something what became of it, for the outbox. */
export const proposalMails = {
  'proposal-taken': { subject: 'proposal_id', make: (id, material) => make(id, material, 'taken') },
  'proposal-declined': { subject: 'proposal_id', make: (id, material) => make(id, material, 'declined') },
} as const satisfies Record<string, MailMaker>;

async function make(
  id: Id,
  { db, keys, origin }: MailMaterial,
  decision: 'taken' | 'declined',
): Promise<Made> {
  const proposal = await readProposal(db, id, 'en');
  if (proposal === null || proposal.state !== decision || proposal.contactSealed === null) return 'moot';
  const contact = openProposalContact(keys, proposal);
  if (contact === null) return 'unopened';
  if (contact.email === null) return 'moot';
  const { lang, reference, reason } = proposal;
  const t = translator(lang);
  const subject = t(`mail.proposal.${decision}.subject`, { reference });
  // Nothing of what was proposed: whoever posts the form chooses to whom this mail goes.
  const parts: MailPart[] = [
    { text: t(`mail.proposal.${decision}.body`, { reference }) },
    ...(decision === 'declined' && reason ? [{ quote: reason }] : []),
    { link: `${origin}/${lang}/contact` },
    { text: t('mail.proposal.foot') },
  ];
  return {
    to: contact.email,
    lang,
    subject,
    text: plainText(parts),
    html: await htmlText(lang, subject, parts),
  };
}
