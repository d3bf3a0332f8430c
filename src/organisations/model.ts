import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** A civil-society body: member, partner, or named for its public work; its role says which. */
export interface Organisation {
  id: Id;
  slug: string;
  country: string;
  url: string | null;
  lang: Lang;
  name: string;
  also: string[];
  kind: string;
  role: string;
  unadopted: boolean;
  /** Days: since when it is a member of the initiative, and until when; null for one that never was. */
  memberSince: string | null;
  memberUntil: string | null;
}
