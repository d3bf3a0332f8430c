import { nameKey } from './name-key.ts';
import { joints, phrases, type Word, type WordKind, wordOf } from './words.ts';

/** A word of a name, ready to be compared. */
export interface NameWord {
  /** As `nameKey` has it; letters that stood alone are one word (G.4.S. is g4s). */
  key: string;
  /** The other ways to read it: without the article, without "and". */
  readings: string[];
  /** It is written with the Arabic article. */
  article: boolean;
  kind: WordKind;
  /** The same for words that mean the same; none for a word that we do not know. */
  meanings: readonly string[];
  trade: string | null;
  script: 'latin' | 'arabic' | 'number' | 'other';
  /** Letters that stand for words: compared exactly. Each is one letter, or the two that its Arabic name may mean. */
  letters: string[] | null;
}

/** More than this of a name is not looked at: nobody is called so. */
const longest = 200;
const mostWords = 16;

/**
 * Takes a name apart. Never throws, whatever the text; what has neither letter nor digit has no words.
 * @param name as it is written: capitals tell abbreviations.
 */
export function wordsOfName(name: string): NameWord[] {
  const text = name.slice(0, longest).toWellFormed().replace(latinArticle, ' ');
  const key = phrases.reduce((all, [phrase, word]) => all.replace(phrase, word), nameKey(text));
  const capitals = abbreviationsIn(text);
  const parts = joined(key.split(' ').filter((part) => part !== ''));
  const all = parts.map(({ key: part, letters }) => wordFor(part, letters, capitals.has(part)));
  const telling = all.filter((word) => !joints.has(word.key));
  return (telling.length > 0 ? telling : all).slice(0, mostWords);
}

/** Words in capitals; where all of a name is in capitals, only those of few letters. */
function abbreviationsIn(text: string): Set<string> {
  const most = /\p{Ll}/u.test(text) ? 5 : 4;
  const words = text.match(/(?<![\p{L}\p{N}])[A-Z0-9]{2,5}(?![\p{L}\p{N}])/gu) ?? [];
  return new Set(words.filter((word) => word.length <= most).map(nameKey));
}

// al-Rafidain, an-Noor, dar es-Salam: the article as Latin letters write it.
const latinArticle = /(?<![\p{L}\p{N}])(?:a[ldnrstz]|e[ldnrstz]|ash|adh|esh|ul|ur|us)-(?=\p{L})/giu;

interface Part {
  key: string;
  letters: string[] | null;
}

/** Makes one word of letters that stand alone, and of letters called by their names in Arabic script. */
function joined(parts: readonly string[]): Part[] {
  const out: Part[] = [];
  for (let at = 0; at < parts.length; ) {
    const alone = runFrom(parts, at, (part) => [...part].length === 1);
    const named = runFrom(parts, at, (part) => letterNames.has(part) && !joints.has(part));
    if (alone > 1) {
      const key = parts.slice(at, at + alone).join('');
      out.push({ key, letters: isLatin(key) ? [...key] : null });
      at += alone;
    } else if (named > 1) {
      const run = parts.slice(at, at + named);
      out.push({ key: run.join(''), letters: run.map((part) => letterNames.get(part) ?? '') });
      at += named;
    } else {
      out.push({ key: parts[at] ?? '', letters: null });
      at += 1;
    }
  }
  return out;
}

function runFrom(parts: readonly string[], at: number, fits: (part: string) => boolean): number {
  let end = at;
  while (end < parts.length && fits(parts[end] ?? '')) end++;
  return end - at;
}

const isLatin = (key: string) => /^[a-z0-9]+$/.test(key);

function wordFor(key: string, letters: string[] | null, capital: boolean): NameWord {
  const script = scriptOf(key);
  const readings = letters ? [key] : readingsOf(key, script);
  const known = letters === null || script === 'arabic' ? readings.map(wordOf).find(Boolean) : wordOf(key);
  const word: Word = known ?? { kind: 'own', meanings: script === 'number' ? [key] : [], trade: null };
  const spelled = letters ?? (capital && !known ? [...key] : null);
  return {
    key,
    readings,
    article: script === 'arabic' && letters === null && /^و?(?:ال|لل)../.test(key),
    ...word,
    script,
    letters: spelled,
  };
}

function scriptOf(key: string): NameWord['script'] {
  if (/^\p{N}+$/u.test(key)) return 'number';
  if (isLatin(key)) return 'latin';
  return /^[\u0600-\u06ff]/.test(key) ? 'arabic' : 'other';
}

/** The word, then without what Arabic writes together with it; a Latin word without an article written together. */
function readingsOf(key: string, script: NameWord['script']): string[] {
  const readings = new Set([key]);
  if (script === 'arabic') {
    for (const joint of [/^و?ال(?=.{2})/, /^و?لل(?=.{3})/, /^بال(?=.{3})/, /^[ول](?=.{3})/]) {
      if (joint.test(key)) readings.add(key.replace(joint, ''));
    }
    // "for the …" hides the article.
    if (/^و?لل.{3}/.test(key)) readings.add(key.replace(/^و?لل/, 'ال'));
    // The Kurdish ending of what something belongs to.
    const bare = key.replace(/ي$/, '');
    if (wordOf(bare)) readings.add(bare);
  } else if (script === 'latin') {
    const rest = /^[ae]l(.{4,})/.exec(key)?.[1];
    if (rest) readings.add(rest);
  }
  return [...readings];
}

// Names of Latin letters in Arabic and Kurdish script, and of numbers as English says them; where one name is that of
// two letters, both.
const letterNames = new Map<string, string>(
  `a ايه اى أ|ae اي إي آي|b بي|bp بی|c سي|d دي|f اف إف|g جي غي|h اتش ايتش إتش|j جيه جاي|k كي كيه كاي|l ال إل|m ام إم
   n ان إن|o او|p پي|q كيو|r ار آر|s اس إس|t تي|u يو|v في ڤي|w دبليو|x اكس إكس|y واي|z زد زي زيد
   1 ون|2 تو|3 ثري|4 فور|5 فايف|6 سكس|7 سفن|8 ايت|9 ناين`
    .split(/[|\n]/)
    .flatMap((line) => {
      const [letter = '', ...names] = line.trim().split(' ');
      const letters = { ae: 'aei', b: 'bp', g: 'gj', bp: 'bp' }[letter] ?? letter;
      return names.map((name): [string, string] => [nameKey(name), letters]);
    }),
);

/** @returns the word that letters are when each is called by its name in Arabic, as the name of a company may be written. */
export function calledOut(letters: readonly string[]): string {
  return letters
    .map((letter) => [...letterNames].find(([, of]) => of.includes(letter))?.[0] ?? letter)
    .join(' ');
}
