/** One picture of ours as a page shows it: at several widths, in the best format that the browser takes. */
export interface TextPicture {
  /** For browsers that know none of `sources`. Addresses are paths of this site. */
  src: string;
  /** In pixels, of `src`: the page keeps room for it before it is there. */
  width: number;
  height: number;
  /** The best format first. `srcset` names each file with its width: `/a 480w, /b 960w`. */
  sources: readonly { type: string; srcset: string }[];
}

/** @returns the SHA-256 in the address of a file of ours (`/files/<sha256>/<name>`); null for any other address. */
export function hashInAddress(address: string): string | null {
  return /^\/files\/([0-9a-f]{64})\/[^/?#]*$/.exec(address)?.[1] ?? null;
}
