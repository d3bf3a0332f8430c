import type { Id } from '../../foundation/database/id.ts';
import type { Actor } from '../../foundation/history/history.ts';
import type { SignatureState } from '../signing/model.ts';

/** What a moderator may decide of a signature. */
export const decisions = ['list', 'reject', 'hold'] as const;
export type Decision = (typeof decisions)[number];

/** What a signature becomes by a decision. */
export const becomes = { list: 'listed', reject: 'rejected', hold: 'suspect' } as const satisfies Record<
  Decision,
  SignatureState
>;

/** The states in which each decision can be taken. What nobody confirmed, or was withdrawn, is not decided on. */
const possible: Readonly<Record<Decision, readonly SignatureState[]>> = {
  list: ['confirmed', 'suspect', 'rejected'],
  reject: ['confirmed', 'suspect', 'listed'],
  hold: ['confirmed', 'listed'],
};

/** Whether a signature in this state can be decided on so. */
export function isPossible(decision: Decision, state: SignatureState): boolean {
  return possible[decision].includes(state);
}

/** Reasons that are ready to be given, with a text in each language; `other` has none of its own. */
export const reasonCodes = [
  'duplicate',
  'denied',
  'not-organisation',
  'not-found',
  'not-serious',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Whether a text is one of the reasons to reject. */
export function isReasonCode(text: string | undefined): text is ReasonCode {
  return reasonCodes.some((code) => code === text);
}

/** Of what the signatory is told, in characters. */
export const longestReason = 2_000;
/** Signatures that one transaction decides on. */
export const batchSize = 200;
/** Signatures that one request decides on; a larger set is gone on with. */
export const mostAtOnce = 2_000;

/** A decision, with what belongs to it. */
export type Choice =
  | { decision: 'list' | 'hold' }
  | {
      decision: 'reject';
      code: ReasonCode;
      /** What the signatory is told, in their language; null tells nobody. */
      reason: string | null;
    };

/** Who decides, and how long their decision can be taken back before a mail about it leaves. */
export interface Decider {
  actor: Actor;
  mailAfterS: number;
}

/** A signature to decide on, with the state in which the moderator saw it; null decides in any. */
export interface Target {
  id: Id;
  seen: SignatureState | null;
}

/** What came of a decision on one signature. */
export type Outcome =
  | { outcome: 'done' }
  | { outcome: 'not-found' }
  /** It is not, or no longer, in a state that allows this: somebody was quicker. */
  | { outcome: 'not-possible'; state: SignatureState }
  /** A person's name was erased after its time: there is nothing to list. */
  | { outcome: 'nameless' }
  /** Its name is sealed: only one of the two who may read it lists it. */
  | { outcome: 'sealed' };

/** What came of decisions on many. */
export interface Tally {
  done: Id[];
  /** Those that were left as they are, each with why. */
  left: { id: Id; why: Exclude<Outcome, { outcome: 'done' }> }[];
}

/** @returns an id and the state in which it was seen, as a form carries them; null for anything else. */
export function readTarget(text: string, parseId: (text: string) => Id | null): Target | null {
  const [id = '', seen = ''] = text.split(':');
  const known = parseId(id);
  const state = states.find((one) => one === seen);
  return known && state ? { id: known, seen: state } : null;
}

/** @returns what {@link readTarget} reads, of one. */
export function writeTarget(signature: { id: Id; state: SignatureState }): string {
  return `${signature.id}:${signature.state}`;
}

export const states: readonly SignatureState[] = [
  'pending',
  'confirmed',
  'listed',
  'suspended',
  'suspect',
  'rejected',
  'withdrawn',
];
