import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { isLang } from '../../foundation/i18n/lang.ts';
import type { Site } from '../../foundation/web/site.ts';
import { may } from '../../staff/model.ts';
import { SharePage } from './desk-page.tsx';
import { isShape } from './model.ts';
import { pictureOf } from './picture.ts';
import { askCards, readShared } from './store.ts';

const path = '/desk/news/:id/share';

/** An article's texts and pictures for where it is shared, ready to copy. */
export function sharingDesk(desk: Desk): void {
  const { site } = desk;
  const where = async (c: DeskContext) => {
    const article = await articleOf(c, site);
    return article ? article.campaignId : 'absent';
  };

  desk.get(path, 'content.read', where, async (c) => {
    const { t, member } = c.var;
    const article = await articleOf(c, site);
    if (!article) return deskMessage(c, 404, 'missing');
    const here = `/desk/news/${article.id}`;
    return deskPage(c, {
      title: t('desk.share.title'),
      at: 'news',
      crumbs: [
        { href: '/desk/news', text: t('desk.menu.news') },
        { href: here, text: article.texts[0]?.title ?? article.slug, lang: article.texts[0]?.lang },
      ],
      body: (
        <SharePage
          t={t}
          here={`${here}/share`}
          origin={site.settings.publicUrl.origin}
          article={article}
          mayMake={may(member, 'news.edit', article.campaignId)}
        />
      ),
    });
  });

  desk.post(path, 'news.edit', where, async (c) => {
    const article = await articleOf(c, site);
    if (!article) return deskMessage(c, 404, 'missing');
    await askCards(site.db, article.id);
    c.set('audited', { thingId: article.id, subject: 'cards' });
    return c.redirect(doneAt(`/desk/news/${article.id}/share`, 'asked'), 303);
  });

  desk.get(`${path}/:lang/:shape{(wide|square)\\.png}`, 'content.read', where, async (c) => {
    const shape = c.req.param('shape')?.replace(/\.png$/, '');
    const lang = c.req.param('lang');
    const article = await articleOf(c, site);
    const card = article?.cards.find(
      (one) => isLang(lang) && one.lang === lang && isShape(shape) && one.shape === shape,
    );
    const picture = card?.sha256 ? await pictureOf(site.settings.dataDir, card.sha256) : null;
    if (!article || !picture) return deskMessage(c, 404, 'missing');
    if (c.req.query('download') !== undefined)
      c.header('content-disposition', `attachment; filename="${article.slug}-${lang}-${shape}.png"`);
    return c.body(picture.stream, 200, picture.headers);
  });
}

async function articleOf(c: DeskContext, site: Site) {
  const id = idIn(c);
  return id && readShared(site.db, id);
}
