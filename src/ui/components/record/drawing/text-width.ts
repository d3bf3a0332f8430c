/**
 * How wide a text will be, from above: the server has no font to ask. Widths are those of the site's faces (Vazirmatn 500,
 * Newsreader 600, Noto Naskh Arabic 600; the wider of them per group of letters), so that what is laid out by this never
 * overlaps; a face that stands in while those load may be a little wider.
 *
 * @returns the width in the unit of `size`, the size of the type.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) {
    let width = widths.get(letter);
    if (width === undefined) {
      width = emsOf(letter);
      widths.set(letter, width);
    }
    ems += width;
  }
  return ems * size;
}

/** Of letters that were asked for; there are no more than the record writes with. */
const widths = new Map<string, number>();

function emsOf(letter: string): number {
  if (/[iljI.,:;'’!|()[\]ftr \-–·]/u.test(letter)) return 0.4;
  if (/[mwMW@%—…]/u.test(letter)) return 1.02;
  if (/[A-Z&]/u.test(letter)) return 0.8;
  if (/\p{M}|\p{Cf}/u.test(letter)) return 0;
  if (/[سشصض]/u.test(letter)) return 1;
  if (/[كگک]/u.test(letter)) return 0.68;
  if (/\p{Script=Arabic}/u.test(letter)) return 0.54;
  return /[\u0020-\u024f]/u.test(letter) ? 0.62 : 1.05;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, cut to what fits into `width` with an ellipsis where it does not. Nothing fits into less than the ellipsis. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = '';
  let used = textWidth('…', size);
  if (used > width) return '';
  for (const { segment } of graphemes.segment(text)) {
    used += textWidth(segment, size);
    if (used > width) break;
    kept += segment;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}
