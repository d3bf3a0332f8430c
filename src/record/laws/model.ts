import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';

export const lawKinds = [
  'prohibits',
  'licenses',
  'regulates-export',
  'soft-law',
  'treaty-draft',
  'order',
] as const;
export type LawKind = (typeof lawKinds)[number];

export const lawStatuses = ['in-force', 'draft', 'repealed'] as const;
export type LawStatus = (typeof lawStatuses)[number];

/** `unknown`: nobody has looked. It is no `no`. */
export const answers = ['yes', 'partly', 'no', 'unknown'] as const;
export type Does = (typeof answers)[number];

/** What the campaign asks of a law, each as a question that its column answers. */
export const questions = ['prohibits', 'licenses', 'immunity', 'jurisdiction', 'remedy'] as const;
export type Question = (typeof questions)[number];

/** A law, treaty, draft or standard as the public reads it. */
export interface Law {
  id: Id;
  slug: string;
  /** ISO 3166-1 alpha-2, or INT for what belongs to no one state. */
  country: string;
  adopted: PartialDate | null;
  kind: LawKind;
  status: LawStatus;
  /** How far what is told of it goes. `established`: its official text is cited. */
  standing: Standing;
  does: Record<Question, Does>;
  lang: Lang;
  title: string;
  summary: string;
  unadopted: boolean;
}

/** How an answer stands to what the campaign asks. Of immunity it asks that there be none. */
export type Meets = 'as-asked' | 'in-part' | 'against' | 'unknown';

/** @returns how an answer stands to what the campaign asks; what nobody has looked at stands to nothing. */
export function meets(question: Question, does: Does): Meets {
  if (does === 'unknown') return 'unknown';
  if (does === 'partly') return 'in-part';
  return (does === 'yes') === (question !== 'immunity') ? 'as-asked' : 'against';
}

/** From the strongest to what says nothing. */
const strength: readonly Does[] = ['yes', 'partly', 'no', 'unknown'];

/**
 * @returns what a country's laws do: the strongest answer of those in force, for what one of them does the country does.
 * Drafts, what was repealed and what is only alleged do nothing; where nobody has looked at any, it is `unknown`.
 */
export function doneBy(laws: readonly Pick<Law, 'status' | 'standing' | 'does'>[], question: Question): Does {
  const said = laws
    .filter(({ status, standing }) => status === 'in-force' && standing !== 'alleged')
    .map(({ does }) => does[question]);
  return strength.find((does) => said.includes(does)) ?? 'unknown';
}
