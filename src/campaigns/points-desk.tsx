import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import { doneAt } from '../desk/notices.ts';
import { OrderList } from '../desk/order-list.tsx';
import { askedIn, reordered } from '../desk/ordering.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { pointKinds } from './model.ts';
import { inCampaign, partPage } from './part-page-desk.tsx';
import { changePointOrder, listPoints, type PointLine } from './parts-store.ts';

/** What a campaign wants, what it asks and of whom, what a visitor can do: three lists in their order. */
export function pointRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = inCampaign(desk);
  const path = '/desk/campaigns/:id/points';
  desk.get(path, 'content.read', where, (c) =>
    partPage(c, desk, 'points', async ({ id, here, may }) => {
      const { t } = c.var;
      const points = await listPoints(db, id, t.lang);
      return {
        body: pointKinds.map((kind) => (
          <section class="desk-part">
            <h2>{t(`desk.points.${kind}`)}</h2>
            <OrderList
              t={t}
              action={here}
              may={may}
              along={<input type="hidden" name="kind" value={kind} />}
              rows={points.filter((point) => point.kind === kind).map((point) => pointRow(t, point))}
            />
            {may ? (
              <p class="buttons">
                <a class="button" href={`/desk/points/new?campaign_id=${id}&kind=${kind}`}>
                  {t(`desk.points.add.${kind}`)}
                </a>
              </p>
            ) : null}
          </section>
        )),
      };
    }),
  );
  desk.post(path, 'campaign.edit', where, async (c) => {
    const id = idIn(c);
    const body = await c.req.parseBody();
    const kind = pointKinds.find((one) => one === body.kind);
    if (id === null || !kind) return deskMessage(c, 404, 'missing');
    const asked = askedIn(body);
    await changePointOrder(db, id, kind, actorOf(c), (ids) => reordered(ids, asked, (one) => one));
    c.set('audited', { thingId: id, detail: { order: kind } });
    return c.redirect(doneAt(`/desk/campaigns/${id}/points`, 'saved'), 303);
  });
}

const longestName = 80;

function pointRow(t: Translator, { id, label, text, lang, isPublic, waits }: PointLine) {
  const words = label || text;
  const name = words.length > longestName ? `${words.slice(0, longestName)}…` : words;
  const state = isPublic ? (waits ? 'desk.list.waiting' : 'desk.list.public') : 'desk.list.draft';
  return {
    id,
    name,
    body: (
      <>
        <a href={`/desk/points/${id}`}>
          <bdi lang={lang}>{name}</bdi>
        </a>{' '}
        <span class="label">{t(state)}</span>
      </>
    ),
  };
}
