import { type CaseStatus, inOrder, type StageKind } from '../../../cases/model.ts';
import { type AsOf, eventMark } from '../../as-of.ts';
import type { CaseLine, CaseStood, StageLine } from '../model.ts';

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
export function caseAt(one: CaseLine, asOf: AsOf): CaseLine[] {
  const mark = eventMark(one.filed ?? one.stages[0]?.date ?? one.decided, asOf);
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

/**
 * The stages that had been taken. One without a day had been, where the record has it before one that certainly had; after
 * that nobody can tell, and it is left out. `open`: those that the dates leave open.
 */
function stagesAt(all: readonly StageLine[], asOf: AsOf) {
  const marked = inOrder(all).map((stage) => ({ ...stage, mark: eventMark(stage.date, asOf) }));
  const last = marked.findLastIndex(({ date, mark }) => date !== null && mark === 'certain');
  const first = marked.findIndex(({ mark }) => mark === 'later');
  const open = marked.slice(last + 1, first < 0 ? undefined : first);
  const stages: StageLine[] = [
    ...marked.slice(0, last + 1).map((stage) => (stage.date === null ? { ...stage, mark: null } : stage)),
    ...open.filter(({ date }) => date !== null),
  ];
  return { stages, open, later: first >= 0 };
}

/** What the stages made of a case; null where they do not tell. */
function statusOf(
  stages: readonly StageLine[],
  { ended, mark }: { ended: boolean; mark: 'certain' | 'possible' },
): CaseStatus | null {
  const decisive = stages.findLast(({ kind }) => kind in made);
  const status = decisive ? (made[decisive.kind] ?? null) : stages.length === 0 ? 'pending' : null;
  return status === 'pending' && (ended || mark === 'possible') ? null : status;
}
