import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { CourtCase } from '../../cases/model.ts';
import type { Standing } from '../../model.ts';
import type { ListedIncident, MappedIncident } from '../list/model.ts';
import type { Harmed } from '../model.ts';

/** An incident with all that its page tells of it. */
export interface IncidentRead
  extends ListedIncident,
    Pick<MappedIncident, 'governorate' | 'latitude' | 'longitude' | 'precision'> {
  harmed: Harmed[];
  summary: string;
}

/** A case that an incident came to. */
export type IncidentCase = Pick<
  CourtCase,
  'id' | 'slug' | 'country' | 'kind' | 'status' | 'filed' | 'decided' | 'lang' | 'title' | 'court'
>;

export const redressKinds = [
  'compensation',
  'settlement',
  'apology',
  'restitution',
  'other',
  'nothing',
] as const;

/** What those who were harmed obtained, or that it was nothing as of a day. */
export interface IncidentRedress {
  id: Id;
  kind: (typeof redressKinds)[number];
  date: PartialDate | null;
  /** Digits with two decimals; null where no sum is known. */
  amount: string | null;
  currency: string | null;
  standing: Standing;
  lang: Lang;
  what: string;
  /** The public case that it came of. */
  caseSlug: string | null;
  caseTitle: string | null;
}

/** Somebody who suffered and chose to be named. */
export interface NamedVictim {
  id: Id;
  chosenOn: PartialDate;
  /** Where they said so. */
  chosenIn: { title: string; url: string | null; publisher: string | null; language: string | null };
  lang: Lang;
  name: string;
  account: string;
}
