import { isCountryCode } from '../../foundation/i18n/countries.ts';
import { type ListCursor, readCursor, writeCursor } from '../../foundation/web/list-cursor.ts';
import {
  type CaseKind,
  type CaseStatus,
  caseKinds,
  caseStatuses,
  type RedressKind,
  redressKinds,
  type StageKind,
  stageKinds,
} from './model.ts';
import { type Steps, stepIn, steps } from './scoreboard/model.ts';

/** What cases are narrowed to: null narrows nothing. */
export interface CaseFilter {
  /** The country of the court. */
  country: string | null;
  kind: CaseKind | null;
  status: CaseStatus | null;
  /** The slug of a company in it. */
  company: string | null;
  /** Only cases in which this was done, and is not only alleged to have been. */
  stage: StageKind | null;
  /** Only cases of which this came for those who were harmed, and is not only alleged to have; `compensation` damages too. */
  redress: RedressKind | null;
}

/** What an address of the page of cases asks for, as far as it makes sense. */
export interface CasesQuery extends CaseFilter {
  /** With it the page is the scoreboard alone, narrowed to a step or whole. */
  reached: Steps | null;
  /** The place after which the list that is shown goes on. */
  after: ListCursor | null;
}

const among = <T extends string>(known: readonly T[], text: string | undefined): T | null =>
  known.find((one) => one === text) ?? null;

/** Reads the filters of an address; what is ill-formed filters nothing. */
export function readCasesQuery(get: (name: string) => string | undefined): CasesQuery {
  const [country, company] = [get('country') ?? '', get('company') ?? ''];
  const reached = stepIn(get('reached'));
  return {
    country: isCountryCode(country) || country === 'INT' ? country : null,
    kind: among(caseKinds, get('kind')),
    status: among(caseStatuses, get('status')),
    company: /^[a-z0-9-]{1,100}$/.test(company) ? company : null,
    stage: among(stageKinds, get('stage')),
    redress: among(redressKinds, get('redress')),
    reached,
    after: readCursor(get('after'), reached === null ? isDay : isScore),
  };
}

const isDay = (key: string) => /^\d{4}-\d\d-\d\d$/.test(key);
const isScore = (key: string) => /^[1-9]\.[12]\d{3}-\d\d-\d\d$/.test(key);

/** Whether an address narrows or goes on in the list of cases: the scoreboard then stands elsewhere. */
export function isNarrowed({ reached: _, after, ...filter }: CasesQuery): boolean {
  return after !== null || Object.values(filter).some((value) => value !== null);
}

/** The parameters of the page, in the order in which an address has them; each with whether a value means anything. */
export const casesParameters = [
  'country',
  'kind',
  'status',
  'company',
  'stage',
  'redress',
  'reached',
  'after',
] as const;

/** @returns the address of a page of cases below the language. */
export function casesAddress(query: Partial<Omit<CasesQuery, 'after'>>, after: string | null = null): string {
  const kept = new URLSearchParams();
  for (const name of casesParameters) {
    const value = name === 'after' ? after : query[name];
    if (typeof value === 'string') kept.set(name, value);
  }
  return `/record/cases${kept.size > 0 ? `?${kept}` : ''}`;
}

/** @returns the `after` that leads on from this incident in the scoreboard. */
export function afterScore(line: {
  reached: (typeof steps)[number];
  day: string;
  id: ListCursor['id'];
}): string {
  return writeCursor({ key: `${steps.indexOf(line.reached) + 1}.${line.day}`, id: line.id });
}

/** @returns the `after` that leads on from this case in the list. */
export function afterCase(line: { day: string; id: ListCursor['id'] }): string {
  return writeCursor({ key: line.day, id: line.id });
}
