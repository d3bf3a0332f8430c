import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../paths.ts';

/**
 * The faces of what is typeset, whole and as TrueType: a name has any letter, and the subsets of the pages lack many.
 * Amiri sets Arabic and Sorani in documents, since its text comes out of a PDF again as it went in: in Noto Naskh Arabic
 * a letter is several glyphs, and readers of PDF double it (docs/decisions/0011-typesetting.md).
 */
const faces = [
  'newsreader/400Regular/Newsreader_400Regular.ttf',
  'newsreader/600SemiBold/Newsreader_600SemiBold.ttf',
  'amiri/400Regular/Amiri_400Regular.ttf',
  'amiri/700Bold/Amiri_700Bold.ttf',
  'noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf',
  'vazirmatn/500Medium/Vazirmatn_500Medium.ttf',
  'noto-sans-syriac/400Regular/NotoSansSyriac_400Regular.ttf',
  'noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf',
] as const;

/** @returns the bytes of every face: from the packages of this installation, never from the network. */
export function readFaces(): Buffer[] {
  const { resolve } = createRequire(join(root, 'package.json'));
  return faces.map((face) => readFileSync(resolve(`@expo-google-fonts/${face}`)));
}
