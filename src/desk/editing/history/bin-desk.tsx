import { formatInstant, formatMoment } from '../../../foundation/i18n/dates.ts';
import { actorName } from '../../../staff/actor-model.ts';
import { may } from '../../../staff/model.ts';
import { namesOfActors } from '../../../staff/store.ts';
import type { Desk } from '../../desk.ts';
import { idIn } from '../../ids.ts';
import { deskMessage } from '../../message.tsx';
import { doneAt } from '../../notices.ts';
import { deskPage } from '../../page.tsx';
import { actorOf } from '../context.ts';
import { sayWhy } from '../form/why.ts';
import type { Editable } from '../model.ts';
import { type BinLine, listBin, takeFromBin } from './bin-store.ts';

const mostShown = 500;

/** What was deleted and waits to be erased: it can be taken back for 90 days. */
export function binRoutes(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;
  const kindOf = (line: Pick<BinLine, 'kind'>) => editables.find(({ kind }) => kind === line.kind);

  desk.get('/desk/bin', 'content.read', 'any', async (c) => {
    const { t, member } = c.var;
    const lines = await listBin(db, c.var.lang, mostShown);
    const names = await namesOfActors(
      db,
      lines.map(({ actor }) => actor),
    );
    return deskPage(c, {
      title: t('desk.menu.bin'),
      label: t('desk.bin.stand'),
      at: 'bin',
      body:
        lines.length === 0 ? (
          <p class="empty">{t('desk.bin.empty')}</p>
        ) : (
          <table class="queue">
            <thead>
              <tr>
                <th scope="col">{t('desk.list.title')}</th>
                <th scope="col">{t('desk.bin.when')}</th>
                <th scope="col">{t('desk.bin.erased_on')}</th>
                <th scope="col">
                  <span class="vh">{t('desk.list.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => {
                const editable = kindOf(line);
                return (
                  <tr>
                    <th scope="row">
                      <bdi>{line.title}</bdi>{' '}
                      <span class="label">{editable ? t(editable.words.one) : line.kind}</span>
                    </th>
                    <td>
                      {formatMoment(t.lang, line.at)} · <bdi>{actorName(t, names, line.actor)}</bdi> ·{' '}
                      <bdi>{sayWhy(t, line.why)}</bdi>
                    </td>
                    <td>{formatInstant(t.lang, line.erasedOn)}</td>
                    <td>
                      {editable && may(member, editable.publish, line.campaignId) ? (
                        <form method="post" action={`/desk/bin/${line.thingId}/restore`}>
                          <button type="submit">
                            {t('desk.bin.restore')}
                            <span class="vh">
                              {' '}
                              <bdi>{line.title}</bdi>
                            </span>
                          </button>
                        </form>
                      ) : null}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        ),
    });
  });

  desk.post('/desk/bin/:id/restore', 'content.read', 'any', async (c) => {
    const id = idIn(c);
    const line = (await listBin(db, c.var.lang, mostShown)).find(({ thingId }) => thingId === id);
    const editable = line && kindOf(line);
    if (!line || !editable) return deskMessage(c, 404, 'missing');
    if (!may(c.var.member, editable.publish, line.campaignId)) return deskMessage(c, 403, 'refused');
    await takeFromBin(db, line.thingId, actorOf(c));
    c.set('audited', { thingId: line.thingId });
    return c.redirect(doneAt(`${editable.path}/${line.thingId}`, 'restored'), 303);
  });
}
