import { fileAddress } from './model.ts';
import type { OfferedPicture } from './store.ts';

/** A picture as the editor's script gets it. */
export interface Pickable {
  sha256: string;
  name: string;
  /** The address by which a text names it. */
  href: string;
  /** In the language of the text; '' where nobody has written it: such a picture cannot be put in yet. */
  alt: string;
  width: number;
  height: number;
  /** For the staff, whether the picture is public or not. */
  thumb: string;
}

/** @returns the picture as a chooser shows it. */
export function pickable(picture: OfferedPicture): Pickable {
  const { sha256, name, alt, width, height, thumbnail } = picture;
  return {
    sha256,
    name,
    href: fileAddress(picture),
    alt,
    width,
    height,
    thumb: `/desk/files/${sha256}/${thumbnail}.webp`,
  };
}
