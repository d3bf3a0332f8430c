import ourPairs from './pairs.json' with { type: 'json' };
import blindPairs from './pairs-blind.json' with { type: 'json' };
import secondBlindPairs from './pairs-blind-second.json' with { type: 'json' };

/** Two names, and whether a person takes them for one name of one company. */
export interface JudgedPair {
  a: string;
  b: string;
  same: boolean;
  why: string;
}

/** Written before the matcher: those to tune it on, and those held back. */
export const ours: readonly (JudgedPair & { part: string })[] = ourPairs;
/** Written by somebody who had not seen the matcher; nothing was ever tuned on them, nor may it be. */
const firstBlind: readonly JudgedPair[] = blindPairs.pairs;
/** Written by another such, once the matcher was finished. */
export const secondBlind: readonly JudgedPair[] = secondBlindPairs.pairs;
export const blind: readonly JudgedPair[] = [...firstBlind, ...secondBlind];

export interface Judgement {
  /** Of what was taken for one name, the share that is. */
  precision: number;
  /** Of what is one name, the share that was taken for it. */
  recall: number;
  /** The harmonic mean of both. */
  f1: number;
}

/** How good an answer is. */
export function judge<Pair extends JudgedPair>(
  pairs: readonly Pair[],
  answer: (pair: Pair) => boolean,
): Judgement {
  const taken = pairs.filter(answer);
  const right = taken.filter(({ same }) => same).length;
  const precision = right / taken.length;
  const recall = right / pairs.filter(({ same }) => same).length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
