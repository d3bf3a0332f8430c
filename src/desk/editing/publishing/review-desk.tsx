import { parseId } from '../../../foundation/database/id.ts';
import { may } from '../../../staff/model.ts';
import type { Desk } from '../../desk.ts';
import { doneAt } from '../../notices.ts';
import { deskPage } from '../../page.tsx';
import { actorOf } from '../context.ts';
import type { Editable } from '../model.ts';
import { campaignOfThing } from '../place-store.ts';
import { adopt, listUnadopted } from './review-store.ts';

const perPage = 100;

/** What came with the software, to be read and adopted: two of the staff make a text the coalition's own. */
export function reviewRoutes(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;

  desk.get('/desk/review', 'review.adopt', 'any', async (c) => {
    const { t } = c.var;
    const kind = c.req.query('kind') ?? null;
    const { lines, total, kinds } = await listUnadopted(db, {
      lang: c.var.lang,
      actor: actorOf(c),
      kind,
      limit: perPage,
    });
    return deskPage(c, {
      title: t('desk.menu.review'),
      label: t('desk.review.stand'),
      at: 'review',
      body: (
        <>
          <nav class="tabs" aria-label={t('desk.list.kind')}>
            <a href="/desk/review" aria-current={kind === null ? 'true' : undefined}>
              {t('desk.list.all')}
            </a>
            {kinds.map((one) => (
              <a href={`/desk/review?kind=${one.kind}`} aria-current={kind === one.kind ? 'true' : undefined}>
                {t(`desk.kind.${one.kind}`)} <span>{one.n}</span>
              </a>
            ))}
          </nav>
          {lines.length === 0 ? (
            <p class="empty">{t('desk.review.empty')}</p>
          ) : (
            <form method="post" action="/desk/review/adopt">
              <table class="queue">
                <thead>
                  <tr>
                    <th scope="col">
                      <span class="vh">{t('desk.list.choose')}</span>
                    </th>
                    <th scope="col">{t('desk.list.title')}</th>
                    <th scope="col">{t('desk.list.kind')}</th>
                    <th scope="col">{t('desk.review.adopted')}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => {
                    const editable = editables.find((one) => one.kind === line.kind);
                    return (
                      <tr>
                        <td>
                          <input
                            type="checkbox"
                            name="ids"
                            value={line.id}
                            aria-label={t('desk.list.choose_one', { title: line.title })}
                          />
                        </td>
                        <th scope="row">
                          {editable ? (
                            <a href={`${editable.path}/${line.id}`}>
                              <bdi>{line.title}</bdi>
                            </a>
                          ) : (
                            <bdi>{line.title}</bdi>
                          )}
                        </th>
                        <td>{t(`desk.kind.${line.kind}`)}</td>
                        <td>{t('desk.review.count', { n: line.adopted })}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
              {total > lines.length ? (
                <p class="label">{t('desk.review.more', { n: total - lines.length })}</p>
              ) : null}
              <div class="desk-foot">
                <button class="call" type="submit">
                  {t('desk.review.adopt')}
                </button>
              </div>
            </form>
          )}
        </>
      ),
    });
  });

  desk.post('/desk/review/adopt', 'review.adopt', 'any', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const ids = [body.ids ?? []].flat().flatMap((id) => (typeof id === 'string' ? (parseId(id) ?? []) : []));
    let n = 0;
    for (const id of ids.slice(0, perPage)) {
      const campaignId = await campaignOfThing(db, null, id);
      if (campaignId === 'absent' || !may(c.var.member, 'review.adopt', campaignId)) continue;
      if (await adopt(db, id, actorOf(c))) n += 1;
    }
    c.set('audited', { detail: { n, ids } });
    return c.redirect(doneAt('/desk/review', 'adopted'), 303);
  });
}
