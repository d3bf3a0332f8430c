import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { parseId } from '../../foundation/database/id.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Select } from '../../ui/components/field.tsx';
import { readForm } from '../signing/read-form.ts';
import { dismissReader, listModerators, listReaders, nameReader } from './store.ts';

const path = '/desk/sealed-readers';

/** Who may open sealed names: an owner names them, two at most, and cannot open any by being an owner. */
export function sealedReadersDesk(desk: Desk): void {
  const { db } = desk.site;
  desk.get(path, 'staff.manage', null, (c) => page(desk, c, false));
  desk.post(path, 'staff.manage', null, async (c) => {
    const typed: Record<string, unknown> = await readForm(c.req.raw).catch(() => ({}));
    const id = parseId(String(typed.staff_id ?? ''));
    const by = `staff:${c.var.member.id}`;
    if (id === null || !(await nameReader(db, id, by))) return page(desk, c, true);
    c.set('audited', { subject: `staff:${id}`, detail: { sealed: 'named' } });
    return c.redirect(doneAt(path, 'saved'), 303);
  });
  desk.post(`${path}/:staff/dismiss`, 'staff.manage', null, async (c) => {
    const id = idIn(c, 'staff');
    if (id) await dismissReader(db, id);
    c.set('audited', { subject: `staff:${id}`, detail: { sealed: 'dismissed' } });
    return c.redirect(doneAt(path, 'saved'), 303);
  });
}

async function page({ site }: Desk, c: DeskContext, wrong: boolean) {
  const { t, lang } = c.var;
  const [readers, moderators] = await Promise.all([listReaders(site.db), listModerators(site.db)]);
  return deskPage(c, {
    title: t('desk.sealed.readers'),
    label: t('desk.sealed.readers.stand'),
    at: 'staff',
    status: wrong ? 422 : 200,
    body: (
      <>
        <ErrorSummary
          t={t}
          errors={wrong ? [{ field: 'staff_id', text: t('desk.sealed.error.reader') }] : []}
        />
        {readers.length === 0 ? (
          <p class="empty">{t('desk.sealed.readers.none')}</p>
        ) : (
          <ul>
            {readers.map(({ staffId, name, namedAt }) => (
              <li>
                <form method="post" action={`${path}/${staffId}/dismiss`}>
                  <bdi>{name}</bdi>, {t('desk.sealed.readers.since', { date: formatInstant(lang, namedAt) })}{' '}
                  <button type="submit" class="plain">
                    {t('desk.sealed.readers.dismiss')}
                    <span class="vh">
                      {' '}
                      <bdi>{name}</bdi>
                    </span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
        {readers.length < 2 ? (
          <form method="post" action={path} novalidate>
            <Select
              t={t}
              name="staff_id"
              label={t('desk.sealed.readers.name')}
              empty={t('desk.sealed.readers.choose')}
              options={moderators.map(({ id, name }) => ({ value: id, text: name }))}
              error={wrong ? t('desk.sealed.error.reader') : undefined}
            />
            <p class="buttons">
              <button type="submit">{t('desk.sealed.readers.add')}</button>
            </p>
          </form>
        ) : (
          <p>{t('desk.sealed.readers.full')}</p>
        )}
      </>
    ),
  });
}
