import type { Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';
import type { Does, LawKind, LawStatus, Question } from './model.ts';

interface LawTable extends Record<Question, Generated<Does>> {
  id: Id;
  country: string;
  adopted: PartialDate | null;
  kind: LawKind;
  status: LawStatus;
  standing: Generated<Standing>;
}
interface LawTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  summary: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    law: LawTable;
    law_text: LawTextTable;
  }
}
