import { type Id, parseId } from '../../../foundation/database/id.ts';
import { type PartyRole, partyRoles } from '../model.ts';

/** What a case is tied to: a company, with what it is in the case, or (no role) an incident. */
export interface Tie {
  id: Id;
  role: PartyRole | null;
}

/** What can be tied to a case: the own field of the case that keeps it, and its page in the desk. */
export const tiedKinds = ['companies', 'incidents'] as const;
export type TiedKind = (typeof tiedKinds)[number];

/** The shapes of the lines in which drafts and revisions keep ties. */
export const partyLine = new RegExp(`^[0-9a-f-]{36} (${partyRoles.join('|')})$`);
export const incidentLine = /^[0-9a-f-]{36}$/;

/** A tie as one line: the thing, then its role if it has one. */
export function lineOf({ id, role }: Tie): string {
  return role === null ? id : `${id} ${role}`;
}

/** @returns what a line says; null where it is none of these kinds. */
export function readTie(kind: TiedKind, line: string): Tie | null {
  if (!(kind === 'companies' ? partyLine : incidentLine).test(line)) return null;
  const [first = '', asRole] = line.split(' ');
  const id = parseId(first);
  return id && { id, role: partyRoles.find((one) => one === asRole) ?? null };
}
