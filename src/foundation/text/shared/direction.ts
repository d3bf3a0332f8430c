export type Direction = 'ltr' | 'rtl';

const strong =
  /(\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko})|\p{L}/u;

/** @returns the direction of the first letter, as `dir="auto"` finds it; null for a text without letters. */
export function firstDirection(text: string): Direction | null {
  const found = strong.exec(text);
  if (!found) return null;
  return found[1] === undefined ? 'ltr' : 'rtl';
}
