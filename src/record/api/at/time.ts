import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Day } from '../../../foundation/text/partial-date.ts';
import { type AsOf, readAsOf } from '../../companies/as-of.ts';
import type { RecordKind } from '../kinds/field.ts';

const past = new Set<ThingKind>(['company', 'contract', 'incident']);

/** Whether things of the kind are told as they stood at a time, by `on`: companies, and what hangs on them. */
export const hasPast = ({ kind }: Pick<RecordKind, 'kind'>) => past.has(kind);

/** The time of an answer that asks for none: what is told is told as it is today. */
export type On = AsOf | null;

export type ReadOn = { ok: true; value: On } | { ok: false; detail: string };

/**
 * Reads what time an address asks for: a day, a month or a year that has begun, in ASCII digits, as all of the interface.
 * @param today 'YYYY-MM-DD'
 * @returns null for none asked for; for what is no time, or of a kind that has no past here, the sentence that says so.
 */
export function readOn(kind: RecordKind, query: URLSearchParams, today: Day): ReadOn {
  const [text, second] = query.getAll('on');
  if (text === undefined) return { ok: true, value: null };
  if (!hasPast(kind))
    return { ok: false, detail: `There is no parameter “on” here: ${kind.plural} are told as of today.` };
  if (second !== undefined) return { ok: false, detail: '“on” is given twice.' };
  const value = readAsOf(text, today);
  return value === null || value.on !== text
    ? { ok: false, detail: 'on is a day, a month or a year that has begun: 2008-06-01, 2008-06 or 2008.' }
    : { ok: true, value };
}
