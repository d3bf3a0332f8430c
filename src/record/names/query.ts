import { type ReadName, readName } from './matching/compare.ts';
import { spellingsOf } from './matching/words.ts';
import { calledOut } from './matching/words-of-name.ts';

/** What a name is looked for by in the index (name_keys of the database): words, in the letters that somebody typed. */
export interface NameQuery {
  read: ReadName;
  /** All of its words. */
  whole: string;
  /** Those that tell it from others; all where none does. */
  own: string;
  /** Words for which each of its own may stand: of the same meaning, or spelled out letter by letter. */
  others: string[];
  /** The whole name, where its letters may be called by their names. */
  wholes: string[];
}

const longest = 200;
/** A name of so many words of its own is found by the first. */
const mostOwn = 6;

/** @returns null where there is no letter or digit to look for. */
export function nameQuery(text: string): NameQuery | null {
  const read = readName(text.slice(0, longest));
  if (read.words.length === 0) return null;
  const telling = read.words.filter(({ kind }) => kind === 'own');
  const own = (telling.length > 0 ? telling : read.words).slice(0, mostOwn);
  return {
    read,
    whole: read.words.map(({ key }) => key).join(' '),
    own: own.map(({ key }) => key).join(' '),
    others: own.flatMap(({ meanings, letters, script }) => [
      ...meanings.flatMap(spellingsOf),
      ...(letters && script === 'arabic' ? spelledOut(letters) : []),
    ]),
    wholes: own.flatMap(({ letters, script }) => (letters && script === 'latin' ? [calledOut(letters)] : [])),
  };
}

/** The Latin words that letters called by their names may mean: جي فور إس is g4s or j4s. */
function spelledOut(letters: readonly string[]): string[] {
  const all = letters.reduce<string[]>(
    (words, letter) => words.flatMap((word) => [...letter].map((each) => word + each)),
    [''],
  );
  return all.slice(0, 32);
}
