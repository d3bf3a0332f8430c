import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { CompanyName } from '../../companies/model.ts';
import type { Standing } from '../../model.ts';
import type {
  Accountability,
  Figure,
  HarmedBy,
  IncidentKind,
  InvolvementRole,
  PlacePrecision,
} from '../model.ts';

/** A company in an incident, with all its public names: which it bore then is worked out from them. */
export interface Involved {
  id: Id;
  slug: string;
  role: InvolvementRole;
  standing: Standing;
  names: CompanyName[];
}

/** An incident as a list shows it. */
export interface ListedIncident {
  id: Id;
  slug: string;
  date: PartialDate;
  dateTo: PartialDate | null;
  kinds: IncidentKind[];
  standing: Standing;
  harmedBy: HarmedBy | null;
  accountability: Accountability;
  killed: Figure;
  injured: Figure;
  companies: Involved[];
  lang: Lang;
  title: string;
  place: string;
  unadopted: boolean;
}

/** An incident as a map shows it. */
export interface MappedIncident {
  slug: string;
  standing: Standing;
  lang: Lang;
  title: string;
  place: string;
  governorate: string;
  latitude: number | null;
  longitude: number | null;
  precision: PlacePrecision | null;
}

/** People killed or injured in several incidents: the sum of those `known`, and in how many it is `unknown`. */
export interface SumOfFigures {
  min: number;
  max: number;
  known: number;
  unknown: number;
}

/** The harm done by one kind of doer. `alleged` incidents are among the `incidents`, and in no sum. */
export interface SumOfHarm {
  harmedBy: HarmedBy | null;
  incidents: number;
  killed: SumOfFigures;
  injured: SumOfFigures;
  alleged: number;
}
