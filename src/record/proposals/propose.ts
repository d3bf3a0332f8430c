import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { open, seal } from '../../foundation/crypto/seal.ts';
import type { Db } from '../../foundation/database/database.ts';
import { newId } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { OpenClaim } from '../claims/open-store.ts';
import {
  newReference,
  type ProposalContact,
  type ProposalWants,
  proposalContactPlace,
  type VisitorPayload,
} from './model.ts';
import { insertProposal, type Proposal } from './store.ts';

/** What a visitor sent, read and found well. */
export interface Proposing {
  wants: ProposalWants;
  payload: VisitorPayload;
  contact: ProposalContact | null;
  about: OpenClaim | null;
  lang: Lang;
}

/** Stores a proposal with its contact sealed. @returns the reference by which its sender can ask about it. */
export async function propose(db: Db, keys: KeyRing, proposing: Proposing): Promise<string> {
  const { wants, payload, contact, about, lang } = proposing;
  const id = newId();
  const contactSealed = contact && seal(keys, 'proposal', JSON.stringify(contact), proposalContactPlace(id));
  for (;;) {
    const reference = newReference();
    const row = { id, reference, wants, kind: about?.kind ?? null, about: about?.id ?? null };
    if (await insertProposal(db, { ...row, payload, lang, contactSealed })) return reference;
  }
}

/** @returns who proposed; null where nobody said, once erased, or where the key is gone. */
export function openProposalContact(
  keys: KeyRing,
  proposal: Pick<Proposal, 'id' | 'contactSealed'>,
): ProposalContact | null {
  if (proposal.contactSealed === null) return null;
  const opened = open(keys, 'proposal', proposal.contactSealed, proposalContactPlace(proposal.id));
  return opened.ok ? JSON.parse(opened.text) : null;
}
