import type { PartialDate } from '../../../../foundation/text/partial-date.ts';
import { type AsOf, eventMark, markOf } from '../../as-of.ts';
import type { CompanyName } from '../../model.ts';
import type { CompanyPage, IncidentLine } from '../model.ts';
import { caseAt } from './case-at.ts';

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
  const { company } = page;
  const told = {
    company: {
      ...company,
      founded: eventMark(company.founded, asOf) === 'later' ? null : company.founded,
    },
    ties: page.ties.flatMap(had),
    owners: page.owners.flatMap(ran),
    contracts: page.contracts.flatMap(ran),
    incidents: page.incidents.flatMap(had).map((one) => incidentAt(one, asOf)),
    cases: page.cases.flatMap((one) => caseAt(one, asOf)),
  };
  // An answer to what is not told yet is not told either.
  const shown = new Set(
    [
      company,
      ...namesAt(company.names, asOf),
      ...told.ties,
      ...told.owners,
      ...told.contracts,
      ...told.incidents,
      ...told.cases,
    ].map(({ id }) => id),
  );
  const responses = page.responses.filter(
    ({ about, date }) => shown.has(about) && eventMark(date, asOf) !== 'later',
  );
  return { ...told, responses };
}

/** Whether something that ended at this date may have gone on after the time asked for. */
export const mayGoOn = (dateTo: PartialDate | null, asOf: AsOf) =>
  dateTo !== null && eventMark(dateTo, asOf) !== 'certain';

/** Of what may have gone on after that time neither the end nor the figures: they are of the whole of it. */
function incidentAt(incident: IncidentLine, asOf: AsOf): IncidentLine {
  if (!mayGoOn(incident.dateTo, asOf)) return incident;
  return { ...incident, dateTo: null, killed: null, injured: null, wentOn: true };
}

function stillOpen<T extends Parameters<typeof markOf>[0]>(period: T): T {
  return { ...period, to: null, endIs: 'unknown', ongoingAsOf: null };
}
