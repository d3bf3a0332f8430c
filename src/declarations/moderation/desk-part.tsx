import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import type { Id } from '../../foundation/database/id.ts';
import { scopesOf } from '../../staff/model.ts';
import { readLastDecision } from './decide-store.ts';
import { rowFrame } from './desk-frame.ts';
import { type QueueFilter, tabs } from './filter.ts';
import { Tabs, UndoLast } from './list.tsx';
import type { Decision, Tally } from './model.ts';
import { DoneNotice } from './notice.tsx';
import { countTabs, readRows } from './queue-store.ts';
import { QueueRowView } from './rows.tsx';

/** Whether the queue's script asks, which puts the changed rows in the place of the old ones. */
export function wantsRows(c: DeskContext): boolean {
  return c.req.header('x-desk-part') === 'rows';
}

/**
 * The rows that were decided on as they now are, with what came of it, the tabs and the button to take it back: what the
 * script swaps into the page. A row that no longer belongs to the list is marked, and stays until the list is loaded anew.
 */
export async function answerRows(
  { site }: Pick<Desk, 'site'>,
  c: DeskContext,
  ids: readonly Id[],
  filter: QueueFilter,
  did: Decision | 'undo',
  tally: Tally,
  told = 0,
): Promise<Response> {
  const { t, member } = c.var;
  const scopes = scopesOf(member, 'signature.read');
  const [rows, counts, last] = await Promise.all([
    readRows(site.db, ids, scopes),
    countTabs(site.db, scopes),
    readLastDecision(site.db, `staff:${member.id}`, scopesOf(member, 'signature.decide')),
  ]);
  const frame = await rowFrame(site, c, rows, filter);
  const belongs = (state: string) => tabs[filter.tab].some((one) => one === state);
  const left = tally.left[0];
  const html = await (
    <div>
      <div data-said="">
        <DoneNotice
          t={t}
          note={{ did, n: tally.done.length, left: tally.left.length, told }}
          not={rows.find(({ id }) => id === left?.id) ?? null}
          people={frame.people}
          now={frame.now}
        />
      </div>
      <UndoLast t={t} last={last} back={frame.back} />
      <Tabs t={t} filter={filter} counts={counts} />
      <table>
        <tbody>
          {rows.map((row) => (
            <QueueRowView row={row} frame={frame} decided={!belongs(row.state)} />
          ))}
        </tbody>
      </table>
    </div>
  );
  return c.html(String(html));
}
