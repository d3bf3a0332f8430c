import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { type PictureFormat, widthsFor } from '../model.ts';
import { Refused } from './model.ts';

/** More than any camera has; a picture is opened by rows, so memory stays far below four bytes each. */
const mostPixels = 100_000_000;
/** Of the one JPEG, for mails and for what other sites show of a link. */
const jpegWidth = 1200;
/** Seconds that one step may take. */
const patience = 90;

sharp.cache(false);
sharp.concurrency(1);

/** A picture's forms, as files in a folder. */
export interface Forms {
  width: number;
  height: number;
  variants: { format: PictureFormat; width: number; height: number; file: string }[];
}

/**
 * Makes the forms in which a picture is served: upright, in the colours of the web, and without anything that a camera
 * or a program wrote beside the picture. Of one that moves, the first image.
 *
 * @param out the folder that they are written to.
 * @throws Refused `pixels`, or `broken` when it cannot be read to its end.
 */
export async function makePicture(path: string, out: string): Promise<Forms> {
  const { width, height } = await measure(path);
  const variants: Forms['variants'] = [];
  const make = async (format: PictureFormat, to: number) => {
    const file = `${format}-${to}`;
    const small = source(path).autoOrient().resize({ width: to, withoutEnlargement: true });
    const made = await reading(() => encoded(small, format).toFile(join(out, file)));
    variants.push({ format, width: made.width, height: made.height, file });
  };
  // The smallest work first: what is broken is found soon.
  await make('jpeg', Math.min(width, jpegWidth));
  for (const to of widthsFor(width)) {
    await make('webp', to);
    await make('avif', to);
  }
  return { width, height, variants };
}

/** @returns the picture in full size and in its own format, without what was written beside it. */
export async function withoutMetadata(path: string): Promise<Uint8Array> {
  return reading(async () => {
    const { format } = await sharp(path, { ...careful, limitInputPixels: false }).metadata();
    // What moves has no orientation, and would lose it if it were read as one that moves.
    const animated = format === 'gif' || format === 'webp';
    const upright = sharp(path, { ...careful, animated })
      .timeout({ seconds: patience })
      .autoOrient();
    if (format === 'jpeg') return upright.jpeg({ quality: 92 }).toBuffer();
    if (format === 'webp') return upright.webp({ quality: 92 }).toBuffer();
    if (format === 'heif') return upright.avif({ quality: 80, effort: 2 }).toBuffer();
    if (format === 'gif') return upright.gif().toBuffer();
    return upright.png().toBuffer();
  });
}

const careful = { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true } as const;

function source(path: string): Sharp {
  return sharp(path, careful).timeout({ seconds: patience });
}

async function measure(path: string): Promise<{ width: number; height: number }> {
  const { autoOrient } = await reading(() => sharp(path, { ...careful, limitInputPixels: false }).metadata());
  if (autoOrient.width * autoOrient.height > mostPixels) throw new Refused('pixels');
  return autoOrient;
}

function encoded(picture: Sharp, format: PictureFormat): Sharp {
  if (format === 'avif') return picture.avif({ quality: 52, effort: 2 });
  if (format === 'webp') return picture.webp({ quality: 76 });
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 78, mozjpeg: true });
}

async function reading<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message)) throw new Refused('pixels');
    throw new Refused('broken');
  }
}
