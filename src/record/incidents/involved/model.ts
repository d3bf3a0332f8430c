import { type Id, parseId } from '../../../foundation/database/id.ts';
import { type Standing, standings } from '../../model.ts';
import { type InvolvementRole, involvementRoles } from '../model.ts';

/** A company's part in an incident. */
export interface Involvement {
  company_id: Id;
  role: InvolvementRole;
  standing: Standing;
}

/** Its part as one line, as drafts and revisions keep it: company, role, standing. */
export function lineOf({ company_id, role, standing }: Involvement): string {
  return `${company_id} ${role} ${standing}`;
}

/** The shape of such a line. */
export const involvementLine = new RegExp(
  `^[0-9a-f-]{36} (${involvementRoles.join('|')}) (${standings.join('|')})$`,
);

/** @returns what a line says; null where it is none. */
export function readLine(line: string): Involvement | null {
  const [company = '', asRole, asStanding] = line.split(' ');
  const company_id = parseId(company);
  const role = involvementRoles.find((one) => one === asRole);
  const standing = standings.find((one) => one === asStanding);
  return involvementLine.test(line) && company_id && role && standing ? { company_id, role, standing } : null;
}
