import { createReadStream } from 'node:fs';
import { Refused } from './model.ts';
import { looksActive } from './sniff.ts';

/**
 * Reads a text through.
 * @throws Refused `text` when it is not UTF-8 or has controls that no text has; `active` when a browser could take any
 * part of it for a page.
 */
export async function checkText(path: string): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([before, chunk]);
    if (looksActive(bytes)) throw new Refused('active');
    checkLetters(decoded(() => decoder.decode(chunk, { stream: true })));
    // A mark may lie across the border of two chunks.
    before = bytes.subarray(-16);
  }
  checkLetters(decoded(() => decoder.decode()));
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new Refused('text');
  }
}

function checkLetters(text: string): void {
  if (/[^\P{Cc}\t\n\f\r\u0085]/u.test(text)) throw new Refused('text');
}
