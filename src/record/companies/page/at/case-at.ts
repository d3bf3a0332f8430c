import type { PartialDate } from '../../../../foundation/text/partial-date.ts';
import {
  type CaseStatus,
  type CourtCase,
  inOrder,
  type Stage,
  type StageKind,
} from '../../../cases/model.ts';
import { type AsOf, eventMark } from '../../as-of.ts';
import type { CaseStood } from '../model.ts';

type Step = Pick<Stage, 'id' | 'date' | 'kind' | 'position'>;
type Proceeding<S extends Step> = Pick<CourtCase, 'filed' | 'decided' | 'status'> & { stages: readonly S[] };
type Marked<S extends Step> = S & { mark: 'certain' | 'possible' | 'later' | null };

/** A case as it stood: its stages of then, each with how surely. */
export type CaseThen<S extends Step, C extends Proceeding<S>> = Omit<C, 'stages' | 'mark' | 'stood'> & {
  stages: Marked<S>[];
  mark: 'certain' | 'possible';
  stood: CaseStood;
};

/**
 * What a stage made of a case; null where its kind alone does not say it, as with an appeal, which can go either way. What
 * is not named here leaves a case as it was.
 */
const made: Partial<Record<StageKind, CaseStatus | null>> = {
  filed: 'pending',
  charged: 'pending',
  revived: 'pending',
  dismissed: 'dismissed',
  convicted: 'convicted',
  sentenced: 'convicted',
  acquitted: 'acquitted',
  judgment: 'judgment',
  settled: 'settled',
  pardoned: 'pardoned',
  'appeal-decided': null,
  withdrawn: null,
};

/**
 * @returns a case as it stood at a time: the stages of then, the end if it had certainly come, and what had become of it.
 * Nothing where it had not begun.
 */
export function caseAt<S extends Step, C extends Proceeding<S>>(
  one: C & { stages: readonly S[] },
  asOf: AsOf,
): CaseThen<S, C>[] {
  const mark = eventMark(beginning(one), asOf);
  if (mark === 'later') return [];
  const ended = one.decided === null ? 'later' : eventMark(one.decided, asOf);
  const { stages, open, later } = stagesAt(one.stages, asOf);
  const closed = ended === 'certain' && open.length === 0 && !later;
  const unsure = ended === 'possible' || open.some(({ kind }) => kind in made || kind === 'other');
  const stood: CaseStood = {
    status: closed ? one.status : unsure ? null : statusOf(stages, { ended: ended === 'certain', mark }),
    closed,
    unsure,
  };
  return [{ ...one, decided: ended === 'certain' ? one.decided : null, stages, mark, stood }];
}

/** When a case began, as far as anybody says: when it was filed, or its first step with a day, or what is known of its end. */
function beginning({ filed, stages, decided }: Proceeding<Step>): PartialDate | null {
  const [first = null] = stages.flatMap(({ date }) => date ?? []).toSorted();
  return filed ?? first ?? decided;
}

/**
 * The stages that had been taken. One without a day had been, where the record has it before one that certainly had; after
 * that nobody can tell, and it is left out. `open`: those that the dates leave open.
 */
function stagesAt<S extends Step>(all: readonly S[], asOf: AsOf) {
  const marked: Marked<S>[] = inOrder(all).map((stage) => ({ ...stage, mark: eventMark(stage.date, asOf) }));
  const last = marked.findLastIndex(({ date, mark }) => date !== null && mark === 'certain');
  const first = marked.findIndex(({ mark }) => mark === 'later');
  const open = marked.slice(last + 1, first < 0 ? undefined : first);
  const stages: Marked<S>[] = [
    ...marked.slice(0, last + 1).map((stage) => (stage.date === null ? { ...stage, mark: null } : stage)),
    ...open.filter(({ date }) => date !== null),
  ];
  return { stages, open, later: first >= 0 };
}

/** What the stages made of a case; null where they do not tell. */
function statusOf(
  stages: readonly Step[],
  { ended, mark }: { ended: boolean; mark: 'certain' | 'possible' },
): CaseStatus | null {
  const decisive = stages.findLast(({ kind }) => kind in made);
  const status = decisive ? (made[decisive.kind] ?? null) : stages.length === 0 ? 'pending' : null;
  return status === 'pending' && (ended || mark === 'possible') ? null : status;
}
