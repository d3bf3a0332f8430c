/** What a visitor typed into a field of one line, made safe to keep, to show and to put into a mail's header. */
export type CleanLine = { ok: true; text: string } | { ok: false; reason: 'ill-formed' | 'too-long' };

/**
 * Cleans one line: NFC; line breaks, tabs and invisible blanks are spaces; control characters, direction marks
 * and overrides, and other invisible format characters go; spaces are single and never at the ends.
 *
 * A zero-width non-joiner stays between two letters, where Persian and old Kurdish spelling need it, and a
 * zero-width joiner also inside an emoji. More than six marks on one letter are cut to six.
 * `ill-formed`: it holds NUL or half a character, which no keyboard types. `too-long`: more than `max` code points
 * after cleaning. An empty line is not a failure: whether a field is required is the form's rule.
 */
export function cleanLine(input: string, max: number): CleanLine {
  if (!input.isWellFormed() || input.includes('\0')) return { ok: false, reason: 'ill-formed' };
  const text = input
    .normalize('NFC')
    .replace(blanks, ' ')
    .replace(invisible, '')
    .replace(strayJoiners, '')
    .replace(heapedMarks, '$1')
    .replace(/ +/g, ' ')
    .normalize('NFC')
    .trim();
  return [...text].length > max ? { ok: false, reason: 'too-long' } : { ok: true, text };
}

// White space and the characters that look like it: next line, Hangul fillers, the blank Braille cell.
const blanks = /(?!\ufeff)[\s\u0085\u115f\u1160\u3164\uffa0\u2800]/gu;

// Controls, format characters except the two joiners, and code points that are no characters.
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu;

const strayJoiners =
  /(?<![\p{L}\p{M}])\u200c|\u200c(?!\p{L})|(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier})\u200d|\u200d(?![\p{L}\p{Extended_Pictographic}])/gu;

const heapedMarks = /(\p{M}{6})\p{M}+/gu;

const longestInitials = 6;

/**
 * The initials by which someone is shown who does not want the whole name shown: 'Ahmed Al-Rawi' is 'A. A.',
 * 'أحمد الراوي' is 'أ. ر.' (in Arabic script without the article, parted by a narrow no-break space).
 * One letter for each word, at most six; '' when the name has no letter, and then only counts.
 */
export function initials(name: string): string {
  const letters = name
    .normalize('NFC')
    .split(/\s+/u)
    .map(firstLetter)
    .filter((letter) => letter !== '')
    .slice(0, longestInitials);
  const space = letters.some((letter) => arabicLetter.test(letter)) ? '\u202f' : ' ';
  return letters.map((letter) => `${letter}.`).join(space);
}

const arabicLetter = /\p{Script=Arabic}/u;

function firstLetter(word: string): string {
  // Marks and tatweel go first, so that the article is found in vocalised names too.
  const bare = word.replace(/[\u0640\u064b-\u065f\u0670]/gu, '');
  // The article before at least three letters: الراوي, but not الين.
  const letter = bare.replace(/^[^\p{L}]*[اٱ]ل(?=\p{L}{3})/u, '').match(/\p{L}/u)?.[0] ?? '';
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}
