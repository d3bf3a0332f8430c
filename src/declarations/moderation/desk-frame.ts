import type { DeskContext } from '../../desk/model.ts';
import type { Site } from '../../foundation/web/site.ts';
import { may } from '../../staff/model.ts';
import { namesOfActors } from '../../staff/store.ts';
import type { SignatureState } from '../signing/model.ts';
import { type QueueFilter, tabs, writeFilter } from './filter.ts';
import type { QueueRow } from './queue-store.ts';
import type { RowFrame } from './rows.tsx';
import { findSimilar } from './similar-store.ts';

/** Where a likeness still matters for the decision. */
const undecided: readonly SignatureState[] = tabs.check;

/** @returns what the rows need besides the signatures, in two queries, whatever their number. */
export async function rowFrame(
  site: Site,
  c: DeskContext,
  rows: readonly QueueRow[],
  filter: QueueFilter,
): Promise<RowFrame> {
  const { t, member } = c.var;
  const [people, similar] = await Promise.all([
    namesOfActors(
      site.db,
      rows.flatMap(({ lastActor }) => lastActor ?? []),
    ),
    findSimilar(
      site.db,
      rows.flatMap(({ id, state }) => (undecided.includes(state) ? [id] : [])),
    ),
  ]);
  return {
    t,
    now: site.now(),
    back: writeFilter(filter),
    people,
    similar,
    mayDecide: (campaignId) => may(member, 'signature.decide', campaignId),
  };
}
