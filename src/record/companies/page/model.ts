import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { CaseStatus, CourtCase, StageKind } from '../../cases/model.ts';
import type { Incident, InvolvementRole } from '../../incidents/model.ts';
import type { Standing } from '../../model.ts';
import type { Period } from '../../then.ts';
import type { Mark } from '../as-of.ts';
import type { Company, CompanyName, OwnerKind, Succession } from '../model.ts';

/** How something stands to the time that the page is asked for; null where it is asked for none. */
interface Marked {
  mark: Mark | null;
}

/** A company at the other end of a succession, or that owns. */
export interface Relative {
  slug: string;
  names: CompanyName[];
}

/** A succession of the company or of its nearest relatives, with both its ends. */
export interface Tie extends Succession, Marked {
  slug: string | null;
  standing: Standing;
  from: Relative;
  to: Relative;
}

export interface Owner extends Period, Marked {
  id: Id;
  standing: Standing;
  kind: OwnerKind;
  lang: Lang;
  owner: string;
  office: string;
  note: string;
  /** In per cent; null where no source says. */
  share: { min: number; max: number } | null;
  /** Where the owner is a company of the record. */
  company: Relative | null;
}

export interface ContractLine extends Period, Marked {
  id: Id;
  slug: string;
  standing: Standing;
  lang: Lang;
  title: string;
  subject: string;
  buyer: { slug: string | null; name: string; lang: Lang };
  /** The name in the contract, where a source gives it. */
  nameId: Id | null;
  amount: { value: number; currency: string; is: 'paid' | 'value' | 'minimum' | 'maximum' } | null;
}

export interface IncidentLine extends Omit<Incident, 'companies' | 'parts' | 'unadopted'>, Marked {
  dateTo: PartialDate | null;
  standing: Standing;
  /** What part the company had in it, and how surely. */
  role: InvolvementRole;
  part: Standing;
  /** Of a time asked for: whether it may have gone on after it, so that its figures tell of more. */
  wentOn?: boolean;
}

export interface StageLine {
  id: Id;
  date: PartialDate | null;
  kind: StageKind;
  position: number | null;
  standing: Standing;
  mark: Mark | null;
  lang: Lang;
  what: string;
}

export interface CaseLine extends Omit<CourtCase, 'incidents' | 'companies'>, Marked {
  stages: StageLine[];
  /** Of a time asked for: how it stood then. */
  stood?: CaseStood;
}

/** How a case stood at a time. */
export interface CaseStood {
  /** Null where what is on record does not tell. */
  status: CaseStatus | null;
  /** Whether nothing of the case is later: its outcome is told. */
  closed: boolean;
  /** Whether there are steps of which nobody can tell whether they had been taken by then. */
  unsure: boolean;
}

/** What the company answered, and to which statement. */
export interface ResponseLine {
  id: Id;
  about: Id;
  date: PartialDate | null;
  lang: Lang;
  text: string;
}

/** All that the page of a company tells. */
export interface CompanyPage {
  company: Company;
  ties: Tie[];
  owners: Owner[];
  contracts: ContractLine[];
  incidents: IncidentLine[];
  cases: CaseLine[];
  responses: ResponseLine[];
}
