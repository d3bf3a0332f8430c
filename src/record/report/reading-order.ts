import type { Id } from '../../foundation/database/id.ts';
import type { Chapter, Report, Told, ToldIncident } from './model.ts';

/** @returns the ids of all that the report cites, in the order in which a reader comes upon it: footnotes count from 1 on. */
export function readingOrder(report: Report): Id[] {
  return [
    ...report.chapters.flatMap(ofChapter),
    ...report.remainders.flatMap(({ company, successions }) => [
      company.id,
      ...successions.map(({ id }) => id),
    ]),
  ];
}

function ofChapter({ company, successions, incidents, cases }: Chapter): Id[] {
  const inOrder = [...inFull(incidents), ...named(incidents)];
  return [
    company.id,
    ...successions.map(({ id }) => id),
    ...company.names.map(({ id }) => id),
    ...inOrder.flatMap((entry) => [...(entry.full ? [entry.thing.id] : []), ...idsOf(entry.cases)]),
    ...idsOf(cases),
  ];
}

const idsOf = (told: readonly Told<{ id: Id }>[]) =>
  told.filter(({ full }) => full).map(({ thing }) => thing.id);

/** The incidents that a chapter tells. */
export function inFull(incidents: readonly ToldIncident[]): ToldIncident[] {
  return incidents.filter(({ full }) => full);
}

/** The incidents that a chapter only names, after those that it tells. */
export function named(incidents: readonly ToldIncident[]): ToldIncident[] {
  return incidents.filter(({ full }) => !full);
}
