import type { Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Standing } from '../model.ts';
import type { StepKind, Vote } from './model.ts';

interface TreatyStepTextTable {
  thing_id: Id;
  lang: Lang;
  state: 'draft' | 'published';
  title: string;
  body: string;
  summary: string;
  based_on_revision: number | null;
  revision: Generated<number>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    treaty_step: {
      id: Id;
      date: PartialDate;
      kind: Generated<StepKind>;
      standing: Generated<Standing>;
      votes_for: number | null;
      votes_against: number | null;
      abstentions: number | null;
      law_id: Id | null;
    };
    treaty_step_text: TreatyStepTextTable;
    treaty_vote: { step_id: Id; country: string; vote: Vote };
  }
}
