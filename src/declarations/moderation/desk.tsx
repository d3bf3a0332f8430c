import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { parseId } from '../../foundation/database/id.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import { may, scopesOf } from '../../staff/model.ts';
import { Pages } from '../../ui/components/pages.tsx';
import { bulkDesk } from './bulk-desk.tsx';
import { decideDesk } from './decide-desk.tsx';
import { readLastDecision } from './decide-store.ts';
import { rowFrame } from './desk-frame.ts';
import { isNarrowed, listAddress, readFilter } from './filter.ts';
import { ChosenFoot, KeysHelp, QueueFilters, Tabs, UndoLast } from './list.tsx';
import { mergeDesk } from './merge-desk.tsx';
import { DoneNotice, readNote } from './notice.tsx';
import { countFilter, countTabs, listCampaigns, listPage, readRows } from './queue-store.ts';
import { QueueTable } from './rows.tsx';
import { signatureDesk } from './signature-desk.tsx';

const perPage = 50;

/** The moderators' queue and all that is decided in it. */
export function moderationDesk(desk: Desk): void {
  desk.get('/desk/signatures', 'signature.read', 'any', (c) => queuePage(desk, c));
  decideDesk(desk);
  bulkDesk(desk);
  mergeDesk(desk);
  signatureDesk(desk);
}

async function queuePage({ site }: Desk, c: DeskContext) {
  const { t, lang, member } = c.var;
  const filter = readFilter((name) => c.req.query(name));
  const scopes = scopesOf(member, 'signature.read');
  const narrowed = isNarrowed(filter);
  const [rows, counts, campaigns, last] = await Promise.all([
    listPage(site.db, filter, scopes, perPage + 1),
    countTabs(site.db, scopes),
    listCampaigns(site.db, lang, scopes),
    readLastDecision(site.db, `staff:${member.id}`, scopesOf(member, 'signature.decide')),
  ]);
  const found = narrowed ? await countFilter(site.db, filter, scopes) : counts[filter.tab];
  const shown = rows.slice(0, perPage);
  const not = parseId(c.req.query('not') ?? '');
  const [left] = not ? await readRows(site.db, [not], scopes) : [];
  const frame = await rowFrame(site, c, [...shown, ...(left ? [left] : [])], filter);
  const note = readNote((name) => c.req.query(name));
  const lastShown = shown.at(-1);
  return deskPage(c, {
    title: t(`desk.queue.title.${filter.tab}`),
    label: t('desk.queue.found', { n: found }),
    at: 'signatures',
    buttons: <UndoLast t={t} last={last} back={frame.back} />,
    body: (
      <>
        <DoneNotice t={t} note={note} not={left ?? null} people={frame.people} now={frame.now} />
        <p class="vh" role="status" id="queue-said" />
        <Tabs t={t} filter={filter} counts={counts} />
        <QueueFilters t={t} filter={filter} campaigns={campaigns} narrowed={narrowed} />
        {shown.length === 0 ? (
          <p class="empty">{t(narrowed ? 'desk.queue.none' : `desk.queue.none.${filter.tab}`)}</p>
        ) : (
          <form method="post" action="/desk/signatures/decide" id="queue" data-queue-form="">
            <input type="hidden" name="back" value={frame.back} />
            <QueueTable rows={shown} frame={frame} caption={t(`desk.queue.title.${filter.tab}`)} />
            {may(member, 'signature.decide', 'any') ? (
              <ChosenFoot t={t} filter={filter} found={formatNumber(lang, found)} many={found > 1} />
            ) : null}
          </form>
        )}
        <Pages
          t={t}
          label={t('desk.queue.pages')}
          previous={null}
          next={rows.length > perPage && lastShown ? listAddress(filter, { after: lastShown.id }) : null}
          first={filter.after ? listAddress(filter, { after: null }) : null}
        />
        <KeysHelp t={t} />
        <dialog id="queue-reject" aria-labelledby="queue-reject-title">
          <h2 id="queue-reject-title">{t('desk.queue.reject')}</h2>
        </dialog>
      </>
    ),
  });
}
