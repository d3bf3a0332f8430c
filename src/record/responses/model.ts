import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';

/** What a company answered to a statement about it. It stands beside the statement, wherever that is shown. */
export interface CompanyResponse {
  id: Id;
  /** The statement that it answers. */
  about: Id;
  company: { id: Id; slug: string; name: string; nameLang: string };
  date: PartialDate | null;
  lang: Lang;
  text: string;
}
