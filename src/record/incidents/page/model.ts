import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import type { CourtCase, Redress } from '../../cases/model.ts';
import type { ListedIncident, MappedIncident } from '../list/model.ts';
import type { Harmed } from '../model.ts';

/** An incident with all that its page tells of it. */
export interface IncidentRead
  extends ListedIncident,
    Pick<MappedIncident, 'governorate' | 'latitude' | 'longitude' | 'precision'> {
  harmed: Harmed[];
  summary: string;
  /** When it was last corrected and what the public was told of the reason; null where it never was. */
  correction: { at: string; why: string } | null;
}

/** A case that an incident came to. */
export type IncidentCase = Pick<
  CourtCase,
  | 'id'
  | 'slug'
  | 'country'
  | 'kind'
  | 'status'
  | 'standing'
  | 'filed'
  | 'decided'
  | 'lang'
  | 'title'
  | 'court'
>;

/** What those who were harmed obtained, with the public case that it came of. */
export type IncidentRedress = Redress & { caseSlug: string | null; caseTitle: string | null };

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
