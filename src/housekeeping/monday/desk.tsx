import type { Desk } from '../../desk/desk.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { Check } from '../../ui/components/choice.tsx';
import { setMonday, wantsMonday } from './store.ts';

const here = '/desk/account/mail';

/** Whether one is written to on Mondays: everybody's own choice. */
export function mondayDesk(desk: Desk): void {
  const { db } = desk.site;

  desk.get(here, 'account.own', 'any', async (c) => {
    const { t, member } = c.var;
    return deskPage(c, {
      title: t('desk.monday.title'),
      label: t('desk.monday.stand'),
      at: null,
      crumbs: [{ href: '/desk/account', text: member.name }],
      body: (
        <form method="post" action={here}>
          <Check
            t={t}
            name="want"
            label={t('desk.monday.want')}
            checked={await wantsMonday(db, member.id)}
            optional
          />
          <p class="buttons">
            <button type="submit">{t('desk.save')}</button>
          </p>
        </form>
      ),
    });
  });

  desk.post(here, 'account.own', 'any', async (c) => {
    const { want } = await c.req.parseBody();
    await setMonday(db, c.var.member.id, want === 'yes');
    c.set('audited', { subject: `staff:${c.var.member.id}`, detail: { monday: want === 'yes' } });
    return c.redirect(doneAt(here, 'saved'), 303);
  });
}
