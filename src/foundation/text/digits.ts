/** The ten digits of a script, from its zero. */
function digitsFrom(zero: number): [string, string][] {
  return Array.from({ length: 10 }, (_, n) => [String.fromCodePoint(zero + n), String(n)]);
}

/** The digits that people type in Arabic (٠–٩) and in Kurdish and Persian (۰–۹), and what they are in ASCII. */
export const easternDigits: Readonly<Record<string, string>> = Object.fromEntries([
  ...digitsFrom(0x0660),
  ...digitsFrom(0x06f0),
]);

/** @returns a number or a date as it was typed, in ASCII digits and with a point before decimals; all else as it was. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => easternDigits[digit] ?? digit)
    .replaceAll('\u066b', '.');
}
