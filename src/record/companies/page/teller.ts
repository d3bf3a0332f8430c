import type { Id } from '../../../foundation/database/id.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import type { AsOf } from '../as-of.ts';
import { namesAt } from './at/page-at.ts';
import type { CompanyPage } from './model.ts';
import { isHold, otherEnd } from './texts.ts';

/** What every part of the page needs to speak: its language, its footnotes, and for which time it is asked. */
export interface Teller {
  t: Translator;
  asOf: AsOf | null;
  footnotes(id: Id): readonly number[];
}

/** @returns the ids of all that the page cites, in the order in which a reader comes upon it: footnotes count from 1 on. */
export function readingOrder(page: CompanyPage, asOf: AsOf | null): Id[] {
  // The page of today tells the outcome, which knows the stages.
  const stagesToo = asOf !== null;
  const { company, ties, owners, contracts, incidents, cases, responses } = page;
  const answersTo = (about: Id) => responses.filter((answer) => answer.about === about);
  // The summary is told of today only, and of the names those that had begun.
  const summary = asOf === null ? [company, ...answersTo(company.id)] : [];
  const holds = ties.filter((tie) => {
    const end = otherEnd(tie, company.id);
    return end !== null && isHold(tie, end.side);
  });
  const inOrder = [
    ...holds,
    ...owners.filter(({ mark }) => mark !== 'ended'),
    ...summary,
    ...namesAt(company.names, asOf),
    ...ties,
    ...owners,
    ...incidents.flatMap((one) => [one, ...answersTo(one.id)]),
    ...contracts.flatMap((one) => [one, ...answersTo(one.id)]),
    ...cases.flatMap((one) => [...(stagesToo ? one.stages : []), one, ...answersTo(one.id)]),
    ...responses,
  ];
  return [...new Set(inOrder.map(({ id }) => id))];
}
