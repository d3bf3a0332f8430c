import { type Sounds, soundsApart, soundsOf } from './sounds.ts';
import { likeness } from './spelling.ts';
import type { NameWord } from './words-of-name.ts';

/** Words of one name and of another that are the same word, or words written as one. */
interface Pair {
  words: NameWord[];
  alike: number;
  differ: number;
  acrossScripts: boolean;
  /** Other words of the same meaning. */
  translated: boolean;
  joined: boolean;
  /** Where they stand in the one and in the other. */
  at: readonly [number, number];
}

/** Two names laid beside each other. */
export interface Alignment {
  pairs: Pair[];
  /** Words that only one of them has. */
  left: NameWord[];
  /** Whether a word tells the company from others; in names of general words only, all do. */
  telling: (word: NameWord) => boolean;
  /** What they have in common stands in another order. */
  reordered: boolean;
  /** Trades and places that they have instead of each other. */
  trades: string[];
  places: string[];
}

/** From more letters on a word may have another letter and be the same. */
const long = 11;

/** A word, or two or three in a row that may be written as one. */
interface Unit {
  from: number;
  words: NameWord[];
  readings: Reading[];
}

/** A key under which a unit may be met; `bare`: without its article. */
interface Reading {
  key: string;
  bare: boolean;
  sounds: Sounds;
}

/** Lays two names beside each other: the likest words first, each once. The order of `a` and `b` is the caller's. */
export function align(a: readonly NameWord[], b: readonly NameWord[]): Alignment {
  const telling = tellingIn(a, b);
  const { pairs, left } = pairUp(a, b);
  const told = pairs.filter(({ words }) => words.some(telling)).toSorted((x, y) => x.at[0] - y.at[0]);
  const onlyOf = (words: readonly NameWord[]) => left.filter((word) => words.includes(word));
  return {
    pairs,
    left,
    telling,
    reordered: told.some((pair, n) => n > 0 && pair.at[1] < (told[n - 1]?.at[1] ?? 0)),
    trades: instead(a, b, ({ trade }) => trade, [onlyOf(a), onlyOf(b)]),
    places: instead(a, b, ({ kind, meanings }) => (kind === 'place' ? (meanings[0] ?? null) : null), [
      onlyOf(a),
      onlyOf(b),
    ]),
  };
}

/**
 * Which words tell the company: its own; where one name has none, the words of the trade, the place and the reach; else
 * all but the legal form.
 */
function tellingIn(...names: readonly (readonly NameWord[])[]): (word: NameWord) => boolean {
  const tells: readonly ((word: NameWord) => boolean)[] = [
    ({ kind }) => kind === 'own',
    ({ kind, meanings }) =>
      kind === 'own' || kind === 'trade' || kind === 'place' || meanings.some((of) => reach.includes(of)),
    ({ kind }) => kind !== 'legal',
  ];
  return tells.find((telling) => names.every((words) => words.some(telling))) ?? (() => true);
}

const reach = ['international', 'global'];

/** The words by which two names differ in something that both name and do not share; none where only one names it. */
function instead(
  a: readonly NameWord[],
  b: readonly NameWord[],
  of: (word: NameWord) => string | null,
  [onlyA, onlyB]: readonly [NameWord[], NameWord[]],
): string[] {
  const inA = new Set(a.map(of).filter((value) => value !== null));
  const inB = new Set(b.map(of).filter((value) => value !== null));
  if (inA.size === 0 || inB.size === 0 || [...inA].some((value) => inB.has(value))) return [];
  return [...onlyA, ...onlyB].filter((word) => of(word) !== null).map(({ key }) => key);
}

function pairUp(a: readonly NameWord[], b: readonly NameWord[]): { pairs: Pair[]; left: NameWord[] } {
  const possible: Pair[] = [];
  const unitsOfB = unitsOf(b);
  for (const one of unitsOf(a)) {
    for (const other of unitsOfB) {
      if (one.words.length > 1 && other.words.length > 1) continue;
      const pair = pairOf(one, other);
      if (pair) possible.push(pair);
    }
  }
  possible.sort(
    (x, y) => y.alike - x.alike || y.words.length - x.words.length || x.at[0] - y.at[0] || x.at[1] - y.at[1],
  );
  const taken = new Set<NameWord>();
  const pairs = possible.filter(({ words }) => {
    if (words.some((word) => taken.has(word))) return false;
    for (const word of words) taken.add(word);
    return true;
  });
  return { pairs, left: [...a, ...b].filter((word) => !taken.has(word)) };
}

/** Of the name that is looked for the same again for each name that it is compared with. */
const known = new WeakMap<readonly NameWord[], Unit[]>();

function unitsOf(words: readonly NameWord[]): Unit[] {
  const before = known.get(words);
  if (before) return before;
  const units: Unit[] = [];
  for (const size of [1, 2, 3]) {
    for (let from = 0; from + size <= words.length; from++) {
      const row = words.slice(from, from + size);
      if (row.every(({ script }) => script === row[0]?.script))
        units.push({ from, words: row, readings: readingsOf(row) });
    }
  }
  known.set(words, units);
  return units;
}

function pairOf(one: Unit, other: Unit): Pair | null {
  const [x] = one.words;
  const [y] = other.words;
  if (!x || !y) return null;
  const joined = one.words.length + other.words.length > 2;
  const like =
    (joined ? null : sameWord(x, y)) ??
    (joined || maySpellOne(x, y) ? sameSpelling(one, other, joined) : null);
  if (!like) return null;
  return { ...like, words: [...one.words, ...other.words], joined, at: [one.from, other.from] };
}

type Likely = Pick<Pair, 'alike' | 'differ' | 'acrossScripts' | 'translated'>;

/** Words that are the same by their letters or their meaning. */
function sameWord(x: NameWord, y: NameWord): Likely | null {
  const like = { differ: 0, acrossScripts: false, translated: false };
  if (x.key === y.key) return { ...like, alike: 1 };
  if (x.letters && y.letters) {
    const { letters } = y;
    const fits =
      x.letters.length === letters.length && x.letters.every((letter, n) => shares(letter, letters[n] ?? ''));
    return fits ? { ...like, alike: 0.97, acrossScripts: x.script !== y.script } : null;
  }
  return x.meanings.some((meaning) => y.meanings.includes(meaning))
    ? { ...like, alike: 0.98, translated: true }
    : null;
}

/** Two abbreviations are not, nor two known words of one language and of different meanings. */
function maySpellOne(x: NameWord, y: NameWord): boolean {
  if (x.letters && y.letters) return false;
  return x.script !== y.script || x.meanings.length === 0 || y.meanings.length === 0;
}

function sameSpelling(one: Unit, other: Unit, joined: boolean): Likely | null {
  const [x] = one.words;
  const [y] = other.words;
  if (!x || !y) return null;
  let best: Likely | null = null;
  for (const left of one.readings) {
    for (const right of other.readings) {
      // A slip of one letter in a long word leaves two sounds apart, one on each side.
      if (soundsApart(left.sounds, right.sounds) > (left.key.length > long ? 2 : 1)) continue;
      const like = likeness(left.key, right.key, [x.script, y.script], { joined, native: isNative(x, y) });
      if (!like || (like.alike < 1 && joined && hasLetters(one, other))) continue;
      const alike = like.alike - (left.bare === right.bare || like.acrossScripts ? 0 : 0.02);
      if (!best || alike > best.alike) best = { ...like, alike, translated: false };
    }
  }
  return best;
}

/** Whether what is Arabic of them bears the article: words of the language, no spellings of foreign ones. */
function isNative(x: NameWord, y: NameWord): boolean {
  if (x.script !== 'arabic' && y.script !== 'arabic') return false;
  return (x.script !== 'arabic' || x.article) && (y.script !== 'arabic' || y.article);
}

/** Abbreviations are what they are, written with a word (L3Harris) too. */
const hasLetters = (...units: readonly Unit[]) =>
  units.some(({ words }) => words.some(({ letters }) => letters !== null));
const shares = (a: string, b: string) => [...a].some((letter) => b.includes(letter));

function readingsOf([first, ...rest]: readonly NameWord[]): Reading[] {
  if (!first) return [];
  const after = rest.map(({ key }) => key).join('');
  return first.readings.map((reading, n) => {
    const key = reading + after;
    return { key, bare: n > 0, sounds: soundsOf(key) };
  });
}
