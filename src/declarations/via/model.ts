import type { Id } from '../../foundation/database/id.ts';

/** The most that the name of a campaign link in an address may have. */
export const longestVia = 40;

/** A campaign link: an address of the declaration that tells by where it was spread who came. */
export interface Via {
  id: Id;
  campaignId: Id;
  campaignSlug: string;
  slug: string;
  /** For the staff: where it is spread. */
  name: string;
  madeAt: Date;
  /** Signatures by it that were confirmed. */
  signatures: number;
}

/** @returns the name of a campaign link as an address may hold it; null for anything else. */
export function readVia(text: string | undefined): string | null {
  return text !== undefined && text.length <= longestVia && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
    ? text
    : null;
}

/** The address of the declaration by a campaign link, below its language. */
export function pathOfVia(campaignSlug: string, via: string): string {
  return `/campaigns/${campaignSlug}/via/${via}`;
}
