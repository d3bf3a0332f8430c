import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { PartialDate } from '../foundation/text/partial-date.ts';

export interface NewsItem {
  id: Id;
  slug: string;
  date: PartialDate;
  lang: Lang;
  title: string;
  /** Markdown. */
  body: string;
  sourceUrl: string | null;
  publishedAt: Date;
  changedAt: Date;
  unadopted: boolean;
  /** The wide picture by which it is shared, hex; null while there is none in its language. */
  card: string | null;
}
