import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { SiteSettings } from './settings/model.ts';

/** What the frame of every page needs to know. On an empty site there is no initiative and no campaign yet. */
export interface Frame {
  initiative: { name: string; shortName: string } | null;
  languages: Lang[];
  campaign: { id: Id; slug: string; name: string; tagline: string; declaration: boolean } | null;
  /** The ids of all campaigns, by slug. */
  campaigns: Record<string, Id>;
  settings: Pick<SiteSettings, 'menu' | 'logo'>;
  /** The style sheets of the campaigns that have a colour of their own, by the campaign's id. */
  colours: Readonly<Partial<Record<Id, string>>>;
}

export interface Initiative {
  id: Id;
  url: string | null;
  /** The language of the texts: another than the page's where a translation is missing. */
  lang: Lang;
  name: string;
  shortName: string;
  purpose: string;
}

export type ChannelKind = 'signal' | 'pgp' | 'globaleaks' | 'securedrop' | 'email' | 'post';

export interface ContactChannel {
  kind: ChannelKind;
  value: string;
  note: string | null;
}
