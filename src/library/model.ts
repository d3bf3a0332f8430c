import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

export type ItemKind = 'report' | 'statement' | 'album' | 'video' | 'law' | 'other';

/** One thing in the library. */
export interface Item {
  id: Id;
  slug: string;
  kind: ItemKind;
  author: string | null;
  publisher: string | null;
  year: number | null;
  /** The language of the document itself, a BCP 47 tag. */
  language: string | null;
  url: string | null;
  publisherUrl: string | null;
  urlIs: 'publisher' | 'mirror' | null;
  unSymbol: string | null;
  /** A page of this site that is the item itself, below the language: `/record/report`. */
  page: string | null;
  file: { sha256: string; bytes: number; mediaType: string; name: string } | null;
  lang: Lang;
  title: string;
  abstract: string;
  unadopted: boolean;
}

/** The page where the item is read or watched: the publisher's own before a mirror, which may track its visitors. */
export function bestUrl(item: Pick<Item, 'url' | 'publisherUrl'>): string | null {
  return item.publisherUrl ?? item.url;
}

/** @returns the host of an address as people know it, without `www.`. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}
