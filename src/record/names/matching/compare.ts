import { type Alignment, align } from './align.ts';
import { readsAsInitials } from './initials.ts';
import { type NameWord, wordsOfName } from './words-of-name.ts';

/**
 * Why two names are held for one, or for two; each has a message `record.match.<what>`. Of `words`, those that only one
 * of them has.
 */
export type MatchReason =
  | { what: 'same' | 'marks' | 'script' | 'order' | 'joined' | 'initials' | 'translated' | 'begins' }
  | { what: 'spelling'; letters: number }
  | { what: 'legal' | 'general' | 'place' | 'missing' | 'trade' | 'where' | 'number'; words: string[] };

export interface Match {
  /** From 0, nothing in common, to 1, the same name. */
  score: number;
  /** Whether they may be taken for one name: `score` is at least `sameFrom`. */
  same: boolean;
  /** The weightiest first. */
  reasons: MatchReason[];
}

/** A name taken apart once, to be compared with many. */
export interface ReadName {
  name: string;
  words: NameWord[];
}

export const sameFrom = 0.75;
/** What a difference takes from the score. */
const takes = {
  legal: 0.01,
  general: 0.02,
  trade: 0.03,
  place: 0.05,
  order: 0.02,
  joined: 0.01,
  translated: 0.05,
};
/** Names of different trades or places, or with words of their own that the other has not, stay below `sameFrom`. */
const otherwise = 0.7;

/** Takes a name apart for `compareNames`. */
export function readName(name: string): ReadName {
  return { name, words: wordsOfName(name) };
}

/**
 * Whether two names are likely to be one name of one company, whatever the script, and why. What tells a company from
 * others counts; its legal form, "group", "security services" and the country do not, as long as they do not differ.
 * A short word and an abbreviation are compared exactly. Symmetric; never throws; bounded in time for any text.
 */
export function compareNames(a: string | ReadName, b: string | ReadName): Match {
  const one = typeof a === 'string' ? readName(a) : a;
  const other = typeof b === 'string' ? readName(b) : b;
  if (one.words.length === 0 || other.words.length === 0) return { score: 0, same: false, reasons: [] };
  if (keyOf(one) === keyOf(other)) {
    const exactly = one.name.trim() === other.name.trim();
    return { score: exactly ? 1 : 0.99, same: true, reasons: [{ what: exactly ? 'same' : 'marks' }] };
  }
  if (readsAsInitials(one.words, other.words)) return verdict(0.82, [{ what: 'initials' }]);
  const best = inTheScriptOf(one, other) ?? inTheScriptOf(other, one);
  if (best) return best;
  // In one order, so that it does not matter which was named first.
  return keyOf(one) < keyOf(other)
    ? judge(align(one.words, other.words))
    : judge(align(other.words, one.words));
}

/** A name that is written in two scripts, one after the other, is compared in that of the other name. */
function inTheScriptOf(other: ReadName, both: ReadName): Match | null {
  const scriptsOf = ({ words }: ReadName) =>
    new Set(words.filter(({ kind }) => kind === 'own').map(({ script }) => script));
  const scripts = scriptsOf(both);
  const [script, more] = [...scriptsOf(other)];
  if (!(scripts.has('latin') && scripts.has('arabic')) || !script || more || !scripts.has(script))
    return null;
  return compareNames(other, { name: both.name, words: both.words.filter((word) => word.script === script) });
}

const keyOf = (name: ReadName) => name.words.map(({ key }) => key).join(' ');

function judge(alignment: Alignment): Match {
  const { pairs, left, telling } = alignment;
  const reasons: MatchReason[] = [];
  const own = left.filter((word) => telling(word));
  const told = pairs.filter((pair) => pair.words.some(telling));
  const weight = told.reduce((sum, pair) => sum + pair.words.filter(telling).length, 0);
  const likeness = told.reduce((sum, pair) => sum + pair.alike * pair.words.filter(telling).length, 0);
  if (weight === 0)
    return { score: 0, same: false, reasons: own.length > 0 ? [{ what: 'missing', words: keys(own) }] : [] };
  let score = likeness / (weight + own.length);

  const letters = told.reduce((sum, pair) => sum + pair.differ, 0);
  if (told.some((pair) => pair.acrossScripts)) reasons.push({ what: 'script' });
  if (told.some((pair) => pair.translated)) {
    reasons.push({ what: 'translated' });
    if (told.some((pair) => pair.translated && acrossScripts(pair.words))) score -= takes.translated;
  }
  if (letters > 0) reasons.push({ what: 'spelling', letters });
  if (told.some((pair) => pair.joined)) {
    reasons.push({ what: 'joined' });
    score -= takes.joined;
  }
  if (alignment.reordered) {
    reasons.push({ what: 'order' });
    score -= takes.order;
  }
  const rest = left.filter((word) => !telling(word));
  for (const [what, kinds] of [
    ['legal', ['legal']],
    ['general', ['form', 'trade']],
    ['place', ['place']],
  ] as const) {
    const words = rest.filter((word) => (kinds as readonly string[]).includes(word.kind));
    if (words.length === 0) continue;
    reasons.push({ what, words: keys(words) });
    score -= what === 'general' && words.some(({ kind }) => kind === 'trade') ? takes.trade : takes[what];
  }
  // What speaks against it stands first.
  const against: MatchReason[] = [];
  const numbers = own.filter(({ script }) => script === 'number');
  if (own.length > numbers.length)
    against.push({ what: 'missing', words: keys(own.filter((word) => !numbers.includes(word))) });
  if (numbers.length > 0) against.push({ what: 'number', words: keys(numbers) });
  if (alignment.trades.length > 0) against.push({ what: 'trade', words: alignment.trades });
  if (alignment.places.length > 0) against.push({ what: 'where', words: alignment.places });
  if (against.length > 0) score = Math.min(score, 1) * otherwise;
  return verdict(score, [...against, ...reasons]);
}

/** Of letters only: a number is the same in every script. */
const acrossScripts = (words: readonly NameWord[]) =>
  words.some(({ script, kind }) => script === 'latin' && kind === 'own') &&
  words.some(({ script }) => script === 'arabic');
const keys = (words: readonly NameWord[]) => [...new Set(words.map(({ key }) => key))];

function verdict(score: number, reasons: MatchReason[]): Match {
  const rounded = Math.round(Math.max(0, Math.min(1, score)) * 1_000) / 1_000;
  return { score: rounded, same: rounded >= sameFrom, reasons };
}
