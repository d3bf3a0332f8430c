import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { Refused } from './model.ts';

/** What a file is, by its own bytes. */
export interface Sniffed {
  is: 'picture' | 'pdf' | 'office' | 'text' | 'film' | 'sound';
  mediaType: string;
  /** The ending that its name gets. */
  ending: string;
}

const office = 'application/vnd.openxmlformats-officedocument.';
const open_ = 'application/vnd.oasis.opendocument.';

/** What is let in, by the media type that its bytes say. */
const welcome: ReadonlyMap<string, Sniffed> = new Map(
  (
    [
      ['image/jpeg', 'picture', 'jpg'],
      ['image/png', 'picture', 'png'],
      ['image/webp', 'picture', 'webp'],
      ['image/avif', 'picture', 'avif'],
      ['image/gif', 'picture', 'gif'],
      ['application/pdf', 'pdf', 'pdf'],
      [`${office}wordprocessingml.document`, 'office', 'docx'],
      [`${office}spreadsheetml.sheet`, 'office', 'xlsx'],
      [`${office}presentationml.presentation`, 'office', 'pptx'],
      [`${open_}text`, 'office', 'odt'],
      [`${open_}spreadsheet`, 'office', 'ods'],
      [`${open_}presentation`, 'office', 'odp'],
      ['video/mp4', 'film', 'mp4'],
      ['video/webm', 'film', 'webm'],
      ['audio/mpeg', 'sound', 'mp3'],
      ['audio/ogg', 'sound', 'ogg'],
      ['audio/ogg; codecs=opus', 'sound', 'ogg'],
      ['video/ogg', 'film', 'ogv'],
    ] as const
  ).map(([type, is, ending]) => [type, { is, mediaType: type.replace(/;.*/, ''), ending }]),
);
/** Types that a library takes for another that is welcome: a PNG that moves, a film of an Apple player. */
const alias: Readonly<Record<string, string>> = { 'image/apng': 'image/png', 'video/x-m4v': 'video/mp4' };

/**
 * Looks at the bytes, never at the name or at what a browser said; the name only tells a table (`.csv`) from another text.
 *
 * @throws Refused `empty`; `active` for what could act in a browser (HTML, SVG, XML); `heic`; `type` for all else that is
 * not on the list.
 */
export async function sniff(path: string, name: string): Promise<Sniffed> {
  const head = await headOf(path, 4096);
  if (head.length === 0) throw new Refused('empty');
  const found = await fileTypeFromFile(path).catch(() => {
    throw new Refused('broken');
  });
  if (found === undefined) return sniffText(head, name);
  const mime: string = found.mime;
  if (/^image\/hei[cf]/.test(mime)) throw new Refused('heic');
  if (/xml|html|svg/.test(mime) && !mime.startsWith('application/vnd.')) throw new Refused('active');
  if (/macroenabled/i.test(mime)) throw new Refused('macros');
  if (mime === 'application/x-cfb') throw new Refused('encrypted');
  const sniffed = welcome.get(alias[mime] ?? mime);
  if (sniffed === undefined) throw new Refused('type');
  // What begins as a PDF and holds a page beside it is read as either by those who want it to be.
  if (sniffed.is === 'pdf' && looksActive(head)) throw new Refused('active');
  return sniffed;
}

function sniffText(head: Buffer, name: string): Sniffed {
  if (looksActive(head)) throw new Refused('active');
  // `checkText` reads the rest.
  if (head.includes(0)) throw new Refused('type');
  const table = /\.csv$/i.test(name);
  return { is: 'text', mediaType: table ? 'text/csv' : 'text/plain', ending: table ? 'csv' : 'txt' };
}

/** Whether bytes hold what a browser would run or draw, in any of the encodings that it guesses. */
export function looksActive(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').replaceAll('\0', '');
  return /<(!doctype|html|head|body|script|svg|iframe|object|embed|math|style|meta|\?xml|!entity)\b/i.test(
    text,
  );
}

async function headOf(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
