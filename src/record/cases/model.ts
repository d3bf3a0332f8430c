import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';

export type CaseStatus =
  | 'pending'
  | 'dismissed'
  | 'settled'
  | 'convicted'
  | 'judgment'
  | 'pardoned'
  | 'acquitted';

/** A legal proceeding. A settlement is not an admission; `judgment` may be for either side: read the outcome. */
export interface CourtCase {
  id: Id;
  slug: string;
  country: string;
  filed: PartialDate | null;
  decided: PartialDate | null;
  kind: 'criminal' | 'civil' | 'arbitration' | 'administrative';
  status: CaseStatus;
  incidents: Id[];
  companies: Id[];
  lang: Lang;
  title: string;
  court: string;
  outcome: string;
}
