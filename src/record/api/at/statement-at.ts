import { type PartialDate, parsePartialDate } from '../../../foundation/text/partial-date.ts';
import { type AsOf, eventMark, type Mark, markOf } from '../../companies/as-of.ts';
import { mayGoOn } from '../../companies/page/at/page-at.ts';
import type { End } from '../../model.ts';
import type { Period } from '../../then.ts';
import { daysOf } from '../filters.ts';
import type { RecordKind } from '../kinds/field.ts';
import { isObject, type Json, type JsonObject } from '../kinds/statement.ts';

/** Texts that know how it went on, of each kind: the pages of a time leave them out as well. */
const fromToday: Partial<Record<RecordKind['kind'], readonly string[]>> = {
  company: ['summary'],
  'company-name': ['note'],
  contract: ['subject'],
  incident: ['summary'],
};

/**
 * @returns a statement as it stood at a time, by the rules of the page of a company: of what ran then not how it ended, of
 * what may have gone on neither its end nor its figures, no text that knows more, and as `stood` how it stands to that time.
 * Null where it was yet to come.
 */
export function statementAt(kind: RecordKind, said: JsonObject, asOf: AsOf): JsonObject | null {
  const mark = markAt(kind, said, asOf);
  if (mark === 'later') return null;
  const told: JsonObject = {
    ...said,
    ...withoutTexts(kind, said, fromToday[kind.kind]),
    ...(mark !== null && { stood: mark }),
  };
  switch (kind.kind) {
    case 'company':
      // What the entry as a whole rests on is about its summary.
      return {
        ...told,
        citations: [],
        ...(eventMark(dateIn(said.founded), asOf) === 'later' && { founded: null }),
      };
    case 'incident': {
      const { accountability: _cameLater, ...rest } = told;
      const cut: JsonObject = mayGoOn(dateIn(said.dateTo), asOf)
        ? { dateTo: null, killed: null, injured: null, wentOn: true }
        : {};
      return { ...rest, ...cut };
    }
    default:
      return mark === 'ended' || !isObject(said.period)
        ? told
        : {
            ...told,
            period: { ...said.period, to: null, end: 'unknown', ongoingAsOf: null, ongoingSource: null },
          };
  }
}

/** How a statement stands to a time; null for what has no time of its own. */
function markAt(kind: RecordKind, said: JsonObject, asOf: AsOf): Mark | null {
  const period = periodIn(said.period);
  if (period !== null) return markOf(period, asOf);
  // A person chose publicity on a day: before it nothing is told of him or her.
  if (kind.kind === 'victim') return eventMark(dateIn(said.chosePublicityOn), asOf);
  return daysOf(kind) === null ? null : eventMark(dateIn(said.date), asOf);
}

/** @returns the texts of a statement with these of them empty, in every language; nothing where there are none. */
export function withoutTexts(
  { textTable }: RecordKind,
  { texts }: JsonObject,
  out: readonly string[] = [],
): JsonObject {
  if (textTable === null || out.length === 0 || !isObject(texts)) return {};
  const blank = Object.fromEntries(out.map((name) => [name, '']));
  return {
    texts: Object.fromEntries(
      Object.entries(texts).map(([lang, text]) => [lang, isObject(text) ? { ...text, ...blank } : text]),
    ),
  };
}

const dateIn = (value: Json | undefined): PartialDate | null => parsePartialDate(value);

function periodIn(value: Json | undefined): Period | null {
  if (!isObject(value)) return null;
  return {
    from: dateIn(value.from),
    to: dateIn(value.to),
    endIs: value.end as End, // a code of the column, which the database checks
    ongoingAsOf: dateIn(value.ongoingAsOf),
  };
}
