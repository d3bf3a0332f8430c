import type { NameWord } from './words-of-name.ts';

/** Two letters stand for too much, and nobody knows a name by more than six. */
const fewest = 3;
const most = 6;

/** Whether one of the names is an abbreviation that the words of the other, in their order, spell exactly. Symmetric. */
export function readsAsInitials(a: readonly NameWord[], b: readonly NameWord[]): boolean {
  return stands(a, b) || stands(b, a);
}

function stands(short: readonly NameWord[], long: readonly NameWord[]): boolean {
  const own = short.filter(({ kind }) => kind !== 'legal' && kind !== 'form');
  const [abbreviation] = own;
  if (!abbreviation?.letters || own.length > 1 || long.length < 2) return false;
  const { letters } = abbreviation;
  if (letters.length < fewest || letters.length > most) return false;
  // A company is called by the initials of all its words, or of those before "Corporation" and "Group".
  const all = initialsOf(long);
  const without = initialsOf(long.filter(({ kind }) => kind !== 'legal'));
  const bare = initialsOf(long.filter(({ kind }) => kind !== 'legal' && kind !== 'form'));
  return [all, without, bare].some((initials) => spells(letters, initials));
}

/** The first letters; of a word that is an abbreviation itself, all. */
function initialsOf(words: readonly NameWord[]): string {
  if (words.length < 2 || words.some(({ script }) => script !== 'latin')) return '';
  return words.map(({ key, letters }) => (letters ? key : key[0])).join('');
}

function spells(letters: readonly string[], initials: string): boolean {
  return (
    letters.length === initials.length && letters.every((letter, at) => letter.includes(initials[at] ?? ' '))
  );
}
