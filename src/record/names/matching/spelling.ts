import { arabic, type Letters, latin, latinToArabic } from './letters.ts';
import { soundsOf } from './sounds.ts';
import type { NameWord } from './words-of-name.ts';

/** How two words are spelled alike. */
export interface Likeness {
  /** 1 the same letters, or the same sounds in another script; from `near` on it may be the same word. */
  alike: number;
  /** Letters that differ, as a reader would count them; 0 across scripts. */
  differ: number;
  /** One is Latin, the other Arabic or Kurdish. */
  acrossScripts: boolean;
}

/** Two spellings that cost more for each letter are of two words. */
const limits = { same: 0.08, joined: 0.07, across: 0.11, native: 0.05, nativeAcross: 0.07 };
/** Words of so many letters or fewer stand for too much to be misspelled. */
const short = 4;
const mostAcross = 0.75;
const ofShort = { same: 0.051, across: 0.075 };
/** Longer than any word; what is longer is compared as it is written only. */
const longest = 40;

/**
 * @param a,b keys of one word, or of words written as one. Of one script, or one Latin and one Arabic; other letters
 * are only ever the same.
 * @param manner.joined several words are written as one, which is a difference of its own. `native`: the Arabic bears the
 * article, so it is a word of the language, where another long vowel is another word, and no spelling of a foreign one.
 * @returns null where they are spelled too differently to be the same word. Symmetric.
 */
export function likeness(
  a: string,
  b: string,
  scripts: readonly [NameWord['script'], NameWord['script']],
  manner: { joined: boolean; native: boolean },
): Likeness | null {
  if (a === b) return { alike: 1, differ: 0, acrossScripts: false };
  const [one, other] = scripts;
  if (one === 'arabic' && other === 'latin') return likeness(b, a, [other, one], manner);
  // Abbreviations and numbers are what they are.
  if (/\d/.test(a) || /\d/.test(b) || a.length > longest || b.length > longest) return null;
  if (one === 'latin' && other === 'arabic')
    return across(a, b, manner.native ? limits.nativeAcross : limits.across);
  if (one !== other || (one !== 'latin' && one !== 'arabic')) return null;
  const limit = manner.native ? limits.native : manner.joined ? limits.joined : limits.same;
  return within(a, b, one === 'latin' ? latin : arabic, limit);
}

function within(a: string, b: string, letters: Letters, each: number): Likeness | null {
  const length = Math.max(a.length, b.length);
  // In Arabic three letters are a word of usual length, and each is another root.
  const limit = Math.min(a.length, b.length) < short ? ofShort.same * length : each * length;
  if (tooFar(a, b, limit)) return null;
  const cost = weigh(a, b, letters, limit) + (letters === latin ? beginning(a, b) : 0);
  if (cost > limit) return null;
  return { alike: 1 - cost / length, differ: differing(a, b), acrossScripts: false };
}

/**
 * What differs at the beginning of a Latin word costs more than elsewhere: slips and other ways to write a foreign name are
 * further on, and words that begin otherwise are mostly other words (Vector, Victor).
 */
function beginning(a: string, b: string): number {
  const [one, other] = [a, b].map((word) => /^([^aeiouy]*)([aeiouy]*)/.exec(word));
  const [, consonantsA = '', vowelsA = ''] = one ?? [];
  const [, consonantsB = '', vowelsB = ''] = other ?? [];
  const otherVowel =
    vowelsA.length === 1 &&
    vowelsB.length === 1 &&
    !alikeVowels.some((of) => of.includes(vowelsA) && of.includes(vowelsB));
  if (a[0] === b[0]) return otherVowel ? 0.3 : 0;
  const [soundsA, soundsB] = [soundsOf(consonantsA), soundsOf(consonantsB)];
  const alike = (soundsA.certain & soundsB.possible) | (soundsB.certain & soundsA.possible);
  return (alike === 0 && consonantsA + consonantsB !== '' ? 0.4 : 0.2) + (otherVowel ? 0.3 : 0);
}

const alikeVowels = ['iy', 'ou', 'a', 'e'];

function across(a: string, b: string, each: number): Likeness | null {
  if (a.length < 3 || b.length < 2) return null;
  const length = Math.max(a.length, b.length + 1);
  // Never a whole consonant that the other has not.
  const limit = Math.min(mostAcross, (a.length <= short ? Math.min(ofShort.across, each) : each) * length);
  if (b.length > a.length + 3 || a.length > 2 * b.length + 3) return null;
  const cost = weigh(a, b, latinToArabic, limit);
  return cost > limit ? null : { alike: 1 - (0.5 * cost) / length, differ: 0, acrossScripts: true };
}

/**
 * What it costs to make the one of the other: the cheapest way through both by the rules, a dynamic programme over
 * their prefixes (Wagner and Fischer 1974, with pieces of several letters).
 * @returns more than `limit` as soon as no way is cheaper.
 */
function weigh(one: string, other: string, letters: Letters, limit: number): number {
  const a = `^${one}$`;
  const b = `^${other}$`;
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  costs[0] = 0;
  const reach = (at: number, cost: number) => {
    if (cost < (costs[at] ?? 0)) costs[at] = cost;
  };
  for (let i = 0; i <= a.length; i++) {
    const letter = a[i] ?? '';
    const rules = letters.rules.get(letter) ?? [];
    const here = rules.filter(([these]) => a.startsWith(these, i));
    const drop = inside(letter) ? (letters.dropped.get(letter) ?? 0.8) : Number.POSITIVE_INFINITY;
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j;
      const cost = costs[at] ?? 0;
      if (cost > limit) continue;
      const beside = b[j] ?? '';
      if (i < a.length && j < b.length) {
        reach(at + width + 1, cost + (letter === beside ? 0 : exchange(letter, beside, letters)));
      }
      if (i < a.length) reach(at + width, cost + drop);
      if (j < b.length && inside(beside)) reach(at + 1, cost + (letters.added.get(beside) ?? 0.8));
      if (letters.exchanged !== null && letter !== beside && letter === b[j + 1] && beside === a[i + 1]) {
        reach(at + 2 * width + 2, cost + letters.exchanged);
      }
      for (const [these, those, price] of here) {
        if (b.startsWith(those, j)) reach(at + these.length * width + those.length, cost + price);
      }
    }
  }
  return costs[costs.length - 1] ?? 0;
}

const inside = (letter: string) => letter !== '^' && letter !== '$';

function exchange(a: string, b: string, letters: Letters): number {
  if (!inside(a) || !inside(b)) return Number.POSITIVE_INFINITY;
  const from = letters.dropped.get(a);
  const to = letters.added.get(b);
  return from !== undefined && to !== undefined && from <= 0.5 && to <= 0.5 ? Math.max(from, to, 0.5) : 1;
}

/** Whether the letters that only one has cost too much already, wherever they stand: most pairs of words end here. */
function tooFar(a: string, b: string, limit: number): boolean {
  return Math.abs(a.length - b.length) > 3 + limit * 2;
}

/** Letters to change, add, leave out or exchange (Damerau's distance, adjacent exchanges only). */
function differing(a: string, b: string): number {
  let before: number[] = [];
  let above: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1)
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
