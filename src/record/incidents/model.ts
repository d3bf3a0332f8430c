import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';

export type Accountability =
  | 'none'
  | 'investigated'
  | 'prosecuted'
  | 'convicted'
  | 'pardoned'
  | 'settled'
  | 'judgment'
  | 'dismissed';

export type IncidentKind =
  | 'killing'
  | 'torture'
  | 'shooting'
  | 'trafficking'
  | 'labour-abuse'
  | 'fraud'
  | 'weapons'
  | 'detention'
  | 'other';

/** A figure from its least to its greatest; null is 'figure unknown', never none. */
export type Figure = { min: number; max: number } | null;

export interface Incident {
  id: Id;
  slug: string;
  date: PartialDate;
  /** What it was, the gravest first. */
  kinds: IncidentKind[];
  killed: Figure;
  injured: Figure;
  harmed: ('civilian' | 'detainee' | 'guard' | 'company-guard' | 'contract-worker' | 'military')[];
  /** By whom. Only deaths by `company-staff` are deaths caused by a company's people. */
  harmedBy: 'company-staff' | 'company-staff-and-others' | 'subcontractor' | 'armed-group' | 'other' | null;
  /** The furthest step found in the sources; proceedings, not guilt. */
  accountability: Accountability;
  companies: Id[];
  lang: Lang;
  title: string;
  place: string;
  summary: string;
  unadopted: boolean;
}
