import type { Desk } from '../desk/desk.ts';
import { actorOf } from '../desk/editing/context.ts';
import { idIn } from '../desk/ids.ts';
import { deskMessage } from '../desk/message.tsx';
import { doneAt } from '../desk/notices.ts';
import { OrderList, RowButton } from '../desk/order-list.tsx';
import { type Asked, askedIn, reordered } from '../desk/ordering.ts';
import { type Id, parseId } from '../foundation/database/id.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { cleanLine } from '../foundation/text/plain.ts';
import { Select } from '../ui/components/field.tsx';
import { SearchForm } from '../ui/components/search-form.tsx';
import {
  type CampaignItemLine,
  type CampaignItems,
  changeItems,
  isItem,
  listItemsOf,
  listOtherItems,
} from './items-store.ts';
import { inCampaign, partPage } from './part-page-desk.tsx';

/** Which items of the library a campaign shows, in which order, and the one that it features. */
export function itemRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = inCampaign(desk);
  const path = '/desk/campaigns/:id/items';
  desk.get(path, 'content.read', where, (c) =>
    partPage(c, desk, 'items', async ({ id, here, may }) => {
      const { t } = c.var;
      const cleaned = cleanLine(c.req.query('q') ?? '', 100);
      const q = cleaned.ok ? cleaned.text : '';
      const [items, others] = await Promise.all([
        listItemsOf(db, id, t.lang),
        may ? listOtherItems(db, id, t.lang, q) : [],
      ]);
      return {
        body: (
          <>
            <p class="hint">{t('desk.campaign.items.hint')}</p>
            {items.length === 0 ? <p>{t('desk.campaign.items.none')}</p> : null}
            <OrderList t={t} action={here} may={may} rows={items.map((item) => itemRow(t, item))} />
            {may ? <Add t={t} here={here} q={q} others={others} /> : null}
          </>
        ),
      };
    }),
  );
  desk.post(path, 'campaign.edit', where, async (c) => {
    const id = idIn(c);
    if (id === null) return deskMessage(c, 404, 'missing');
    const body = await c.req.parseBody();
    const asked = askedIn(body);
    const added = parseId(typeof body.item === 'string' ? body.item : '');
    if (added !== null && !(await isItem(db, added))) return deskMessage(c, 404, 'missing');
    await changeItems(db, id, actorOf(c), (items) =>
      added === null ? itemsAfter(items, asked) : withItem(items, added),
    );
    c.set('audited', { thingId: id, detail: { items: added === null ? asked.todo : 'add' } });
    return c.redirect(doneAt(`/desk/campaigns/${id}/items`, 'saved'), 303);
  });
}

/** The items with one more at their end. */
export function withItem(items: CampaignItems, id: Id): CampaignItems {
  return items.some((item) => item.id === id) ? items : [...items, { id, featured: false }];
}

function itemsAfter(items: CampaignItems, asked: Asked): CampaignItems {
  switch (asked.todo) {
    case 'remove':
      return items.filter(({ id }) => id !== asked.id);
    case 'feature':
      return items.map(({ id }) => ({ id, featured: id === asked.id }));
    case 'unfeature':
      return items.map(({ id }) => ({ id, featured: false }));
    default:
      return reordered(items, asked, ({ id }) => id);
  }
}

function itemRow(t: Translator, item: CampaignItemLine) {
  const { id, title, lang, isPublic, featured } = item;
  return {
    id,
    name: title,
    body: (
      <>
        <a href={`/desk/library/${id}`}>
          <bdi lang={lang}>{title}</bdi>
        </a>{' '}
        {featured ? <b>{t('desk.campaign.items.featured')} </b> : null}
        {isPublic ? null : <span class="label">{t('desk.list.draft')}</span>}
      </>
    ),
    more: (
      <>
        <RowButton todo={featured ? 'unfeature' : 'feature'} id={id} name={title}>
          {t(featured ? 'desk.campaign.items.unfeature' : 'desk.campaign.items.feature')}
        </RowButton>
        <RowButton todo="remove" id={id} name={title}>
          {t('desk.order.remove')}
        </RowButton>
      </>
    ),
  };
}

interface AddProps {
  t: Translator;
  here: string;
  q: string;
  others: readonly { id: Id; title: string }[];
}

function Add({ t, here, q, others }: AddProps) {
  return (
    <section class="desk-part">
      <h2>{t('desk.campaign.items.add')}</h2>
      <SearchForm t={t} action={here} label={t('desk.list.search')} value={q} button={t('desk.list.apply')} />
      {others.length === 0 ? (
        <p>{t('desk.campaign.items.no_others')}</p>
      ) : (
        <form method="post" action={here} class="desk-form">
          <Select
            t={t}
            name="item"
            label={t('desk.campaign.items.which')}
            options={others.map(({ id, title }) => ({ value: id, text: title }))}
          />
          <button type="submit">{t('desk.campaign.items.add')}</button>
        </form>
      )}
    </section>
  );
}
