import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** The parts that a campaign page can have, in the order of a new one. Which it has, and in which order, is data. */
export const sectionKinds = [
  'names',
  'who',
  'challenge',
  'report',
  'objectives',
  'news',
  'sign',
  'involved',
  'documents',
  'videos',
  'asks',
  'signatories',
] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Where a campaign can live besides this site. */
export const linkKinds = [
  'facebook-page',
  'facebook-group',
  'x',
  'telegram',
  'instagram',
  'youtube',
  'mastodon',
  'bluesky',
] as const;
export type CampaignLinkKind = (typeof linkKinds)[number];

/** What the short texts of a campaign page are. */
export const pointKinds = ['objective', 'ask', 'action'] as const;

export interface CampaignLink {
  kind: CampaignLinkKind;
  url: string;
}

/** An objective, an ask (its label says of whom) or something a visitor can do. */
export interface CampaignPoint {
  id: Id;
  kind: (typeof pointKinds)[number];
  lang: Lang;
  label: string;
  text: string;
}

export interface Campaign {
  id: Id;
  slug: string;
  lang: Lang;
  name: string;
  tagline: string;
  whoWeAre: string;
  challenge: string;
  /** In the order in which the page shows them; only those that are shown. */
  sections: SectionKind[];
  links: CampaignLink[];
  points: CampaignPoint[];
  /** Came with the software and waits for two of the staff to adopt it. */
  unadopted: boolean;
}
