import type { Desk } from '../../desk/desk.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { applicationDeskPage } from './application-desk.tsx';
import { accept, type JoinDecision, openJoinContact, turnDown } from './apply.ts';
import { membersDesk } from './members-desk.tsx';
import { answerVouch, listApplications, readApplication } from './store.ts';

const listed = 200;
const path = '/desk/organisations/join';

/** Applications to join: what the members say, and the decision. Mounted before the editing of organisations. */
export function joinDesk(desk: Desk): void {
  const { site } = desk;
  const show = async (c: DeskContext, error: { field: string; key: MessageKey } | null) => {
    const id = idIn(c);
    const application = id && (await readApplication(site.db, id, c.var.lang));
    if (!application || application.state === 'pending') return deskMessage(c, 404, 'missing');
    return applicationDeskPage(c, application, openJoinContact(site.keys, application), error);
  };
  const answer = (c: DeskContext, done: JoinDecision, field: string) => {
    c.set('audited', { subject: `application:${c.req.param('id')}` });
    if (done === 'not-found') return deskMessage(c, 404, 'missing');
    if (done === 'done') return c.redirect(doneAt(`${path}/${c.req.param('id')}`, 'saved'), 303);
    const key = done === 'not-vouched' ? 'desk.join.error.vouched' : 'desk.register.error.state';
    return show(c, { field, key });
  };

  desk.get(path, 'join.decide', null, (c) => listPage(desk, c));
  membersDesk(desk);
  desk.get(`${path}/:id`, 'join.decide', null, (c) => show(c, null));
  desk.post(`${path}/:id/accept`, 'join.decide', null, async (c) => {
    const [id, reason] = [idIn(c), await reasonOf(c)];
    if (reason === null) return show(c, { field: 'accept-reason', key: 'desk.register.error.reason' });
    const done = id ? await accept(site.db, id, `staff:${c.var.member.id}`, reason) : 'not-found';
    return answer(c, done, 'accept-reason');
  });
  desk.post(`${path}/:id/reject`, 'join.decide', null, async (c) => {
    const [id, reason] = [idIn(c), await reasonOf(c)];
    if (reason === null) return show(c, { field: 'reject-reason', key: 'desk.register.error.reason' });
    const done = id ? await turnDown(site.db, id, `staff:${c.var.member.id}`, reason) : 'not-found';
    return answer(c, done, 'reject-reason');
  });
  desk.post(`${path}/:id/vouch/:vouch`, 'join.decide', null, async (c) => {
    const [id, vouchId] = [idIn(c), idIn(c, 'vouch')];
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const reason = lineOf(form.reason);
    const field = `vouch-${vouchId}`;
    if (reason === null) return show(c, { field, key: 'desk.register.error.reason' });
    const application = id && (await readApplication(site.db, id, c.var.lang));
    if (!application?.vouches.some((one) => one.id === vouchId) || !vouchId)
      return deskMessage(c, 404, 'missing');
    const said = form.answer === 'declines' ? 'declines' : 'vouches';
    const by = { actor: `staff:${c.var.member.id}`, reason };
    const done = await site.db.transaction().execute((tx) => answerVouch(tx, vouchId, said, by));
    return answer(c, done ? 'done' : 'not-possible', field);
  });
}

async function reasonOf(c: DeskContext): Promise<string | null> {
  const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  return lineOf(form.reason);
}

function lineOf(value: unknown): string | null {
  const cleaned = cleanLine(typeof value === 'string' ? value : '', 500);
  return cleaned.ok && cleaned.text !== '' ? cleaned.text : null;
}

async function listPage({ site }: Desk, c: DeskContext) {
  const { t, lang } = c.var;
  const applications = await listApplications(site.db, lang, listed);
  return deskPage(c, {
    title: t('desk.join.title'),
    label: t('desk.join.stand'),
    at: 'organisations',
    buttons: (
      <a class="button" href={`${path}/members`}>
        {t('desk.join.members')}
      </a>
    ),
    body:
      applications.length === 0 ? (
        <p class="empty">{t('desk.join.none')}</p>
      ) : (
        <table class="stack">
          <caption class="vh">{t('desk.join.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('signatories.search')}</th>
              <th scope="col">{t('desk.register.state')}</th>
              <th scope="col">{t('desk.join.vouches')}</th>
              <th scope="col">{t('desk.join.came')}</th>
            </tr>
          </thead>
          <tbody>
            {applications.map(({ id, name, country, state, vouches, createdAt }) => (
              <tr>
                <th scope="row">
                  <a href={`${path}/${id}`}>
                    <bdi>{name}</bdi>
                  </a>{' '}
                  <span class="label">{countryName(lang, country)}</span>
                </th>
                <td data-label={t('desk.register.state')}>
                  {t(`desk.join.state.${state === 'pending' ? 'confirmed' : state}`)}
                </td>
                <td data-label={t('desk.join.vouches')}>
                  {t('desk.join.vouched', { n: vouches.filter(({ answer }) => answer === 'vouches').length })}
                </td>
                <td data-label={t('desk.join.came')}>{formatInstant(lang, createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ),
  });
}
