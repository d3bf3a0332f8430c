import type { Desk } from '../desk/desk.ts';
import { actorOf, whereThingIs, workIn } from '../desk/editing/context.ts';
import type { Editable } from '../desk/editing/model.ts';
import { listCampaignTitles } from '../desk/editing/place-store.ts';
import { titleOf } from '../desk/editing/titles.ts';
import { deskMessage } from '../desk/message.tsx';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { may } from '../staff/model.ts';
import { changeItems, listCampaignsOfItem } from './items-store.ts';

/** The same choice from the other side: which campaigns show an item of the library. Each is its editors' to change. */
export function itemCampaignsDesk(desk: Desk, item: Editable): void {
  const { db } = desk.site;
  const engine = { desk, editable: item };
  const where = whereThingIs(db, item);
  const path = `${item.path}/:id/campaigns`;
  desk.get(path, 'content.read', where, async (c) => {
    const { t, member } = c.var;
    const work = await workIn(c, engine);
    if (work === null) return deskMessage(c, 404, 'missing');
    const [campaigns, shows] = await Promise.all([
      listCampaignTitles(db, t.lang),
      listCampaignsOfItem(db, work.id),
    ]);
    const above = `${item.path}/${work.id}`;
    const title = titleOf(t, engine, work, work.primaryLang);
    return deskPage(c, {
      title: t('desk.item.campaigns'),
      label: <bdi>{title}</bdi>,
      at: item.menu,
      crumbs: [
        { href: item.path, text: t(item.words.many) },
        { href: above, text: title },
      ],
      body: (
        <form method="post" action={`${above}/campaigns`} class="desk-form">
          <fieldset class="field">
            <legend>{t('desk.item.campaigns.which')}</legend>
            {campaigns.map((campaign) => (
              <label class="choice">
                <input
                  type="checkbox"
                  name="campaign"
                  value={campaign.id}
                  checked={shows.some((one) => one.shows && one.campaignId === campaign.id)}
                  disabled={!may(member, 'campaign.edit', campaign.id)}
                />{' '}
                <span>{campaign.title}</span>
              </label>
            ))}
          </fieldset>
          <div class="desk-foot">
            <button type="submit" class="call">
              {t('desk.save')}
            </button>
          </div>
        </form>
      ),
    });
  });
  // What a campaign shows is the campaign's: the guard lets in who edits any, and each is asked for below.
  desk.post(path, 'campaign.edit', 'any', async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const body = await c.req.parseBody({ all: true });
    const wanted = new Set([body.campaign ?? []].flat());
    const changed: string[] = [];
    for (const { campaignId, shows } of await listCampaignsOfItem(db, work.id)) {
      if (shows === wanted.has(campaignId) || !may(c.var.member, 'campaign.edit', campaignId)) continue;
      await changeItems(db, campaignId, actorOf(c), (items) => {
        const others = items.filter(({ id }) => id !== work.id);
        return shows ? others : [...others, { id: work.id, featured: false }];
      });
      changed.push(campaignId);
    }
    c.set('audited', { thingId: work.id, detail: { campaigns: changed } });
    return c.redirect(doneAt(`${item.path}/${work.id}/campaigns`, 'saved'), 303);
  });
}
