import { parsePartialDate } from '../../../foundation/text/partial-date.ts';
import type { CaseStatus, StageKind } from '../../cases/model.ts';
import type { AsOf } from '../../companies/as-of.ts';
import { caseAt } from '../../companies/page/at/case-at.ts';
import { courtCase } from '../kinds/cases.ts';
import type { JsonObject, Statement } from '../kinds/statement.ts';
import { withoutTexts } from './statement-at.ts';

/** A case as it stood, with its steps of then. */
export interface CaseThenTold {
  own: JsonObject;
  stages: JsonObject[];
}

/**
 * @returns a case as it stood at a time, by the rule of the page of a company: the steps that had been taken, the end and the
 * outcome only where they had come, and as `status` what the steps had made of it, null where they do not tell. Null where
 * it was yet to come.
 */
export function courtCaseAt(said: Statement, stages: readonly Statement[], asOf: AsOf): CaseThenTold | null {
  const [then] = caseAt(
    {
      filed: parsePartialDate(said.filed),
      decided: parsePartialDate(said.decided),
      status: said.status as CaseStatus, // a code of the column, which the database checks
      stages: stages.map((one) => ({
        id: one.id,
        date: parsePartialDate(one.date),
        kind: one.type as StageKind, // likewise
        position: typeof one.position === 'number' ? one.position : null,
        said: one,
      })),
    },
    asOf,
  );
  if (then === undefined) return null;
  const { decided, mark, stood } = then;
  const known = { ...said, decided, status: stood.status, stood: mark };
  return {
    own: stood.closed ? known : { ...known, ...withoutTexts(courtCase, said, ['outcome', 'parties']) },
    stages: then.stages.map((one) => ({ ...one.said, ...(one.mark !== null && { stood: one.mark }) })),
  };
}
