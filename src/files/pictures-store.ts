import type { Db } from '../foundation/database/database.ts';
import type { TextPicture } from '../foundation/text/picture.ts';
import {
  fileAddress,
  filesNamedIn,
  type PictureData,
  type PictureFormat,
  type PictureVariant,
} from './model.ts';
import { variantFile } from './serving/store.ts';
import { readPictures } from './store.ts';

/**
 * @returns the pictures that Markdown texts name, as `renderMarkdown` takes them, by the SHA-256 in their addresses. No
 * query where no text names a file.
 */
export async function readTextPictures(
  db: Db,
  texts: readonly string[],
): Promise<ReadonlyMap<string, TextPicture>> {
  const found = await readPictures(db, filesNamedIn(texts));
  return new Map(
    [...found].flatMap(([sha256, picture]) => {
      const shown = shownAs(picture);
      return shown ? [[sha256, shown]] : [];
    }),
  );
}

/** The formats that few old browsers lack, the best first; the JPEG stands for those. */
const better = ['avif', 'webp'] as const satisfies readonly PictureFormat[];

/** @returns the picture as a page shows it; null while it has no form that every browser knows. */
export function shownAs(picture: PictureData): TextPicture | null {
  const address = (variant: PictureVariant) =>
    fileAddress({ sha256: variant.sha256, name: variantFile(picture.name, variant.format).name });
  const of = (format: PictureFormat) =>
    picture.variants.filter((one) => one.format === format).sort((a, b) => a.width - b.width);
  // The largest: an old browser takes what it is given.
  const plain = of('jpeg').at(-1);
  if (!plain) return null;
  return {
    src: address(plain),
    width: plain.width,
    height: plain.height,
    sources: better
      .map((format) => ({
        type: `image/${format}`,
        srcset: of(format)
          .map((variant) => `${address(variant)} ${variant.width}w`)
          .join(', '),
      }))
      .filter(({ srcset }) => srcset !== ''),
  };
}
