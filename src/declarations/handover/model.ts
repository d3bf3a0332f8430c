import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** What the desk asks for: a declaration, in one of its languages, with a day and perhaps a reader on its cover. */
export interface HandoverWish {
  declarationId: Id;
  lang: Lang;
  /** YYYY-MM-DD. */
  datedOn: string;
  addressee: string | null;
}

export type HandoverFailure = 'no-text' | 'typesetting';

/** A hand-over as the desk lists it. */
export interface Handover extends HandoverWish {
  id: Id;
  askedBy: string;
  askedAt: Date;
  state: 'asked' | 'made' | 'failed';
  failure: HandoverFailure | null;
  /** Hex. */
  sha256: string | null;
  pages: number | null;
  organisations: number | null;
  people: number | null;
  counted: number | null;
  /** Letters of names that none of our faces has: they stand as empty boxes. */
  undrawn: string;
  campaignId: Id;
  campaignSlug: string;
}

/** Who stands in a hand-over by name. */
export interface NamedSignatory {
  versionNumber: number;
  kind: 'organisation' | 'person';
  name: string;
  nameAr: string | null;
  country: string;
}

/** What a version's signatures come to. `counted…`: listed, and shown by no name. */
export interface VersionCount {
  versionNumber: number;
  declaredOn: string;
  organisations: number;
  persons: number;
  countedOrganisations: number;
  countedPersons: number;
}

/** A text in its own language and direction. */
export interface Said {
  text: string;
  lang: string;
  dir: 'ltr' | 'rtl';
}

/** All that the template sets. */
export interface HandoverData {
  lang: Lang;
  dir: 'ltr' | 'rtl';
  title: string;
  running: string;
  initiative: string;
  campaign: string;
  date: string;
  addressee: string | null;
  /** The notice on a text that nobody has vouched for. */
  draft: string | null;
  cover: string[];
  preamble: string;
  articles: { label: string; title: string; text: string }[];
  closing: string;
  note: string;
  versions: {
    title: string;
    count: string[];
    organisations: { name: string; names: (Said & { also: Said | null })[] }[];
    people: Said[];
    counted: string[];
  }[];
  /** How many stand in it by name, and how many are counted only. For the list in the desk. */
  totals: { organisations: number; people: number; counted: number };
  facts: { term: string; value: Said; mono: boolean }[];
  labels: Record<'to' | 'page' | 'organisations' | 'people' | 'counted' | 'check', string>;
}
