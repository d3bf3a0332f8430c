import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { CaseFigures } from '../cases/list-store.ts';
import { casesAddress } from '../cases/query.ts';
import type { ContractFigures } from '../contracts/figures-store.ts';
import { contractsAddress } from '../contracts/filter.ts';
import { buyerKinds } from '../contracts/model.ts';
import type { Accountability } from '../incidents/model.ts';

/** How many public things of each kind the record holds. */
export interface RecordSums {
  companies: number;
  incidents: number;
  contracts: number;
  cases: number;
  laws: number;
  treatySteps: number;
  sources: number;
  /** When anything of it last came out; null for an empty record. */
  changedAt: Date | null;
  /** When what came with the software and is not adopted was published; null where all is adopted. */
  unreviewedSince: Date | null;
  /** On which day the facts that came with the software were last checked; null where none did, or nobody said. */
  checkedOn: PartialDate | null;
}

/** A statement that came out, or came out anew: it leads to the page where it stands. */
export interface Changed {
  id: Id;
  kind: 'company' | 'incident' | 'contract' | 'case' | 'law';
  slug: string;
  title: string;
  lang: Lang;
  at: Date;
}

/**
 * A figure of the front page. `n` null: nobody has researched it, which is never none. `path` is the list that makes it
 * up, below the language; null where there is no list, because nothing was counted.
 */
export interface FrontFigure {
  name: FigureName;
  n: number | null;
  path: string | null;
  /** How many of those counted are disputed. */
  disputed?: number;
}

export type FigureName =
  | 'incidents'
  | 'no-step'
  | 'cases'
  | 'convicted'
  | 'pardoned'
  | 'compensated'
  | 'settled'
  | 'later-name'
  | `buyer-${(typeof buyerKinds)[number]}`;

/** What was counted: the counts of the record, ready from its stores. */
export interface Counted {
  sums: RecordSums;
  steps: Partial<Record<Accountability, number>>;
  cases: CaseFigures;
  contracts: ContractFigures;
}

/**
 * @returns the figures, each with the list that it counts. A count of none is kept apart from what nobody looked into: where
 * the record has no case at all it says nothing of convictions, and a kind of buyer without a contract is not researched.
 */
export function frontFigures({ sums, steps, cases, contracts }: Counted): FrontFigure[] {
  const of = (name: FigureName, n: number, looked: number, path: string): FrontFigure =>
    looked === 0 ? { name, n: null, path: null } : { name, n, path };
  return [
    of('incidents', sums.incidents, sums.incidents, '/record/incidents'),
    of('no-step', steps.none ?? 0, sums.incidents, casesAddress({ reached: 'none' })),
    of('cases', cases.cases, cases.cases, '/record/cases'),
    ...(['convicted', 'pardoned'] as const).map((stage) => ({
      ...of(stage, cases[stage], cases.cases, casesAddress({ stage })),
      disputed: cases.disputed[stage],
    })),
    of('compensated', cases.compensated, cases.cases, casesAddress({ redress: 'compensation' })),
    of('settled', cases.settled, cases.cases, casesAddress({ redress: 'settlement' })),
    of('later-name', contracts.underLaterName.count, sums.contracts, contractsAddress({ later: true })),
    ...buyerKinds.map((kind) => {
      const n = contracts.byBuyerKind[kind] ?? 0;
      return of(`buyer-${kind}`, n, n, contractsAddress({ kind }));
    }),
  ];
}
