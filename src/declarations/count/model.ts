import type { Declaration } from '../model.ts';

/** How many stand behind a version: organisations and people apart, and organisations that await review. */
export interface Count {
  organisations: number;
  persons: number;
  awaiting: number;
}

export const noCount: Count = { organisations: 0, persons: 0, awaiting: 0 };

/** What a page shows of a count: of those kinds that may sign, with the goal. The props of the component `Count`. */
export function countShown(
  declaration: Pick<Declaration, 'allowsOrganisations' | 'allowsPersons' | 'goalOrganisations'>,
  count: Count,
): { organisations: number | null; people: number | null; goal: number | null; awaiting: number } {
  return {
    organisations: declaration.allowsOrganisations ? count.organisations : null,
    people: declaration.allowsPersons ? count.persons : null,
    goal: declaration.goalOrganisations,
    awaiting: count.awaiting,
  };
}
