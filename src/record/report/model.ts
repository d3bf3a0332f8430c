import type { Id } from '../../foundation/database/id.ts';
import type { CourtCase } from '../cases/model.ts';
import type { Company, NameLine, Succession } from '../companies/model.ts';
import { nameLine } from '../companies/model.ts';
import { hasBodilyFigures, type Incident } from '../incidents/model.ts';

/** All that the report is made from: what is public in the record. */
export interface ReportData {
  companies: readonly Company[];
  successions: readonly Succession[];
  incidents: readonly Incident[];
  cases: readonly CourtCase[];
}

/** Something that is told once, in full; everywhere else it is named and leads to `chapter`, where it is told. */
export interface Told<T> {
  thing: T;
  full: boolean;
  /** The company in whose chapter it stands in full. */
  chapter: Company;
}

export interface ToldIncident extends Told<Incident> {
  cases: Told<CourtCase>[];
}

/** A company that appears in an incident or a case. */
export interface Chapter {
  company: Company;
  line: NameLine;
  incidents: ToldIncident[];
  /** Cases of the company that belong to none of its incidents. */
  cases: Told<CourtCase>[];
  successions: Succession[];
}

/** A company on record that appears in no incident and no case. */
export interface Remainder {
  company: Company;
  line: NameLine;
  /** Those that no chapter tells. */
  successions: Succession[];
}

export interface Report {
  figures: ReportFigures;
  chapters: Chapter[];
  remainders: Remainder[];
}

export interface ReportFigures {
  companies: number;
  incidents: number;
  cases: number;
  killed: KilledByStaff;
}

/** People killed by companies' own staff: the sum of the figures that are known, and in how many incidents none is. */
export interface KilledByStaff {
  min: number;
  max: number;
  /** Incidents in the sum of which accounts contradict each other. */
  disputed: number;
  unknown: number;
  /** Incidents of which it is only alleged: in no sum. */
  alleged: number;
}

/**
 * Counts only incidents whose record says that the company's own staff did the harm. Guards and workers whom armed
 * groups killed, and harm done together with others, are in no sum. The same rules as `readIncidentFigures`, in one piece.
 */
export function killedByStaff(
  incidents: readonly Pick<Incident, 'harmedBy' | 'killed' | 'injured' | 'kinds' | 'standing'>[],
): KilledByStaff {
  const sum = { min: 0, max: 0, disputed: 0, unknown: 0, alleged: 0 };
  for (const incident of incidents) {
    const { harmedBy, killed, standing } = incident;
    const counts = killed === null ? hasBodilyFigures(incident) : killed.max > 0;
    if (harmedBy !== 'company-staff' || !counts) continue;
    if (standing === 'alleged') sum.alleged += 1;
    else if (killed === null) sum.unknown += 1;
    else {
      sum.min += killed.min;
      sum.max += killed.max;
      if (standing === 'disputed') sum.disputed += 1;
    }
  }
  return sum;
}

/**
 * Lays the record out as one piece: a chapter for each company in the order of the record, every incident and every
 * case told in full once, in the first chapter that it belongs to. What names a company that is not public is told
 * without it; what names none that is public is told nowhere.
 */
export function makeReport(data: ReportData): Report {
  const involved = new Set([
    ...data.incidents.flatMap((incident) => incident.companies),
    ...data.cases.flatMap((one) => one.companies),
  ]);
  const homes = data.companies.filter((company) => involved.has(company.id) && company.names.length > 0);
  const homeOf = (companies: readonly Id[]) =>
    homes.find((company) => companies.includes(company.id)) ?? null;
  const told = <T extends { companies: readonly Id[] }>(thing: T, inChapter: Company): Told<T> | null => {
    const chapter = homeOf(thing.companies);
    return chapter && { thing, chapter, full: chapter.id === inChapter.id };
  };
  const chapters = homes.flatMap((company): Chapter[] => {
    const line = nameLine(company.names);
    if (line === null) return [];
    const unplaced = data.cases.filter((one) => one.companies.includes(company.id));
    const incidents = data.incidents
      .filter((incident) => incident.companies.includes(company.id))
      .flatMap((incident): ToldIncident[] => {
        const entry = told(incident, company);
        return entry === null ? [] : [{ ...entry, cases: takeCases(incident, entry.full, unplaced) }];
      });
    function takeCases(incident: Incident, incidentInFull: boolean, left: CourtCase[]): Told<CourtCase>[] {
      return data.cases.flatMap((one) => {
        if (!one.incidents.includes(incident.id)) return [];
        const entry = told(one, company);
        if (entry === null) return [];
        const place = left.indexOf(one);
        if (place >= 0) left.splice(place, 1);
        // In full where it first comes up in its own chapter; named wherever the incident is told in full.
        if (entry.full && place >= 0) return [entry];
        return incidentInFull ? [{ ...entry, full: false }] : [];
      });
    }
    const cases = unplaced.flatMap((one) => told(one, company) ?? []);
    const successions = data.successions.filter(
      ({ fromCompany, toCompany }) => fromCompany === company.id || toCompany === company.id,
    );
    return [{ company, line, incidents, cases, successions }];
  });
  return {
    figures: {
      companies: data.companies.length,
      incidents: data.incidents.length,
      cases: data.cases.length,
      killed: killedByStaff(data.incidents),
    },
    chapters,
    remainders: remaindersOf(data, chapters),
  };
}

function remaindersOf(data: ReportData, chapters: readonly Chapter[]): Remainder[] {
  const chaptered = new Set(chapters.map(({ company }) => company.id));
  return data.companies.flatMap((company): Remainder[] => {
    const line = nameLine(company.names);
    if (chaptered.has(company.id) || line === null) return [];
    const successions = data.successions.filter(
      ({ fromCompany, toCompany }) => fromCompany === company.id && !chaptered.has(toCompany),
    );
    return [{ company, line, successions }];
  });
}
