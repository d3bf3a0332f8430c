import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindOf, largest } from '../model.ts';
import { withEnding } from '../names.ts';
import { checkMp4 } from './film.ts';
import { type Answer, Refused, type Work } from './model.ts';
import { checkOffice } from './office.ts';
import { checkPdf } from './pdf.ts';
import { type Forms, makePicture, withoutMetadata } from './picture.ts';
import { type Sniffed, sniff } from './sniff.ts';
import { checkText } from './text.ts';

/** Looks into one file, and makes what is to be kept of it. Runs in a process of its own: see `runIn`. */
export async function workOn(work: Work): Promise<Answer> {
  try {
    const found = await stat(work.path).catch(() => null);
    if (found === null) throw new Refused('missing');
    const sniffed = await sniff(work.path, work.name);
    const kind = kindOf(sniffed.mediaType);
    if (kind === 'other' || found.size > largest[kind]) throw new Refused('too_large');
    const { kept, picture } = await check(work, sniffed);
    if (kept !== null) await writeFile(join(work.out, 'kept'), kept);
    return {
      mediaType: sniffed.mediaType,
      name: withEnding(work.name, sniffed.ending),
      kept: kept === null ? null : 'kept',
      picture,
    };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}

/** @returns the bytes to keep where they are others than those that came (null: as they came), and a picture's forms. */
async function check(
  { path, discreet, out }: Work,
  { is, mediaType }: Sniffed,
): Promise<{ kept: Uint8Array | null; picture: Forms | null }> {
  if (is === 'picture') {
    const picture = await makePicture(path, out);
    return { kept: discreet ? await withoutMetadata(path) : null, picture };
  }
  if (is === 'pdf') return { kept: await checkPdf(path, discreet), picture: null };
  if (is === 'office') await checkOffice(path);
  if (is === 'text') await checkText(path);
  if (mediaType === 'video/mp4') await checkMp4(path);
  return { kept: null, picture: null };
}
