import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { type ListCursor, readCursor, writeCursor } from '../../foundation/web/list-cursor.ts';
import { type Standing, standings } from '../model.ts';
import { type FigurePart, figureParts } from './figures.ts';
import {
  type Accountability,
  accountabilities,
  type Harmed,
  type HarmedBy,
  harmDoers,
  harmedGroups,
  type IncidentKind,
  incidentKinds,
} from './model.ts';

/** What incidents are narrowed to: null narrows nothing. */
export interface IncidentFilter {
  kind: IncidentKind | null;
  /** The year in which it began: '2007'. */
  year: string | null;
  /** The slug of a company that was involved. */
  company: string | null;
  harmed: Harmed | null;
  /** By whom; `unsaid`: nobody was harmed, or no source says by whom. */
  by: HarmedBy | 'unsaid' | null;
  standing: Standing | null;
  reached: Accountability | null;
  /** Only the incidents of a part of the figure of people killed by companies' staff. */
  figure: FigurePart | null;
}

/** What an address of the page of incidents asks for, as far as it makes sense. */
export interface IncidentQuery extends IncidentFilter {
  /** The place after which the list goes on. */
  after: ListCursor | null;
}

/** The parameters of the page, in the order in which an address has them. */
export const incidentParameters = [
  'kind',
  'year',
  'company',
  'harmed',
  'by',
  'standing',
  'reached',
  'figure',
  'after',
] as const;

const among = <T extends string>(known: readonly T[], text: string | undefined): T | null =>
  known.find((one) => one === text) ?? null;
const shaped = (shape: RegExp, text = ''): string | null => (shape.test(text) ? text : null);

/** Reads the filters of an address; what is ill-formed filters nothing. */
export function readIncidentQuery(get: (name: string) => string | undefined): IncidentQuery {
  return {
    kind: among(incidentKinds, get('kind')),
    year: shaped(/^[12]\d{3}$/, get('year')),
    company: shaped(/^[a-z0-9-]{1,100}$/, get('company')),
    harmed: among(harmedGroups, get('harmed')),
    by: among([...harmDoers, 'unsaid' as const], get('by')),
    standing: among(standings, get('standing')),
    reached: among(accountabilities, get('reached')),
    figure: among(figureParts, get('figure')),
    after: readCursor(get('after'), (key) => parsePartialDate(key) !== null),
  };
}

/** Whether an address narrows the list at all. */
export function isNarrowed({ after: _, ...filter }: IncidentQuery): boolean {
  return Object.values(filter).some((value) => value !== null);
}

/** @returns the address of a page of incidents below the language. */
export function incidentsAddress(filter: Partial<IncidentFilter>, after: string | null = null): string {
  const kept = new URLSearchParams();
  for (const name of incidentParameters) {
    const value = name === 'after' ? after : filter[name];
    if (typeof value === 'string') kept.set(name, value);
  }
  return `/record/incidents${kept.size > 0 ? `?${kept}` : ''}`;
}

/** @returns the `after` of the page that follows this incident. */
export function afterIncident({ date, id }: { date: string; id: ListCursor['id'] }): string {
  return writeCursor({ key: date, id });
}
