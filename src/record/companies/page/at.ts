import type { PartialDate } from '../../../foundation/text/partial-date.ts';
import { type AsOf, eventMark, markOf } from '../as-of.ts';
import type { CompanyName } from '../model.ts';
import type { CaseLine, CompanyPage } from './model.ts';

/** A name with how it stands to the time that the page is asked for. */
export interface MarkedName extends CompanyName {
  mark: 'certain' | 'begun' | 'possible' | 'ended' | null;
}

/** @returns the names that had begun by then; of one that was given up later its end is not told. */
export function namesAt(names: readonly CompanyName[], asOf: AsOf | null): MarkedName[] {
  return names.flatMap((name): MarkedName[] => {
    if (asOf === null) return [{ ...name, mark: null }];
    const mark = markOf(name, asOf);
    if (mark === 'later') return [];
    return [mark === 'ended' ? { ...name, mark } : { ...stillOpen(name), mark }];
  });
}

/** @returns what the page tells of that time: nothing that came later, and of what ran then not how it ended. */
export function pageAt(page: CompanyPage, asOf: AsOf | null): CompanyPage {
  if (asOf === null) return page;
  const had = <T extends { date: PartialDate | null }>(thing: T) => {
    const mark = eventMark(thing.date, asOf);
    return mark === 'later' ? [] : [{ ...thing, mark }];
  };
  const ran = <T extends Parameters<typeof markOf>[0]>(thing: T) => {
    const mark = markOf(thing, asOf);
    if (mark === 'later') return [];
    return [mark === 'ended' ? { ...thing, mark } : { ...stillOpen(thing), mark }];
  };
  return {
    ...page,
    ties: page.ties.flatMap(had),
    owners: page.owners.flatMap(ran),
    contracts: page.contracts.flatMap(ran),
    incidents: page.incidents.flatMap(had),
    cases: page.cases.flatMap((one) => caseAt(one, asOf)),
    responses: page.responses.filter(({ date }) => eventMark(date, asOf) !== 'later'),
  };
}

/** What is known of a case by a time: that it had begun, its stages, and whether it had been decided; never the outcome. */
function caseAt(one: CaseLine, asOf: AsOf): CaseLine[] {
  const stages = one.stages.filter(({ date }) => date !== null && eventMark(date, asOf) !== 'later');
  const mark = eventMark(one.filed ?? one.stages[0]?.date ?? one.decided, asOf);
  if (mark === 'later') return [];
  const decided = one.decided !== null && eventMark(one.decided, asOf) === 'certain' ? one.decided : null;
  return [{ ...one, decided, stages, mark }];
}

function stillOpen<T extends Parameters<typeof markOf>[0]>(period: T): T {
  return { ...period, to: null, endIs: 'unknown', ongoingAsOf: null };
}
