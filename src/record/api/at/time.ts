import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Day } from '../../../foundation/text/partial-date.ts';
import { type AsOf, readAsOf } from '../../companies/as-of.ts';
import { daysOf } from '../filters.ts';
import type { RecordKind } from '../kinds/field.ts';

const past = new Set<ThingKind>(['company', 'contract', 'incident', 'case']);

/** Whether things of the kind are told as they stood at a time, by `on`: companies, and what hangs on them. */
export const hasPast = ({ kind }: Pick<RecordKind, 'kind'>) => past.has(kind);

/** @returns why things of a kind are told as of today only, and what to ask for instead where there is something. */
export function whyNoPast(kind: RecordKind): string {
  const instead = daysOf(kind) === null ? '' : ' For what there was by a day ask with “to”.';
  return `${reasons[kind.kind] ?? `${kind.plural} have no past of their own.`} They are told as of today.${instead}`;
}

const reasons: Partial<Record<ThingKind, string>> = {
  law: 'the record has one day of a law, that of its adoption, and not since when it did what it does.',
  'treaty-step': 'a step towards a treaty was taken on its day and is what it was.',
};

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
  if (!hasPast(kind)) return { ok: false, detail: `There is no parameter “on” here: ${whyNoPast(kind)}` };
  if (second !== undefined) return { ok: false, detail: '“on” is given twice.' };
  const value = readAsOf(text, today);
  return value === null || value.on !== text
    ? { ok: false, detail: 'on is a day, a month or a year that has begun: 2008-06-01, 2008-06 or 2008.' }
    : { ok: true, value };
}
