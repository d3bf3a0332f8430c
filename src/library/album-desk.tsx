import type { Desk } from '../desk/desk.ts';
import { actorOf, whereThingIs, workIn } from '../desk/editing/context.ts';
import type { Work } from '../desk/editing/model.ts';
import { titleOf } from '../desk/editing/titles.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { OrderList, RowButton } from '../desk/order-list.tsx';
import { askedIn, reordered } from '../desk/ordering.ts';
import { deskPage } from '../desk/page.tsx';
import type { PictureData } from '../files/model.ts';
import { listOfferedFiles } from '../files/store.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { cleanLine } from '../foundation/text/plain.ts';
import { may } from '../staff/model.ts';
import { Select } from '../ui/components/field.tsx';
import { SearchForm } from '../ui/components/search-form.tsx';
import { itemEditable } from './desk-fields.ts';
import { changeAlbum, listAlbum } from './pictures-store.ts';

const offered = 60;

/** The pictures of an album: which, and in which order. What is said of each stands with its file. */
export function albumDesk(desk: Desk): void {
  const { db } = desk.site;
  const engine = { desk, editable: itemEditable };
  const where = whereThingIs(db, itemEditable);
  const path = `${itemEditable.path}/:id/pictures`;
  desk.get(path, 'content.read', where, async (c) => {
    const work = await workIn(c, engine);
    return work === null ? deskMessage(c, 404, 'missing') : page(c, desk, work);
  });
  desk.post(path, itemEditable.edit, where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const body = await c.req.parseBody();
    const asked = askedIn(body);
    const added = typeof body.picture === 'string' ? body.picture : '';
    await changeAlbum(db, work.id, actorOf(c), (pictures) => {
      if (asked.todo === 'add') return [...pictures, added];
      if (asked.todo === 'remove') return pictures.filter((one) => one !== asked.id);
      return reordered(pictures, asked, (one) => one);
    });
    c.set('audited', { thingId: work.id, detail: { pictures: asked.todo } });
    return c.redirect(doneAt(`${itemEditable.path}/${work.id}/pictures`, 'saved'), 303);
  });
}

async function page(c: DeskContext, desk: Desk, work: Work): Promise<Response> {
  const { t, member } = c.var;
  const mayEdit = may(member, itemEditable.edit, work.campaignId) && work.binnedAt === null;
  const cleaned = cleanLine(c.req.query('q') ?? '', 100);
  const q = cleaned.ok ? cleaned.text : '';
  const [pictures, files] = await Promise.all([
    listAlbum(desk.site.db, work.id),
    mayEdit ? listOfferedFiles(desk.site.db, t.lang, { q, kind: 'picture', limit: offered }) : [],
  ]);
  const others = files.filter((file) => pictures.every(({ sha256 }) => sha256 !== file.sha256));
  const above = `${itemEditable.path}/${work.id}`;
  const title = titleOf(t, { desk, editable: itemEditable }, work, work.primaryLang);
  return deskPage(c, {
    title: t('desk.album'),
    label: <bdi>{title}</bdi>,
    at: 'library',
    crumbs: [
      { href: itemEditable.path, text: t('desk.menu.library') },
      { href: above, text: title },
    ],
    body: (
      <>
        <p class="hint">{t('desk.album.hint')}</p>
        {work.own.kind === 'album' ? null : <p class="notice">{t('desk.album.no_album')}</p>}
        {pictures.length === 0 ? <p>{t('desk.album.none')}</p> : null}
        <OrderList
          t={t}
          action={`${above}/pictures`}
          may={mayEdit}
          rows={pictures.map((picture) => row(t, picture))}
        />
        {mayEdit ? (
          <section class="desk-part">
            <h2>{t('desk.album.add')}</h2>
            <SearchForm
              t={t}
              action={`${above}/pictures`}
              label={t('desk.files.search')}
              value={q}
              button={t('desk.list.apply')}
            />
            {others.length === 0 ? (
              <p>{t('desk.files.none_found')}</p>
            ) : (
              <form method="post" action={`${above}/pictures`} class="desk-form">
                <Select
                  t={t}
                  name="picture"
                  label={t('desk.album.which')}
                  options={others.map((file) => ({
                    value: file.sha256,
                    text: file.alt === '' ? file.name : `${file.alt} · ${file.name}`,
                  }))}
                />
                <button type="submit" name="do" value="add:">
                  {t('desk.album.add')}
                </button>
              </form>
            )}
          </section>
        ) : null}
      </>
    ),
  });
}

function row(t: Translator, { sha256, name, alt, variants }: PictureData) {
  const said = alt[t.lang] ?? Object.values(alt)[0] ?? '';
  const small = variants.filter(({ format }) => format === 'webp').sort((a, b) => a.width - b.width)[0];
  return {
    id: sha256,
    name: said || name,
    body: (
      <>
        {small ? <img src={`/desk/files/${sha256}/${small.width}.webp`} alt="" loading="lazy" /> : null}
        <p>
          <a href={`/desk/files/${sha256}`}>
            <bdi>{said || name}</bdi>
          </a>{' '}
          {said === '' ? <span class="flag">{t('desk.files.pick.describe')}</span> : null}
        </p>
      </>
    ),
    more: (
      <RowButton todo="remove" id={sha256} name={said || name}>
        {t('desk.order.remove')}
      </RowButton>
    ),
  };
}
