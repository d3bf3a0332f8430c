import { readFile } from 'node:fs/promises';
import * as mupdf from 'mupdf';
import { Refused } from './model.ts';

/** Annotations that people make; a form field's `T` is its name, theirs is who wrote it. */
const remarks = new Set(
  'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink FileAttachment Popup Redact'.split(
    ' ',
  ),
);

/**
 * Opens a PDF and counts its pages.
 * @param discreet take out who made it and with what: the information dictionary, every XMP packet, what programs left
 * for themselves, and the names on remarks. Its text, and the pictures in it, stay as they are.
 * @returns the new bytes where it was asked to, else null: the file stays as it came.
 * @throws Refused `broken` when it has no end or no page, `encrypted` when it needs a password.
 */
export async function checkPdf(path: string, discreet: boolean): Promise<Uint8Array | null> {
  const bytes = await readFile(path);
  if (!bytes.subarray(-4096).includes('%%EOF')) throw new Refused('broken');
  const document = opened(bytes);
  try {
    if (document.needsPassword()) throw new Refused('encrypted');
    if (pagesOf(document) < 1) throw new Refused('broken');
    if (!discreet) return null;
    forgetAuthors(document);
    // Copied: the buffer is a view of memory that ends with the document.
    return Uint8Array.from(document.saveToBuffer('garbage=3,compress').asUint8Array());
  } finally {
    document.destroy();
  }
}

function opened(bytes: Uint8Array): mupdf.PDFDocument {
  try {
    const document = mupdf.Document.openDocument(bytes, 'application/pdf').asPDF();
    if (document) return document;
  } catch {
    // Said below, like a document that is none.
  }
  throw new Refused('broken');
}

function pagesOf(document: mupdf.PDFDocument): number {
  try {
    return document.countPages();
  } catch {
    return 0;
  }
}

function forgetAuthors(document: mupdf.PDFDocument): void {
  document.getTrailer().delete('Info');
  const count = document.countObjects();
  for (let number = 1; number < count; number += 1) {
    const object = document.newIndirect(number).resolve();
    if (!object.isDictionary()) continue;
    for (const key of ['Metadata', 'PieceInfo']) if (!object.get(key).isNull()) object.delete(key);
    const subtype = object.get('Subtype');
    if (subtype.isName() && remarks.has(subtype.asName()) && !object.get('Rect').isNull()) object.delete('T');
  }
}
