import type { Desk } from '../desk/desk.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import { DescriptionList } from '../ui/components/description-list.tsx';
import { readMailState, retryMails } from './mails-store.ts';

/** How the mails are that the site sends: how many wait, how many were given up, and why. */
export function mailsDesk(desk: Desk): void {
  const { db } = desk.site;

  desk.get('/desk/mails', 'settings.edit', null, async (c) => {
    const { t } = c.var;
    const { waiting, failed, kept, reasons } = await readMailState(db);
    const figure = (n: number) => formatNumber(t.lang, n);
    return deskPage(c, {
      title: t('desk.mails.title'),
      label: t('desk.mails.stand'),
      at: 'home',
      crumbs: [{ href: '/desk', text: t('desk.menu.home') }],
      body: (
        <>
          <DescriptionList
            facts={[
              { term: t('desk.mails.waiting'), value: figure(waiting) },
              { term: t('desk.mails.failed'), value: figure(failed) },
              { term: t('desk.mails.kept'), value: figure(kept) },
            ]}
          />
          {failed > 0 ? (
            <form method="post" action="/desk/mails/retry">
              <p class="buttons">
                <button type="submit">{t('desk.mails.retry')}</button>
              </p>
            </form>
          ) : null}
          {kept > 0 ? (
            <p>
              {t('desk.mails.read_kept')} <bdi lang="en">npm run tadamun -- outbox</bdi>
            </p>
          ) : null}
          {reasons.length > 0 ? (
            <section class="desk-part">
              <h2>{t('desk.mails.reasons')}</h2>
              <ul class="waiting">
                {reasons.map(({ reason, n }) => (
                  <li>
                    <bdi lang="en">{reason}</bdi> <b>{figure(n)}</b>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </>
      ),
    });
  });

  desk.post('/desk/mails/retry', 'settings.edit', null, async (c) => {
    await retryMails(db);
    return c.redirect(doneAt('/desk/mails', 'saved'), 303);
  });
}
