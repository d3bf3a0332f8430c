import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';

export const stepKinds = ['meeting', 'vote', 'text', 'mandate', 'other'] as const;
export type StepKind = (typeof stepKinds)[number];

export const votes = ['for', 'against', 'abstained'] as const;
export type Vote = (typeof votes)[number];

/** How a vote ended. */
export interface VoteFigures {
  for: number;
  against: number;
  abstained: number;
}

/** A step on the way to a binding treaty, as the public reads it. */
export interface TreatyStep {
  id: Id;
  slug: string;
  date: PartialDate;
  kind: StepKind;
  /** How far what is told of it goes. `established`: a document of the body itself is cited. */
  standing: Standing;
  /** Null where nothing was voted on, or no source gives the figures. */
  figures: VoteFigures | null;
  /** Who voted how, as far as a source says. */
  votes: { country: string; vote: Vote }[];
  /** The text that the step is about. */
  law: { slug: string; lang: Lang; title: string } | null;
  lang: Lang;
  title: string;
  body: string;
  summary: string;
  unadopted: boolean;
}
