import * as mupdf from 'mupdf';

export interface ReadPdf {
  pages: number;
  title: string;
  lang: string;
  tagged: boolean;
  /** Each line of each page, its letters in the order in which they are read. */
  lines: string[];
}

/** Reads the text of a PDF out again, as somebody does who searches in it or copies from it. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  const catalogue = document instanceof mupdf.PDFDocument ? document.getTrailer().get('Root') : null;
  const pages = document.countPages();
  const lines: string[] = [];
  for (let number = 0; number < pages; number += 1)
    lines.push(...linesOf(document.loadPage(number).toStructuredText('preserve-whitespace')));
  return {
    pages,
    title: document.getMetaData('info:Title') ?? '',
    lang: catalogue?.get('Lang').asString() ?? '',
    tagged: catalogue?.get('MarkInfo').get('Marked').asBoolean() ?? false,
    lines,
  };
}

interface Glyph {
  text: string;
  x: number;
  width: number;
}

/** The lines of a page. A reader finds letters in places; the order in which they are read is that of their script. */
function linesOf(text: mupdf.StructuredText): string[] {
  const lines: string[] = [];
  let glyphs: Glyph[] = [];
  text.walk({
    beginLine() {
      glyphs = [];
    },
    onChar(text, _origin, _font, _size, quad) {
      const xs = [quad[0], quad[2], quad[4], quad[6]];
      const x = Math.min(...xs);
      if (/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)) return;
      glyphs.push({ text: text.normalize('NFKC'), x, width: Math.max(...xs) - x });
    },
    endLine() {
      const line = logical(glyphs);
      if (line !== '') lines.push(line);
    },
  });
  return lines;
}

function logical(glyphs: readonly Glyph[]): string {
  // Marks stand above their letter: they are read after it.
  const sorted = glyphs
    .filter(({ text }) => text.trim() !== '')
    .toSorted((a, b) => a.x + a.width / 2 - (b.x + b.width / 2));
  const isArabic = (text: string) => /[\p{Script=Arabic}]/u.test(text);
  const rightToLeft = sorted.some(({ text }) => isArabic(text));
  const runs: { arabic: boolean; glyphs: Glyph[] }[] = [];
  for (const glyph of rightToLeft ? sorted.toReversed() : sorted) {
    const arabic = rightToLeft && !/[\p{Script=Latin}\p{Nd}]/u.test(glyph.text);
    const last = runs.at(-1);
    if (last?.arabic === arabic) last.glyphs.push(glyph);
    else runs.push({ arabic, glyphs: [glyph] });
  }
  return runs
    .map((run) => withSpaces(run.arabic || !rightToLeft ? run.glyphs : run.glyphs.toReversed()))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A gap between two letters that is wider than a fifth of a letter is a space. */
function withSpaces(glyphs: readonly Glyph[]): string {
  let text = '';
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (last) {
      const gap = Math.max(glyph.x - (last.x + last.width), last.x - (glyph.x + glyph.width));
      if (gap > 1.2) text += ' ';
    }
    text += glyph.text;
    last = glyph;
  }
  return text;
}
