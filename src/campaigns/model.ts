import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** The parts that a campaign page can have. Which it has, and in which order, is data. */
export type SectionKind =
  | 'names'
  | 'who'
  | 'challenge'
  | 'report'
  | 'objectives'
  | 'asks'
  | 'news'
  | 'sign'
  | 'involved'
  | 'documents'
  | 'videos'
  | 'signatories';

export type CampaignLinkKind =
  | 'facebook-page'
  | 'facebook-group'
  | 'x'
  | 'telegram'
  | 'instagram'
  | 'youtube'
  | 'mastodon'
  | 'bluesky';

export interface CampaignLink {
  kind: CampaignLinkKind;
  url: string;
}

/** An objective, an ask (its label says of whom) or something a visitor can do. */
export interface CampaignPoint {
  id: Id;
  kind: 'objective' | 'ask' | 'action';
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
