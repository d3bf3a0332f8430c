/**
 * The order of the Sorani alphabet, which `Intl` lacks (its default puts ز before ڕ): ئ ا ب پ ت ج چ ح خ د ر ڕ ز ژ س
 * ش ع غ ف ڤ ق ک گ ل ڵ م ن و ۆ ه ە ی ێ. A letter that is not among them stands behind them, by code point; spaces
 * and marks of punctuation stand before them. For `sort`.
 */
export function compareSorani(a: string, b: string): number {
  const left = [...a.normalize('NFC')];
  const right = [...b.normalize('NFC')];
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = weight(left[at] ?? '') - weight(right[at] ?? '');
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const alphabet = new Map([...'ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ'].map((letter, at) => [letter, at]));

function weight(letter: string): number {
  const at = alphabet.get(letter);
  if (at !== undefined) return at;
  const point = letter.codePointAt(0) ?? 0;
  return /\p{L}/u.test(letter) ? alphabet.size + point : point - 0x110000;
}
